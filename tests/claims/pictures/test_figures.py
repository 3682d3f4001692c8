"""The chart of figures: intervals with their ends, in the order of time, on one axis only what can be compared."""

from typing import Any

import pytest

from claims.pictures import Picture, draw_figures
from claims.pictures.axis import make_axis
from tests.claims.pictures.told import Part, dossier, drawing, figure, read, report

BOTH = ("pic-wide", "pic-narrow")


def draw(told: Part) -> Picture:
    picture = draw_figures(told)
    assert picture is not None
    return picture


def row(picture: Picture, name: str, which: str = "pic-wide") -> Any:
    """The row of somebody's figure."""
    for found in drawing(picture.svg, which).xpath(".//g[contains(@class, 'pic-row')]"):
        if name in read(found):
            return found
    raise AssertionError(f"no row for {name}")


def edges(found: Any) -> tuple[float, float]:
    """Where a bar begins and ends, or a point twice."""
    dots = found.xpath("./circle[@class='pic-dot']")
    if dots:
        return float(dots[0].get("cx")), float(dots[0].get("cx"))
    bar = found.xpath("./rect[@class='pic-bar']")[0]
    return float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))


def says(publisher: str, quantity: Part, relation: str | None = None, **told: Any) -> Part:
    return report(publisher, ["Ministry"], quantity=quantity, relation=relation, **told)


def test_without_figures_there_is_no_chart() -> None:
    assert draw_figures(dossier(report("Gazette", ["Ministry"]), quantity=figure(40, 40))) is None


@pytest.mark.parametrize("which", BOTH)
def test_rows_stand_in_the_order_of_time(which: str) -> None:
    told = dossier(
        says("Later", figure(45, 45), when="2025-06-03"),
        says("Undated", figure(47, 47), when=None),
        says("Earlier", figure(41, 41), when="2025-06-01"),
    )
    shown = read(drawing(draw(told).svg, which))
    assert shown.index("Earlier") < shown.index("Later") < shown.index("Undated")


def test_who_gives_the_same_figure_shares_a_row() -> None:
    told = dossier(
        says("Gazette", figure(41, 41), "equal"), says("Courier", figure(41, 41), "equal", when="2025-06-05")
    )
    picture = draw(told)
    assert len(drawing(picture.svg).xpath(".//g[contains(@class, 'pic-row')]")) == 1
    assert "Gazette and Courier (1 Jun 2025 to 5 Jun 2025): 41; the same as claimed." in picture.text


@pytest.mark.parametrize(
    ("quantity", "filled", "empty", "arrows"),
    [
        (figure(20, 30), 2, 0, 0),
        (figure(20, 30, high_open=True), 1, 1, 0),
        (figure(20, None), 1, 0, 1),
        (figure(20, None, low_open=True), 0, 1, 1),
    ],
)
def test_an_end_shows_whether_it_belongs_to_the_figure(quantity: Part, filled: int, empty: int, arrows: int) -> None:
    found = row(draw(dossier(says("Gazette", quantity))), "Gazette")
    assert len(found.xpath("./circle[@class='pic-end']")) == filled
    assert len(found.xpath("./circle[@class='pic-end pic-open']")) == empty
    assert len(found.xpath("./path[@class='pic-end']")) == arrows


def test_an_exact_figure_is_a_point_and_a_vague_one_is_hatched() -> None:
    told = dossier(says("Gazette", figure(41, 41)), says("Courier", figure(20, 99, "dozens", comparator="vague")))
    picture = draw(told)
    assert row(picture, "Gazette").xpath("./circle[@class='pic-dot']")
    hatched = row(picture, "Courier").xpath("./path[@class='pic-bar pic-vague']")[0]
    assert hatched.get("d").count("M") > 3
    assert "“dozens”, read as 20 to 99, vague" in read(row(picture, "Courier"))


@pytest.mark.parametrize("which", BOTH)
def test_bars_lie_on_one_axis(which: str) -> None:
    told = dossier(
        says("Least", figure(10, 10)),
        says("Middle", figure(20, 40)),
        says("Most", figure(50, 50)),
        quantity=figure(20, 40),
    )
    picture = draw(told)
    least, middle, most = (edges(row(picture, name, which)) for name in ("Least", "Middle", "Most"))
    assert least[0] < middle[0] < middle[1] < most[0]
    assert (middle[0] - least[0]) / (most[0] - least[0]) == pytest.approx(0.25, abs=0.01)
    band = drawing(picture.svg, which).xpath(".//rect[@class='pic-claimed']")[0]
    assert float(band.get("x")) == pytest.approx(middle[0], abs=0.2)
    assert float(band.get("width")) == pytest.approx(middle[1] - middle[0], abs=0.2)


def test_the_claims_own_figure_is_written_and_drawn_over_all_rows() -> None:
    told = dossier(says("Gazette", figure(41, 41), "within"), quantity=figure(40, None, comparator="at_least"))
    picture = draw(told)
    assert "Claimed: at least 40" in read(drawing(picture.svg))
    assert len(drawing(picture.svg).xpath(".//rect[@class='pic-claimed']")) == 1
    assert "claimed: at least 40" in picture.text[0]


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("equal", "the same as claimed"),
        ("within", "lies within what is claimed"),
        ("covers", "leaves room for what is claimed"),
        ("overlaps", "overlaps with what is claimed"),
        ("disjoint", "cannot be right together with what is claimed"),
        ("grew", "another state of a growing total"),
    ],
)
def test_the_relation_to_the_claim_is_told_in_words_beside_a_sign(relation: str, words: str) -> None:
    picture = draw(dossier(says("Gazette", figure(41, 41), relation), quantity=figure(40, 40)))
    found = row(picture, "Gazette")
    assert words in read(found)
    assert found.xpath("./path[contains(@class, 'pic-sign')]")
    assert any(words in sentence for sentence in picture.text)


def test_what_cannot_be_compared_says_why_and_stands_on_an_axis_of_its_own() -> None:
    other = figure(6000, 6000, counted="nets", unit="")
    told = dossier(
        says("Gazette", figure(41, 41), "equal"),
        says("Courier", other, "incomparable", incomparable="counted"),
        quantity=figure(41, 41),
    )
    picture = draw(told)
    assert "Different things are counted" in read(row(picture, "Courier"))
    assert "Counted apart: nets" in read(drawing(picture.svg))
    assert len(drawing(picture.svg).xpath(".//path[@class='pic-base']")) == 2
    assert len(drawing(picture.svg).xpath(".//rect[@class='pic-claimed']")) == 1


def test_shares_stand_apart_on_an_axis_of_percents() -> None:
    share = figure(0.5, 1, "more than half", comparator="fraction", low_open=True, counted="", unit="share")
    told = dossier(
        says("Gazette", figure(41, 41), "equal"),
        says("Courier", share, "incomparable", incomparable="fraction"),
        quantity=figure(41, 41),
    )
    shown = read(drawing(draw(told).svg))
    assert "Shares of a whole" in shown
    assert "“more than half”, read as more than 50%" in shown
    assert "100%" in shown


def test_a_figure_of_another_claim_is_a_share_however_it_was_worded() -> None:
    half = figure(0.475, 0.525, "about half", comparator="approximately", of_claim="clm2", counted="")
    shown = read(drawing(draw(dossier(says("Gazette", half))).svg))
    assert "“about half”, read as 47.5% to 52.5%" in shown


def test_what_was_taken_back_is_struck() -> None:
    told = dossier(says("Gazette", figure(41, 41), "equal", live=False, withdrawn_at="2025-06-03"))
    found = row(draw(told), "Gazette")
    assert found.xpath(".//text[@text-decoration='line-through']")
    assert "taken back 3 Jun 2025" in read(found)


def test_figures_of_related_claims_are_there_too() -> None:
    related = says("Courier", figure(45, 45), "disjoint") | {"claim": {"id": "clm2"}}
    picture = draw(dossier(says("Gazette", figure(41, 41), "equal"), related, quantity=figure(41, 41)))
    assert "Courier" in read(drawing(picture.svg))


def test_an_axis_of_powers_of_ten_is_announced_and_used_only_beyond_two_of_them() -> None:
    narrow = draw(dossier(says("Gazette", figure(10, 10)), says("Courier", figure(900, 900))))
    assert "ten times" not in read(drawing(narrow.svg))
    broad = draw(dossier(says("Gazette", figure(10, 10)), says("Courier", figure(90_000, 90_000))))
    assert "ten times" in read(drawing(broad.svg))
    assert any("ten times" in sentence for sentence in broad.text)


def test_five_hundred_different_figures_are_folded_and_the_outermost_stay() -> None:
    days = [f"2025-05-{1 + n % 28:02d}" for n in range(500)]
    reports = [says(f"Outlet {n}", figure(1000 + n, 1000 + n), "within", when=day) for n, day in enumerate(days)]
    picture = draw(dossier(*reports, quantity=figure(900, None)))
    rows = drawing(picture.svg).xpath(".//g[contains(@class, 'pic-row')]")
    assert len(rows) <= 24
    shown = read(drawing(picture.svg))
    assert "1,000" in shown
    assert "1,499" in shown
    assert "more figures" in shown
    assert sum("Outlet" in sentence for sentence in picture.text) == 500


@pytest.mark.parametrize(
    ("values", "open_above", "expected"),
    [
        ([41.0], False, "linear"),
        ([0.0], True, "linear"),
        ([-5.0, 5.0], False, "linear"),
        ([0.0, 1500.0], True, "linear"),
        ([1.0, 101.0], False, "powers"),
        ([0.5, 1e12], True, "powers"),
    ],
)
def test_every_axis_holds_its_numbers_and_has_ticks(values: list[float], open_above: bool, expected: str) -> None:
    axis = make_axis(values, open_above=open_above, open_below=False)
    assert axis.powers is (expected == "powers")
    assert axis.low <= min(value for value in values if value > 0 or not axis.powers)
    assert axis.high > max(values) or not open_above
    ticks = axis.ticks(6)
    assert 1 <= len(ticks) <= 7
    assert all(axis.low <= tick * (1 + 1e-9) and tick <= axis.high * (1 + 1e-9) for tick in ticks if tick >= 0)
