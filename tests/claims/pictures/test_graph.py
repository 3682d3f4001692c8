"""The graph of who has it from whom: what it shows, and that its words say the same."""

from typing import Any

import pytest

from claims.pictures import Picture, draw_graph
from tests.claims.pictures.told import Part, dossier, drawing, folded, hinge, parse, read, report, source, step, voice

BOTH = ("pic-wide", "pic-narrow")


def draw(told: Part, **options: Any) -> Picture:
    picture = draw_graph(told, **options)
    assert picture is not None
    return picture


def box(picture: Picture, name: str, which: str = "pic-wide") -> Any:
    """The box that bears a name."""
    for found in drawing(picture.svg, which).xpath(".//g[contains(@class, 'pic-box')]"):
        if name in read(found):
            return found
    raise AssertionError(f"no box for {name}")


@pytest.mark.parametrize("which", BOTH)
def test_outlets_that_have_it_from_one_ministry_lead_to_one_box(which: str) -> None:
    picture = draw(dossier(report("Gazette", ["Ministry"]), report("Courier", ["Ministry"])))
    shown = read(drawing(picture.svg, which))
    assert (shown.count("Ministry"), shown.count("Gazette"), shown.count("Courier")) == (1, 1, 1)
    assert "Gazette and Courier have it from Ministry." in picture.text


@pytest.mark.parametrize("which", BOTH)
def test_sources_that_are_tied_share_a_box_that_names_both(which: str) -> None:
    told = dossier(
        report("Gazette", ["Ministry"]),
        report("Courier", ["Defence intelligence"]),
        voices=[voice("Ministry")],
        folded=[folded("Ministry", "Ministry", "Defence intelligence")],
    )
    picture = draw(told)
    found = read(box(picture, "Ministry", which))
    assert "Defence intelligence" in found
    assert "counted as one voice" in found


def test_a_source_that_speaks_for_another_is_told_with_whom_it_is_one_voice() -> None:
    told = dossier(
        report("Gazette", ["Defence intelligence"]),
        voices=[voice("Defence intelligence")],
        folded=[folded("Ministry", "Defence intelligence")],
    )
    assert "one voice with Ministry" in read(box(draw(told), "Defence intelligence"))


@pytest.mark.parametrize("which", BOTH)
def test_when_something_was_taken_back_is_told_to_the_day_though_the_history_is_told_by_months(which: str) -> None:
    told = dossier(
        report("Gazette", ["Ministry"], live=False, orphaned=True),
        voices=[],
        timeline=[step("2025-06-01", "withdrawn", back="2025-06-07", withdrawn=["Ministry"])],
    )
    assert "taken back 7 Jun 2025" in read(box(draw(told), "Ministry", which))


def test_chains_are_joined_where_they_name_the_same_relay() -> None:
    told = dossier(report("Gazette", ["Agency", "Ministry"]), report("Courier", ["Agency", "Ministry"]))
    picture = draw(told)
    assert read(drawing(picture.svg)).count("Agency") == 1
    assert "Agency has it from Ministry." in picture.text


@pytest.mark.parametrize("which", BOTH)
def test_what_was_taken_back_is_struck_and_dashed_and_so_is_what_rests_on_it(which: str) -> None:
    told = dossier(
        report("Committee", own=True, live=False, withdrawn_at="2025-06-02"),
        report("Gazette", ["Committee"], live=False, orphaned=True, withdrawn_at="2025-06-02"),
        voices=[],
    )
    picture = draw(told)
    for name, words in (("Committee", "taken back 2 Jun"), ("Gazette", "rests on what was taken back")):
        found = box(picture, name, which)
        assert found.xpath(".//text[@text-decoration='line-through']")
        assert found.xpath(".//rect[@stroke-dasharray]")
        assert words in read(found)
    assert drawing(picture.svg, which).xpath(".//path[contains(@class, 'pic-link')][@stroke-dasharray]")
    assert "Gazette had it from Committee; that no longer stands." in picture.text


def test_what_stands_on_another_leg_is_not_struck() -> None:
    told = dossier(
        report("Committee", own=True, live=False, withdrawn_at="2025-06-02"),
        report("Gazette", ["Committee"], ["Witness"]),
        voices=[voice("Witness")],
    )
    picture = draw(told)
    assert not box(picture, "Gazette").xpath(".//text[@text-decoration]")
    assert box(picture, "Committee").xpath(".//text[@text-decoration='line-through']")
    assert "Gazette has it from Witness." in picture.text


def test_an_origin_that_only_a_withdrawn_report_leads_to_did_not_take_anything_back_itself() -> None:
    told = dossier(report("Gazette", ["Witness"], live=False, withdrawn_at="2025-06-02"), voices=[])
    assert "heard only through what was taken back" in read(box(draw(told), "Witness"))


@pytest.mark.parametrize("which", BOTH)
def test_a_single_point_of_failure_has_the_thickest_line_and_says_so(which: str) -> None:
    told = dossier(report("Gazette", ["Ministry"]), report("Courier", ["Ministry"]), hinges=[hinge("Ministry")])
    picture = draw(told)
    assert "all support hangs on this" in read(box(picture, "Ministry", which))
    thickest = max(
        drawing(picture.svg, which).xpath(".//*[@class='pic-edge']"), key=lambda edge: float(edge.get("stroke-width"))
    )
    assert "Ministry" in read(thickest.getparent())


def test_a_lesser_bottleneck_says_what_is_left_without_it() -> None:
    told = dossier(report("Gazette", ["Ministry"]), hinges=[hinge("Ministry", single=False, lines=2, left=1)])
    assert "without it, 2 lines become 1" in read(box(draw(told), "Ministry"))


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ({"interest": "interested"}, "gains if this is believed"),
        ({"interest": "admits"}, "says this against its own interest"),
        ({"kind": "unnamed"}, "not named"),
    ],
)
def test_interest_and_kind_are_told_in_words_beside_a_sign(marks: Part, words: str) -> None:
    picture = draw(dossier(report("Gazette", ["Office"]), voices=[voice("Office", **marks)]))
    found = box(picture, "Office")
    assert words in read(found)
    assert found.xpath(".//path[contains(@class, 'pic-sign')]")
    assert any(words in sentence for sentence in picture.text)


def test_who_gains_by_denial_is_not_said_to_gain_by_belief() -> None:
    told = dossier(
        report("Gazette", ["Office"], bearing="opposes"),
        voices=[voice("Office", side="opposes", interest="interested")],
    )
    assert "gains if this is not believed" in read(box(draw(told), "Office"))


@pytest.mark.parametrize("kind", ["untraced", None])
def test_an_outlet_that_names_nobody_says_so_whether_it_counts_or_not(kind: str | None) -> None:
    voices = [voice("Gazette", kind=kind)] if kind else [voice("Ministry")]
    told = dossier(report("Gazette"), report("Courier", ["Ministry"]), voices=voices)
    assert "does not say from whom" in read(box(draw(told), "Gazette"))


def test_own_reporting_and_a_word_in_public_are_told_apart() -> None:
    told = dossier(report("Gazette", own=True), report("Ministry", own=True), report("Courier", ["Ministry"]))
    picture = draw(told)
    assert "on its own account" in read(box(picture, "Gazette"))
    assert "says so itself, in public" in read(box(picture, "Ministry"))


@pytest.mark.parametrize("which", BOTH)
def test_the_other_side_stands_under_its_own_heading_in_boxes_of_another_shape(which: str) -> None:
    told = dossier(report("Gazette", ["Ministry"]), report("Courier", ["Opposition"], bearing="opposes"))
    picture = draw(told)
    shown = read(drawing(picture.svg, which))
    assert (
        shown.index("Says so") < shown.index("Ministry") < shown.index("Says otherwise") < shown.index("Opposition")
    )
    assert box(picture, "Ministry", which).xpath("./rect[@class='pic-edge']")
    assert box(picture, "Opposition", which).xpath("./path[@class='pic-edge']")


def test_who_retracted_stands_on_the_other_side_without_a_report() -> None:
    told = dossier(
        report("Mayor", own=True, live=False, withdrawn_at="2025-06-02"), voices=[voice("Mayor", side="opposes")]
    )
    told["standing"]["voices"][0]["sources"] = [source("Mayor", "official")]
    assert "had said so, and takes it back as wrong" in read(drawing(draw(told).svg))


@pytest.mark.parametrize("which", BOTH)
def test_a_circle_is_drawn_and_marked_and_breaks_nothing(which: str) -> None:
    told = dossier(report("Echo", ["Mirror"]), report("Mirror", ["Wiki"]), report("Wiki", ["Echo"]), voices=[])
    picture = draw(told)
    tree = drawing(picture.svg, which)
    assert len(tree.xpath(".//path[contains(@class, 'pic-turned')]")) == 1
    assert read(tree).count("part of a circle") == 3
    assert {"Echo has it from Mirror.", "Mirror has it from Wiki.", "Wiki has it from Echo."} <= set(picture.text)


def test_a_chain_too_long_for_columns_is_drawn_as_a_rail_at_every_width() -> None:
    names = [f"Relay {number}" for number in range(7)]
    picture = draw(dossier(report("Gazette", names)))
    for which in BOTH:
        shown = read(drawing(picture.svg, which))
        assert all(name in shown for name in names)


def test_reports_that_take_no_side_are_told_but_not_drawn() -> None:
    aside = report("Gazette", bearing="neutral", stance="cannot_verify")
    why = {"report": aside["id"], "publisher": "Gazette", "reason": "could_not_verify", "rests_on": []}
    picture = draw(dossier(report("Courier", ["Ministry"]), aside, not_counted=[why]))
    assert "Gazette" not in read(drawing(picture.svg))
    assert "Gazette: says it could not verify this." in picture.text


def test_a_claim_that_nobody_takes_a_side_on_has_no_graph() -> None:
    assert draw_graph(dossier()) is None
    assert draw_graph(dossier(report("Gazette", bearing="neutral"))) is None


def test_alone_it_is_a_document_with_the_claim_its_address_and_its_style() -> None:
    picture = draw(dossier(report("Gazette", ["Ministry"])), standalone=True)
    tree = parse(picture.svg)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Forty boats left the harbour." in read(tree)
    assert "https://example.org/claims/clm1/" in read(tree)
    assert "--pic-ink" in tree.findtext("{http://www.w3.org/2000/svg}style")
