"""Many reports: the picture stays small, and nobody who would know is hidden."""

import random

import pytest

from claims.pictures import draw_figures, draw_graph, draw_timeline
from tests.claims.pictures.told import Part, dossier, drawing, figure, hinge, read, report, step

MOST_BYTES = 60_000
BOTH = ("pic-wide", "pic-narrow")


def shown_in(told: Part, which: str) -> str:
    picture = draw_graph(told)
    assert picture is not None
    return read(drawing(picture.svg, which))


def five_hundred() -> Part:
    """Five hundred reports of a claim: wires, a ministry, a governor, witnesses, circles, denials, withdrawals."""
    chance = random.Random(11)
    ways = [["North Wire", "Ministry"], ["South Wire", "North Wire", "Ministry"], ["Governor"], ["Ministry"]]
    reports = []
    for number in range(500):
        name, when = f"Outlet {number} of the valley", f"2025-05-{1 + number % 28:02d}"
        figures = figure(300 + chance.randrange(60), None if number % 3 else 900, "at least so many")
        told = {"when": when, "quantity": figures, "relation": chance.choice(["within", "covers", "disjoint"])}
        if number % 11 == 0:
            reports.append(report(name, **told))
        elif number % 17 == 0:
            reports.append(report(name, own=True, **told))
        elif number % 13 == 0:
            reports.append(report(name, ["Committee"], bearing="opposes", **told))
        elif number % 19 == 0:
            reports.append(report(name, ["Mayor"], live=False, orphaned=True, **told))
        else:
            reports.append(report(name, *chance.sample(ways, chance.choice([1, 1, 1, 2])), **told))
    reports.append(report("Mayor", own=True, live=False, withdrawn_at="2025-05-20"))
    steps = [step(f"2025-05-{day:02d}", by=[f"Outlet {day}"], moved=day in (1, 9)) for day in range(1, 25)]
    return dossier(*reports, hinges=[hinge("North Wire", single=False, lines=3, left=2)], timeline=steps)


def test_five_hundred_reports_give_pictures_of_less_than_sixty_kilobytes() -> None:
    told = five_hundred()
    for draw in (draw_graph, draw_figures, draw_timeline):
        for standalone in (False, True):
            picture = draw(told, standalone=standalone)
            assert picture is not None
            assert len(picture.svg.encode()) < MOST_BYTES, (draw.__name__, standalone)


@pytest.mark.parametrize("which", BOTH)
def test_of_five_hundred_every_origin_bottleneck_and_withdrawn_origin_is_seen(which: str) -> None:
    told = five_hundred()
    shown = shown_in(told, which)
    for voice in told["standing"]["voices"]:
        if voice["kind"] != "untraced":
            assert voice["name"] in shown
    assert "Mayor" in shown
    assert "North Wire" in shown
    assert "more outlets" in shown


def test_the_words_name_all_five_hundred() -> None:
    told = five_hundred()
    picture = draw_graph(told)
    assert picture is not None
    words = " ".join(picture.text)
    for part in told["reports"]:
        assert part["document"]["publisher"]["name"] in words


@pytest.mark.parametrize("which", BOTH)
def test_forty_outlets_of_one_wire_are_one_box_that_counts_them(which: str) -> None:
    told = dossier(*(report(f"Outlet {number}", ["Wire", "Ministry"]) for number in range(40)))
    shown = shown_in(told, which)
    assert "Outlet 0 Outlet 1 and 38 more outlets" in shown
    assert "Outlet 2" not in shown


@pytest.mark.parametrize("which", BOTH)
def test_four_outlets_are_not_folded(which: str) -> None:
    shown = shown_in(dossier(*(report(f"Outlet {number}", ["Wire"]) for number in range(4))), which)
    assert all(f"Outlet {number}" in shown for number in range(4))


def test_outlets_with_different_origins_are_not_folded_together() -> None:
    told = dossier(
        *(report(f"Outlet {number}", ["Ministry"]) for number in range(20)),
        *(report(f"Paper {number}", ["Governor"]) for number in range(20)),
    )
    shown = shown_in(told, "pic-wide")
    assert "Outlet 0 Outlet 1 and 18 more outlets" in shown
    assert "Paper 0 Paper 1 and 18 more outlets" in shown


def test_an_outlet_that_support_hangs_on_is_seen_among_hundreds() -> None:
    reports = [report(f"Outlet {number}", ["Wire", "Ministry"]) for number in range(300)]
    told = dossier(*reports, hinges=[hinge("Outlet 217", single=False, lines=2, left=1)])
    assert "Outlet 217" in shown_in(told, "pic-narrow")


@pytest.mark.parametrize("which", BOTH)
def test_three_hundred_origins_are_each_named(which: str) -> None:
    told = dossier(*(report(f"Outlet {number}", [f"Witness {number}"]) for number in range(300)))
    shown = shown_in(told, which)
    names = {name.strip() for name in shown.replace("·", "\n").replace("more outlets", "\n").split("\n")}
    squeezed = shown.replace(" ", "")
    assert all(f"Witness{number}" in squeezed for number in range(300)), names


def test_three_hundred_in_one_circle_are_folded_and_counted() -> None:
    told = dossier(
        *(report(f"Site {number}", [f"Site {(number + 1) % 300}"]) for number in range(300)),
        voices=[],
    )
    picture = draw_graph(told)
    assert picture is not None
    assert "more in the circle" in read(drawing(picture.svg))
    assert len(picture.svg.encode()) < MOST_BYTES
    assert "Site 299" in " ".join(picture.text)
