"""The search page: what was found, with what was found in it marked, and facets on what the evidence shows."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.admin.fields import say_figure
from claims.admin.standing import claim_address, standing_chip, standing_of, state_chip
from claims.searching import (
    CLOSE,
    EVIDENCE,
    MOST_COUNTED,
    MOST_WEIGHED,
    NOUNS,
    OPEN,
    Asked,
    ask,
    best_first,
    count_facets,
    count_found,
    mark_found,
    search_claims,
    search_documents,
    search_reports,
    search_sources,
)
from newsrooms.vocabulary import Role
from sources.admin.picking import document_hint, source_hint
from sources.admin.roles import newsrooms_with

PER_PAGE = 30
TEXTS = {"claims": "statement", "reports": "quote_exact", "documents": "title"}


def show_search(request: HttpRequest) -> HttpResponse:
    """What one's newsrooms hold of these words."""
    asked = ask(request.GET.get("q", ""), newsrooms_with(request, Role.READER))
    noun = request.GET.get("in", "claims")
    noun = noun if noun in NOUNS else "claims"
    chosen = [name for name in request.GET.getlist("facet") if name in EVIDENCE]
    found: dict[str, Any] = {
        "claims": search_claims(asked, chosen),
        "reports": search_reports(asked),
        "sources": search_sources(asked),
        "documents": search_documents(asked),
    }
    kind = found[noun]
    rows = best_first(kind, asked) if noun == "claims" else list(kind.values_list("pk", flat=True)[:MOST_WEIGHED])
    tabs = [(name, count_found(found[name])) for name in NOUNS] if asked.words else []
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "Search",
        "q": asked.words,
        "noun": noun,
        "tabs": tabs,
        "most": MOST_COUNTED,
        "facets": facets_of(found["claims"], chosen, asked, dict(tabs).get("claims", 0)) if noun == "claims" else [],
        "page": page,
        "rows": rows_of(noun, page.object_list, asked, kind.model),
        "kept_query": request.GET.urlencode(),
        "desk_page": "search",
    }
    return TemplateResponse(request, "desk/search.html", context)


def facets_of(claims: Any, chosen: list[str], asked: Asked, found: int) -> list[dict[str, Any]]:
    """Each facet, whether it is chosen, and its count among what was found; without words nothing is counted."""
    counts = count_facets(claims) if asked.words else dict.fromkeys(EVIDENCE)
    more = found > MOST_COUNTED
    return [
        {"name": name, "label": label, "count": tell_facet(counts[name], more=more), "chosen": name in chosen}
        for name, (label, _) in EVIDENCE.items()
        if counts[name] != 0 or more or name in chosen
    ]


def tell_facet(count: int | None, *, more: bool) -> str:
    """How many are known to be in a facet: “17”, or “17+” where only the newest were counted."""
    if count is None or (more and not count):
        return ""
    return f"{count:,}+" if more else f"{count:,}"


def rows_of(noun: str, keys: Any, asked: Asked, model: Any) -> list[dict[str, Any]]:
    """The rows of these keys, in their order and ready to print."""
    related = {"claims": ("standing",), "reports": ("document__publisher", "claim"), "documents": ("publisher",)}
    rows = model._default_manager.filter(pk__in=list(keys))
    if noun in TEXTS:
        rows = mark_found(rows.select_related(*related[noun]), asked, TEXTS[noun])
    else:
        rows = rows.prefetch_related("aliases")
    by_key = {row.pk: row for row in rows}
    return [TELL[noun](by_key[key]) for key in keys if key in by_key]


def tell_claim(claim: Any) -> dict[str, Any]:
    facts = " · ".join(part for part in (say_figure(claim), str(claim.as_of or "")) if part)
    chips = [standing_chip(standing_of(claim)), state_chip(claim)]
    return {"url": claim_address(claim.pk), "text": marked(claim.marked), "chips": chips, "note": facts}


def tell_report(report: Any) -> dict[str, Any]:
    said = f"{report.document.publisher.name} {report.stance.replace('_', ' ')}: {report.claim.statement}"
    return {
        "url": f"{claim_address(report.claim_id)}#reports",
        "text": said,
        "chips": [],
        "note": marked(report.marked),
    }


def tell_source(source: Any) -> dict[str, Any]:
    url = reverse("admin:sources_source_change", args=[source.pk])
    return {"url": url, "text": source.name, "chips": [], "note": source_hint(source)}


def tell_document(document: Any) -> dict[str, Any]:
    url = reverse("admin:sources_document_change", args=[document.pk])
    return {"url": url, "text": marked(document.marked), "chips": [], "note": document_hint(document)}


TELL = {"claims": tell_claim, "reports": tell_report, "sources": tell_source, "documents": tell_document}


def marked(text: str) -> SafeString:
    """Text with what was found in it marked; escaped first."""
    safe = escape(text).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped above; only the two marks are put in
