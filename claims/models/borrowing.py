"""Borrowings: reports that tell a claim in near the same words as earlier ones, and what an editor said to that."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.report import Report
from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.vocabulary import ReprintState

PROPOSED = ReprintState.PROPOSED.value
DECIDED = (ReprintState.ACCEPTED.value, ReprintState.REFUSED.value)


class BorrowingQuerySet(models.QuerySet["Borrowing"]):
    def visible_to(self, user: User | AnonymousUser) -> "BorrowingQuerySet":
        return self.filter(claim__in=Claim.objects.visible_to(user))

    def proposed(self) -> "BorrowingQuerySet":
        return self.filter(state=PROPOSED)


@keep_within_newsroom()
@keep_history()
class Borrowing(models.Model):
    """That a report relies on an earlier one for this claim, since both tell it in near the same words: proposed by
    machine, accepted or refused by an editor. Until then it lowers the lower count of lines alone."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="borrowings")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="borrows_from")
    original = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="borrowed_by")
    likeness = models.FloatField(help_text="Share of the shorter passage's five-word runs in the other.")
    passage = models.TextField(help_text="What the report says about the claim, as it was compared.")
    original_passage = models.TextField(help_text="What the earlier one says, as it was compared.")
    state = models.CharField(max_length=8, choices=as_choices(ReprintState), default=PROPOSED, editable=False)
    reason = models.TextField(blank=True, default="", editable=False)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BorrowingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "original"], name="borrowing_is_proposed_once"),
            models.CheckConstraint(condition=~Q(report=F("original")), name="borrowing_is_from_another_report"),
            models.CheckConstraint(
                condition=Q(state=PROPOSED, decided_at=None)
                | (Q(state__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="borrowing_is_decided_by_somebody_with_reasons",
            ),
        ]
        indexes = [models.Index(fields=["claim"], name="borrowing_proposed", condition=Q(state=PROPOSED))]

    def __str__(self) -> str:
        return f"{self.report} has it from {self.original}"
