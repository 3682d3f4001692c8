"""A long history is told in few steps, and no step says more exactly than it knows when it began."""

from tests.claims.cast import Desk


def test_a_history_of_many_days_is_told_by_months_and_what_was_taken_back_to_the_day(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    for day in range(1, 29):
        desk.report(claim, "Gazette", ["Police"], published=f"2025-06-{day:02}")
    desk.report(claim, "Courier", ["Police"], published="2025-07-09")
    desk.withdraw(claim, "Police", at="2025-08-20")
    steps = desk.dossier(claim).as_json()["timeline"]
    assert [step["at"] for step in steps] == ["2025-06", "2025-07-09", "2025-08-20"]
    assert [len(step["causes"]) for step in steps] == [28, 1, 1]
    assert steps[-1]["causes"][0]["at"] == "2025-08-20"


def test_a_short_history_is_told_as_exactly_as_it_is_known(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    for moment in ("2025-06-01", "2025-06-02T10:15Z", "2025-06-02T10:20Z"):
        desk.report(claim, "Gazette", ["Police"], published=moment)
    steps = desk.dossier(claim).as_json()["timeline"]
    assert [step["at"] for step in steps] == ["2025-06-01", "2025-06-02T10:15Z", "2025-06-02T10:20Z"]
