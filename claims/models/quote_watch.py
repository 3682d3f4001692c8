"""Quote watch: documents that are looked at again, what became of each quote, and losses for an editor to judge."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.report import Report
from claims.models.withdrawal import Withdrawal
from claims.vocabulary import LossState, QuoteOutcome, WithdrawalKind
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.models import Capture, Document

PROPOSED = LossState.PROPOSED.value


class WatchedDocument(models.Model):
    """A document that reports rest on, looked at again on a decaying schedule. Machine state: no history is kept."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    since = models.DateTimeField(help_text="From when the schedule counts.")
    step = models.PositiveSmallIntegerField(default=0, help_text="How many looks of the schedule were made.")
    next_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="A look was asked for and is not judged yet.")
    judged_up_to = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=11, choices=as_choices(QuoteOutcome), blank=True, default="")
    looked_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text="Since when nothing was answered.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Looks in a row without the page.")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="watched_document_due", condition=Q(asked_at=None)),
            models.Index(fields=["asked_at"], name="watched_document_asked", condition=Q(asked_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"watch on {self.document_id}"


class QuoteLook(models.Model):
    """What became of one report's quote at one later look at its document: outcome, place, and what differs."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="looks")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="quote_looks")
    outcome = models.CharField(max_length=11, choices=as_choices(QuoteOutcome))
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Where the quote or its like stands now.")
    end = models.PositiveIntegerField(null=True, blank=True)
    differs = models.JSONField(default=dict, blank=True, help_text="Figures, names and words, before and now.")
    looked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "-looked_at", "-id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["report", "capture"], name="quote_is_looked_for_once_in_a_capture"),
            models.CheckConstraint(
                condition=Q(outcome__in=[word.value for word in QuoteOutcome]), name="quote_look_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__gt=F("start")),
                name="quote_look_has_a_whole_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.looked_at:%Y-%m-%d %H:%M}"


class ProposedWithdrawalQuerySet(HousedQuerySet["ProposedWithdrawal"]):
    def proposed(self) -> "ProposedWithdrawalQuerySet":
        return self.filter(state=PROPOSED)


@keep_within_newsroom()
class ProposedWithdrawal(models.Model):
    """A quote or a whole page that is no longer there: a withdrawal proposed by machine, decided by an editor."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="proposed_withdrawals")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=9, choices=as_choices(WithdrawalKind))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="proposed_withdrawals")
    report = models.ForeignKey(
        Report,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_withdrawals",
        help_text="Whose quote was lost; empty when the whole page was.",
    )
    before = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=11, choices=as_choices(QuoteOutcome))
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Where the passage stands now, if it does.")
    end = models.PositiveIntegerField(null=True, blank=True)
    differs = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=as_choices(LossState), default=PROPOSED)
    reason = models.TextField(blank=True, default="")
    withdrawal = models.OneToOneField(
        Withdrawal, on_delete=models.PROTECT, null=True, blank=True, related_name="proposed_as"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProposedWithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "report"],
                condition=Q(state=PROPOSED),
                name="loss_is_proposed_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in WithdrawalKind]), name="loss_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in LossState]), name="loss_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PROPOSED, decided_at=None) | (~Q(state=PROPOSED) & Q(decided_at__isnull=False)),
                name="loss_decided_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=LossState.ACCEPTED.value) | Q(withdrawal__isnull=False),
                name="loss_accepted_is_a_withdrawal",
            ),
        ]
        indexes = [
            models.Index(fields=["newsroom", "-proposed_at"], name="loss_proposed", condition=Q(state=PROPOSED)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.document}"
