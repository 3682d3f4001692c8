"""Time zones as a person or a newsroom may name them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ValidationError


def refuse_unknown_time_zone(name: str) -> None:
    """Raise ``ValidationError`` unless ``name`` is a time zone of the IANA database."""
    if name not in available_timezones():
        raise ValidationError(
            "“%(name)s” is not a time zone, such as Europe/Kyiv.", "unknown_time_zone", {"name": name}
        )


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; UTC for one the system no longer knows, so that one row stops nobody's work."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
