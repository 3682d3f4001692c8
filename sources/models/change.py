"""What changed on the ground, kept until the floor above has seen to it."""

from django.db import models
from django.db.models import Q

from newsrooms.models import Newsroom
from sources.models.document import Document
from sources.models.source import Source


class GroundChange(models.Model):
    """A change of a source or document that claims may rest on: a due row, gone once their claims are marked due."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    cause = models.CharField(max_length=40, help_text="What happened, as a noun and a verb: tie.declared.")
    cause_id = models.CharField(max_length=16, help_text="Public id of what happened.")
    batch = models.CharField(max_length=16, help_text="One action's changes share a batch.")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__isnull=False, document=None) | Q(source=None, document__isnull=False),
                name="ground_change_is_of_a_source_or_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.cause_id}"
