"""The workspace as it was at a moment: with the evidence known by then, or as this system had it and what it said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from claims.telling.words import STANDINGS, VERDICTS
from sources.algebra.moments import read_moment


@dataclass(frozen=True, slots=True)
class Then:
    """The moment a person asks the workspace for, on one of the two clocks; what was written, and why it is none."""

    at: datetime | None = None
    recorded_by: datetime | None = None
    written: str = ""
    clock: str = ""
    problem: str = ""


def read_then(request: HttpRequest) -> Then:
    """``then`` is a year, month, day or moment; ``clock`` is ``known`` or ``said``."""
    written, clock = request.GET.get("then", "").strip()[:40], request.GET.get("clock", "known")
    if not written:
        return Then()
    try:
        moment = read_moment(written).last_instant
    except ValueError as error:
        return Then(written=written, clock=clock, problem=str(error))
    if clock == "said":
        return Then(recorded_by=moment, written=written, clock=clock)
    return Then(at=moment, written=written, clock=clock)


def tell_said(said: dict[str, Any] | None) -> dict[str, Any] | None:
    """What we said then, in words."""
    if said is None:
        return None
    standing, version = said["standing"], said["version"]
    return {
        "status": standing["status"] if standing else "",
        "word": str(STANDINGS[standing["status"]].label) if standing else "",
        "lines": " / ".join(str(count) for count in standing["lines"].values()) if standing else "",
        "version": version,
        "verdict": str(VERDICTS[version["verdict"]].label) if version and version["verdict"] else "",
    }
