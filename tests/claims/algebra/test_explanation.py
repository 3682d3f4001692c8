"""Why a standing is what it is: reasons, what was not counted, the next step, the hash, and the two clocks."""

from dataclasses import replace

import pytest

from claims.algebra.analysis import ENGINE_VERSION, analyse
from claims.algebra.evidence import Evidence
from claims.algebra.policy import DEFAULT, Policy
from claims.vocabulary import Bearing, NextStep, NotCounted, Stance, Standing, WithdrawalKind
from sources.vocabulary import SourceKind
from tests.claims.algebra.building import (
    evidence,
    harmed,
    helped,
    instant,
    lines_of,
    moment,
    report,
    speaker,
    tie,
    withdrawn,
)

N = NextStep

STEPS: list[tuple[Evidence, Standing, NextStep, tuple[str, ...]]] = [
    (evidence(), Standing.UNREPORTED, N.FIND_A_REPORT, ()),
    (evidence(report("a")), Standing.UNVERIFIED, N.NAME_THE_ORIGIN, ()),
    (evidence(report("a", ["b"]), report("b", ["a"])), Standing.UNVERIFIED, N.FIND_A_WAY_OUT_OF_THE_LOOP, ()),
    (evidence(report("a", ["x"])), Standing.SINGLE_SOURCE, N.FIND_ANOTHER_ORIGIN, ("a", "x")),
    (evidence(report("a", ["x"]), report("b", ["x"])), Standing.SINGLE_SOURCE, N.FIND_ANOTHER_ORIGIN, ("x",)),
    (evidence(report("a", ["x"]), stakes=(harmed("x"),)), Standing.ADMITTED, N.FIND_ANOTHER_ORIGIN, ("a", "x")),
    (
        evidence(report("a", ["x"]), stakes=(helped("x"),)),
        Standing.INTERESTED_ONLY, N.FIND_A_DISINTERESTED_ORIGIN, ("x",),
    ),
    (
        evidence(report("a", ["x"], ["y"])),
        Standing.PARTLY_CORROBORATED, N.FIND_ANOTHER_WAY_ROUND, ("a",),
    ),
    (evidence(report("a", ["x"]), report("b", ["y"])), Standing.CORROBORATED, N.NOTHING_MORE, ()),
    (
        evidence(report("a", ["x"]), report("b", ["y"], stance=Stance.DENIES)),
        Standing.CONTESTED, N.SETTLE_THE_OPPOSITION, (),
    ),
    (
        evidence(
            report("a", ["x"]), report("b", ["y"]), report("c", ["someone"], stance=Stance.DISPUTES),
            speakers=(speaker("someone", SourceKind.UNNAMED),),
        ),
        Standing.PARTLY_CORROBORATED, N.SETTLE_THE_OPPOSITION, (),
    ),
    (
        evidence(report("a", own=True, on="2025-06-01"), withdrawals=(withdrawn(source="a", at="2025-06-02"),)),
        Standing.WITHDRAWN, N.ASK_AFTER_THE_WITHDRAWAL, (),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "status", "step", "around"), STEPS, ids=[f"{row[1]}-{row[2]}" for row in STEPS])
def test_the_next_step_is_the_one_that_would_settle_it(
    told: Evidence, status: Standing, step: NextStep, around: tuple[str, ...]
) -> None:
    found = analyse(told)
    assert (found.status, found.next_step.step, found.next_step.around) == (status, step, around)
    assert found.reasons[0].rule == status


def test_every_reason_for_not_counting_is_told() -> None:
    told = evidence(
        report("cannot", ["x"], stance=Stance.CANNOT_VERIFY),
        report("circle", ["round"]),
        report("compatible", ["y"], says="at least 21"),
        report("echo", says="41"),
        report("fell", ["x"], on="2025-06-01"),
        report("in dollars", ["z"], says="$41"),
        report("no position", stance=Stance.NO_POSITION),
        report("orphan", ["gone"], on="2025-06-01"),
        report("round", ["circle"]),
        report("stands", ["x"], says="41"),
        says="41",
        withdrawals=(
            withdrawn(document="fell's page", at="2025-06-02"),
            withdrawn(source="gone", at="2025-06-02"),
        ),
    )
    reasons = {one.report: one.reason for one in analyse(told).not_counted}
    assert reasons == {
        "cannot": NotCounted.COULD_NOT_VERIFY,
        "circle": NotCounted.CIRCULAR,
        "compatible": NotCounted.COMPATIBLE_ONLY,
        "echo": NotCounted.UNTRACED_BESIDE_ATTRIBUTED,
        "fell": NotCounted.WITHDRAWN,
        "in dollars": NotCounted.INCOMPARABLE,
        "no position": NotCounted.NO_POSITION,
        "orphan": NotCounted.ORPHANED,
        "round": NotCounted.CIRCULAR,
    }


def test_a_bottleneck_says_how_many_lines_become_how_many() -> None:
    told = evidence(report("a", ["x"], ["y"]), report("b", ["y"]), report("c", ["z"]))
    found = analyse(told)
    assert lines_of(found) == (3, 3, 3)
    without = {one.voice: one.without.low for one in found.bottlenecks}
    assert without == {"a": 2, "b": 2, "c": 2, "x": 2, "y": 2, "z": 2}
    assert not any(one.single for one in found.bottlenecks)


def test_the_hash_moves_with_what_matters_and_with_nothing_else() -> None:
    told = evidence(
        report("a", ["x"], says="41", on="2025-06-01"), report("b", ["x"], on="2025-06-05"), says="41",
        speakers=(speaker("x", SourceKind.OFFICIAL),), stakes=(helped("x"),), ties=(tie("x", "y"),),
    )  # fmt: skip
    base = analyse(told).input_hash
    assert analyse(replace(told, reports=told.reports[::-1])).input_hash == base
    changed = [
        replace(told, reports=told.reports[:1]),
        replace(told, reports=(replace(told.reports[0], hedge="reportedly"), told.reports[1])),
        replace(told, stakes=()),
        replace(told, ties=()),
        replace(told, speakers={"x": speaker("x", SourceKind.UNNAMED)}),
        replace(told, claim=replace(told.claim, quantity=None)),
        replace(told, withdrawals=(withdrawn(source="z", at="2025-06-02"),)),
    ]
    hashes = [analyse(other).input_hash for other in changed]
    assert len({base, *hashes}) == len(changed) + 1
    assert analyse(told, policy=replace(DEFAULT, version=2)).input_hash != base
    later = withdrawn(source="x", at="2025-07-01")
    june = instant("2025-06-10")
    assert analyse(replace(told, withdrawals=(later,)), at=june).input_hash == analyse(told, at=june).input_hash
    assert analyse(told).engine_version == ENGINE_VERSION


def test_what_was_known_then_is_told_apart_from_what_was_recorded_then() -> None:
    told = evidence(
        report("a", ["x"], on="2025-06-01", recorded_at=moment("2025-06-01")),
        report("b", ["y"], on="2025-06-02", recorded_at=moment("2025-06-20")),
    )
    tenth = instant("2025-06-10")
    assert analyse(told, at=tenth).status is Standing.CORROBORATED
    assert analyse(told, recorded_by=tenth).status is Standing.SINGLE_SOURCE
    assert analyse(told, at=instant("2025-06-01")).status is Standing.SINGLE_SOURCE


def test_a_superseded_report_is_as_if_never_typed_once_that_was_recorded() -> None:
    mistaken = report("a", ["x"], recorded_at=moment("2025-06-01"), superseded_at=moment("2025-06-05"))
    told = evidence(mistaken)
    assert analyse(told).status is Standing.UNREPORTED
    assert analyse(told, recorded_by=instant("2025-06-03")).status is Standing.SINGLE_SOURCE


def test_a_policy_can_ask_for_more() -> None:
    told = evidence(report("a", ["x"]), report("b", ["y"]), report("c", ["p"]), stakes=(helped("p"),))
    strict = Policy("three without parties", least_to_corroborate=3, parties_count=False)
    assert analyse(told).status is Standing.CORROBORATED
    found = analyse(told, policy=strict)
    assert (found.status, found.policy) == (Standing.PARTLY_CORROBORATED, "three without parties/1")


def test_a_policy_can_leave_old_reports_out() -> None:
    told = (report("a", ["x"], on="2025-01-01"), report("b", ["y"], on="2025-06-01"), report("c", ["z"]))
    recent = Policy("recent", most_days=30)
    found = analyse(evidence(*told), policy=recent)
    assert lines_of(found) == (2, 2, 2)
    assert [(one.report, one.reason) for one in found.not_counted] == [("a", NotCounted.TOO_OLD)]
    about_january = analyse(evidence(*told, as_of=moment("2025-01-10")), policy=recent)
    assert lines_of(about_january) == (3, 3, 3)
    assert lines_of(analyse(evidence(*told[2:]), policy=recent)) == (1, 1, 1)


def test_the_digit_is_one_only_for_what_two_disinterested_lines_confirm() -> None:
    two = analyse(evidence(report("a", ["x"]), report("b", ["y"])))
    with_party = analyse(evidence(report("a", ["x"]), report("b", ["p"]), stakes=(helped("p"),)))
    assert (two.admiralty, with_party.admiralty) == ("1", "2")
    assert analyse(evidence()).admiralty == "6"


def test_ties_count_only_when_they_held_on_a_day_on_which_something_was_said() -> None:
    told = (report("a", ["x"], on="2025-06-01"), report("b", ["y"], on="2025-06-02"))
    sold = tie("x", "y", since="2025-06-03")
    ended = tie("x", "y", until="2025-05")
    held = tie("x", "y", since="2024", until="2025-06-01")
    assert [lines_of(analyse(evidence(*told, ties=(one,))))[0] for one in (sold, ended, held)] == [2, 2, 1]


def test_two_reports_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        analyse(evidence(report("a"), report("a")))


def test_a_retraction_is_told_as_a_denial_by_its_author() -> None:
    told = evidence(
        report("a", own=True, on="2025-06-01"),
        withdrawals=(withdrawn(document="a's page", at="2025-06-02", kind=WithdrawalKind.RETRACTED),),
    )
    found = analyse(told)
    assert found.status is Standing.WITHDRAWN
    assert (found.opposing_lines.low, found.reports[0].bearing) == (1, Bearing.SUPPORTS)


def test_whose_material_it_was_is_called_interested_only_where_that_side_gains() -> None:
    told = report("paper", ["analysts"], only_material_of=frozenset({"lab"}))
    plain = analyse(evidence(told))
    assert [reason.voices for reason in plain.reasons if reason.rule == "only_material_of_others"] == [("analysts",)]
    gains = analyse(evidence(told, stakes=(helped("lab"),)))
    assert [reason.voices for reason in gains.reasons if reason.rule == "only_material_of_a_side"] == [("analysts",)]
    for found, other in ((plain, "only_material_of_a_side"), (gains, "only_material_of_others")):
        assert other not in {reason.rule for reason in found.reasons}
