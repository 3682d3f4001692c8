"""A model may take the place of the rules: one small interface, held to the same law of places."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from claims.extraction.articles import Article
from claims.extraction.candidates import Candidate, ChainLink, Tier
from claims.extraction.interface import Extractor, RuleExtractor, check_places
from claims.extraction.spans import Span
from claims.vocabulary import Place, Relation, Stance

ROOT = Path(__file__).parents[3]


class SaidExtractor:
    """Finds "X said Y." and nothing else; what a plugged-in model has to bring is what stands here."""

    name = "said/1"

    def extract(self, article: Article) -> tuple[Candidate, ...]:
        return tuple(self.make(article, match) for match in re.finditer(r"(\w+) (said) ([^.]+)\.", article.text))

    def make(self, article: Article, match: re.Match[str]) -> Candidate:
        whole, source, cue, content = (Span.cut(article.text, *match.span(i)) for i in range(4))
        link = ChainLink(source.text, Relation.SAYS, source, cue)
        return Candidate(
            quote=whole,
            content=(content,),
            publisher=article.publisher,
            chains=((link,),),
            quantities=(),
            stance=Stance.ASSERTS,
            place=Place.BODY,
            tier=Tier.MEDIUM,
        )


@pytest.mark.parametrize("extractor", [RuleExtractor(), SaidExtractor()])
def test_either_extractor_gives_candidates_at_exact_places(extractor: Extractor) -> None:
    article = Article("Police said nine men fled. Nobody knows why. Reuters said ten men fled.")
    found = extractor.extract(article)
    check_places(article, found)
    assert [c.chains[0][-1].name for c in found if c.chains] == ["Police", "Reuters"]
    assert extractor.name


def test_the_word_lists_of_the_rules_ship_with_the_package() -> None:
    lists = sorted(path.name for path in files("claims.extraction").joinpath("words").iterdir())
    assert lists == ["classes.txt", "figures.txt", "frames.txt", "reporting.cues", "speakers.txt"]
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    assert shipped == {"*": ["**/*"]}
    assert "!claims" in (ROOT / ".dockerignore").read_text().split()
