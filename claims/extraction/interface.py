"""The one door of this floor: an extractor turns an article into candidates, by our rules or by a model."""

from collections.abc import Iterable
from typing import Protocol

from claims.extraction.articles import Article
from claims.extraction.candidates import Candidate
from claims.extraction.reading import read_article


class Extractor(Protocol):
    """Anything that finds candidate reports. ``name`` and its version are kept with what it found."""

    name: str

    def extract(self, article: Article) -> tuple[Candidate, ...]:
        """The candidates in the order of the text; every place in them is exact in ``article.text``."""
        ...


class RuleExtractor:
    """The rules of this package: no model, no download, the same answer every time."""

    name = "rules/3"

    def extract(self, article: Article) -> tuple[Candidate, ...]:
        return read_article(article)


def check_places(article: Article, candidates: Iterable[Candidate]) -> None:
    """Refuse with ``ValueError`` candidates whose words do not stand where they say; for extractors not ours."""
    for candidate in candidates:
        for span in candidate.list_spans():
            if article.text[span.start : span.end] != span.text or not 0 <= span.start <= span.end:
                raise ValueError(f"{span.text!r} does not stand at {span.start}:{span.end}")
