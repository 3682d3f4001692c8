"""What captures hold, stored once under its hash: bytes, and the text extracted from them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only


class Payload(models.Model):
    """The bytes of a capture or of its WARC record; the same bytes fetched twice are one row."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="payload_hash_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.size} bytes {self.sha256[:12]}"


class CapturedText(models.Model):
    """The text extracted from a capture: stored once, never changed; every quote's place refers to it."""

    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    extractor = models.CharField(max_length=60)
    bands = ArrayField(models.IntegerField(), default=list, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="captured_text_says_something"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="captured_text_hash_is_sha256"),
        ]
        indexes = [GinIndex(fields=["bands"], name="captured_text_near_duplicate", fastupdate=False)]

    def __str__(self) -> str:
        return self.text[:80]
