"""What follows from the evidence about one claim: `analyse`, the one door to the rules of evidence.

Laws: the order of reports, ties, stakes and withdrawals does not matter; what is not known at the moment asked for
might as well not be there; the standing follows again from the facts given with it; the same input gives the same
answer, on any machine.
"""

from datetime import datetime

from claims.algebra.bottlenecks import find_bottlenecks
from claims.algebra.contradictions import find_between_claims, find_between_figures, find_differences, find_with_claim
from claims.algebra.digest import digest
from claims.algebra.drift import DriftFinder
from claims.algebra.evidence import Evidence, Report
from claims.algebra.explanation import advise, explain_neutral, explain_off_line, give_reasons
from claims.algebra.findings import Analysis, Facts, ReportFinding, Uncounted, VoiceFinding
from claims.algebra.hearing import Hearing
from claims.algebra.looping import find_later_citations, find_loops_of
from claims.algebra.policy import DEFAULT, Policy
from claims.algebra.standing import decide, grade
from claims.algebra.voicing import name_voices
from claims.vocabulary import Bearing, NotCounted, OriginKind, Side, VoiceInterest
from sources.vocabulary import SourceKind

ENGINE_VERSION = "1.3.0"  # a new one comes with a migration that marks all claims due
# Who passes on what others say by trade. A ministry that publishes its own statement is its origin, not an outlet.
OUTLETS = (SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.CHANNEL)
NEUTRAL = Bearing.NEUTRAL


def analyse(
    evidence: Evidence,
    at: datetime | None = None,
    recorded_by: datetime | None = None,
    policy: Policy = DEFAULT,
) -> Analysis:
    """Everything the evidence says about its claim.

    ``at``: only what was published, withdrawn or begun by then; ``recorded_by``: only what was recorded here by then
    (both aware datetimes; ``None`` is now). A thousand reports take some 20 ms.
    """
    hearing = Hearing(evidence, at, recorded_by, policy)
    findings, not_counted = _judge_reports(hearing)
    supporting = name_voices(hearing.support, Side.SUPPORTS, hearing.name_of)
    opposing = name_voices(hearing.opposition, Side.OPPOSES, hearing.name_of)
    loops = find_loops_of(hearing.support) + find_loops_of(hearing.opposition)
    circular = any(not loop.grounded for loop in loops)
    live = [
        (report, hearing.weights[report.id])
        for report, finding in zip(hearing.reports, findings, strict=True)
        if finding.live
    ]
    own = evidence.claim.id
    heard = [report for report, (bearing, _) in live if bearing is not NEUTRAL or report.claim == own]
    facts = _gather_facts(hearing, findings, len(heard), supporting, opposing, circular)
    status = decide(facts, policy)
    bottlenecks = find_bottlenecks(hearing.support, policy, hearing.name_of)
    voices = supporting + opposing
    with_claims, differences = find_between_claims(hearing.scales)
    between, left_off = find_between_figures(hearing.scales, live, hearing.voices_behind)
    return Analysis(
        claim=evidence.claim.id,
        at=at,
        recorded_by=recorded_by,
        policy=f"{policy.name}/{policy.version}",
        status=status,
        lines=hearing.support.lines,
        opposing_lines=hearing.opposition.lines,
        voices=voices,
        bottlenecks=bottlenecks,
        folded=_find_folded(hearing),
        outlets=_count_outlets(evidence, heard),
        report_count=len(heard),
        circular=circular,
        withdrawn=facts.withdrawn,
        admiralty=grade(status, facts, policy),
        reasons=give_reasons(
            status,
            facts,
            voices,
            bottlenecks,
            not_counted,
            loops,
            hearing.copied,
            hearing.doubted,
            hearing.lowered,
            hearing.support.weighing.stakes.interested,
        ),
        reports=findings,
        contradictions=tuple(find_with_claim(hearing.scales, live) + with_claims + between),
        contradictions_left_off=left_off,
        differences=tuple(differences + find_differences(live)),
        not_counted=not_counted,
        loops=loops,
        later_citations=find_later_citations(hearing.reports, hearing.cited),
        stale=tuple(finding.id for finding in findings if finding.stale),
        orphaned=tuple(finding.id for finding in findings if finding.orphaned),
        next_step=advise(status, facts, voices, bottlenecks),
        facts=facts,
        input_hash=digest(evidence, hearing.reports, hearing.withdrawals, hearing.ties, policy, hearing.copies),
        engine_version=ENGINE_VERSION,
    )


def _find_folded(hearing: Hearing) -> tuple[tuple[str, ...], ...]:
    """The voices that several sources heard here speak with, or one under another's name."""
    if not hearing.voices.members_of:
        return ()
    heard = {report.publisher for report in hearing.reports}
    heard |= {link.source for report in hearing.reports for chain in report.chains for link in chain}
    folded = []
    for voice, members in sorted(hearing.voices.members_of.items()):
        speaking = tuple(member for member in members if member in heard)
        if speaking and speaking != (voice,):
            folded.append((voice, *speaking))
    return tuple(folded)


def _judge_reports(hearing: Hearing) -> tuple[tuple[ReportFinding, ...], tuple[Uncounted, ...]]:
    """What each known report does, and why each that is on no line is not; both in order of id."""
    drift = DriftFinder(hearing.reports, hearing.cited, hearing.name_of)
    findings: dict[str, ReportFinding] = {}
    not_counted: dict[str, Uncounted] = {}
    for reading, bearing in (
        (hearing.support, Bearing.SUPPORTS),
        (hearing.opposition, Bearing.OPPOSES),
        (hearing.compatible, Bearing.COMPATIBLE),
    ):
        fell, orphaned, stale, reaches = reading.graph.fell, reading.orphaned, reading.stale, reading.reaches
        for index, report in enumerate(reading.graph.reports):
            fact = fell.get(index)
            uncounted = None
            if fact is not None or reaches[index] <= 1:
                uncounted = explain_off_line(reading, index)
            elif bearing is Bearing.COMPATIBLE:
                uncounted = Uncounted(report.id, NotCounted.COMPATIBLE_ONLY)
            fallen_at = fact.at if fact is not None else orphaned.get(index)
            comparison = hearing.weights[report.id][1]
            findings[report.id] = ReportFinding(
                report.id, report.claim, bearing, fallen_at is None, uncounted is None,
                comparison.relation if comparison else None, comparison.reason if comparison else None,
                fallen_at, index in orphaned, index in stale, drift.find(report),
            )  # fmt: skip
            if uncounted is not None:
                not_counted[report.id] = uncounted
    for report in hearing.by_bearing[Bearing.NEUTRAL]:
        findings[report.id], not_counted[report.id] = _judge_neutral(hearing, report, drift)
    return tuple(map(findings.__getitem__, hearing.weights)), tuple(not_counted[name] for name in sorted(not_counted))


def _judge_neutral(hearing: Hearing, report: Report, drift: DriftFinder) -> tuple[ReportFinding, Uncounted]:
    weight = hearing.weights[report.id]
    comparison = weight[1]
    fact = next(iter(hearing.withdrawn.strike_report(report)), None)
    reason = NotCounted.TOO_OLD if report.id in hearing.too_old else explain_neutral(report, weight)
    reason = NotCounted.WITHDRAWN if fact is not None else reason
    finding = ReportFinding(
        report.id, report.claim, Bearing.NEUTRAL, fact is None, False,
        comparison.relation if comparison else None, comparison.reason if comparison else None,
        fact.at if fact is not None else None, drift=drift.find(report),
    )  # fmt: skip
    return finding, Uncounted(report.id, reason)


def _count_outlets(evidence: Evidence, heard: list[Report]) -> int:
    """How many outlets the claim was read in; a publisher of whom nothing is known is taken for one."""
    others = {id_ for id_, speaker in evidence.speakers.items() if speaker.kind not in OUTLETS}
    return len({report.publisher for report in heard} - others)


def _gather_facts(
    hearing: Hearing,
    findings: tuple[ReportFinding, ...],
    live_reports: int,
    supporting: tuple[VoiceFinding, ...],
    opposing: tuple[VoiceFinding, ...],
    circular: bool,
) -> Facts:
    """The plain facts that the standing follows from."""
    identified = [voice for voice in supporting if voice.kind is OriginKind.GROUNDED]
    supporters = {voice.voice for voice in identified}
    beside = name_voices(hearing.compatible, Side.SUPPORTS, hearing.name_of)
    return Facts(
        live_reports=live_reports,
        withdrawn=any(finding.withdrawn_at is not None for finding in findings),
        support_existed=bool(hearing.support.graph.reports),
        live_support=hearing.support.has_live(),
        live_opposition=bool(hearing.retractors) or hearing.opposition.has_live(),
        support=hearing.support.lines,
        opposition=hearing.opposition.lines,
        disinterested=_with_interest(identified, VoiceInterest.NONE),
        admitting=_with_interest(identified, VoiceInterest.ADMITS),
        interested=_with_interest(identified, VoiceInterest.INTERESTED),
        loose=tuple(voice.voice for voice in supporting if voice.kind is not OriginKind.GROUNDED),
        opposing=tuple(voice.voice for voice in opposing if voice.kind is OriginKind.GROUNDED),
        compatible=tuple(
            voice.voice
            for voice in beside
            if voice.kind is OriginKind.GROUNDED
            and voice.voice not in supporters
            and not (voice.material_of and supporters.issuperset(voice.material_of))
        ),
        circular=circular,
    )


def _with_interest(voices: list[VoiceFinding], interest: VoiceInterest) -> tuple[str, ...]:
    return tuple(voice.voice for voice in voices if voice.interest is interest)
