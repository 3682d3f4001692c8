"""Reports and suggestions in the admin: read here, superseded and judged at the desk, never edited."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.fields import say_figure, say_interval
from claims.admin.standing import link_to_claim
from claims.models import Attribution, Report, Suggestion
from sources.admin.acting_admin import ActingAdmin
from sources.admin.read_only import ReadOnlyInline


class AttributionInline(ReadOnlyInline):
    model = Attribution
    fields = readonly_fields = ("chain", "position", "relation", "source", "document", "quantity_worded", "hedge")
    verbose_name_plural = "chain: whom the publisher credits, to the origin"


class LiveFilter(admin.SimpleListFilter):
    title = "what became of them"
    parameter_name = "live"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("superseded", "Superseded"), ("all", "All, whatever became of them")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Without a choice only those in force are listed, and it says so."""
        first, *others = super().choices(changelist)
        yield first | {"display": "In force"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        # Few are superseded: named first, a page of the others is read from the newest on, and not out of all.
        superseded = Report.objects.filter(supersedes__isnull=False).values("supersedes")
        if self.value() == "superseded":
            return queryset.filter(pk__in=superseded)
        return queryset if self.value() == "all" else queryset.exclude(pk__in=superseded)


@admin.register(Report)
class ReportAdmin(ActingAdmin):
    list_display = ("document", "stance", "figure", "about", "credited", "recorded_by", "recorded_at")
    list_select_related = ("document__publisher", "claim", "recorded_by", "superseded_by")
    list_filter = (LiveFilter, "stance", "own_reporting", "place", "recorded_at", "newsroom")
    search_fields = (
        "claim__statement",
        "document__title",
        "document__publisher__name",
        "words",
        "external_id__exact",
    )
    ordering = ("-id",)
    shown = (
        *("about", "document", "stance", "figure", "interval", "as_of_text", "hedge", "quote", "place"),
        *("own_reporting", "direct_quotation", "material", "supersedes", "replaced_by", "why"),
        *("external_id", "public_id", "recorded_by", "recorded_at"),
    )
    inlines = (AttributionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).prefetch_related("attributions__source")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with the way out as a table that can be imported again."""
        url = f"{reverse('desk:export-reports')}?{request.GET.urlencode()}"
        shown = {"list_links": [{"url": url, "label": "CSV"}], "desk_page": "claims"}
        return super().changelist_view(request, shown | (extra_context or {}))

    @admin.display(description="claim", ordering="claim__statement")
    def about(self, report: Report) -> SafeString:
        return link_to_claim(report.claim)

    @admin.display(description="figure")
    def figure(self, report: Report) -> str:
        return say_figure(report)

    @admin.display(description="read as")
    def interval(self, report: Report) -> str:
        return say_interval(report.quantity)

    @admin.display(description="as of")
    def as_of_text(self, report: Report) -> str:
        return str(report.as_of or "")

    @admin.display(description="credits")
    def credited(self, report: Report) -> str:
        chains: dict[int, list[str]] = {}
        for link in report.attributions.all():
            chains.setdefault(link.chain, []).append(link.source.name)
        return "; ".join(" ← ".join(names) for names in chains.values())

    @admin.display(description="quote")
    def quote(self, report: Report) -> SafeString | str:
        if not report.quote_exact:
            return ""
        parts = (report.quote_prefix, report.quote_exact, report.quote_suffix)
        return format_html('<span dir="auto">{} <mark>{}</mark> {}</span>', *parts)

    @admin.display(description="had only material of")
    def material(self, report: Report) -> str:
        return ", ".join(str(row.source) for row in report.materials.select_related("source"))

    @admin.display(description="superseded by")
    def replaced_by(self, report: Report) -> SafeString | str:
        later = getattr(report, "superseded_by", None)
        if later is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:claims_report_change", args=[later.pk]), later)


@admin.register(Suggestion)
class SuggestionAdmin(ActingAdmin):
    list_display = ("excerpt", "tier", "outcome", "claim", "document", "suggested_at", "judged_by")
    list_select_related = ("document__publisher", "claim", "judged_by")
    list_filter = ("outcome", "newsroom")
    search_fields = ("document__title", "claim__statement", "reason")
    ordering = ("-suggested_at", "-id")
    shown = (
        *("document", "excerpt", "candidate_read", "matches_found", "outcome", "reason", "claim", "report"),
        *("amended", "suggested_at", "judged_at", "judged_by"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the passage, cut out by the database: a page of fifty would read fifty whole texts."""
        cut = Substr("capture__text__text", F("start") + 1, Least(F("end") - F("start"), Value(200)))
        return super().get_queryset(request).annotate(passage=cut)

    @admin.display(description="passage")
    def excerpt(self, suggestion: Suggestion) -> str:
        return suggestion.passage or ""  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="tier")
    def tier(self, suggestion: Suggestion) -> str:
        return str(suggestion.candidate.get("tier", ""))

    @admin.display(description="read as")
    def candidate_read(self, suggestion: Suggestion) -> SafeString:
        return table_of(suggestion.candidate)

    @admin.display(description="may be about")
    def matches_found(self, suggestion: Suggestion) -> SafeString:
        found = [match for match in suggestion.matches if isinstance(match, dict)]
        return format_html_join("", "{}", ((table_of(match),) for match in found))


def table_of(values: dict[str, Any]) -> SafeString:
    """A JSON object as rows to read."""
    return format_html(
        "<table>{}</table>",
        format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", ((name, str(said)) for name, said in values.items())),
    )
