"""Passages about a claim in near the same words: which report most likely has it from which earlier one.

What stands between quotation marks is taken out first: two articles that quote one speech share its words and depend
on the speaker, not on each other. Somebody a report credits is no discovery either. Where one feed carried both
documents (an agency's, a syndicate's, under the names of different papers) half of the words are likeness enough.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Coalesce, Greatest

from claims.models import Attribution, Borrowing, Report
from claims.vocabulary import Stance
from sources.actions.reprints import is_earlier
from sources.fetching.near_duplicates import FEWEST_SHINGLES, make_shingles, without_quotes
from sources.models import Document, FeedItem, Reprint

AROUND = 600
MOST_COMPARED = 200
NEAR_VERBATIM = 0.8
OF_ONE_FEED = 0.5
SPEAKING = (Stance.ASSERTS.value, Stance.DENIES.value, Stance.DISPUTES.value)
PARAGRAPH = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """What one report says about its claim, in the words of its document, and the five-word runs beside quotes."""

    report: int
    document: Document
    text: str
    shingles: frozenset[str]


def find_borrowings(claim: int, newer_than: int, reports: Sequence[int]) -> list[Borrowing]:
    """The likely borrowings, not saved, of a claim's reports recorded after ``newer_than`` (primary keys).

    Each report is taken to borrow from one other at most: the earliest published of those it is near-verbatim with.
    At most the newest 200 ``reports`` are compared. Pairs that were proposed before, as passages or as whole
    documents, are left out, whatever was said to them.
    """
    compared = sorted(reports)[-MOST_COMPARED:]
    fresh = read_passages(report for report in compared if report > newer_than)
    if not fresh:
        return []
    passages = read_passages(report for report in compared if report <= newer_than) + fresh
    if len(passages) < 2:
        return []
    known = known_pairs(passages)
    taken = set(Borrowing.objects.filter(claim=claim).values_list("report", flat=True))
    credited = credited_by(passages)
    carried = carried_by(passages)
    found: dict[int, Borrowing] = {}
    for later in passages:
        if later.report in taken:
            continue
        best: tuple[Passage, float] | None = None
        for earlier in passages if later.report > newer_than else fresh:
            if not may_borrow(later, earlier, credited, known):
                continue
            alike = likeness(later, earlier)
            together = carried[later.document.pk] & carried[earlier.document.pk]
            if alike >= (OF_ONE_FEED if together else NEAR_VERBATIM) and (
                best is None or is_earlier(earlier.document, best[0].document)
            ):
                best = earlier, alike
        if best is not None:
            found[later.report] = Borrowing(
                claim_id=claim,
                report_id=later.report,
                original_id=best[0].report,
                likeness=best[1],
                passage=later.text,
                original_passage=best[0].text,
            )
    return [found[report] for report in sorted(found)]


def read_passages(reports: Iterable[int]) -> list[Passage]:
    """The passages of these reports that are long enough to compare: the paragraph of the quote in the captured
    text, or else the quote itself. One query; of a captured text only the neighbourhood of the quote is read."""
    begin = Greatest(F("quote_start") - AROUND, Value(0), output_field=IntegerField())
    length = F("quote_end") - begin + AROUND
    near = Func(F("capture__text__text"), begin + 1, length, function="substr", output_field=TextField())
    rows = (
        Report.objects.live()
        .filter(pk__in=list(reports), stance__in=SPEAKING)
        .select_related("document")
        .annotate(near=Coalesce(near, Value(""), output_field=TextField()), begin=begin)
    )
    found = []
    for row in rows:
        text = passage_of(row)
        shingles = make_shingles(without_quotes(text))
        if len(shingles) >= FEWEST_SHINGLES:
            found.append(Passage(row.pk, row.document, text, shingles))
    return found


def passage_of(row: Report) -> str:
    """The paragraph a quote stands in; the quote alone where no text was captured, and nothing of what is itself
    quoted speech."""
    near, begin = getattr(row, "near", ""), getattr(row, "begin", None)
    if not near or row.quote_start is None or row.quote_end is None or begin is None:
        return "" if row.direct_quotation else row.quote_exact
    start, end = row.quote_start - begin, row.quote_end - begin
    breaks = [match.end() for match in PARAGRAPH.finditer(near, 0, start)]
    after = PARAGRAPH.search(near, end)
    return str(near[breaks[-1] if breaks else 0 : after.start() if after else len(near)]).strip()


def likeness(one: Passage, other: Passage) -> float:
    """The share of the shorter passage's five-word runs that stand in the other."""
    return len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))


def may_borrow(later: Passage, earlier: Passage, credited: set[tuple[int, int]], known: set[frozenset[int]]) -> bool:
    """Whether it would be news that ``later`` has it from ``earlier``: not of one publisher, not credited anyway."""
    if later.document.publisher_id == earlier.document.publisher_id:
        return False
    if not is_earlier(earlier.document, later.document):
        return False
    if (later.report, earlier.document.publisher_id) in credited:
        return False
    return frozenset({later.document.pk, earlier.document.pk}) not in known


def credited_by(passages: Iterable[Passage]) -> set[tuple[int, int]]:
    """Which report credits which source anywhere in its chains, by primary keys."""
    links = Attribution.objects.filter(report__in=[passage.report for passage in passages])
    return set(links.values_list("report", "source"))


def carried_by(passages: Iterable[Passage]) -> defaultdict[int, set[int]]:
    """The feeds that carried each of the documents, by primary keys. One query."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    items = FeedItem.objects.filter(document__in={passage.document.pk for passage in passages})
    for document, feed in items.values_list("document", "feed"):
        if document is not None:
            found[document].add(feed)
    return found


def known_pairs(passages: Iterable[Passage]) -> set[frozenset[int]]:
    """Pairs of documents, in either order, of which somebody was asked before whether one is a copy."""
    documents = {passage.document.pk for passage in passages}
    pairs = Reprint.objects.filter(document__in=documents, original__in=documents)
    found = {frozenset(pair) for pair in pairs.values_list("document", "original")}
    asked = Borrowing.objects.filter(report__document__in=documents, original__document__in=documents)
    return found | {frozenset(pair) for pair in asked.values_list("report__document", "original__document")}
