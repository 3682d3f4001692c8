"""What holds of every picture, whatever the dossier: laws, with names nobody would choose."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.pictures import Picture, draw_figures, draw_graph, draw_timeline
from claims.pictures.markup import clean
from tests.claims.pictures.told import Part, dossier, drawing, figure, parse, report, step

HOSTILE = (
    "<script>alert(1)</script>",
    "]]><svg onload=alert(1)>",
    "Line\u2028separator\u2029name",
    "صحيفة المساء",
    "عنوان <b>مختلط</b> Mixed",
    "\u202eevil reversed",
    "nul\x00 bell\x07 del\x7f",
    "a" * 300,
    "\"quoted\" & 'apostrophe' &amp; <!--",
    "漢字の新聞社",
    "e\u0301\u0301\u0301 combining",
    "\ud800 lone surrogate",
    " ",
)
NAMES = st.sampled_from([*HOSTILE, *(f"Voice {number}" for number in range(12))])
COMPARATORS = st.sampled_from(["vague", "nearly", ""])
DRAWERS: tuple[Callable[..., Picture | None], ...] = (draw_graph, draw_figures, draw_timeline)
WHICH = ("pic-wide", "pic-narrow")


@st.composite
def reports(draw: st.DrawFn) -> Part:
    """One report: any chains, even in circles, any figure, live or not."""
    chains = draw(st.lists(st.lists(NAMES, min_size=1, max_size=6), max_size=3))
    low = draw(st.none() | st.integers(-10, 10**9))
    high = draw(st.none() | st.integers(0, 10**6)) if low is None else draw(st.none() | st.integers(low, low + 10**9))
    bare = draw(st.booleans()) or (low is None and high is None)
    live = draw(st.booleans())
    return report(
        draw(NAMES),
        *chains,
        own=draw(st.booleans()) and not chains,
        bearing=draw(st.sampled_from(["supports", "opposes", "compatible", "neutral"])),
        live=live,
        orphaned=not live and draw(st.booleans()),
        withdrawn_at=None if live else "2025-06-02",
        when=draw(st.none() | st.sampled_from(["2025", "2025-05", "2025-06-01T10:00Z"])),
        quantity=None
        if bare
        else figure(low, high, draw(NAMES), comparator=draw(st.sampled_from(["vague", "nearly", ""]))),
        relation=draw(st.none() | st.sampled_from(["equal", "disjoint", "grew", "overlaps"])),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Part:
    names = st.lists(NAMES, max_size=4)
    levels = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(sorted)
    steps = []
    for day in range(draw(st.integers(0, 12))):
        low, parties, high = draw(levels)
        lines = {"low": low, "with_parties": parties, "high": high}
        status = draw(st.sampled_from(["unverified", "contested", "withdrawn"]))
        steps.append(step(f"2025-06-{1 + day:02d}", status, lines, by=draw(names), withdrawn=draw(names)))
    own = draw(st.lists(reports(), max_size=25))
    claimed = draw(st.none() | st.just(figure(40, None, "at least 40")))
    return dossier(*own, timeline=steps, quantity=claimed, statement=draw(NAMES))


LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(told=dossiers())
def test_every_picture_is_xml_that_carries_no_script_and_no_style(told: Part) -> None:
    for draw in DRAWERS:
        for standalone in (False, True):
            picture = draw(told, standalone=standalone)
            if picture is None:
                continue
            tree = parse(picture.svg)
            kinds = {etree_name(found) for found in tree.iter()}
            assert kinds <= {"div", "svg", "title", "desc", "g", "text", "tspan", "path", "rect", "circle", "style"}
            assert ("style" in kinds) is standalone
            attributes = {name for found in tree.iter() for name in found.attrib}
            assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}
            assert "\u202e" not in picture.svg + "".join(picture.text)


def etree_name(found: Any) -> str:
    return str(found.tag).rsplit("}", 1)[-1]


@LAW
@given(told=dossiers())
def test_everybody_in_the_dossier_is_named_in_the_words(told: Part) -> None:
    picture = draw_graph(told)
    words = " ".join(picture.text) if picture else ""
    voices = told["standing"]["voices"]
    taking_sides = [part for part in told["reports"] if part["bearing"] != "neutral"]
    speakers = [part["document"]["publisher"]["name"] for part in taking_sides]
    speakers += [link["source"]["name"] for part in taking_sides for chain in part["chain"] for link in chain]
    for name in [*speakers, *(part["name"] for part in voices)]:
        assert clean(name) in words


@LAW
@given(told=dossiers())
def test_drawing_again_gives_the_same_and_so_does_any_order_of_reports_in_count(told: Part) -> None:
    for draw in DRAWERS:
        first, again = draw(told), draw(told)
        assert first == again
        turned = draw(told | {"reports": told["reports"][::-1]})
        assert (first is None) == (turned is None)


@LAW
@given(told=dossiers())
def test_boxes_lie_within_the_drawing_and_never_over_each_other(told: Part) -> None:
    picture = draw_graph(told)
    for which in WHICH if picture else ():
        assert picture is not None
        tree = drawing(picture.svg, which)
        width, height = float(tree.get("width")), float(tree.get("height"))
        boxes = [bounds(face) for face in tree.xpath(".//*[@class='pic-face']")]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= width
            assert 0 <= top < bottom <= height
        for one, other in combinations(boxes, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def bounds(face: Any) -> tuple[float, float, float, float]:
    """The sides of a box, whether its corners are round or cut."""
    if etree_name(face) == "rect":
        left, top = float(face.get("x")), float(face.get("y"))
        return left, top, left + float(face.get("width")), top + float(face.get("height"))
    steps = face.get("d").split()
    numbers = [float(step) for step in steps if step[0].isdigit() or step[0] == "-"]
    top, right, cut_top = numbers[1], numbers[3], numbers[4]
    assert cut_top - top == pytest.approx(7, abs=0.2)
    return right - (numbers[2] - numbers[0]) - 14, top, right, numbers[7]


@LAW
@given(told=dossiers())
def test_texts_stay_within_the_drawing(told: Part) -> None:
    for draw in DRAWERS:
        picture = draw(told)
        for which in WHICH if picture else ():
            assert picture is not None
            tree = drawing(picture.svg, which)
            width, height = float(tree.get("width")), float(tree.get("height"))
            for found in tree.xpath(".//*[@x][@y]"):
                assert -0.1 <= float(found.get("x")) <= width
                assert 0 <= float(found.get("y")) <= height


def test_ids_of_several_pictures_on_a_page_differ() -> None:
    told = dossier(report("Gazette", ["Ministry"], quantity=figure(41, 41)), timeline=[step("2025-06-01")])
    found = [picture for picture in (draw(told) for draw in DRAWERS) if picture]
    ids = [name for picture in found for name in parse(picture.svg).xpath("//@id")]
    assert len(found) == 3
    assert len(ids) == len(set(ids)) == 12


def test_each_drawing_has_a_role_a_name_and_a_description() -> None:
    told = dossier(report("Gazette", ["Ministry"], quantity=figure(41, 41)), timeline=[step("2025-06-01")])
    for draw in DRAWERS:
        picture = draw(told)
        assert picture is not None
        for tree in parse(picture.svg).xpath("//svg"):
            assert tree.get("role") == "img"
            assert tree.get("aria-labelledby") == tree.xpath("./title/@id")[0]
            assert tree.findtext("title") == picture.title
            assert tree.get("aria-describedby") == tree.xpath("./desc/@id")[0]
            assert tree.findtext("desc")


def test_names_that_run_from_right_to_left_are_kept_apart_from_the_sentence() -> None:
    picture = draw_graph(dossier(report("صحيفة المساء", ["Ministry"])))
    assert picture is not None
    assert "\u2068صحيفة المساء\u2069" in " ".join(picture.text)


PROGRAM = """
import hashlib, django; django.setup()
from claims.pictures import draw_graph
from tests.claims.pictures.test_folding import five_hundred
print(hashlib.sha256(draw_graph(five_hundred()).svg.encode()).hexdigest())
"""


def test_no_order_of_sets_shows_in_a_picture() -> None:
    command = [sys.executable, "-c", PROGRAM]
    found = set()
    for seed in ("1", "2"):
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "PYTHONHASHSEED": seed}
        found.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(found) == 1
