"""Checklists and the gate: what a newsroom wants done before a claim is published."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.vocabulary import Verdict
from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices


@keep_history()
class ChecklistItem(models.Model):
    """One thing a newsroom wants done for every claim before it is published."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="checklist")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    required = models.BooleanField(default=True, help_text="The gate stays shut without it.")
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["newsroom", "position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="checklist_item_says_what_to_do")]

    def __str__(self) -> str:
        return self.text


@keep_within_newsroom()
@keep_history()
class ChecklistTick(models.Model):
    """That one thing of the checklist was done for a claim, and by whom."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="ticks")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="ticks")
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["claim", "item"]
        constraints = [models.UniqueConstraint(fields=["claim", "item"], name="checklist_item_is_ticked_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.ticked_by}"


@keep_history()
class PublishGate(models.Model):
    """What a newsroom asks of a claim before it is published. Past it only with a reason that readers see."""

    newsroom = models.OneToOneField(Newsroom, on_delete=models.PROTECT, related_name="publish_gate")
    needs_assessment = models.BooleanField(default=False, help_text="No claim is published merely under watch.")
    needs_checklist = models.BooleanField(default=True, help_text="Every required item of the checklist is ticked.")
    needs_report = models.BooleanField(default=False, help_text="Some report of it is recorded.")

    class Meta:
        ordering = ["newsroom"]

    def __str__(self) -> str:
        return f"gate of {self.newsroom}"


@keep_history()
class VerdictLabel(models.Model):
    """How a newsroom words one of the verdicts to its readers."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="verdict_labels")
    verdict = models.CharField(max_length=15, choices=as_choices(Verdict))
    label = models.CharField(max_length=60)

    class Meta:
        ordering = ["newsroom", "verdict"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "verdict"], name="verdict_is_labelled_once"),
            models.CheckConstraint(condition=~Q(label=""), name="verdict_label_says_something"),
            models.CheckConstraint(
                condition=Q(verdict__in=[word.value for word in Verdict]), name="verdict_label_is_of_a_known_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.label}"
