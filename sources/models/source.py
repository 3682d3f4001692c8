"""Sources, the names they go by, and whose side they take."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.vocabulary import SourceKind


class SourceQuerySet(HousedQuerySet["Source"]):
    def current(self) -> "SourceQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def named(self, name: str) -> "SourceQuerySet":
        """Those that go by ``name``, by their own name or an alias, whatever the case."""
        return self.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()


@keep_within_newsroom()
@keep_history()
class Source(models.Model):
    """Who speaks: an outlet, agency, official, body, service, analyst, witness, channel, or an unnamed person."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="sources")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=as_choices(SourceKind))
    country = models.CharField(max_length=2, blank=True, default="", help_text="ISO 3166-1 alpha-2.")
    url = models.CharField(max_length=2000, blank=True, default="")
    note = models.TextField(blank=True, default="", help_text="For the house only; never published.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_sources"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "external_id"], name="source_external_id_is_a_natural_key"),
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=~Q(external_id=""), name="source_has_an_external_id"),
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in SourceKind]), name="source_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"), name="source_country_is_two_letters"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="source_is_not_merged_into_itself"),
        ]
        indexes = [
            models.Index(fields=["newsroom", "name", "id"], name="source_by_name"),
            models.Index(fields=["name", "id"], name="source_current_by_name", condition=Q(merged_into=None)),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="source_by_part_of_name"),
        ]

    def __str__(self) -> str:
        return self.name


@keep_history()
class SourceAlias(models.Model):
    """Another name a source goes by, in any script."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "source aliases"
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="source_alias_is_written_once"),
            models.CheckConstraint(condition=~Q(name=""), name="source_alias_has_a_name"),
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="source_alias_by_part_of_name"),
        ]

    def __str__(self) -> str:
        return self.name


@keep_within_newsroom()
@keep_history()
class Alignment(models.Model):
    """Whose side a source takes: an editor's declaration with a reason, never control."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="alignments")
    aligned_with = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aligned_sources")
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "aligned_with"], name="alignment_is_declared_once"),
            models.CheckConstraint(condition=~Q(source=F("aligned_with")), name="alignment_is_with_another_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source} takes the side of {self.aligned_with}"
