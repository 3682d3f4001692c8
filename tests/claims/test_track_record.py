"""A source is judged by others only, with counts and a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.track_record import share_range, track_record
from tests.claims.cast import Desk


def test_what_others_corroborate_is_borne_out_and_ones_own_word_is_not(desk: Desk) -> None:
    alone, shared = desk.claim("It rained."), desk.claim("It snowed.")
    desk.report(alone, "Gazette", ["Weather service"])
    desk.report(shared, "Gazette", ["Weather service"])
    desk.report(shared, "Courier", ["Airport"])
    desk.report(shared, "Post", ["Harbour"])
    record = track_record(desk.official("Weather service"))
    assert (record.asserted, record.borne_out, record.contradicted, record.open) == (2, 1, 0, 1)


def test_what_two_others_speak_against_is_contradicted(desk: Desk) -> None:
    claim, other = desk.claim("The dam held."), desk.claim("The dam failed.")
    desk.exclude(claim, other)
    desk.report(claim, "Gazette", ["Operator"])
    desk.report(other, "Courier", ["Engineer"])
    desk.report(other, "Post", ["Police"])
    record = track_record(desk.official("Operator"))
    assert (record.asserted, record.borne_out, record.contradicted, record.open) == (1, 0, 1, 0)


def test_what_it_took_back_is_counted(desk: Desk) -> None:
    claim = desk.claim("The bridge was blown up.")
    desk.report(claim, "Gazette", ["Committee"])
    desk.withdraw(claim, "Committee")
    assert track_record(desk.official("Committee")).taken_back == 1


def test_a_record_includes_all_of_its_voice(desk: Desk) -> None:
    claim = desk.claim("It rained.")
    desk.report(claim, "Gazette", ["Weather bureau"])
    desk.tie("Weather bureau", "Weather service")
    assert track_record(desk.official("Weather service")).asserted == 1


def test_drafts_are_not_in_a_public_record(desk: Desk) -> None:
    desk.report(desk.claim("It rained."), "Gazette", ["Weather service"])
    assert track_record(desk.official("Weather service"), public=True).asserted == 0


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_range_holds_the_share_and_narrows_with_more(count: int, more: int) -> None:
    of = count + more
    low, high = share_range(count, of)
    if of == 0:
        assert (low, high) == (None, None)
        return
    assert low is not None
    assert high is not None
    assert 0 <= low <= count / of + 1e-9
    assert count / of - 1e-9 <= high <= 1
    wider = share_range(count * 4, of * 4)
    assert wider[0] is not None
    assert wider[1] is not None
    assert wider[1] - wider[0] < high - low


def test_one_of_one_is_no_certainty() -> None:
    low, high = share_range(1, 1)
    assert low == pytest.approx(0.2065, abs=1e-3)
    assert high == pytest.approx(1.0)
