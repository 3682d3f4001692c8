"""What happened to a claim, in the order of time: what was said, published, corrected and taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from claims.spoken import gettext, pgettext
from claims.telling.figures import as_moment
from claims.telling.words import STANCES, STANDINGS, VERDICTS
from claims.versions import Step, Version

Part = dict[str, Any]
ANNULLED = "withdrawal.annulled"


def tell_timeline(
    dossier: Part, shown: Iterable[Part], versions: Sequence[Version], steps: Iterable[Step]
) -> list[Part]:
    """Events, oldest first: ``when`` as far as it is known, ``kind``, ``who`` (or "") and ``text``.

    Of reports only those that the page shows; a withdrawal is told whichever report it struck.
    """
    events: list[Part] = []
    on_page = {report["id"] for report in shown}
    for report in dossier["reports"]:
        who = report["document"]["publisher"]["name"]
        if report["document"]["published_at"] and report["id"] in on_page:
            said = STANCES[report["stance"]]
            events.append(
                _event(report["document"]["published_at"], "report", str(said), who=who, report=report["id"])
            )
        if report["withdrawn_at"]:
            taken = gettext("what it said was taken back")
            events.append(_event(report["withdrawn_at"], "withdrawal", taken, who=who, report=report["id"]))
    for version in versions:
        events.append(_event(version.published_at, "version", tell_version(version)))
        if version.notice:
            events.append(_event(version.published_at, "correction", version.notice, notice=True))
    told = {version.notice for version in versions}
    for correction in dossier["corrections"]:  # what was withdrawn, paused or merged made no new version
        if correction["notice"] not in told:
            events.append(_event(correction["corrected_at"], "correction", correction["notice"], notice=True))
    for step in steps:
        if step.before and step.before != step.after:
            words = gettext("Where the evidence stands: from “%(before)s” to “%(after)s”.")
            if ANNULLED in (cause["kind"] for cause in step.causes):
                words = gettext(
                    "Where the evidence stands: from “%(before)s” to “%(after)s”. We had recorded by mistake that "
                    "something was taken back."
                )
            moved = words % {"before": STANDINGS[step.before].label, "after": STANDINGS[step.after].label}
            events.append(_event(step.recorded_at, "standing", moved))
    once: dict[tuple[Any, ...], Part] = {}
    for event in events:
        once.setdefault((event["when"], event["who"], event["text"]), event)
    return sorted(once.values(), key=lambda event: event["at"])


def tell_version(version: Version) -> str:
    """One published version in a sentence."""
    assessment = version.sealed.get("assessment")
    if assessment is None:
        words = pgettext("version", "Version %(number)d published, under watch without a verdict.")
        return words % {"number": version.number}
    words = pgettext("version", "Version %(number)d published, with the verdict “%(verdict)s”.")
    return words % {"number": version.number, "verdict": VERDICTS[assessment["verdict"]].label}


def _event(when: str | datetime, kind: str, text: str, *, who: str = "", **more: Any) -> Part:
    written = when if isinstance(when, str) else when.isoformat(timespec="seconds")
    return {"at": as_moment(written), "when": written, "kind": kind, "text": text, "who": who} | more
