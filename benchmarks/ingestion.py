"""How long an article takes from its HTML to a stored capture with its copies named, against reading its text alone.

Run: python -m benchmarks.ingestion (add ``--texts 1000000`` for so many others beside; 200,000 otherwise). It starts
its own servers in a throwaway folder. Goal 20: ingestion, the look-up of near-duplicates by size, and their recall.
"""

import argparse
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle

from django.core.management import call_command
from django.db import connection

import benchmarks.servers  # noqa: F401 - starts the servers that all below needs
from benchmarks.rounds import Ratio, compare
from newsrooms.actions.newsroom import open_newsroom
from sources.actions.captures import keep_capture
from sources.actions.documents import add_document
from sources.actions.kept_once import keep_text
from sources.actions.reprints import LIKELY, find_like_texts, propose_reprints, weigh
from sources.actions.sources import add_source
from sources.fetching.fetched import Fetched, FetchReason
from sources.fetching.near_duplicates import make_bands
from sources.fetching.text import Extracted, extract_text
from sources.models import CapturedText, Document, Source
from sources.vocabulary import CaptureOutcome, SourceKind

NOW = datetime(2025, 6, 16, 9, tzinfo=UTC)
FEW = 20_000
PAGES, COPIES = 600, 300
WORDS, CHANGED = 420, 0.10
GOALS = {"ingestion": 2.5, "look-up": 1.35, "recall": 0.95}
DICE = random.Random(20)


def make_vocabulary() -> list[str]:
    """Made-up words; the earlier ones are used far more often, as in prose."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er")]
    return ["".join(DICE.choices(syllables, k=DICE.randint(1, 4))) for _ in range(6000)]


VOCABULARY = make_vocabulary()
WEIGHTS = [1 / (rank + 5) for rank in range(len(VOCABULARY))]


def write_words(number: int = WORDS) -> list[str]:
    return DICE.choices(VOCABULARY, WEIGHTS, k=number)


def write_html(words: Sequence[str], title: str) -> bytes:
    """An article page with the furniture that real ones have."""
    sentences = [" ".join(words[i : i + 14]).capitalize() + "." for i in range(0, len(words), 14)]
    paragraphs = "".join(f"<p>{' '.join(sentences[i : i + 3])}</p>" for i in range(0, len(sentences), 3))
    links = "".join(f'<li><a href="/section/{n}">{VOCABULARY[n]} {VOCABULARY[n + 9]}</a></li>' for n in range(60))
    teasers = "".join(
        f"<div class='teaser'><h3>{' '.join(write_words(7))}</h3><span>Read</span></div>" for _ in range(20)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title><meta property='og:site_name' content='Fable'>"
        f"<meta property='article:published_time' content='2025-06-16T08:00:00Z'></head>"
        f"<body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs}</article><aside>{teasers}</aside></main>"
        f"<footer><ul>{links}</ul><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def change_words(words: Sequence[str], share: float = CHANGED) -> list[str]:
    """So many of the words put in another's place, wherever they stand."""
    changed = list(words)
    for place in DICE.sample(range(len(words)), round(len(words) * share)):
        changed[place] = DICE.choice(VOCABULARY)
    return changed


def fill(number: int) -> None:
    """So many other texts, of which only the bands matter: 64 numbers each, as they are for unlike texts.

    The index of the bands is built anew behind them, which is many times faster and gives the same index.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE %s",
            ["%% USING gin (bands%%"],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(
            "INSERT INTO sources_capturedtext (sha256, text, extractor, bands, recorded_at)"
            " SELECT encode(sha256(('made' || n)::bytea), 'hex'), 'Made up ' || n, 'made',"
            " ARRAY(SELECT (random() * 4294967295 - 2147483648)::int FROM generate_series(1, 64) WHERE n = n), now()"
            " FROM generate_series((SELECT count(*) FROM sources_capturedtext), %s) AS n",
            [number],
        )
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE sources_capturedtext")


def capture_page(document: Document, page: bytes) -> None:
    """All that is done with a page that was fetched: kept, archived, read, and compared with all others."""
    fetched = Fetched(
        url=document.url, final_url=document.url, outcome=CaptureOutcome.CAPTURED, reason=FetchReason.ANSWERED,
        started_at=NOW, ended_at=NOW, status=200, http_version="HTTP/1.1", phrase="OK", body=page, wire_body=page,
        headers=(("Content-Type", "text/html; charset=utf-8"),), request_headers=(("Host", "fable.example"),),
        address="192.0.2.1",
    )  # fmt: skip
    propose_reprints(capture=keep_capture(document=document, by=None, fetched=fetched))


def measure_ingestion(publisher: Source) -> Ratio:
    """One article from its HTML to what is stored, against its text alone: a page never seen before in every call."""
    stock = [
        (
            add_document(
                by=None, newsroom=publisher.newsroom, publisher=publisher, title=f"Number {n}",
                url=f"https://fable.example/{n}",
            ),
            write_html(write_words(), f"Number {n}"),
        )
        for n in range(PAGES)
    ]  # fmt: skip
    whole, alone = iter(stock), cycle(stock)
    return compare(
        lambda: capture_page(*next(whole)), lambda: extract_text(next(alone)[1], "text/html", captured_at=NOW)
    )


def set_few_aside() -> None:
    """The table as it is now, with its indexes, in a schema of its own: the few beside the many."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA few")
        cursor.execute("CREATE TABLE few.sources_capturedtext (LIKE sources_capturedtext INCLUDING ALL)")
        cursor.execute("INSERT INTO few.sources_capturedtext SELECT * FROM sources_capturedtext")
        cursor.execute("VACUUM ANALYZE few.sources_capturedtext")


def look_up(text: CapturedText, statement: str) -> dict[int, CapturedText]:
    """What ``find_like_texts`` does, among the texts that ``statement`` looks at."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [text.bands])
        while cursor.description is None:
            cursor.nextset()
        found = [int(pk) for (pk,) in cursor.fetchall()]
    return CapturedText.objects.in_bulk(found)


def measure_look_up(texts: Sequence[CapturedText]) -> Ratio:
    """The look-up among many against the same among few, in paired rounds."""
    few = LIKELY.replace("FROM sources_capturedtext", "FROM few.sources_capturedtext")
    among_many, among_few = cycle(texts), cycle(texts)
    return compare(lambda: look_up(next(among_many), LIKELY), lambda: look_up(next(among_few), few))


def measure_recall() -> tuple[float, float]:
    """Of copies with a tenth of their words changed: how many are found, and how many are named as copies."""
    found = named = 0
    for _ in range(COPIES):
        words = write_words()
        ours = keep_text(Extracted(text=" ".join(words), extractor="made"))
        theirs = keep_text(Extracted(text=" ".join(change_words(words)), extractor="made"))
        found += ours.pk in find_like_texts(theirs)
        named += weigh(ours, theirs) is not None
    return found / COPIES, named / COPIES


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200_000)
    parser.add_argument("--few", type=int, default=FEW)
    asked = parser.parse_args()
    few_texts, many = asked.few, asked.texts
    call_command("migrate", verbosity=0)
    newsroom = open_newsroom(by=None, slug="made", name="Made")
    publisher = add_source(by=None, newsroom=newsroom, name="Fable", kind=SourceKind.OUTLET)
    planted = [keep_text(Extracted(text=" ".join(write_words()), extractor="made")) for _ in range(60)]
    for text in planted:
        text.bands = make_bands(" ".join(change_words(text.text.split(), 0.02)))
    print(f"an article of {WORDS} words, {len(write_html(write_words(), 'x')) / 1000:.0f} kB of HTML")
    fill(few_texts)
    set_few_aside()
    print(f"{'ingestion / text alone':30} {measure_ingestion(publisher)}, goal {GOALS['ingestion']}", flush=True)
    fill(many)
    told = f"look-up {many} / {few_texts}"
    print(f"{told:30} {measure_look_up(planted)}, goal {GOALS['look-up']}", flush=True)
    found, named = measure_recall()
    print(f"copies with {CHANGED:.0%} of words changed: found {found:.3f}, named {named:.3f}, goal {GOALS['recall']}")


if __name__ == "__main__":
    main()
