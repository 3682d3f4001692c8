"""Correction requests: what readers say is wrong, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.vocabulary import RequestOutcome
from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices


class CorrectionRequestQuerySet(HousedQuerySet["CorrectionRequest"]):
    def waiting(self) -> "CorrectionRequestQuerySet":
        return self.filter(outcome=RequestOutcome.WAITING.value)


@keep_within_newsroom()
@keep_history()
class CorrectionRequest(models.Model):
    """A reader's word that a published claim is wrong, without an account, and the newsroom's answer."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="correction_requests")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="correction_requests")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    version = models.PositiveIntegerField(help_text="The published version the reader had before them.")
    message = models.TextField(help_text="What is wrong, in the reader's words. For the house only.")
    evidence = models.CharField(max_length=2000, blank=True, default="", help_text="An address that shows it.")
    contact = models.CharField(max_length=254, blank=True, default="", help_text="For the house only.")
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(
        max_length=8, choices=as_choices(RequestOutcome), default=RequestOutcome.WAITING.value, editable=False
    )
    answer = models.TextField(blank=True, default="", help_text="What came of it, for the reader and anybody.")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(message=""), name="correction_request_says_what_is_wrong"),
            models.CheckConstraint(
                condition=Q(outcome__in=[word.value for word in RequestOutcome]),
                name="correction_request_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome=RequestOutcome.WAITING.value, answer="", answered_at=None)
                | (~Q(outcome=RequestOutcome.WAITING.value) & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="correction_request_decided_has_its_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["newsroom", "received_at"],
                name="correction_request_waiting",
                condition=Q(outcome=RequestOutcome.WAITING.value),
            )
        ]

    def __str__(self) -> str:
        return self.message[:80]
