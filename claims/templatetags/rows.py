"""The rows that a claim's page has most of, written as joined strings: a template takes several times as long.

Whatever comes from outside goes through ``esc``; all else in here are words of ours. These
are looked up outside of f-strings, where the tools that gather phrases for translation find them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from claims.pictures.picture import Line
from claims.spoken import gettext
from claims.templatetags.telling import timed, write_address
from claims.vocabulary import OriginKind

register = template.Library()
Part = dict[str, Any]


def esc(value: object) -> str:
    """A value safe to stand in HTML; what is HTML already stays."""
    return value if isinstance(value, SafeString) else escape(str(value))


@dataclass(frozen=True, slots=True)
class Words:
    """What the rows say again and again, looked up once for all of them."""

    language: str | None
    archived: str
    figure: str
    taken_back: str
    not_counted: str
    has_it_from: str
    own: str
    nobody: str
    fallen: str


def words_now() -> Words:
    """The words in the active language, safe to stand in HTML."""
    return Words(
        language=get_language(),
        archived=esc(gettext("(archived)")),
        figure=esc(gettext("Its figure:")),
        taken_back=esc(gettext("Taken back")),
        not_counted=esc(gettext("Not counted:")),
        has_it_from=esc(gettext("has it from")),
        own=esc(gettext("speaks of its own knowledge")),
        nobody=esc(gettext("names nobody")),
        fallen=esc(gettext("no longer stands")),
    )


@register.simple_tag(takes_context=True)
def report_rows(context: Part, reports: list[Part]) -> SafeString:
    """Each report as an item of the list: who published what when, in which words, and through whom it has it."""
    prefix, words = context["frame"].prefix, words_now()
    return SafeString("\n".join([_write_report(prefix, words, report) for report in reports]))


def _write_report(prefix: str, words: Words, report: Part) -> str:
    said_in = f' lang="{esc(report["language"])}"' if report["language"] else ""
    quantity = report["quantity"]
    lines = [
        f'<li class="report bears-{esc(report["bearing"])}" id="r-{esc(report["id"])}">',
        f"<h3>{_link(prefix, report['publisher'])} {esc(report['stance'])}"
        + (
            f' <span class="fine">{timed(report["published_at"], words.language)}</span>'
            if report["published_at"]
            else ""
        )
        + (f' <span class="fine">{esc(report["place"])}</span>' if report["place"] else "")
        + "</h3>",
        f"<p>{_write_title(report, said_in)}"
        + (f' <span class="fine">{words.archived}</span>' if report["captured"] else "")
        + "</p>",
    ]
    if report["quote"] and report["quote"]["exact"]:
        lines.append(f'<blockquote dir="auto"{said_in}>{esc(report["quote"]["exact"])}</blockquote>')
    if report["figure"]:
        worded = quantity.get("worded") or ""
        counted = quantity.get("counted") or ""
        lines.append(
            f'<p>{words.figure} <strong dir="auto"{said_in if worded else ""}>'
            f"{esc(worded or report['figure'])}</strong>"
            + (f' <span dir="auto">{esc(counted)}</span>' if counted else "")
            + "</p>"
        )
    lines += [
        f'<ol class="path{"" if path["live"] else " struck"}">{write_chain(prefix, words, path)}</ol>'
        for path in report["paths"]
    ]
    if report["withdrawn_at"]:
        lines.append(f'<p class="problem">{words.taken_back} {timed(report["withdrawn_at"], words.language)}</p>')
    lines += [f'<p class="fine">{esc(drift)}</p>' for drift in report["drifts"]]
    if report["not_counted"]:
        lines.append(f'<p class="fine">{words.not_counted} {esc(report["not_counted"])}</p>')
    return "\n".join([*lines, "</li>"])


def _write_title(report: Part, said_in: str) -> str:
    if report["url"]:
        href = f'href="{esc(report["url"])}" rel="external noopener nofollow"'
        return f'<a {href} dir="auto"{said_in}>{esc(report["title"])}</a>'
    return f'<span dir="auto"{said_in}>{esc(report["title"])}</span>'


@register.simple_tag(takes_context=True)
def voice_rows(context: Part, voices: list[Part]) -> SafeString:
    """Each voice as an item of the list: what is known of it, and the ways that lead to it."""
    prefix, words, claim = context["frame"].prefix, words_now(), context["claim"]
    return SafeString("\n".join([_write_voice(prefix, words, claim, voice) for voice in voices]))


def _write_voice(prefix: str, words: Words, claim: Part, voice: Part) -> str:
    told = [esc(voice["kind_text"])]
    if voice["kind"] == OriginKind.GROUNDED:
        told.append(esc(voice["interest_text"]))
    if voice["folded_with"]:
        one = gettext("one voice with %(name)s")
        told.append(esc(one % {"name": voice["folded_with"]}))
    elif voice["others"]:
        speaking_as = esc(gettext("speaking as"))
        told.append(f"{speaking_as} {', '.join([_link(prefix, source) for source in voice['others']])}")
    rows = [_write_way(prefix, words, claim, way) for way in voice["ways"]]
    if more := voice["more_ways"]:
        counted = ngettext("and %(count)s more way", "and %(count)s more ways", more) % {"count": more}
        show = esc(gettext("Show all of them"))
        rows.append(f'<li>{esc(counted)}: <a href="{write_address(prefix, "reports", claim["id"])}">{show}</a></li>')
    marked = f"voice is-{esc(voice['kind'])} is-{esc(voice['interest'])}"
    return (
        f'<li class="{marked}"><h3 dir="auto">{esc(voice["name"])}</h3>'
        f'<p>{"; ".join(told)}</p><ul class="paths">{"".join(rows)}</ul></li>'
    )


@register.simple_tag
def event_rows(claim: Part, events: list[Part]) -> SafeString:
    """Each event of the timeline as an item of the list."""
    language, notice = get_language(), esc(gettext("Correction:"))
    said_in = f'lang="{esc(claim["language"])}" dir="auto"'
    rows = []
    for event in events:
        who = f'<a href="#r-{esc(event["report"])}" dir="auto">{esc(event["who"])}</a> ' if event["who"] else ""
        text = esc(event["text"])
        told = f"<strong>{notice}</strong> <span {said_in}>{text}</span>" if event.get("notice") else text
        when = timed(event["when"], language)
        rows.append(
            f'<li class="{esc(event["kind"])}"><span class="when">{when}</span> <span>{who}{told}</span></li>'
        )
    return SafeString("\n".join(rows))


@register.simple_tag
def outline_rows(lines: Iterable[Line]) -> SafeString:
    """What a picture says, sentence by sentence, those below a sentence as a list of their own."""
    return SafeString(_write_outline(lines))


def _write_outline(lines: Iterable[Line]) -> str:
    rows = [
        f'<li><span dir="auto">{esc(line.text)}</span>{_write_outline(line.below) if line.below else ""}</li>'
        for line in lines
    ]
    return f"<ul>{''.join(rows)}</ul>"


def _write_way(prefix: str, words: Words, claim: Part, way: Part) -> str:
    begins = []
    publishers = way["publishers"]
    for number, first in enumerate(publishers, start=1):
        anchor = f"#r-{esc(first['report'])}" if first["report"] else write_address(prefix, "source", first["id"])
        published = (
            f' <span class="how">{timed(first["published_at"], words.language, only_day=True)}</span>'
            if first["published_at"]
            else ""
        )
        comma = "," if number < len(publishers) else ""
        begins.append(f'<span><a href="{anchor}" dir="auto">{esc(first["name"])}</a>{published}{comma}</span>')
    if more := way["more_publishers"]:
        told = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
        begins.append(f'<a href="{write_address(prefix, "reports", claim["id"])}">{esc(told)}</a>')
    written = (
        f'<li><ol class="path{"" if way["live"] else " struck"}"><li class="begins">{" ".join(begins)}</li>'
        f"{write_chain(prefix, words, way)}</ol>"
    )
    if related := way["claim"]:
        said_of = esc(gettext("said of:"))
        link = (
            f'<a href="{write_address(prefix, "claim", related["id"])}" lang="{esc(claim["language"])}" dir="auto">'
        )
        written += f'<p class="fine">{said_of} {link}{esc(related["statement"])}</a></p>'
    return f"{written}</li>"


def write_chain(prefix: str, words: Words, path: Part) -> str:
    """The items of one chain, from whom the publisher has it down to its end."""
    last = len(path["steps"]) - 1
    items = [
        f'<li><span class="from">{words.has_it_from}</span> {_link(prefix, step, "end" if number == last else "")}'
        f' <span class="how">({esc(step["relation"])}{esc(": " + str(step["figure"]) if step["figure"] else "")})'
        "</span></li>"
        for number, step in enumerate(path["steps"])
    ]
    if path["own_reporting"]:
        items.append(f'<li class="how">{words.own}</li>')
    if path["open_end"]:
        items.append(f'<li><span class="from open">{words.nobody}</span></li>')
    if not path["live"]:
        items.append(f'<li class="how">{words.fallen}</li>')
    return "".join(items)


def _link(prefix: str, source: Part, kind: str = "") -> str:
    marked = f'class="{kind}" ' if kind else ""
    return f'<a {marked}href="{write_address(prefix, "source", source["id"])}" dir="auto">{esc(source["name"])}</a>'
