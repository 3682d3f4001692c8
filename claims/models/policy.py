"""Evidence policies: what a newsroom asks of evidence, version by version."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only
from newsrooms.models import Newsroom
from newsrooms.public_ids import new_public_id


class EvidencePolicy(models.Model):
    """One version of a newsroom's named evidence policy; the newest is in force. Without any, the house's is."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="policies")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    least_to_refute = models.PositiveSmallIntegerField(
        default=2, help_text="Opposing lines without a stake from which a claim is refuted."
    )
    least_to_corroborate = models.PositiveSmallIntegerField(
        default=2, help_text="Supporting lines from which a claim is corroborated."
    )
    least_to_confirm = models.PositiveSmallIntegerField(
        default=2, help_text="Lines without a stake from which a corroborated claim has the digit 1."
    )
    parties_count = models.BooleanField(default=True, help_text="Each interested side adds one line.")
    own_reporting_of = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Sources whose word without attribution counts as their own reporting.",
    )
    most_days = models.PositiveIntegerField(
        default=0,
        help_text="Reports published so many days before what a claim speaks of bear on nothing; 0 is any age.",
    )
    stale_after_days = models.PositiveSmallIntegerField(
        default=90, help_text="A published claim not looked at for so long is stale."
    )
    why = models.TextField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["newsroom", "-version"]
        verbose_name_plural = "evidence policies"
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "version"], name="policy_version_is_set_once"),
            models.CheckConstraint(condition=~Q(name=""), name="policy_has_a_name"),
            models.CheckConstraint(condition=~Q(why=""), name="policy_says_why"),
            models.CheckConstraint(
                condition=Q(least_to_refute__gte=1, least_to_refute__lte=5)
                & Q(least_to_corroborate__gte=1, least_to_corroborate__lte=5)
                & Q(least_to_confirm__gte=1, least_to_confirm__lte=5),
                name="policy_thresholds_are_from_one_to_five",
            ),
            models.CheckConstraint(condition=Q(most_days__lte=36_500), name="policy_age_is_a_century_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"
