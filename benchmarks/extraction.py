"""How fast and how well articles are read: milliseconds for 5,000 characters, the scores on every set.

Run: python -m benchmarks.extraction
"""

import time
from collections.abc import Callable

from claims.extraction.articles import Article
from claims.extraction.interface import RuleExtractor
from claims.extraction.sentences import split_paragraphs, split_sentences
from tests.claims.extraction.annotated import read_articles, read_sentences
from tests.claims.extraction.scoring import score_attributions, score_candidates, score_quantities

LENGTH = 5_000
MOST_MILLISECONDS = 50
ROUNDS = 20


def write_article() -> str:
    """5,000 characters of our own annotated sentences, in paragraphs of four."""
    sentences = [text.text for text in read_sentences("seen")]
    paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)[:LENGTH]


def measure(work: Callable[[], object]) -> float:
    """Milliseconds of this process's own time for one round, the best of several."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def main() -> None:
    article = Article(write_article())

    def only_split() -> None:
        for paragraph in split_paragraphs(article.text):
            split_sentences(article.text, paragraph.start, paragraph.end)

    began = time.process_time()
    extractor = RuleExtractor()
    found = extractor.extract(article)
    first = (time.process_time() - began) * 1000
    whole, alone = measure(lambda: extractor.extract(article)), measure(only_split)
    print(f"{len(article.text)} characters, {len(found)} candidates")
    print(f"first time {first:.1f} ms, then {whole:.1f} ms; at most {MOST_MILLISECONDS} ms asked for")
    print(f"splitting sentences alone {alone:.2f} ms: ratio {whole / alone:.0f}")
    for half in ("seen", "unseen", "fresh", "varied", "last", "final", "wide", "plain"):
        texts = read_sentences(half) + read_articles(half)
        for score in (score_quantities, score_attributions, score_candidates):
            print(f"\n{half}: {score.__name__.removeprefix('score_')}\n{score(texts).tell()}")


if __name__ == "__main__":
    main()
