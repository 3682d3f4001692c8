"""Moments of bodies to the second, with their offset from UTC."""

from datetime import datetime

from django.utils.dateparse import parse_datetime

from newsrooms.api.problems import Fault, ProblemError


def read_instant(written: str, pointer: str) -> datetime:
    """The moment of an ISO 8601 text. Raises the 422 problem that points at it, also when it has no offset."""
    try:
        moment = parse_datetime(written)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 1970 <= moment.year <= 9000:
        reason = "Is not a moment with its offset, such as 2030-01-31T12:00:00Z."
        raise ProblemError("invalid", reason, [Fault("not_a_moment", reason, pointer=pointer)])
    return moment
