"""The rows that a claim's page has most of, written as joined strings: a template takes several times as long.

Whatever comes from outside goes through ``esc``; all else in here are words of ours. These
are looked up outside of f-strings, where the tools that gather phrases for translation find them.
"""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from claims.templatetags.telling import day, moment, write_address

register = template.Library()
Part = dict[str, Any]


def esc(value: object) -> str:
    """A value safe to stand in HTML; what is HTML already stays."""
    return value if isinstance(value, SafeString) else escape(str(value))


@register.simple_tag(takes_context=True)
def report_rows(context: Part, reports: list[Part]) -> SafeString:
    """Each report as an item of the list: who published what when, in which words, and through whom it has it."""
    prefix = context["frame"].prefix
    return SafeString("\n".join(_write_report(prefix, report) for report in reports))


def _write_report(prefix: str, report: Part) -> str:
    said_in = f' lang="{esc(report["language"])}"' if report["language"] else ""
    quantity = report["quantity"]
    words = {
        "archived": esc(gettext("(archived)")),
        "figure": esc(gettext("Its figure:")),
        "taken_back": esc(gettext("Taken back")),
        "not_counted": esc(gettext("Not counted:")),
    }
    lines = [
        f'<li class="report bears-{esc(report["bearing"])}" id="r-{esc(report["id"])}">',
        f"<h3>{_link(prefix, report['publisher'])} {esc(report['stance'])}"
        + (f' <span class="fine">{moment(report["published_at"])}</span>' if report["published_at"] else "")
        + (f' <span class="fine">{esc(report["place"])}</span>' if report["place"] else "")
        + "</h3>",
        f"<p>{_write_title(report, said_in)}"
        + (f' <span class="fine">{words["archived"]}</span>' if report["captured"] else "")
        + "</p>",
    ]
    if report["quote"] and report["quote"]["exact"]:
        lines.append(f'<blockquote dir="auto"{said_in}>{esc(report["quote"]["exact"])}</blockquote>')
    if report["figure"]:
        worded = quantity.get("worded") or ""
        counted = quantity.get("counted") or ""
        lines.append(
            f'<p>{words["figure"]} <strong dir="auto"{said_in if worded else ""}>'
            f"{esc(worded or report['figure'])}</strong>"
            + (f' <span dir="auto">{esc(counted)}</span>' if counted else "")
            + "</p>"
        )
    lines += [
        f'<ol class="path{"" if path["live"] else " struck"}">{write_chain(prefix, path)}</ol>'
        for path in report["paths"]
    ]
    if report["withdrawn_at"]:
        lines.append(f'<p class="problem">{words["taken_back"]} {moment(report["withdrawn_at"])}</p>')
    lines += [f'<p class="fine">{esc(drift)}</p>' for drift in report["drifts"]]
    if report["not_counted"]:
        lines.append(f'<p class="fine">{words["not_counted"]} {esc(report["not_counted"])}</p>')
    return "\n".join([*lines, "</li>"])


def _write_title(report: Part, said_in: str) -> str:
    if report["url"]:
        href = f'href="{esc(report["url"])}" rel="external noopener nofollow"'
        return f'<a {href} dir="auto"{said_in}>{esc(report["title"])}</a>'
    return f'<span dir="auto"{said_in}>{esc(report["title"])}</span>'


@register.simple_tag(takes_context=True)
def way_rows(context: Part, ways: list[Part]) -> SafeString:
    """Each way that leads to a voice: the publishers that have it so, and the steps."""
    prefix, claim = context["frame"].prefix, context["claim"]
    return SafeString("\n".join(_write_way(prefix, claim, way) for way in ways))


def _write_way(prefix: str, claim: Part, way: Part) -> str:
    begins = []
    publishers = way["publishers"]
    for number, first in enumerate(publishers, start=1):
        anchor = f"#r-{esc(first['report'])}" if first["report"] else write_address(prefix, "source", first["id"])
        published = f' <span class="how">{day(first["published_at"])}</span>' if first["published_at"] else ""
        comma = "," if number < len(publishers) else ""
        begins.append(f'<span><a href="{anchor}" dir="auto">{esc(first["name"])}</a>{published}{comma}</span>')
    if more := way["more_publishers"]:
        told = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
        begins.append(f'<a href="{write_address(prefix, "reports", claim["id"])}">{esc(told)}</a>')
    written = (
        f'<li><ol class="path{"" if way["live"] else " struck"}"><li class="begins">{" ".join(begins)}</li>'
        f"{write_chain(prefix, way)}</ol>"
    )
    if related := way["claim"]:
        said_of = esc(gettext("said of:"))
        link = (
            f'<a href="{write_address(prefix, "claim", related["id"])}" lang="{esc(claim["language"])}" dir="auto">'
        )
        written += f'<p class="fine">{said_of} {link}{esc(related["statement"])}</a></p>'
    return f"{written}</li>"


def write_chain(prefix: str, path: Part) -> str:
    """The items of one chain, from whom the publisher has it down to its end."""
    has_it_from = esc(gettext("has it from"))
    own, nobody = esc(gettext("speaks of its own knowledge")), esc(gettext("names nobody"))
    fallen = esc(gettext("no longer stands"))
    last = len(path["steps"]) - 1
    items = [
        f'<li><span class="from">{has_it_from}</span> {_link(prefix, step, "end" if number == last else "")}'
        f' <span class="how">({esc(step["relation"])}{esc(": " + str(step["figure"]) if step["figure"] else "")})'
        "</span></li>"
        for number, step in enumerate(path["steps"])
    ]
    if path["own_reporting"]:
        items.append(f'<li class="how">{own}</li>')
    if path["open_end"]:
        items.append(f'<li><span class="from open">{nobody}</span></li>')
    if not path["live"]:
        items.append(f'<li class="how">{fallen}</li>')
    return "".join(items)


def _link(prefix: str, source: Part, kind: str = "") -> str:
    marked = f'class="{kind}" ' if kind else ""
    return f'<a {marked}href="{write_address(prefix, "source", source["id"])}" dir="auto">{esc(source["name"])}</a>'
