"""Admiralty letters: how reliable an editor finds a source, dated and with reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only
from newsrooms.vocabulary import as_choices
from sources.models.source import Source
from sources.vocabulary import Reliability


class SourceGrade(models.Model):
    """A NATO Admiralty letter (AJP-2.1) that an editor gave a source; a new one follows, none is averaged."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="grades")
    letter = models.CharField(max_length=1, choices=as_choices(Reliability))
    reasons = models.TextField(blank=True, default="")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__in=[word.value for word in Reliability]), name="grade_is_an_admiralty_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.letter}"
