"""The hedge table as a newsroom keeps it: how a worded figure becomes an interval."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.vocabulary import Comparator
from newsrooms.guards import keep_history
from newsrooms.models import Newsroom
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices


@keep_history()
class HedgeRow(models.Model):
    """One row of a newsroom's hedge table: words beside a figure, and what they make of it."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="hedges")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    position = models.PositiveIntegerField()
    words = ArrayField(models.CharField(max_length=60))
    comparator = models.CharField(max_length=13, choices=as_choices(Comparator))
    after = models.BooleanField(default=False, help_text="The words stand behind the figure.")
    margin = models.DecimalField(
        max_digits=6, decimal_places=4, null=True, blank=True, help_text="A share of the figure: 0.05 is 5 %."
    )
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["newsroom", "position"]
        verbose_name = "hedge"
        constraints = [
            models.UniqueConstraint(
                fields=["newsroom", "position"],
                name="hedge_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(comparator__in=[word.value for word in Comparator]), name="hedge_comparator_is_known"
            ),
            models.CheckConstraint(
                condition=Q(margin=None) | Q(margin__gte=0, margin__lte=1), name="hedge_margin_is_a_share"
            ),
            models.CheckConstraint(
                condition=~Q(comparator="vague") | Q(low__isnull=False, high__gt=models.F("low")),
                name="hedge_vague_has_conventional_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.words)}: {self.comparator}"
