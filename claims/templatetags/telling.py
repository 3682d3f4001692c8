"""How templates write addresses in the page's language, moments and figures."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from claims.telling.figures import as_moment, tell_day, tell_moment, tell_number, tell_quantity

register = template.Library()
ENDS = SafeString('class="end" ')


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], name: str, *args: Any) -> str:
    """The address of a public page, in the language of the page it is written on."""
    return write_address(context["frame"].prefix, name, *args)


@lru_cache(maxsize=8192)
def write_address(prefix: str, name: str, *args: Any) -> str:
    """The same for Python; a page writes the same few hundred addresses again and again."""
    return f"{prefix}{reverse(f'claims:{name}', args=args)}"


@register.simple_tag(takes_context=True)
def chain(context: dict[str, Any], path: dict[str, Any]) -> SafeString:
    """The items of one chain, from whom the publisher has it down to its end; a page has too many for a template."""
    prefix = context["frame"].prefix
    has_it_from = gettext("has it from")
    last = len(path["steps"]) - 1
    items = [
        format_html(
            '<li><span class="from">{}</span> <a {}href="{}" dir="auto">{}</a> <span class="how">({}{})</span></li>',
            has_it_from,
            ENDS if number == last else "",
            write_address(prefix, "source", step["id"]),
            step["name"],
            step["relation"],
            f": {step['figure']}" if step["figure"] else "",
        )
        for number, step in enumerate(path["steps"])
    ]
    if path["own_reporting"]:
        items.append(format_html('<li class="how">{}</li>', gettext("speaks of its own knowledge")))
    if path["open_end"]:
        items.append(format_html('<li><span class="from open">{}</span></li>', gettext("names nobody")))
    if not path["live"]:
        items.append(format_html('<li class="how">{}</li>', gettext("no longer stands")))
    return SafeString("".join(items))


@register.filter
def moment(written: str | None) -> SafeString | str:
    """A moment with all that is known of it."""
    return _timed(written, get_language(), False) if written else ""


@register.filter
def day(written: str | None) -> SafeString | str:
    """The day of a moment."""
    return _timed(written, get_language(), True) if written else ""


@register.filter
def number(value: float) -> str:
    return tell_number(value)


@register.filter
def quantity(value: dict[str, Any] | None) -> str:
    return tell_quantity(value)


@lru_cache(maxsize=8192)
def _timed(written: str, language: str | None, only_day: bool) -> SafeString:
    told = tell_day(written) if only_day else tell_moment(written)
    return format_html('<time datetime="{}">{}</time>', str(as_moment(written)), told)
