"""What search engines and language models are told: sitemaps, robots.txt and llms.txt."""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from claims.mastheads import open_masthead
from claims.models import Publication
from claims.sitemap_parts import part_names, rows_of_part
from claims.versions import SEEN_AT
from claims.views.frame import LANGUAGES, OWN, Frame
from claims.views.serving import answer, machine_page

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
PLAIN = (
    "home",
    "claims",
    "questions",
    "topics",
    "sources",
    "corrections",
    "corrections_policy",
    "methodology",
    "feeds",
)
SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@machine_page
def show_sitemap_index(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """The list of sitemaps: one of plain pages, and one for every so many claims, questions and sources."""
    names = ["pages", *part_names()]
    entries = "".join(
        f"<sitemap><loc>{settings.SITE_URL}{reverse('claims:sitemap', args=[name])}</loc></sitemap>" for name in names
    )
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex {SPACES.split()[0]}>{entries}</sitemapindex>\n'
    return answer(request, body.encode(), XML)


@machine_page
def show_sitemap(request: HttpRequest, frame: Frame, name: str) -> HttpResponseBase:
    """One sitemap, each page with its languages."""
    kind, _, number = name.partition("-")
    if name == "pages":
        return answer(request, write_urls((reverse(f"claims:{page}"), "") for page in PLAIN), XML)
    if not number.isdecimal() or len(number) > 6 or number != str(int(number)) or int(number) < 1:
        raise Http404
    rows = rows_of_part(kind, int(number))
    entries = [] if rows is None else list(pages_of(kind, rows))
    if not entries:
        raise Http404
    return answer(request, write_urls(entries), XML)


def pages_of(kind: str, rows: QuerySet[Any]) -> Iterable[tuple[str, str]]:
    """Paths and dates of public pages of one kind. A date is that since which readers could see the last version."""
    if kind == "claims":
        seen = Publication.objects.filter(claim=OuterRef("pk")).annotate(seen_at=SEEN_AT)
        shown = seen.order_by("-number").values("seen_at")
        dated = rows.annotate(shown_at=Subquery(shown[:1]))
        for public_id, shown_at in dated.values_list("public_id", "shown_at"):
            yield reverse("claims:claim", args=[public_id]), shown_at.date().isoformat() if shown_at else ""
    else:
        for public_id in rows.values_list("public_id", flat=True):
            yield reverse(f"claims:{kind.removesuffix('s')}", args=[public_id]), ""


def write_urls(entries: Iterable[tuple[str, str]]) -> bytes:
    """A urlset in which each page names itself in every language."""
    parts = ['<?xml version="1.0" encoding="utf-8"?>', f"<urlset {SPACES}>"]
    for path, date in entries:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(_address(path, code))}"/>'
            for code in LANGUAGES
        )
        modified = f"<lastmod>{date}</lastmod>" if date else ""
        parts.append(f"<url><loc>{escape(_address(path, OWN))}</loc>{modified}{links}</url>")
    return "\n".join([*parts, "</urlset>", ""]).encode()


def _address(path: str, language: str) -> str:
    return f"{settings.SITE_URL}{'' if language == OWN else f'/{language}'}{path}"


@machine_page
def show_robots(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """What crawlers may read: all that is public, but not the same page at every date, nor every search."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /*/search/", "Disallow: /*?at="]
    lines += ["Disallow: /*?after=", "Disallow: /*?before=", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return answer(request, "\n".join(lines).encode(), TEXT)


@machine_page
def show_llms(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """What these pages are and where their data is, for language models and those who feed them (llmstxt.org)."""
    body = render_to_string("claims/llms.txt", {"frame": frame, "masthead": open_masthead()})
    return answer(request, body.encode(), TEXT)
