"""Suggestions: candidate reports found in a document, waiting for an editor."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.report import Report
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from sources.models import Capture

OUTCOMES = [(word, word) for word in ("waiting", "accepted", "amended", "refused")]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: User | AnonymousUser) -> "SuggestionQuerySet":
        return self.filter(newsroom__in=Newsroom.objects.visible_to(user))

    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(outcome="waiting")


class Suggestion(models.Model):
    """A candidate report that the extractor found in a captured text; its outcome is kept for measuring."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="suggestions")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="suggestions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    candidate = models.JSONField(help_text="What the extractor read: stance, quantity, chains, tier, with offsets.")
    matches = models.JSONField(default=list, help_text="Claims, questions and sources it may be about, with reasons.")
    claim = models.ForeignKey(Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions")
    outcome = models.CharField(max_length=8, choices=OUTCOMES, default="waiting")
    reason = models.TextField(blank=True, default="")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    amended = models.JSONField(default=dict, blank=True, help_text="What the editor changed.")
    suggested_at = models.DateTimeField(auto_now_add=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["capture", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["capture", "start", "end"], name="suggestion_is_made_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="suggestion_has_a_place"),
            models.CheckConstraint(
                condition=Q(outcome="waiting", judged_at=None) | (~Q(outcome="waiting") & Q(judged_at__isnull=False)),
                name="suggestion_judged_has_its_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["newsroom", "-suggested_at"], name="suggestion_waiting", condition=Q(outcome="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"suggestion {self.public_id}"
