"""Answers kept so that a request sent twice is done once."""

from django.db import models
from django.db.models import Q


class IdempotentCall(models.Model):
    """One acting request under its sender's ``Idempotency-Key``, with the first answer, kept for a day.

    Written in the transaction of what the request did, so that there is never the one without the other.
    """

    actor = models.CharField(max_length=60, help_text="Who sent it: “key 12” or “user 7”.")
    key = models.CharField(max_length=255)
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=list)
    body = models.BinaryField()
    answered_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="a_sender_uses_a_key_for_one_request"),
            models.CheckConstraint(condition=Q(status__gte=200, status__lt=500), name="only_final_answers_are_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.actor}"
