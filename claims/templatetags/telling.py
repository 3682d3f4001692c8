"""How templates write addresses in the page's language, moments and figures."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from claims.telling.figures import as_moment, tell_day, tell_moment, tell_number, tell_quantity

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], name: str, *args: Any) -> str:
    """The address of a public page, in the language of the page it is written on."""
    return write_address(context["frame"].prefix, name, *args)


@lru_cache(maxsize=8192)
def write_address(prefix: str, name: str, *args: Any) -> str:
    """The same for Python; a page writes the same few hundred addresses again and again."""
    return f"{prefix}{reverse(f'claims:{name}', args=args)}"


@register.filter
def moment(written: str | None) -> SafeString | str:
    """A moment with all that is known of it."""
    return timed(written, get_language()) if written else ""


@register.filter
def day(written: str | None) -> SafeString | str:
    """The day of a moment."""
    return timed(written, get_language(), only_day=True) if written else ""


@register.filter
def number(value: float) -> str:
    return tell_number(value)


@register.filter
def quantity(value: dict[str, Any] | None) -> str:
    return tell_quantity(value)


@lru_cache(maxsize=8192)
def timed(written: str, language: str | None, *, only_day: bool = False) -> SafeString:
    """A moment, or its day, as the active ``language`` writes it, and for programs."""
    told = tell_day(written) if only_day else tell_moment(written)
    return format_html('<time datetime="{}">{}</time>', str(as_moment(written)), told)
