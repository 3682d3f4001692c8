"""Redactions: words that readers are no longer shown, at whatever date they ask for the page."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom


@keep_within_newsroom()
class Redaction(models.Model):
    """Words of a published claim that had to go: struck from all its newsroom shows, also as it was in the past."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="redactions")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="redactions")
    words = models.CharField(max_length=1000, help_text="Exactly as they stand; capitals make no difference.")
    why = models.TextField(help_text="For the house. Readers are told by the notice.")
    redacted_at = models.DateTimeField(auto_now_add=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "words"], name="words_are_redacted_once"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(why=""), name="redaction_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return f"A redaction of {self.redacted_at:%d %B %Y}"
