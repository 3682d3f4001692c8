"""Withdrawals, stakes, ties and supersession at their edges: each test fails for a change that no other test saw.

Found by changing the rules by hand, a condition at a time, and looking which change no test noticed.
"""

from dataclasses import replace
from typing import Any

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Report, Withdrawal
from claims.algebra.findings import Analysis
from claims.vocabulary import Standing, VoiceInterest, WithdrawalKind
from sources.algebra.moments import read_moment
from sources.algebra.voices import fold_voices
from sources.vocabulary import SourceKind, TieKind
from tests.claims.algebra.building import (
    evidence,
    harmed,
    helped,
    instant,
    lines_of,
    link,
    moment,
    report,
    speaker,
    supporters,
    tie,
    withdrawn,
)

ARM = tie("press office", "ministry", TieKind.ARM_OF)


def after(*told: Report, taken: Withdrawal | tuple[Withdrawal, ...], **more: Any) -> Analysis:
    facts = taken if isinstance(taken, tuple) else (taken,)
    return analyse(evidence(*told, withdrawals=facts, **more))


def fallen(found: Analysis) -> dict[str, str]:
    """When each report that no longer stands fell."""
    return {f.id: str(f.withdrawn_at) for f in found.reports if f.withdrawn_at is not None}


def test_what_is_said_after_it_was_taken_back_is_a_new_statement_and_stands() -> None:
    told = report("ministry", own=True, on="2025-06-05")
    assert after(told, taken=withdrawn(source="ministry", at="2025-06-03")).status is Standing.SINGLE_SOURCE
    assert after(told, taken=withdrawn(source="ministry", at="2025-06-05")).status is Standing.WITHDRAWN
    assert after(told, taken=withdrawn(document="ministry's page", at="2025-06-04")).status is Standing.SINGLE_SOURCE


def test_what_has_no_date_falls_whenever_it_was_taken_back() -> None:
    told = report("ministry", own=True)
    assert fallen(after(told, taken=withdrawn(source="ministry", at="2025-06-03"))) == {"ministry": "2025-06-03"}


@pytest.mark.parametrize(
    ("taker", "speaking", "falls"),
    [
        ("ministry", "ministry", True),
        ("ministry", "press office", True),
        ("press office", "press office", True),
        ("press office", "ministry", False),
    ],
)
def test_who_takes_back_takes_back_what_it_or_who_it_commands_said_itself_or_was_said_to_have_said(
    taker: str, speaking: str, *, falls: bool
) -> None:
    taken = withdrawn(source=taker, at="2025-06-03")
    itself = report(speaking, own=True, on="2025-06-01")
    relayed = report("paper", [speaking], on="2025-06-01")
    for told, orphaned in ((itself, ()), (relayed, ("paper",))):
        found = after(told, taken=taken, ties=(ARM,))
        assert found.status is (Standing.WITHDRAWN if falls else Standing.SINGLE_SOURCE)
        assert found.orphaned == (orphaned if falls else ())


@pytest.mark.parametrize("taker", ["press office", "ministry"])
def test_material_falls_with_the_word_of_any_of_the_voice_that_supplied_it(taker: str) -> None:
    told = report("paper", ["analyst"], only_material_of=frozenset({"press office"}), on="2025-06-02")
    taken = withdrawn(source=taker, at="2025-06-03", kind=WithdrawalKind.RETRACTED)
    assert lines_of(after(told, taken=taken, ties=(ARM,))) == (0, 0, 0)


def test_a_cited_document_that_is_deleted_takes_the_way_through_it() -> None:
    told = report("paper", [link("agency", document="wire 7"), link("ministry")], on="2025-06-02")
    found = after(told, taken=withdrawn(document="wire 7", at="2025-06-03"))
    assert (found.status, found.orphaned) == (Standing.WITHDRAWN, ("paper",))


def test_of_two_withdrawals_the_first_is_the_one_whose_date_is_told() -> None:
    first, second = (withdrawn(source="ministry", at=day) for day in ("2025-06-03", "2025-06-06"))
    gone = withdrawn(document="ministry's page", at="2025-06-02")
    told = (report("ministry", own=True, on="2025-06-01"), report("paper", ["ministry"], on="2025-06-01"))
    for facts in ((first, second), (second, first)):
        assert fallen(after(*told, taken=facts)) == {"ministry": "2025-06-03", "paper": "2025-06-03"}
    assert fallen(after(*told, taken=(second, gone)))["ministry"] == "2025-06-02"
    spoken_of = report("paper", ["ministry"], on="2025-06-01")
    assert fallen(after(spoken_of, taken=(second, first))) == {"paper": "2025-06-03"}


def test_material_that_was_taken_back_twice_fell_the_first_time() -> None:
    told = report("paper", ["analyst"], only_material_of=frozenset({"channel"}), on="2025-06-01")
    twice = tuple(withdrawn(source="channel", at=day) for day in ("2025-06-06", "2025-06-03"))
    assert fallen(after(told, taken=twice)) == {"paper": "2025-06-03"}


@pytest.mark.parametrize("chains", [(["zeta"], ["alpha"]), (["alpha"], ["zeta"])], ids=["zeta first", "alpha first"])
def test_one_that_stood_on_two_who_took_it_back_fell_with_the_first(chains: tuple[list[str], ...]) -> None:
    told = report("paper", *chains, on="2025-06-01")
    facts = (withdrawn(source="alpha", at="2025-06-06"), withdrawn(source="zeta", at="2025-06-03"))
    assert fallen(after(told, taken=facts))["paper"] == "2025-06-03"


TWO_PAGES = (
    report("agency/1", own=True, on="2025-06-01"),
    report("agency/2", own=True, on="2025-06-02"),
    report("late", ["agency"], on="2025-06-05"),
)


def test_who_names_an_agency_of_which_another_page_stands_is_not_stale() -> None:
    found = after(*TWO_PAGES, taken=withdrawn(document="agency/1's page", at="2025-06-03"))
    assert (found.stale, found.orphaned, found.status) == ((), (), Standing.SINGLE_SOURCE)


def test_who_names_an_agency_of_which_no_page_stands_is_orphaned_and_stale() -> None:
    gone = tuple(withdrawn(document=f"agency/{number}'s page", at="2025-06-03") for number in (1, 2))
    found = after(*TWO_PAGES, taken=gone)
    assert (found.stale, found.orphaned, found.status) == (("late",), ("late",), Standing.WITHDRAWN)


@pytest.mark.parametrize(
    ("said", "stale"),
    [("2025-06-02T23:59Z", ()), ("2025-06-03T12:00Z", ()), ("2025-06-04T00:00Z", ("late",)), (None, ())],
)
def test_a_repetition_is_stale_from_the_end_of_the_day_of_the_withdrawal(
    said: str | None, stale: tuple[str, ...]
) -> None:
    told = (report("agency", own=True, on="2025-06-01"), report("late", ["agency"], on=said))
    assert after(*told, taken=withdrawn(source="agency", at="2025-06-03")).stale == stale


def test_who_repeats_it_afterwards_beside_a_leg_that_stands_is_stale_and_not_orphaned() -> None:
    told = (report("agency", own=True, on="2025-06-01"), report("late", ["agency"], ["witness"], on="2025-06-05"))
    found = after(*told, taken=withdrawn(source="agency", at="2025-06-03"))
    assert (found.stale, found.orphaned, supporters(found)) == (("late",), (), ["witness"])


def test_who_has_it_through_another_that_lost_it_is_orphaned_and_stale_with_it() -> None:
    told = (
        report("agency", own=True, on="2025-06-01"),
        report("paper", ["agency"], on="2025-06-02"),
        report("blog", ["paper"], on="2025-06-05"),
    )
    found = after(*told, taken=withdrawn(source="agency", at="2025-06-03"))
    assert (found.orphaned, found.stale) == (("blog", "paper"), ("blog",))


def test_a_superseded_report_is_heard_until_its_replacement_was_recorded_and_never_after() -> None:
    mistaken = report("a", ["x"], recorded_at=moment("2025-06-01"), superseded_at=moment("2025-06-05"))
    told = evidence(mistaken)
    assert analyse(told).status is Standing.UNREPORTED
    assert analyse(told, at=instant("2025-06-03")).status is Standing.UNREPORTED, "on the evidence it never was"
    assert analyse(told, recorded_by=instant("2025-06-03")).status is Standing.SINGLE_SOURCE
    assert analyse(told, recorded_by=instant("2025-06-06")).status is Standing.UNREPORTED


def test_a_voice_that_gains_by_one_of_its_names_and_loses_by_another_is_interested() -> None:
    told = report("paper", ["ministry"])
    found = analyse(evidence(told, ties=(ARM,), stakes=(helped("press office"), harmed("ministry"))))
    assert (found.status, lines_of(found)) == (Standing.INTERESTED_ONLY, (0, 1, 1))


def test_a_stake_is_the_whole_voices_by_whichever_name_it_was_declared() -> None:
    told = report("paper", ["ministry"])
    assert analyse(evidence(told, ties=(ARM,), stakes=(helped("press office"),))).status is Standing.INTERESTED_ONLY
    assert analyse(evidence(told, ties=(ARM,), stakes=(harmed("press office"),))).status is Standing.ADMITTED


def test_an_ally_of_the_harmed_admits_unless_it_has_something_to_gain_itself() -> None:
    told = report("paper", ["ally"])
    ally = speaker("ally", SourceKind.MILITARY, "army")
    assert analyse(evidence(told, speakers=(ally,), stakes=(harmed("army"),))).status is Standing.ADMITTED
    both = speaker("ally", SourceKind.MILITARY, "army", "rival")
    found = analyse(evidence(told, speakers=(both,), stakes=(harmed("army"), helped("rival"))))
    assert [voice.interest for voice in found.voices] == [VoiceInterest.INTERESTED]
    own = analyse(evidence(told, speakers=(ally,), stakes=(harmed("army"), helped("ally"))))
    assert own.status is Standing.INTERESTED_ONLY


def test_an_ally_of_an_ally_takes_no_side_in_a_matter_that_is_not_its_own() -> None:
    """Sides are taken with whom the claim helps, and do not run on from ally to ally."""
    chain = (speaker("a", SourceKind.MILITARY, "b"), speaker("b", SourceKind.MILITARY, "c"))
    for told, status in (("a", Standing.SINGLE_SOURCE), ("b", Standing.INTERESTED_ONLY)):
        found = analyse(evidence(report("paper", [told]), speakers=chain, stakes=(helped("c"),)))
        assert found.status is status, told
    turned = (speaker("y", SourceKind.MILITARY, "x"), speaker("x", SourceKind.MILITARY, "w"))
    found = analyse(evidence(report("paper", ["y"]), speakers=turned, stakes=(helped("w"),)))
    assert found.status is Standing.SINGLE_SOURCE, "whatever the order of their names"


def test_a_voice_is_called_by_who_is_nobodys_arm_however_many_are_tied_to_the_arm() -> None:
    ties = (tie("arm", "ministry"), tie("one", "arm"), tie("two", "arm"), tie("three", "arm"))
    assert {fold_voices(ties).of(name) for name in ("arm", "one", "two", "three", "ministry")} == {"ministry"}


def test_folding_in_a_ring_ends_with_one_voice() -> None:
    ring = (tie("a", "b", TieKind.SAME_MATERIAL), tie("b", "c", TieKind.SAME_MATERIAL))
    closed = (*ring, tie("c", "a", TieKind.SAME_MATERIAL))
    assert fold_voices(closed).members_of == {fold_voices(closed).of("a"): ("a", "b", "c")}


def test_a_retraction_of_another_claim_denies_only_that_one() -> None:
    told = report("ministry", own=True, on="2025-06-01")
    other = replace(withdrawn(source="ministry", at="2025-06-03", kind=WithdrawalKind.RETRACTED), claim="another")
    found = after(told, taken=other)
    assert (found.status, found.facts.live_opposition) == (Standing.SINGLE_SOURCE, False)
    assert read_moment("2025-06-03") == other.at
