"""The strip of how the standing moved: steps in order, lines as blocks, withdrawals marked."""

import pytest

from claims.pictures import Picture, draw_timeline
from tests.claims.pictures.told import LINES, NO_LINES, Part, dossier, drawing, read, step

BOTH = ("pic-wide", "pic-narrow")
MIXED = {"low": 1, "with_parties": 2, "high": 3}


def draw(*steps: Part) -> Picture:
    picture = draw_timeline(dossier(timeline=list(steps)))
    assert picture is not None
    return picture


def test_without_anything_dated_there_is_no_strip() -> None:
    assert draw_timeline(dossier()) is None


@pytest.mark.parametrize("which", BOTH)
def test_standings_follow_each_other_in_words(which: str) -> None:
    picture = draw(
        step("2025-06-01", "single_source", by=["Gazette"]),
        step("2025-06-02", "withdrawn", NO_LINES, withdrawn=["Committee"]),
    )
    shown = read(drawing(picture.svg, which))
    assert shown.index("One source") < shown.index("Taken back")
    assert "taken back by Committee" in shown
    assert "2 Jun 2025: Taken back; 0 independent lines; taken back by Committee." in picture.text


@pytest.mark.parametrize("which", BOTH)
def test_lines_are_blocks_of_three_kinds(which: str) -> None:
    tree = drawing(draw(step("2025-06-01", "corroborated", MIXED, by=["Gazette"])).svg, which)
    # One of each kind in the step, and one in the key.
    assert len(tree.xpath(".//rect[@class='pic-block']")) == 2
    assert len(tree.xpath(".//path[@class='pic-block pic-party']")) == 2
    assert len(tree.xpath(".//rect[@class='pic-block pic-loose']")) == 2
    shown = read(tree)
    assert all(
        words in shown for words in ("independent line", "with interested parties", "with unnamed or untraced")
    )


@pytest.mark.parametrize("which", BOTH)
def test_a_withdrawal_is_marked_with_a_cross(which: str) -> None:
    picture = draw(step("2025-06-01", by=["Gazette"]), step("2025-06-02", withdrawn=["Committee"], moved=False))
    assert drawing(picture.svg, which).xpath(".//path[@class='pic-sign pic-cross']")


def test_steps_that_changed_nothing_are_told_as_one_on_phones_and_each_in_words() -> None:
    quiet = [step(f"2025-06-{day:02d}", by=[f"Outlet {day}"], moved=False) for day in range(2, 20)]
    picture = draw(step("2025-06-01", by=["Gazette"]), *quiet)
    assert "2 Jun 2025 to 19 Jun 2025" in read(drawing(picture.svg, "pic-narrow"))
    assert "18 reports" in read(drawing(picture.svg, "pic-narrow"))
    assert len(picture.text) == 1 + 19


def test_twenty_four_steps_of_many_standings_fall_back_to_a_list() -> None:
    statuses = ("single_source", "contested", "corroborated")
    picture = draw(*(step(f"2025-06-{1 + n:02d}", statuses[n % 3], by=["Gazette"]) for n in range(24)))
    assert read(drawing(picture.svg)).count("Contested") == 8


def test_two_steps_of_one_day_are_told_apart_by_the_clock() -> None:
    picture = draw(
        step("2025-06-01T08:00Z", by=["Gazette"]), step("2025-06-01T17:30Z", by=["Courier"], lines=LINES, moved=False)
    )
    assert "17:30 UTC" in read(drawing(picture.svg))
