"""The cards of claims in lists, written as joined strings as the rows of a claim's page are (``rows``)."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from claims.spoken import gettext
from claims.templatetags.rows import esc
from claims.templatetags.telling import timed, write_address

register = template.Library()
Part = dict[str, Any]


@register.simple_tag(takes_context=True)
def card_rows(context: Part, rows: list[Part]) -> SafeString:
    """Each claim as an item of the list: what it says, and our verdict beside where the evidence stands."""
    prefix, language = context["frame"].prefix, get_language()
    verdict, standing = esc(gettext("Our verdict")), esc(gettext("Where the evidence stands"))
    written = []
    for row in rows:
        facts = f'<ul class="facts">{_write_facts(row, language)}</ul>'
        marks = _write_mark(verdict, row["verdict"]) + _write_mark(standing, row["standing"])
        written.append(
            f'<li class="card"><div>{_write_claim(prefix, row)}{facts}</div><div class="marks">{marks}</div></li>'
        )
    return SafeString("\n".join(written))


def _write_claim(prefix: str, row: Part) -> str:
    link = f'<a href="{write_address(prefix, "claim", row["id"])}">{esc(row["statement"])}</a>'
    written = f'<p class="statement" lang="{esc(row["language"])}" dir="auto">{link}</p>'
    if row["original"]:
        original = f'<span lang="{esc(row["original_language"])}" dir="auto">{esc(row["original"])}</span>'
        in_the_original = esc(gettext("In the original:"))
        written += f'<p class="original">{in_the_original} {original}</p>'
    return written + (f'<p class="figure">{esc(row["figure"])}</p>' if row["figure"] else "")


def _write_facts(row: Part, language: str | None) -> str:
    facts = []
    if row["state"]:
        facts.append(f"<strong>{esc(row['state'])}</strong>")
    if row["as_of"]:
        as_of = esc(gettext("as of"))
        facts.append(f"{as_of} {timed(row['as_of'], language, only_day=True)}")
    if outlets := row["outlets"]:
        facts.append(esc(ngettext("%(count)s outlet", "%(count)s outlets", outlets) % {"count": outlets}))
    if row["corrected_at"]:
        corrected = esc(gettext("corrected"))
        facts.append(f"{corrected} {timed(row['corrected_at'], language, only_day=True)}")
    return "".join([f"<li>{fact}</li>" for fact in facts])


def _write_mark(which: str, word: Any) -> str:
    return f'<p><span class="which">{which}</span><span class="tone tone-{word.tone}">{esc(word.label)}</span></p>'
