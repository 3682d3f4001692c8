"""The laws of the design as checks on one claim: each takes what is told and the dice for what it adds to it.

A law gives False where the claim has nothing to try it on, so that whoever counts does not count that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from random import Random

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Evidence, Report, Withdrawal
from claims.algebra.findings import Analysis, Lines
from claims.algebra.hearing import Hearing
from claims.algebra.policy import DEFAULT
from claims.algebra.standing import decide
from claims.vocabulary import Bearing, OriginKind, Side, Standing, VoiceInterest, WithdrawalKind
from sources.algebra.moments import read_moment
from tests.claims.algebra.building import CLAIM
from tests.claims.algebra.chance import START, make_ties, make_withdrawals


@dataclass(frozen=True)
class Told:
    """The evidence on a claim made by chance, and what follows from it, found once for all laws."""

    evidence: Evidence

    @cached_property
    def found(self) -> Analysis:
        return analyse(self.evidence)


Law = Callable[[Told, Random], bool]


def the_figures_are_in_order(told: Told, dice: Random) -> bool:
    for lines in (told.found.lines, told.found.opposing_lines):
        assert 0 <= lines.low <= lines.with_parties <= lines.high <= 5
        assert not lines.at_most
    return True


def the_order_of_rows_does_not_matter(told: Told, dice: Random) -> bool:
    had = told.evidence
    names = list(had.speakers)
    dice.shuffle(names)
    other = replace(
        had,
        reports=tuple(dice.sample(had.reports, len(had.reports))),
        ties=tuple(dice.sample(had.ties, len(had.ties))),
        stakes=tuple(dice.sample(had.stakes, len(had.stakes))),
        withdrawals=tuple(dice.sample(had.withdrawals, len(had.withdrawals))),
        copies=tuple(dice.sample(had.copies, len(had.copies))),
        speakers={name: had.speakers[name] for name in names},
    )
    assert analyse(other) == told.found
    return True


def another_tie_never_raises_a_figure(told: Told, dice: Random) -> bool:
    """Holds for every figure that is exact, that is not marked "at most"."""
    had = told.evidence
    more = make_ties(dice, dice.choice((1, 2)), tuple(had.speakers))
    assert never_more(told.found.lines, analyse(replace(had, ties=had.ties + more)).lines)
    return True


def a_withdrawal_never_raises_a_figure(told: Told, dice: Random) -> bool:
    had = told.evidence
    documents = sorted({report.document for report in had.reports}) or ["page"]
    more = make_withdrawals(dice, dice.choice((1, 2)), tuple(had.speakers), documents)
    assert never_more(told.found.lines, analyse(replace(had, withdrawals=had.withdrawals + more)).lines)
    return True


def the_same_publisher_saying_it_again_changes_nothing(told: Told, dice: Random) -> bool:
    """On the same date, from the same chains. Another publisher can open a second way, and so raise a figure."""
    had = told.evidence
    documents = {fact.document for fact in had.withdrawals}
    documents.update(name for copy in had.copies for name in (copy.document, copy.original))
    documents.update(link.document for report in had.reports for chain in report.chains for link in chain)
    free = [report for report in had.reports if report.document not in documents]
    if not free:
        return False
    again = replace(dice.choice(free), id="again", document="page again")
    before, after = told.found, analyse(replace(had, reports=(*had.reports, again)))
    assert (after.lines, after.opposing_lines) == (before.lines, before.opposing_lines)
    assert after.status is before.status
    return True


def a_new_relay_adds_no_origin(told: Told, dice: Random) -> bool:
    """Whoever passes a chain on; it may open a second way to an origin, but is none."""
    had = replace(told.evidence, withdrawals=(), copies=())
    relayed = [report for report in had.reports if report.chains and not report.own_reporting]
    if not relayed:
        return False
    model = dice.choice(relayed)
    credited = {link.source for chain in model.chains for link in chain}
    others = [name for name in had.speakers if name not in credited]
    if not others:
        return False
    relay = replace(model, id="relay", document="page relay", publisher=dice.choice(others))
    assert origins(analyse(replace(had, reports=(*had.reports, relay)))) <= origins(
        told.found if had == told.evidence else analyse(had)
    )
    return True


def the_facts_give_the_standing_again(told: Told, dice: Random) -> bool:
    assert decide(told.found.facts) is told.found.status
    assert told.found.reasons[0].rule == told.found.status
    return True


def what_is_not_yet_known_might_as_well_not_be_there(told: Told, dice: Random) -> bool:
    had = told.evidence
    at = START + timedelta(days=dice.randint(-1, 5))
    known = replace(
        had,
        reports=tuple(r for r in had.reports if r.published_at is None or r.published_at.start <= at),
        withdrawals=tuple(fact for fact in had.withdrawals if fact.at.start <= at),
    )
    assert analyse(had, at=at) == analyse(known, at=at)
    return True


def every_report_is_on_a_line_or_told_why_not(told: Told, dice: Random) -> bool:
    found = told.found
    uncounted = {one.report for one in found.not_counted}
    on_line = {finding.id for finding in found.reports if finding.on_line}
    assert uncounted | on_line == {report.id for report in told.evidence.reports}
    assert not uncounted & on_line
    assert {report for voice in found.voices for report in voice.reports} == on_line
    return True


def no_figure_is_more_than_the_voices_it_counts(told: Told, dice: Random) -> bool:
    found = told.found
    support = [voice for voice in found.voices if voice.side is Side.SUPPORTS]
    grounded = [voice for voice in support if voice.kind is OriginKind.GROUNDED]
    plain = [voice for voice in grounded if voice.interest is not VoiceInterest.INTERESTED]
    parties = {voice.party for voice in grounded if voice.interest is VoiceInterest.INTERESTED}
    assert found.lines.low <= len(plain)
    assert found.lines.with_parties <= len(plain) + len(parties)
    assert found.lines.high <= len(support)
    assert bool(found.lines.high) == bool(support)
    return True


def a_single_point_of_failure_takes_all_with_it(told: Told, dice: Random) -> bool:
    found, had = told.found, told.evidence
    for bottleneck in found.bottlenecks:
        assert bottleneck.lines == found.lines
        assert never_more(bottleneck.lines, bottleneck.without)
        if bottleneck.single:
            assert 1 in (found.lines.with_parties, found.lines.high)
            assert bottleneck.without.with_parties == 0
            members = Hearing(had, None, None, DEFAULT).voices.members(bottleneck.voice)
            gone = read_moment("2025-06-20")
            struck = tuple(Withdrawal(WithdrawalKind.DELETED, gone, member, CLAIM) for member in members)
            later = analyse(replace(had, withdrawals=had.withdrawals + struck))
            assert later.lines.with_parties == 0 or any(report.claim != CLAIM for report in had.reports)
    return bool(found.bottlenecks)


def a_retraction_is_also_a_denial_and_a_deletion_is_none(told: Told, dice: Random) -> bool:
    plain = replace(told.evidence, withdrawals=())
    before = analyse(plain) if told.evidence.withdrawals else told.found
    supporting = {f.id for f in before.reports if f.bearing is Bearing.SUPPORTS and f.claim == CLAIM}
    rest = [report for report in plain.reports if report.id not in supporting]
    also = {report.document for report in rest}
    also.update(link.document or "" for report in rest for chain in report.chains for link in chain)
    chosen: list[Report] = [r for r in plain.reports if r.id in supporting and r.document not in also]
    # What opposes on the material of whoever said it may fall with that.
    if not chosen or any(report.only_material_of for report in rest):
        return False
    kind = dice.choice(tuple(WithdrawalKind))
    gone = dice.choice(chosen).document
    facts = [Withdrawal(kind, read_moment("2025-06-20"), document=gone)]
    if dice.random() < 0.5:  # whatever else became of it, before or after
        day = read_moment(dice.choice(("2025-06-19", "2025-06-21")))
        facts.append(Withdrawal(WithdrawalKind.DELETED, day, document=gone))
    found = analyse(replace(plain, withdrawals=tuple(facts)))
    assert found.facts.live_opposition is (kind is WithdrawalKind.RETRACTED or before.facts.live_opposition)
    return True


def a_line_means_a_standing(told: Told, dice: Random) -> bool:
    found = told.found
    without = {Standing.UNREPORTED, Standing.WITHDRAWN, Standing.DISPUTED}
    if found.lines.with_parties:
        assert found.status not in {*without, Standing.UNVERIFIED}
    if found.status in without:
        assert found.lines == Lines()
    return True


LAWS: tuple[Law, ...] = (
    the_figures_are_in_order,
    the_order_of_rows_does_not_matter,
    another_tie_never_raises_a_figure,
    a_withdrawal_never_raises_a_figure,
    the_same_publisher_saying_it_again_changes_nothing,
    a_new_relay_adds_no_origin,
    the_facts_give_the_standing_again,
    what_is_not_yet_known_might_as_well_not_be_there,
    every_report_is_on_a_line_or_told_why_not,
    no_figure_is_more_than_the_voices_it_counts,
    a_single_point_of_failure_takes_all_with_it,
    a_retraction_is_also_a_denial_and_a_deletion_is_none,
    a_line_means_a_standing,
)


def never_more(before: Lines, after: Lines) -> bool:
    return after.low <= before.low and after.with_parties <= before.with_parties and after.high <= before.high


def origins(found: Analysis) -> set[tuple[str, Side]]:
    return {(voice.voice, voice.side) for voice in found.voices if voice.kind is not OriginKind.UNTRACED}
