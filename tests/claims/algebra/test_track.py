"""A source's track record: only by what others bear out, with counts and a range; and who errs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.algebra.track import Outcome, bound_share, find_err_together, find_outcome, sum_up
from claims.vocabulary import Stance
from tests.claims.algebra.building import evidence, report, tie, withdrawn


def test_a_source_does_not_bear_itself_out() -> None:
    two = evidence(report("a", ["x"]), report("b", ["y"]))
    three = evidence(report("a", ["x"]), report("b", ["y"]), report("c", ["z"]))
    assert find_outcome(two, "x") is Outcome.OPEN
    assert find_outcome(three, "x") is Outcome.BORNE_OUT
    assert find_outcome(three, "a") is Outcome.BORNE_OUT
    assert find_outcome(three, "nobody") is None


def test_nor_does_its_own_arm() -> None:
    told = evidence(report("a", ["x"]), report("b", ["y"]), report("c", ["arm of x"]), ties=(tie("arm of x", "x"),))
    assert find_outcome(told, "x") is Outcome.OPEN


def test_what_others_refute_and_what_it_took_back_itself_are_told_apart() -> None:
    denials = [report(name, [f"origin of {name}"], stance=Stance.DENIES) for name in ("m", "n")]
    assert find_outcome(evidence(report("a", ["x"]), *denials), "x") is Outcome.REFUTED
    taken = withdrawn(source="a", at="2025-06-02")
    assert (
        find_outcome(evidence(report("a", own=True, on="2025-06-01"), withdrawals=(taken,)), "a") is Outcome.WITHDRAWN
    )


def test_the_record_has_counts_and_a_range() -> None:
    record = sum_up([Outcome.BORNE_OUT] * 7 + [Outcome.REFUTED, Outcome.WITHDRAWN, Outcome.WITHDRAWN, Outcome.OPEN])
    assert (record.borne_out, record.refuted, record.withdrawn, record.open, record.settled) == (7, 1, 2, 1, 10)
    assert record.low == pytest.approx(0.44, abs=0.01)
    assert record.high == pytest.approx(0.87, abs=0.01)
    assert (sum_up([]).low, sum_up([]).high) == (0.0, 1.0)


@given(st.integers(1, 500), st.data())
def test_the_range_holds_the_share_and_narrows_with_more(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    low, high = bound_share(hits, trials)
    assert 0 <= low <= hits / trials + 1e-9
    assert hits / trials - 1e-9 <= high <= 1
    more_low, more_high = bound_share(hits * 10, trials * 10)
    assert more_high - more_low < high - low


def test_sources_err_together_only_from_ten_joint_items_on() -> None:
    wrong = {f"claim {n}": n < 6 for n in range(10)}
    nearly = {f"claim {n}": n < 5 for n in range(10)}
    right = {f"claim {n}": n == 9 for n in range(10)}
    few = {f"claim {n}": True for n in range(9)}
    found = find_err_together({"a": wrong, "b": nearly, "c": right, "d": few})
    assert [(pair.one, pair.other, pair.items, pair.joint, pair.errors) for pair in found] == [("a", "b", 10, 5, 6)]
