"""What is lost or added on the way from an origin to a headline, with both wordings."""

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.drift import compare_figures
from claims.algebra.findings import Drift
from claims.vocabulary import DriftKind, Place
from tests.claims.algebra.building import evidence, figure, link, report

D = DriftKind

FIGURES = [
    ("at least 21", "21", D.HEDGE_DROPPED),
    ("more than 6,000", "6,000", D.HEDGE_DROPPED),
    ("nearly 7,000", "7,000", D.HEDGE_DROPPED),
    ("about 11,000", "11,000", D.HEDGE_DROPPED),
    ("up to 1,500", "1,500", D.HEDGE_DROPPED),
    ("up to 1,500", "at least 1,500", D.NUMBER_CHANGED),
    ("21", "at least 21", None),
    ("41", "dozens", None),
    ("41", "41", None),
    ("13", "41", D.NUMBER_CHANGED),
    ("at least 21", "41", D.NUMBER_CHANGED),
    ("between 10,000 and 12,000", "12,000", D.NUMBER_CHANGED),
    ("hundreds", "300", D.NUMBER_CHANGED),
]


@pytest.mark.parametrize(("said", "passed_on", "kind"), FIGURES)
def test_a_figure_passed_on_stronger_or_different_has_drifted(
    said: str, passed_on: str, kind: DriftKind | None
) -> None:
    above, below = figure(said), figure(passed_on)
    assert above is not None
    assert below is not None
    assert compare_figures(above, below) is kind


THINGS = [
    ("bombers hit", "bombers destroyed", D.MEASURE_CHANGED),
    ("casualties of the brigade", "casualties", D.SCOPE_WIDENED),
    ("the casualties", "casualties", None),
    ("casualties", "casualties in Kursk", D.MEASURE_CHANGED),
]


@pytest.mark.parametrize(("said", "passed_on", "kind"), THINGS)
def test_another_thing_counted_is_another_measure_and_a_wider_one_another_scope(
    said: str, passed_on: str, kind: DriftKind | None
) -> None:
    above, below = figure("41", counted=said), figure("41", counted=passed_on)
    assert above is not None
    assert below is not None
    assert compare_figures(above, below) is kind


def drift_of(*reports: object, report_id: str) -> tuple[Drift, ...]:
    found = analyse(evidence(*reports))  # type: ignore[arg-type]  # the builder's reports
    return next(finding.drift for finding in found.reports if finding.id == report_id)


def test_each_link_is_compared_with_the_one_it_has_it_from() -> None:
    told = report(
        "paper", [link("agency", says="at least 21"), link("ministry", says="nearly 21", hedge="by first counts")],
        says="21", hedge="",
    )  # fmt: skip
    found = drift_of(told, report_id="paper")
    assert [(d.kind, d.said_by, d.passed_on_by, d.said, d.passed_on, d.chain, d.link) for d in found] == [
        (D.HEDGE_DROPPED, "agency", "paper", "at least 21", "21", 0, 0),
        (D.NUMBER_CHANGED, "ministry", "agency", "nearly 21", "at least 21", 0, 1),
        (D.HEDGE_DROPPED, "ministry", "agency", "by first counts", "", 0, 1),
    ]


def test_a_hedge_that_is_kept_in_other_words_is_no_drift() -> None:
    told = report("paper", [link("ministry", hedge="reportedly")], hedge="it is said")
    assert drift_of(told, report_id="paper") == ()


def test_the_sources_own_report_tells_what_it_said() -> None:
    ministry = report("ministry", own=True, says="at least 21", on="2025-06-01")
    paper = report("paper", ["ministry"], says="21", on="2025-06-02")
    assert [d.kind for d in drift_of(ministry, paper, report_id="paper")] == [D.HEDGE_DROPPED]
    too_early = report("paper", ["ministry"], says="21", on="2025-05-02")
    assert drift_of(ministry, too_early, report_id="paper") == ()


def test_naming_only_the_paper_for_what_the_paper_had_from_a_ministry_drops_the_attribution() -> None:
    paper = report("paper", ["ministry"], on="2025-06-01")
    blog = report("blog", ["paper"], on="2025-06-02")
    found = drift_of(paper, blog, report_id="blog")
    assert [(d.kind, d.said, d.passed_on) for d in found] == [(D.ATTRIBUTION_DROPPED, "ministry", "paper")]


def test_a_headline_is_held_against_the_body_below_it() -> None:
    body = report("paper/body", ["ministry"], says="at least 21", hedge="claims", document="page", place=Place.BODY)
    headline = report("paper/headline", says="21", document="page", place=Place.HEADLINE)
    found = drift_of(body, headline, report_id="paper/headline")
    assert [d.kind for d in found] == [D.HEDGE_DROPPED, D.ATTRIBUTION_DROPPED]
    assert {d.chain for d in found} == {None}
    assert drift_of(body, headline, report_id="paper/body") == ()
