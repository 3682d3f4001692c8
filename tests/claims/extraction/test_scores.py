"""How well the extractor reads the annotated corpus, on the half it was made on and on the half it was not."""

import pytest

from tests.claims.extraction.annotated import read_articles, read_sentences
from tests.claims.extraction.scoring import Scores, score_attributions, score_candidates, score_quantities

HALVES = ("seen", "unseen")
# Each written when the rules were finished, and measured before they were mended again.
LATER = ("fresh", "varied", "last", "final", "wide", "plain")
SETS = (*HALVES, *LATER)
READINGS = {"quantities": score_quantities, "attributions": score_attributions, "candidates": score_candidates}


@pytest.fixture(scope="module", params=SETS)
def scores(request: pytest.FixtureRequest) -> dict[str, Scores]:
    texts = read_sentences(request.param) + read_articles(request.param)
    return {name: score(texts) for name, score in READINGS.items()}


def test_the_corpus_is_as_large_as_was_agreed_and_half_of_it_unseen() -> None:
    assert [len(read_sentences(half)) for half in HALVES] == [132, 132]
    assert [len(read_articles(half)) for half in HALVES] == [6, 6]
    sizes = {later: (len(read_sentences(later)), len(read_articles(later))) for later in LATER}
    assert sizes == {
        "fresh": (60, 3),
        "varied": (86, 4),
        "last": (44, 2),
        "final": (44, 1),
        "wide": (70, 3),
        "plain": (54, 2),
    }


@pytest.mark.parametrize(("row", "least"), [("value", 0.90), ("comparator", 0.88), ("counted", 0.80)])
def test_figures_are_read_as_a_reader_reads_them(scores: dict[str, Scores], row: str, least: float) -> None:
    assert scores["quantities"].of(row).f1 >= least, scores["quantities"].tell()


@pytest.mark.parametrize(
    ("row", "least"),
    [("source exact", 0.60), ("cue exact", 0.60), ("content exact", 0.45), ("cue overlap", 0.80)],
)
def test_sources_cues_and_contents_are_found_at_their_places(
    scores: dict[str, Scores], row: str, least: float
) -> None:
    assert scores["attributions"].of(row).f1 >= least, scores["attributions"].tell()


@pytest.mark.parametrize(("row", "least"), [("origin", 0.85), ("chain", 0.75), ("stance", 0.90)])
def test_statements_are_traced_to_their_origins(scores: dict[str, Scores], row: str, least: float) -> None:
    assert scores["candidates"].of(row).recall >= least, scores["candidates"].tell()


def test_what_is_no_article_makes_no_candidate(scores: dict[str, Scores]) -> None:
    assert scores["candidates"].of("furniture left out").recall == 1, scores["candidates"].tell()


@pytest.mark.parametrize("sets", [HALVES, LATER])
def test_the_highest_tier_is_right_at_least_95_times_in_100(sets: tuple[str, ...]) -> None:
    texts = [text for one in sets for text in read_sentences(one) + read_articles(one)]
    high = score_candidates(texts).of("high tier")
    assert high.right + high.invented > 100
    assert high.precision >= 0.95, high
