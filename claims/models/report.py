"""Reports: one document saying one thing about one claim, with the chains of whom it credits."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.quantity import QuantityColumns, quantity_rules
from claims.vocabulary import Place, Relation, Stance
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models import Capture, Document, Source
from sources.models.moments import dated_with_precision, moment_of, precision_field


class QuoteColumns(models.Model):
    """A W3C TextQuoteSelector, and where it stands in the captured text."""

    quote_exact = models.TextField(blank=True, default="")
    quote_prefix = models.TextField(blank=True, default="")
    quote_suffix = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User | AnonymousUser) -> "ReportQuerySet":
        """The reports of every claim this person may read."""
        return self.filter(claim__in=Claim.objects.visible_to(user))

    def live(self, *, at: datetime | None = None) -> "ReportQuerySet":
        """Not superseded, and recorded by ``at`` when that is given."""
        superseding = Q(superseded_by__isnull=False)
        if at is None:
            return self.exclude(superseding)
        return self.filter(recorded_at__lte=at).exclude(superseding & Q(superseded_by__recorded_at__lte=at))

    def about(self, claim: Claim) -> "ReportQuerySet":
        return self.filter(claim=claim)


@keep_within_newsroom(document="capture")
class Report(QuantityColumns, QuoteColumns):
    """One document saying one thing about one claim: stance, quantity as worded, hedge, exact quote and its place.

    Append-only: a mistake is superseded by another report, never edited.
    """

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="reports")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reports")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reports")
    stance = models.CharField(max_length=13, choices=as_choices(Stance))
    own_reporting = models.BooleanField(default=False)
    as_of_at = models.DateTimeField(null=True, blank=True)
    as_of_precision = precision_field()
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    hedge = models.CharField(max_length=300, blank=True, default="")
    words = models.GeneratedField(
        expression=SearchVector("quote_exact", config="english"), output_field=SearchVectorField(), db_persist=True
    )
    direct_quotation = models.BooleanField(default=False)
    place = models.CharField(max_length=8, choices=as_choices(Place), blank=True, default="")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    why = models.TextField(blank=True, default="", help_text="Why it supersedes the other report.")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "external_id"], name="report_external_id_is_a_natural_key"),
            models.CheckConstraint(condition=~Q(external_id=""), name="report_has_an_external_id"),
            models.CheckConstraint(
                condition=Q(stance__in=[word.value for word in Stance]), name="report_stance_is_known"
            ),
            models.CheckConstraint(
                condition=Q(place="") | Q(place__in=[word.value for word in Place]), name="report_place_is_known"
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="report_does_not_supersede_itself"),
            models.CheckConstraint(
                condition=Q(quote_start=None, quote_end=None)
                | Q(capture__isnull=False, quote_start__isnull=False, quote_end__gt=F("quote_start")),
                name="report_quote_place_is_in_a_capture",
            ),
            dated_with_precision("as_of_at", "as_of_precision", name="report_as_of_has_its_precision"),
            *quantity_rules("report"),
        ]
        indexes = [
            models.Index(fields=["claim", "id"], name="report_of_claim"),
            GinIndex(fields=["words"], name="report_by_words"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.stance}"

    @property
    def as_of(self) -> Moment | None:
        return moment_of(self.as_of_at, self.as_of_precision)


@keep_within_newsroom()
class ReportMaterial(models.Model):
    """A source whose material was all that a report's origin had to work from."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="materials")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["report", "source"], name="report_material_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} had only material of {self.source}"


@keep_within_newsroom(claim="report")
class Attribution(QuantityColumns, QuoteColumns):
    """A link of a report's chain: whom the publisher credits, whom that one credits, … to the origin.

    The claim is kept here too, so that one index range holds a claim's whole graph.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="attributions")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="attributions")
    chain = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="attributions")
    relation = models.CharField(max_length=10, choices=as_choices(Relation))
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="attributions"
    )
    hedge = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["report", "chain", "position"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                fields=["report", "chain", "position"], name="attribution_has_its_place_in_the_chain"
            ),
            models.CheckConstraint(
                condition=Q(relation__in=[word.value for word in Relation]), name="attribution_relation_is_known"
            ),
            *quantity_rules("attribution"),
        ]
        indexes = [models.Index(fields=["claim", "report", "chain", "position"], name="attribution_of_claim")]

    def __str__(self) -> str:
        return f"{self.relation} {self.source}"
