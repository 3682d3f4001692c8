"""How claims stand to each other by declaration: one excludes another, several add up to one."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from newsrooms.guards import keep_history, keep_within_newsroom


@keep_within_newsroom()
@keep_history()
class Exclusion(models.Model):
    """Two claims that cannot be true together; kept once, the older claim first."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="exclusions")
    excludes = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="excluded_by")
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "excludes"], name="exclusion_is_declared_once"),
            models.CheckConstraint(
                condition=Q(claim__lt=F("excludes")), name="exclusion_names_the_older_claim_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} excludes {self.excludes}"


@keep_within_newsroom()
@keep_history()
class Part(models.Model):
    """A claim whose figure is a declared part of another claim's total."""

    total = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="part_of")
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["total", "part"], name="part_is_declared_once"),
            models.CheckConstraint(condition=~Q(total=F("part")), name="part_is_another_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.part} is part of {self.total}"
