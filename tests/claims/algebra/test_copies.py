"""Documents in near the same words: relays once an editor says so, a doubt in the lower figure until then."""

from dataclasses import replace
from itertools import permutations
from random import Random

from claims.algebra.analysis import analyse
from claims.algebra.copies import find_originals
from claims.algebra.evidence import Copy
from claims.vocabulary import Standing
from sources.algebra.moments import Moment, read_moment
from tests.claims.algebra.building import evidence, lines_of, report, supporters
from tests.claims.algebra.chance import make_evidence

TWO = (report("paper", own=True), report("agency", own=True))


def copy(document: str, original: str, accepted: bool = False) -> Copy:
    return Copy(f"{document}'s page", f"{original}'s page", accepted)


def test_a_proposed_copy_costs_the_lower_figure_alone_and_is_told() -> None:
    found = analyse(replace(evidence(*TWO), copies=(copy("paper", "agency"),)))
    assert lines_of(found) == (1, 2, 2)
    assert found.status is Standing.CORROBORATED
    assert ("looks_copied", ("paper",)) in [(reason.rule, reason.reports) for reason in found.reasons]
    assert found.admiralty == "2"
    assert ("in_doubt", 1) in found.reasons[0].numbers


def test_an_accepted_copy_is_a_relay() -> None:
    found = analyse(replace(evidence(*TWO), copies=(copy("paper", "agency", accepted=True),)))
    assert lines_of(found) == (1, 1, 1)
    assert supporters(found) == ["agency"]
    assert [finding.on_line for finding in found.reports] == [True, True]


def test_a_copy_of_something_that_says_nothing_here_is_none() -> None:
    found = analyse(replace(evidence(*TWO), copies=(copy("paper", "elsewhere", accepted=True),)))
    assert lines_of(found) == (2, 2, 2)


def test_copies_never_go_round_in_a_circle_whatever_their_order() -> None:
    around = (copy("a", "b"), copy("b", "c"), copy("c", "a", accepted=True))
    found = [find_originals(order) for order in permutations(around)]
    assert all(one == found[0] for one in found)
    assert found[0] == {"a's page": ["b's page"], "c's page": ["a's page"]}


def test_a_copy_never_raises_a_figure() -> None:
    for seed in range(600):
        dice = Random(f"copies {seed}")
        told = replace(make_evidence(dice, 2, 6), copies=())
        proposed = tuple(
            Copy(f"page {dice.randint(0, 5)}", f"page {dice.randint(0, 5)}") for _ in range(dice.randint(1, 3))
        )
        proposed = tuple(one for one in proposed if one.document != one.original)
        before = lines_of(analyse(told))
        doubted = lines_of(analyse(replace(told, copies=proposed)))
        judged = lines_of(analyse(replace(told, copies=tuple(replace(one, accepted=True) for one in proposed))))
        assert doubted[0] <= before[0]
        assert doubted[1:] == before[1:]
        assert all(later <= earlier for later, earlier in zip(judged, before, strict=True))
        assert doubted[0] == min(before[0], judged[0])


def test_what_was_said_before_a_copy_was_proposed_or_judged_stays_what_was_said() -> None:
    def told(at: str) -> Moment:
        return read_moment(f"2025-06-0{at}")

    found = Copy("paper's page", "agency's page", accepted=True, proposed_at=told("3"), decided_at=told("5"))
    for accepted, afterwards in ((True, (1, 1, 1)), (False, (2, 2, 2))):
        judged = replace(found, accepted=accepted, refused=not accepted)
        case = replace(evidence(*TWO), copies=(judged,))
        by_day = [lines_of(analyse(case, recorded_by=told(day).last_instant)) for day in "2456"]
        assert by_day == [(2, 2, 2), (1, 2, 2), afterwards, afterwards]
        assert lines_of(analyse(case)) == afterwards


def test_a_pair_found_both_as_documents_and_as_a_passage_is_one_question() -> None:
    pair = copy("paper", "agency")
    for answers, expected in (
        ((replace(pair, refused=True), pair), (1, 2, 2)),
        ((replace(pair, accepted=True), replace(pair, refused=True)), (1, 1, 1)),
        ((replace(pair, refused=True), replace(pair, refused=True)), (2, 2, 2)),
    ):
        assert lines_of(analyse(replace(evidence(*TWO), copies=answers))) == expected


def test_an_accepted_copy_is_told_by_name() -> None:
    found = analyse(replace(evidence(*TWO), copies=(copy("paper", "agency", accepted=True),)))
    assert ("copied", ("paper",), ("paper",)) in [(one.rule, one.reports, one.voices) for one in found.reasons]
