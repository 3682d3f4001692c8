"""What editors made of what the machine raised: contradictions looked at, moved standings acknowledged."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.standing import StandingStep
from newsrooms.guards import append_only


class SecondLook(models.Model):
    """An editor looked at a contradiction of a claim and found no conflict; it is not raised again."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="second_looks")
    key = models.CharField(max_length=400, help_text="What disagreed with what; the same whenever they do again.")
    why = models.TextField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["claim", "-id"]
        triggers = append_only(except_fields=("taken_back_at",))
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "key"], condition=Q(taken_back_at=None), name="contradiction_is_looked_at_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="second_look_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.looked_by}: {self.why}"


class Acknowledgement(models.Model):
    """Somebody has seen that a claim's standing moved, and why."""

    step = models.OneToOneField(StandingStep, on_delete=models.PROTECT, related_name="acknowledgement")
    note = models.TextField(blank=True, default="")
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"seen by {self.acknowledged_by}"
