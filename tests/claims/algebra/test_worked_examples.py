"""The worked examples of the design, one by one: lines, standing, bottlenecks."""

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts
from claims.vocabulary import Bearing, OriginKind, Side, Stance, Standing, VoiceInterest
from sources.vocabulary import SourceKind, TieKind
from tests.claims.algebra.building import (
    CLAIM,
    evidence,
    harmed,
    helped,
    instant,
    lines_of,
    link,
    report,
    single_points,
    speaker,
    supporters,
    tie,
    withdrawn,
)

MINISTRY = (tie("uk defence intelligence", "uk ministry of defence", TieKind.ARM_OF),)
CASUALTIES = (
    report("daily", ["uk defence intelligence"], says="more than 6,000"),
    report("weekly", ["uk ministry of defence"], says="over 6,000"),
)


def test_two_outlets_relaying_two_names_of_one_ministry_are_one_line() -> None:
    found = analyse(evidence(*CASUALTIES, says="more than 6,000", ties=MINISTRY))
    assert lines_of(found) == (1, 1, 1)
    assert found.status is Standing.SINGLE_SOURCE
    assert single_points(found) == ["uk ministry of defence"]
    assert found.outlets == 2


def test_the_same_ministry_marked_as_an_ally_of_a_party_is_interested_only() -> None:
    ally = speaker("uk ministry of defence", SourceKind.GOVERNMENT, "ukraine")
    found = analyse(
        evidence(*CASUALTIES, says="more than 6,000", ties=MINISTRY, speakers=(ally,), stakes=(helped("ukraine"),))
    )
    assert found.status is Standing.INTERESTED_ONLY
    assert lines_of(found) == (0, 1, 1)


BOMBERS = (
    report("first", ["sbu"], says="41"),
    report("second", ["analysts"], says="at least 21"),
    report("third", ["sbu"], says="41", stance=Stance.CANNOT_VERIFY),
)


def test_a_party_says_41_and_analysts_at_least_21_which_is_only_compatible_with_41() -> None:
    found = analyse(evidence(*BOMBERS, says="41", stakes=(helped("sbu"),)))
    assert lines_of(found) == (0, 1, 1)
    assert found.status is Standing.INTERESTED_ONLY
    assert [finding.bearing for finding in found.reports] == [Bearing.SUPPORTS, Bearing.COMPATIBLE, Bearing.NEUTRAL]


def test_for_at_least_21_the_same_reports_corroborate() -> None:
    found = analyse(evidence(*BOMBERS, says="at least 21", stakes=(helped("sbu"),)))
    assert lines_of(found) == (1, 2, 2)
    assert found.status is Standing.CORROBORATED


def test_analysts_who_saw_only_the_partys_video_add_no_line() -> None:
    second = report("second", ["analysts"], says="at least 21", only_material_of=frozenset({"sbu"}))
    found = analyse(evidence(BOMBERS[0], second, BOMBERS[2], says="at least 21", stakes=(helped("sbu"),)))
    assert lines_of(found) == (0, 1, 1)
    assert found.status is Standing.INTERESTED_ONLY
    analysts = next(voice for voice in found.voices if voice.voice == "analysts")
    assert (analysts.interest, analysts.material_of) == (VoiceInterest.INTERESTED, ("sbu",))


SERVICES = report("outlet", ["us service"], ["south korean service"], ["ukrainian service"], says="10,000–12,000")


def test_three_services_through_one_outlet_are_one_line() -> None:
    found = analyse(evidence(SERVICES, says="between 10,000 and 12,000"))
    assert lines_of(found) == (1, 1, 1)
    assert found.status is Standing.PARTLY_CORROBORATED
    assert single_points(found) == ["outlet"]


def test_one_of_them_in_public_and_captured_makes_two_lines() -> None:
    seoul = report("south korean service", own=True, captured=True, says="about 11,000")
    found = analyse(evidence(SERVICES, seoul, says="between 10,000 and 12,000"))
    assert lines_of(found) == (2, 2, 2)
    assert found.status is Standing.CORROBORATED


def test_three_outlets_with_reports_say_are_unverified() -> None:
    found = analyse(evidence(report("one"), report("two"), report("three")))
    assert lines_of(found) == (0, 0, 3)
    assert found.status is Standing.UNVERIFIED
    assert {voice.kind for voice in found.voices} == {OriginKind.UNTRACED}


COMMITTEE = (
    report("committee", own=True, on="2025-06-15T08:00Z"),
    report("outlet a", ["committee"], on="2025-06-15T09:00Z"),
    report("outlet b", ["committee"], on="2025-06-15T10:00Z"),
)
DELETED = (withdrawn(source="committee", at="2025-06-15T15:00Z"),)


def test_a_statement_deleted_the_same_day_takes_its_relays_with_it() -> None:
    told = evidence(*COMMITTEE, withdrawals=DELETED)
    before, after = analyse(told, at=instant("2025-06-15T12:00Z")), analyse(told)
    assert (lines_of(before), before.status) == ((1, 1, 1), Standing.SINGLE_SOURCE)
    assert (lines_of(after), after.status) == ((0, 0, 0), Standing.WITHDRAWN)
    assert after.orphaned == ("outlet a", "outlet b")
    assert [finding.live for finding in after.reports] == [False, False, False]


def test_a_deleted_document_does_the_same() -> None:
    gone = withdrawn(document="committee's page", at="2025-06-15")
    assert analyse(evidence(*COMMITTEE, withdrawals=(gone,))).status is Standing.WITHDRAWN


def test_what_an_outlet_had_found_on_its_own_stays() -> None:
    third = report("outlet c", own=True, on="2025-06-15T11:00Z")
    found = analyse(evidence(*COMMITTEE, third, withdrawals=DELETED))
    assert lines_of(found) == (1, 1, 1)
    assert found.status is Standing.SINGLE_SOURCE
    assert supporters(found) == ["outlet c"]


@pytest.mark.parametrize(
    ("mine", "theirs"), [("homes", "barracks"), ("barracks", "homes")], ids=["homes", "barracks"]
)
def test_claims_that_exclude_each_other_are_both_contested(mine: str, theirs: str) -> None:
    said = {
        "homes": [report("governor's channel", ["governor"])],
        "barracks": [report("local outlet", own=True), report("paper", ["analysts"])],
    }
    against = [report(r.id, *r.chains, own=r.own_reporting, claim=theirs) for r in said[theirs]]
    found = analyse(evidence(*said[mine], *against, others=(ClaimFacts(theirs, theirs),), excluded=(theirs,)))
    assert found.status is Standing.CONTESTED
    assert {voice.side for voice in found.voices} == {Side.SUPPORTS, Side.OPPOSES}
    assert [c.with_claim for c in found.contradictions if c.with_claim] == [theirs]


LOOP = {
    "undated": (None, None, None),
    "the same day": ("2025-06-01", "2025-06-01", "2025-06-01"),
    "one after the other": ("2025-06-01", "2025-06-02", "2025-06-03"),
}


@pytest.mark.parametrize("dates", LOOP.values(), ids=LOOP)
def test_a_wiki_and_a_paper_that_cite_each_other_support_nothing(dates: tuple[str | None, ...]) -> None:
    reports = [
        report("wiki", ["paper"], on=dates[0]),
        report("paper", ["wiki"], on=dates[1]),
        report("blog", ["paper"], on=dates[2]),
    ]
    found = analyse(evidence(*reports))
    assert lines_of(found) == (0, 0, 0)
    assert found.circular
    assert found.status is Standing.UNVERIFIED
    assert {"paper", "wiki"} == set(found.loops[0].voices)


def test_an_admission_against_interest_is_told_as_such() -> None:
    found = analyse(evidence(report("paper", ["ministry"]), stakes=(harmed("ministry"),)))
    assert lines_of(found) == (1, 1, 1)
    assert found.status is Standing.ADMITTED


def test_a_denial_alone_is_disputed() -> None:
    found = analyse(evidence(report("paper", ["ministry"], stance=Stance.DENIES)))
    assert found.status is Standing.DISPUTED


def test_two_independent_denials_refute_what_only_a_party_says() -> None:
    reports = [
        report("a", ["x"], stance=Stance.DENIES),
        report("b", ["y"], stance=Stance.DISPUTES),
        report("c", ["p"]),
    ]
    assert analyse(evidence(*reports, stakes=(helped("p"),))).status is Standing.REFUTED
    assert analyse(evidence(*reports)).status is Standing.CONTESTED


def test_no_report_is_unreported() -> None:
    assert analyse(evidence()).status is Standing.UNREPORTED


def test_a_quoted_link_with_a_captured_document_makes_its_relay_transparent() -> None:
    outlet = report("outlet", [link("x", document="x's page", captured=True)], ["y"])
    assert lines_of(analyse(evidence(outlet))) == (2, 2, 2)
    assert analyse(evidence(outlet)).claim == CLAIM


def test_the_ministry_that_publishes_its_own_statement_is_its_origin_and_no_outlet() -> None:
    itself = report("uk ministry of defence", own=True, says="more than 6,000")
    ministry = speaker("uk ministry of defence", SourceKind.GOVERNMENT)
    found = analyse(evidence(*CASUALTIES, itself, says="more than 6,000", ties=MINISTRY, speakers=(ministry,)))
    assert (found.outlets, found.report_count, lines_of(found)) == (2, 3, (1, 1, 1))
