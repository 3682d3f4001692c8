"""Distinctions: claims that look alike and are not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from newsrooms.guards import append_only, keep_within_newsroom


@keep_within_newsroom()
class Distinction(models.Model):
    """That an editor was shown two claims as alike and said that they are not the same; not offered again."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="distinctions")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    why = models.TextField(blank=True, default="")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["claim", "other"], name="distinction_is_made_once"),
            models.CheckConstraint(condition=Q(claim__lt=F("other")), name="distinction_names_the_older_first"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} is not {self.other}"
