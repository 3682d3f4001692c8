"""Suggestions: candidate reports found in a captured text, waiting for an editor."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.report import Report
from claims.models.withdrawal import Withdrawal
from claims.vocabulary import SuggestionOutcome
from newsrooms.guards import keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.models import Capture, Document

WAITING = SuggestionOutcome.WAITING.value


class SuggestionQuerySet(HousedQuerySet["Suggestion"]):
    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(outcome=WAITING)


@keep_within_newsroom()
class Suggestion(models.Model):
    """A candidate report that the extractor found in a captured text; its outcome is kept for measuring."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="suggestions")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="suggestions")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="suggestions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, editable=False, help_text="The same words with the same figure.")
    candidate = models.JSONField(help_text="What the extractor read: stance, quantity, chains, tier, with places.")
    matches = models.JSONField(default=list, help_text="Claims, questions and sources it may be about, with reasons.")
    score = models.FloatField(default=0, help_text="How well the best known claim or question fits, 0 to 1.")
    claim = models.ForeignKey(Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions")
    outcome = models.CharField(max_length=8, choices=as_choices(SuggestionOutcome), default=WAITING)
    reason = models.TextField(blank=True, default="")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    withdrawal = models.ForeignKey(
        Withdrawal, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    amended = models.JSONField(default=dict, blank=True, help_text="What the editor changed: from what to what.")
    suggested_at = models.DateTimeField(auto_now_add=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["capture", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "fingerprint"], name="suggestion_is_made_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="suggestion_has_a_place"),
            models.CheckConstraint(
                condition=Q(outcome=WAITING, judged_at=None) | (~Q(outcome=WAITING) & Q(judged_at__isnull=False)),
                name="suggestion_judged_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[word.value for word in SuggestionOutcome]),
                name="suggestion_outcome_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["newsroom", "-suggested_at"], name="suggestion_waiting", condition=Q(outcome=WAITING)
            )
        ]

    def __str__(self) -> str:
        return f"suggestion {self.public_id}"


class Extraction(models.Model):
    """One going-through of a captured text for candidate reports: a due row until done, and done once for a text."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="extractions")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="extractions")
    text = models.ForeignKey("sources.CapturedText", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    extractor = models.CharField(max_length=60, blank=True, default="")
    candidates = models.PositiveIntegerField(default=0, help_text="How many statements were read.")
    suggested = models.PositiveIntegerField(default=0, help_text="How many of them became suggestions.")
    last_detail = models.TextField(blank=True, default="", help_text="For the house only.")

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "text"], name="text_is_extracted_once_for_a_newsroom"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="extraction_due", condition=Q(done_at=None, parked_at=None)),
        ]

    def __str__(self) -> str:
        return f"extraction of {self.capture}"
