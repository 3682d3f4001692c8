"""Numbers, figures and moments as readers of one language write them."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_skeleton, format_time
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

from claims.spoken import gettext, pgettext
from claims.vocabulary import Comparator
from sources.algebra.moments import Moment, read_moment
from sources.vocabulary import Precision

Part = dict[str, Any]
LOCALES = {"en": "en_GB", "uk": "uk_UA", "fr": "fr_FR"}
SIX_PLACES, FOUR_PLACES = 6, 4
SKELETONS = {Precision.YEAR: "y", Precision.MONTH: "yMMMM"}


def locale_of(language: str | None = None) -> str:
    """The locale whose manner of writing numbers and dates goes with a language of the pages."""
    return LOCALES.get((language or get_language() or "en").split("-")[0], "en_GB")


def tell_country(code: str) -> str:
    """The name of a country from its ISO 3166 code, or the code itself where it has none."""
    return str(Locale.parse(locale_of()).territories.get(code.upper(), code))


def tell_number(number: float | Decimal) -> str:
    """A number with its thousands apart, and with all of the six decimals that are kept of a bound."""
    return format_decimal(_cut(number, SIX_PLACES), locale=locale_of(), decimal_quantization=False)


def tell_share(share: float | Decimal) -> str:
    """A share of a whole in percent, to two decimals; to four where it would else be told as nothing or as all."""
    told = _cut(share, FOUR_PLACES)
    if told in (0, 1) and told != share:
        told = _cut(share, SIX_PLACES)
    return format_percent(told, locale=locale_of(), decimal_quantization=False)


def _cut(number: float | Decimal, places: int) -> Decimal:
    exact = Decimal(str(number))
    return round(exact, places) if exact.is_finite() else exact


def tell_quantity(quantity: Part | None) -> str:
    """The interval of a figure in words: “more than 6,000”, “10,000 to 12,000”; "" for none."""
    if not quantity:
        return ""
    low, high = quantity.get("low"), quantity.get("high")
    if quantity.get("comparator") == Comparator.FRACTION:
        return _tell_share(quantity)
    unit = f" {quantity['unit']}" if quantity.get("unit") else ""
    if low is not None and low == high:
        return tell_number(low) + unit
    if high is None:
        words = gettext("more than %(number)s") if quantity.get("low_open") else gettext("at least %(number)s")
        return words % {"number": tell_number(low or 0)} + unit
    if low is None or (low == 0 and not quantity.get("low_open")):
        words = gettext("less than %(number)s") if quantity.get("high_open") else gettext("up to %(number)s")
        return words % {"number": tell_number(high)} + unit
    words = pgettext("figures", "%(low)s to %(high)s")
    return words % {"low": tell_number(low), "high": tell_number(high)} + unit


def _tell_share(quantity: Part) -> str:
    """A share of a whole in percent; the whole is all of it, and needs no saying."""
    low, high = quantity.get("low"), quantity.get("high")
    if low is not None and low == high:
        return tell_share(low)
    if high in (None, 1):
        words = gettext("more than %(number)s") if quantity.get("low_open") else gettext("at least %(number)s")
        return words % {"number": tell_share(low or 0)}
    if not low:
        words = gettext("less than %(number)s") if quantity.get("high_open") else gettext("up to %(number)s")
        return words % {"number": tell_share(high)}
    words = pgettext("figures", "%(low)s to %(high)s")
    return words % {"low": tell_share(low), "high": tell_share(high)}


def tell_moment(written: str | None) -> str:
    """A moment of a dossier as far as it is known: “2025”, “June 2025”, “15 June 2025, 19:02 UTC”; "" for none."""
    return _tell_moment(written, locale_of()) if written else ""


def tell_day(written: str | None) -> str:
    """The day of a moment, or less where less is known."""
    return _tell_moment(written[:10], locale_of()) if written else ""


def as_moment(written: str) -> Moment:
    """A moment of a dossier, whether with its precision or an exact instant in ISO 8601."""
    try:
        return read_moment(written)
    except ValueError:
        return Moment(datetime.fromisoformat(written).astimezone(UTC), Precision.SECOND)


@lru_cache(maxsize=4096)
def _tell_moment(written: str, locale: str) -> str:
    moment = as_moment(written)
    day = format_skeleton(SKELETONS.get(moment.precision, "yMMMMd"), moment.start, locale=locale)
    if moment.precision in (Precision.MINUTE, Precision.SECOND):
        return f"{day}, {format_time(moment.start, 'HH:mm', locale=locale)} UTC"
    return day
