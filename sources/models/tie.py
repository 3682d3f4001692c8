"""Ties: why two sources speak with one voice, and when."""

from django.db import models
from django.db.models import F, Q

from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models.moments import dated_with_precision, moment_of, precision_field
from sources.models.source import Source
from sources.vocabulary import TieKind


@keep_within_newsroom()
@keep_history()
class Tie(models.Model):
    """Why two sources speak with one voice: control, an arm, ownership or the same material, with a period."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="ties")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="ties")
    tied_to = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="ties_to_it")
    kind = models.CharField(max_length=13, choices=as_choices(TieKind))
    since_at = models.DateTimeField(null=True, blank=True)
    since_precision = precision_field()
    until_at = models.DateTimeField(null=True, blank=True)
    until_precision = precision_field()
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HousedQuerySet["Tie"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "tied_to", "kind", "since_at", "until_at"],
                nulls_distinct=False,
                name="tie_is_declared_once",
            ),
            models.CheckConstraint(condition=~Q(source=F("tied_to")), name="tie_is_between_two_sources"),
            models.CheckConstraint(condition=Q(kind__in=[word.value for word in TieKind]), name="tie_kind_is_known"),
            models.CheckConstraint(
                condition=Q(since_at=None) | Q(until_at=None) | Q(since_at__lte=F("until_at")),
                name="tie_ends_after_it_began",
            ),
            dated_with_precision("since_at", "since_precision", name="tie_since_has_its_precision"),
            dated_with_precision("until_at", "until_precision", name="tie_until_has_its_precision"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.tied_to}"

    @property
    def since(self) -> Moment | None:
        return moment_of(self.since_at, self.since_precision)

    @property
    def until(self) -> Moment | None:
        return moment_of(self.until_at, self.until_precision)
