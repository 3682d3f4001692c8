"""The steps of a dossier's timeline, told: when, what the standing was from then on, and what came in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import ngettext

from claims.pictures.graph_words import name_all
from claims.pictures.markup import isolate
from claims.sentences import list_names
from claims.spoken import gettext as _
from claims.telling.figures import tell_day, tell_moment
from claims.telling.words import STANDINGS

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``levels``: lines low, with parties, high; ``named``: every publisher of ``reports``, once."""

    at: str
    status: str
    levels: tuple[int, int, int]
    moved: bool
    reports: int
    named: tuple[str, ...]
    withdrawn: tuple[str, ...]

    until: str = ""
    """The last of several steps told as one."""

    @property
    def when(self) -> str:
        """From when it held, or when these steps were, as far as it is known."""
        if not self.until:
            return tell_moment(self.at)
        return _("%(first)s to %(last)s") % {"first": tell_day(self.at), "last": tell_day(self.until)}

    @property
    def clock(self) -> str:
        """The time of day, where it is known."""
        told = tell_moment(self.at)
        return told.removeprefix(tell_day(self.at)).lstrip(", ")

    @property
    def label(self) -> str:
        return str(STANDINGS[self.status].label)


def read_steps(dossier: Part) -> list[Step]:
    """The steps, oldest first; ``moved`` where the status or a count of lines is not what it was."""
    steps = []
    for part in dossier["timeline"]:
        reports = [cause for cause in part["causes"] if cause["kind"] == "report"]
        withdrawn = [cause["publisher"] for cause in part["causes"] if cause["kind"] == "withdrawal"]
        lines = part["lines"]
        steps.append(
            Step(
                part["at"],
                part["status"],
                (lines["low"], lines["with_parties"], lines["high"]),
                part["moved"],
                len(reports),
                tuple(dict.fromkeys(cause["publisher"] for cause in reports)),
                tuple(dict.fromkeys(withdrawn)),
            )
        )
    return steps


def join_steps(steps: Sequence[Step]) -> Step:
    """Several steps that changed nothing, as one."""
    named = tuple(dict.fromkeys(name for step in steps for name in step.named))
    reports = sum(step.reports for step in steps)
    return replace(steps[0], reports=reports, named=named, until=steps[-1].at)


def say_lines(step: Step) -> str:
    """The independent lines from then on."""
    low, parties, high = step.levels
    if low == parties == high:
        return ngettext("%(count)d independent line", "%(count)d independent lines", low) % {"count": low}
    words = _(
        "independent lines: %(low)d; with interested parties and those in doubt %(parties)d; "
        "with unnamed or untraced %(high)d"
    )
    return words % {"low": low, "parties": parties, "high": high}


def say_reports(step: Step, *, all_names: bool = False) -> str:
    """Whose reports came in; "" where none did."""
    if not step.reports:
        return ""
    names = [isolate(name) for name in step.named]
    words = ngettext("%(count)d report: %(names)s", "%(count)d reports: %(names)s", step.reports)
    return words % {"count": step.reports, "names": name_all(names) if all_names else list_names(names)}


def say_withdrawn(step: Step, *, all_names: bool = False) -> str:
    """Who took something back; "" where nobody did."""
    if not step.withdrawn:
        return ""
    names = [isolate(name) for name in step.withdrawn]
    return _("taken back by %(names)s") % {"names": name_all(names) if all_names else list_names(names)}


def tell_step(step: Step) -> str:
    """One step in a sentence, with every name."""
    parts = [step.label, say_lines(step), say_reports(step, all_names=True), say_withdrawn(step, all_names=True)]
    return f"{tell_moment(step.at)}: {'; '.join(part for part in parts if part)}."
