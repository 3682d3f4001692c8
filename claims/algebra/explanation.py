"""Why a standing is what it is: reasons, what was not counted, and what would move it; all as data."""

from collections.abc import Sequence, Set

from claims.algebra.bearing import Weight
from claims.algebra.evidence import Report
from claims.algebra.findings import Advice, Bottleneck, Facts, Loop, Reason, Uncounted, VoiceFinding
from claims.algebra.lines import SideReading
from claims.algebra.standing import identified
from claims.vocabulary import (
    Bearing,
    NextStep,
    NotCounted,
    OriginKind,
    QuantityRelation,
    Side,
    Stance,
    Standing,
    VoiceInterest,
)

NOBODY: Set[str] = frozenset()
SETTLED = {
    Standing.UNREPORTED: NextStep.FIND_A_REPORT,
    Standing.WITHDRAWN: NextStep.ASK_AFTER_THE_WITHDRAWAL,
    Standing.REFUTED: NextStep.NOTHING_MORE,
    Standing.CONTESTED: NextStep.SETTLE_THE_OPPOSITION,
    Standing.DISPUTED: NextStep.SETTLE_THE_OPPOSITION,
    Standing.CORROBORATED: NextStep.NOTHING_MORE,
}


def explain_neutral(report: Report, weight: Weight) -> NotCounted:
    """Why a report that stands neither supports nor opposes."""
    bearing, comparison = weight
    if bearing is Bearing.COMPATIBLE:
        return NotCounted.COMPATIBLE_ONLY
    if report.stance is Stance.CANNOT_VERIFY:
        return NotCounted.COULD_NOT_VERIFY
    if report.stance is Stance.NO_POSITION:
        return NotCounted.NO_POSITION
    if comparison is not None and comparison.relation is QuantityRelation.GREW:
        return NotCounted.GREW
    if comparison is not None and comparison.relation is QuantityRelation.INCOMPARABLE:
        return NotCounted.INCOMPARABLE
    return NotCounted.OTHER_CLAIM


def explain_off_line(reading: SideReading, index: int) -> Uncounted:
    """Why a supporting or opposing report is on no line; only for one that is not."""
    report = reading.graph.reports[index]
    if index in reading.graph.fell:
        return Uncounted(report.id, NotCounted.WITHDRAWN)
    credited = tuple(sorted({chain[0].source for chain in report.chains if chain}))
    if index in reading.orphaned:
        return Uncounted(report.id, NotCounted.ORPHANED, credited)
    if reading.reaches[index]:
        return Uncounted(report.id, NotCounted.UNTRACED_BESIDE_ATTRIBUTED, credited)
    return Uncounted(report.id, NotCounted.CIRCULAR, credited)


def give_reasons(
    status: Standing,
    facts: Facts,
    voices: Sequence[VoiceFinding],
    bottlenecks: Sequence[Bottleneck],
    not_counted: Sequence[Uncounted],
    loops: Sequence[Loop],
    copied: Sequence[Report] = (),
    doubted: Sequence[Report] = (),
    lowered: int = 0,
    gaining: Set[str] = NOBODY,
) -> tuple[Reason, ...]:
    """The rule that matched, with the numbers it looked at, then what stands behind them, in order of weight.

    ``gaining``: the voices that gain if the claim is believed.
    """
    supporting = [voice for voice in voices if voice.side is Side.SUPPORTS]
    opposing = [voice for voice in voices if voice.side is Side.OPPOSES]
    using = [voice for voice in supporting if voice.material_of]
    lines, against = facts.support, facts.opposition
    reasons = [
        Reason(
            status.value,
            _reports_of(supporting if status is not Standing.DISPUTED else opposing),
            tuple(voice.voice for voice in supporting),
            (
                ("low", lines.low),
                ("with_parties", lines.with_parties),
                ("high", lines.high),
                ("opposing_low", against.low),
                ("identified", identified(facts)),
                *([("in_doubt", lowered)] if lowered else []),
            ),
        )
    ]
    for rule, chosen in (
        ("interested", [voice for voice in supporting if voice.interest is VoiceInterest.INTERESTED]),
        ("only_material_of_others", [voice for voice in using if not gaining >= set(voice.material_of)]),
        ("only_material_of_a_side", [voice for voice in using if gaining >= set(voice.material_of)]),
        ("admits", [voice for voice in supporting if voice.interest is VoiceInterest.ADMITS]),
        ("unnamed", [voice for voice in supporting if voice.kind is OriginKind.UNNAMED]),
        ("untraced", [voice for voice in supporting if voice.kind is OriginKind.UNTRACED]),
        ("opposed", opposing),
    ):
        if chosen:
            reasons.append(Reason(rule, _reports_of(chosen), tuple(voice.voice for voice in chosen)))
    single = tuple(bottleneck.voice for bottleneck in bottlenecks if bottleneck.single)
    if single:
        reasons.append(Reason("hangs_on_one_voice", voices=single))
    if facts.compatible:
        reasons.append(Reason("compatible_figures", voices=facts.compatible))
    for rule, why in (("taken_back", NotCounted.WITHDRAWN), ("orphaned", NotCounted.ORPHANED)):
        struck = tuple(uncounted.report for uncounted in not_counted if uncounted.reason is why)
        if struck:
            reasons.append(Reason(rule, struck))
    for rule, copies in (("copied", copied), ("looks_copied", doubted)):
        if copies:
            by = tuple(sorted({report.publisher for report in copies}))
            reasons.append(Reason(rule, tuple(sorted(report.id for report in copies)), by))
    turning = sorted({report for loop in loops for report in loop.reports if not loop.grounded})
    if turning:
        reasons.append(Reason("circular", tuple(turning)))
    return tuple(reasons)


def advise(
    status: Standing, facts: Facts, voices: Sequence[VoiceFinding], bottlenecks: Sequence[Bottleneck]
) -> Advice:
    """The one step that would do most for the standing, and the voices it must not run through."""
    supporting = [voice for voice in voices if voice.side is Side.SUPPORTS]
    if status in SETTLED:
        opposed = [voice for voice in voices if voice.side is Side.OPPOSES] if facts.live_opposition else []
        return Advice(SETTLED[status], reports=_reports_of(opposed))
    if status is Standing.UNVERIFIED:
        if facts.circular and not facts.loose:
            return Advice(NextStep.FIND_A_WAY_OUT_OF_THE_LOOP)
        return Advice(NextStep.NAME_THE_ORIGIN, reports=_reports_of(supporting))
    origins = {voice.voice for voice in supporting}
    single = tuple(bottleneck.voice for bottleneck in bottlenecks if bottleneck.single)
    if status is Standing.INTERESTED_ONLY:
        return Advice(NextStep.FIND_A_DISINTERESTED_ORIGIN, tuple(sorted(facts.interested)))
    relays = tuple(voice for voice in single if voice not in origins)
    if status is Standing.PARTLY_CORROBORATED and identified(facts) > 1:
        if facts.live_opposition and not relays:
            return Advice(NextStep.SETTLE_THE_OPPOSITION)
        return Advice(NextStep.FIND_ANOTHER_WAY_ROUND, relays or single)
    return Advice(NextStep.FIND_ANOTHER_ORIGIN, single)


def _reports_of(voices: Sequence[VoiceFinding]) -> tuple[str, ...]:
    return tuple(sorted({report for voice in voices for report in voice.reports}))
