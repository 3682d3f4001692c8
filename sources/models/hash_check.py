"""The nightly look at what is kept: whether every byte is still the one that was written."""

from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only
from sources.models.payload import CapturedText, Payload


class HashCheck(models.Model):
    """One look at everything kept: how many bytes and texts were hashed again, and how many no longer match."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    payloads = models.PositiveIntegerField()
    texts = models.PositiveIntegerField()
    mismatches = models.PositiveIntegerField()

    class Meta:
        ordering = ["-started_at", "-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}: {self.mismatches} of {self.payloads + self.texts} changed"


class HashFailure(models.Model):
    """Kept bytes or a kept text whose hash is no longer the one it was stored under: evidence that was damaged."""

    check_of = models.ForeignKey(HashCheck, on_delete=models.PROTECT, related_name="found")
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.ForeignKey(CapturedText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found = models.CharField(max_length=64, blank=True, help_text="The hash now; empty when it could not be read.")

    class Meta:
        verbose_name_plural = "hash failures"
        ordering = ["-id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(payload__isnull=False, text=None) | Q(payload=None, text__isnull=False),
                name="hash_failure_is_of_bytes_or_of_a_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.payload or self.text)
