"""The timeline of a dossier: the standing and its lines as the evidence came in, each step with what caused it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from claims.algebra.evidence import Evidence
from claims.algebra.findings import Analysis, Lines
from claims.dossier.names import Names, Part
from sources.algebra.moments import Moment

MOST_STEPS = 24
# How to name the span that steps are gathered in when there are too many: by minute, day, month, then year.
SPANS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d", "%Y-%m", "%Y")
LONGEST_SPAN = len("2025-06-01")


def timeline_part(
    share: Evidence,
    names: Names,
    analyse_at: Callable[[datetime], Analysis],
    until: datetime | None,
    recorded_by: datetime | None = None,
) -> list[Part]:
    """The steps, oldest first: when, the standing and lines from then on, and the reports and withdrawals behind it.

    Steps of long histories are gathered by day, month or year so that there are never more than 24. Evidence
    without a date has always been known and is in the first step. A step that changed nothing but the number of
    reports is kept: readers see what came in.
    """
    came_in = _causes(share, names, recorded_by)
    causes = _gather([cause for cause in came_in if until is None or cause[0].start <= until])
    steps: list[Part] = []
    before: tuple[str, Lines] | None = None
    for span, gathered in sorted(causes.items()):
        last = max(moment for moment, _ in gathered)
        analysis = analyse_at(last.start)
        after = (analysis.status.value, analysis.lines)
        steps.append(
            {
                "at": _at(span, {moment for moment, _ in gathered}),
                "status": analysis.status.value,
                "lines": {
                    "low": analysis.lines.low,
                    "with_parties": analysis.lines.with_parties,
                    "high": analysis.lines.high,
                },
                "moved": after != before,
                "causes": [cause for _, cause in sorted(gathered, key=lambda pair: (pair[0], pair[1]["id"]))],
            }
        )
        before = after
    return steps


def _at(span: str, moments: set[Moment]) -> str:
    """When a step began, no more exactly than what it gathers: of two days in June no more than June is true."""
    return span if len(moments) > 1 and len(span) <= LONGEST_SPAN else str(min(moments))


def _causes(share: Evidence, names: Names, recorded_by: datetime | None) -> list[tuple[Moment, Part]]:
    found: list[tuple[Moment, Part]] = []
    for report in share.reports:
        superseded = report.superseded_at is not None and report.superseded_at.known_by(recorded_by)
        entered = report.recorded_at is None or report.recorded_at.known_by(recorded_by)
        if report.published_at is not None and entered and not superseded:
            told = names.report(report.id)
            part = {"kind": "report", "id": told["id"], "publisher": told["publisher"], "stance": report.stance.value}
            found.append((report.published_at, part))
    for withdrawal in share.withdrawals:
        if withdrawal.recorded_at is not None and not withdrawal.recorded_at.known_by(recorded_by):
            continue
        if withdrawal.source is not None:
            who = names.sources[int(withdrawal.source)].name
        else:
            who = names.sources[names.documents[int(withdrawal.document or 0)].publisher_id].name
        part = {"kind": "withdrawal", "id": f"{withdrawal.kind.value}-{withdrawal.at}", "publisher": who}
        # A step may gather a month: when it was taken back stands with the withdrawal itself.
        found.append((withdrawal.at, part | {"withdrawal": withdrawal.kind.value, "at": str(withdrawal.at)}))
    return found


def _gather(causes: list[tuple[Moment, Part]]) -> dict[str, list[tuple[Moment, Part]]]:
    """The causes by the finest span that leaves few enough steps; by year there may be more, and the oldest join."""
    gathered: dict[str, list[tuple[Moment, Part]]] = {}
    for span in SPANS:
        by_span: defaultdict[str, list[tuple[Moment, Part]]] = defaultdict(list)
        for moment, part in causes:
            by_span[moment.start.strftime(span)].append((moment, part))
        gathered = dict(by_span)
        if len(gathered) <= MOST_STEPS:
            return gathered
    names = sorted(gathered)
    oldest = [cause for name in names[: 1 - MOST_STEPS] for cause in gathered[name]]
    return {names[0]: oldest} | {name: gathered[name] for name in names[1 - MOST_STEPS :]}
