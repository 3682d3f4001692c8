"""The laws of the design as checks on one claim: each takes the evidence and the dice for what it adds to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Evidence, Report, Withdrawal
from claims.algebra.findings import Analysis, Lines
from claims.algebra.standing import decide
from claims.vocabulary import Bearing, OriginKind, Side, Standing, VoiceInterest, WithdrawalKind
from sources.algebra.moments import read_moment
from tests.claims.algebra.building import CLAIM
from tests.claims.algebra.chance import SOURCES, START, make_ties, make_withdrawals

Law = Callable[[Evidence, Random], None]


def the_figures_are_in_order(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    for lines in (found.lines, found.opposing_lines):
        assert 0 <= lines.low <= lines.with_parties <= lines.high <= 5
        assert not lines.at_most


def the_order_of_rows_does_not_matter(told: Evidence, dice: Random) -> None:
    names = list(told.speakers)
    dice.shuffle(names)
    other = replace(
        told,
        reports=tuple(dice.sample(told.reports, len(told.reports))),
        ties=tuple(dice.sample(told.ties, len(told.ties))),
        stakes=tuple(dice.sample(told.stakes, len(told.stakes))),
        withdrawals=tuple(dice.sample(told.withdrawals, len(told.withdrawals))),
        copies=tuple(dice.sample(told.copies, len(told.copies))),
        speakers={name: told.speakers[name] for name in names},
    )
    assert analyse(other) == analyse(told)


def another_tie_never_raises_a_figure(told: Evidence, dice: Random) -> None:
    """Holds for every figure that is exact, that is not marked "at most"."""
    after = analyse(replace(told, ties=told.ties + make_ties(dice, dice.choice((1, 2)))))
    assert never_more(analyse(told).lines, after.lines)


def a_withdrawal_never_raises_a_figure(told: Evidence, dice: Random) -> None:
    after = analyse(replace(told, withdrawals=told.withdrawals + make_withdrawals(dice, dice.choice((1, 2)))))
    assert never_more(analyse(told).lines, after.lines)


def the_same_publisher_saying_it_again_changes_nothing(told: Evidence, dice: Random) -> None:
    """On the same date, from the same chains. Another publisher can open a second way, and so raise a figure."""
    if not told.reports:
        return
    chosen = dice.choice(told.reports)
    documents = {fact.document for fact in told.withdrawals}
    documents.update(name for copy in told.copies for name in (copy.document, copy.original))
    documents.update(link.document for report in told.reports for chain in report.chains for link in chain)
    if chosen.document in documents:
        return
    again = replace(chosen, id="again", document="page again")
    before, after = analyse(told), analyse(replace(told, reports=(*told.reports, again)))
    assert (after.lines, after.opposing_lines) == (before.lines, before.opposing_lines)
    assert after.status is before.status


def a_new_relay_adds_no_origin(told: Evidence, dice: Random) -> None:
    """Whoever passes a chain on; it may open a second way to an origin, but is none."""
    relayed = [report for report in told.reports if report.chains and not report.own_reporting]
    if not relayed or told.withdrawals or told.copies:
        return
    model = dice.choice(relayed)
    credited = {link.source for chain in model.chains for link in chain}
    publisher = dice.choice(SOURCES)
    if publisher in credited:
        return
    relay = replace(model, id="relay", document="page relay", publisher=publisher)
    after = analyse(replace(told, reports=(*told.reports, relay)))
    assert origins(after) <= origins(analyse(told))


def the_facts_give_the_standing_again(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    assert decide(found.facts) is found.status
    assert found.reasons[0].rule == found.status


def what_is_not_yet_known_might_as_well_not_be_there(told: Evidence, dice: Random) -> None:
    at = START + timedelta(days=dice.randint(-1, 5))
    known = replace(
        told,
        reports=tuple(r for r in told.reports if r.published_at is None or r.published_at.start <= at),
        withdrawals=tuple(fact for fact in told.withdrawals if fact.at.start <= at),
    )
    assert analyse(told, at=at) == analyse(known, at=at)


def every_report_is_on_a_line_or_told_why_not(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    uncounted = {one.report for one in found.not_counted}
    on_line = {finding.id for finding in found.reports if finding.on_line}
    assert uncounted | on_line == {report.id for report in told.reports}
    assert not uncounted & on_line
    assert {report for voice in found.voices for report in voice.reports} == on_line


def no_figure_is_more_than_the_voices_it_counts(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    support = [voice for voice in found.voices if voice.side is Side.SUPPORTS]
    grounded = [voice for voice in support if voice.kind is OriginKind.GROUNDED]
    plain = [voice for voice in grounded if voice.interest is not VoiceInterest.INTERESTED]
    parties = {voice.party for voice in grounded if voice.interest is VoiceInterest.INTERESTED}
    assert found.lines.low <= len(plain)
    assert found.lines.with_parties <= len(plain) + len(parties)
    assert found.lines.high <= len(support)
    assert bool(found.lines.high) == bool(support)


def a_single_point_of_failure_takes_all_with_it(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    for bottleneck in found.bottlenecks:
        assert bottleneck.lines == found.lines
        assert never_more(bottleneck.lines, bottleneck.without)
        if bottleneck.single:
            assert 1 in (found.lines.with_parties, found.lines.high)
            assert bottleneck.without.with_parties == 0
            struck = Withdrawal(WithdrawalKind.DELETED, read_moment("2025-06-20"), bottleneck.voice, CLAIM)
            later = analyse(replace(told, withdrawals=(*told.withdrawals, struck)))
            assert later.lines.with_parties == 0 or any(report.claim != CLAIM for report in told.reports)


def a_retraction_is_also_a_denial_and_a_deletion_is_none(told: Evidence, dice: Random) -> None:
    plain = replace(told, withdrawals=())
    before = analyse(plain)
    supporting = {f.id for f in before.reports if f.bearing is Bearing.SUPPORTS and f.claim == CLAIM}
    chosen: list[Report] = [report for report in told.reports if report.id in supporting]
    if not chosen:
        return
    kind = dice.choice(tuple(WithdrawalKind))
    fact = Withdrawal(kind, read_moment("2025-06-20"), document=dice.choice(chosen).document)
    found = analyse(replace(plain, withdrawals=(fact,)))
    assert found.facts.live_opposition is (kind is WithdrawalKind.RETRACTED or before.facts.live_opposition)


def a_line_means_a_standing(told: Evidence, dice: Random) -> None:
    found = analyse(told)
    without = {Standing.UNREPORTED, Standing.WITHDRAWN, Standing.DISPUTED}
    if found.lines.with_parties:
        assert found.status not in {*without, Standing.UNVERIFIED}
    if found.status in without:
        assert found.lines == Lines()


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
