"""The law of places: whatever the text, every span says exactly what stands there, and nothing raises."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.extraction.articles import Article, split_blocks
from claims.extraction.interface import RuleExtractor, check_places
from claims.extraction.quantities import find_quantities
from claims.extraction.quotations import find_quotations
from claims.extraction.sentences import split_paragraphs, split_sentences
from claims.extraction.spans import Span, measure_overlap
from claims.extraction.tokens import split_tokens

WORDS = (
    "The ministry|Pavlo Dziuba|he|WHO|US, Polish and Romanian intelligence|İstanbul|a report by the Sentinel|said|"
    "says|told the Globe|has not confirmed|denied|was quoted by|as cited by|according to|citing|adding that|and|but|"
    "which Kyiv rejects|removed the statement|that|it is said|could not verify|at least|more than|between|up to|"
    "some|nearly|a third of|half|twice|one in five|dozens of|40|1,200|3.5|12 000|10–12|½|two hundred|a million|7bn|"
    "$|€4.1bn|%|km|-plus|٣٤|people|troops|tanks|on Monday|12 June 2025|22:50|T-72|the 47th Brigade|3-1|in Kyiv|"
    "Read also|Photo: AFP|By Jana Ostrova"
)
MARKS = [
    '"',
    "“",
    "”",
    "«",
    "»",
    "'",
    "’",
    "(",
    ")",
    "[",
    ",",
    ".",
    ";",
    ":",
    "—",
    "-",
    "?",
    "…",
    "•",
    "\x00",
    "\u202e",
    "é",
    "👩\u200d👩\u200d👧",
]
PIECES = (*WORDS.split("|"), *MARKS, "9" * 40, "\n", "\n\n", "\r\n", "\u2028", "\u00a0")
PROSE = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
ANY_TEXT = st.text(max_size=300) | PROSE | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
HUNDRED_KILOBYTES = 100_000


@CALM
@given(
    text=ANY_TEXT,
    publisher=st.sampled_from(["", "The Lesna Courier", "\u202e"]),
    title=st.just("") | st.text(max_size=40),
)
def test_every_place_of_every_candidate_holds_exactly_its_words(text: str, publisher: str, title: str) -> None:
    article = Article(text, publisher, title)
    candidates = RuleExtractor().extract(article)
    check_places(article, candidates)
    for candidate in candidates:
        assert all(candidate.quote.covers(part) for part in candidate.content)
        assert all(chain for chain in candidate.chains)
        assert list(candidate.content) == sorted(candidate.content)
        assert isinstance(candidate.statement, str)


@CALM
@given(text=ANY_TEXT)
def test_quantities_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    for quantity in found:
        for span in (quantity.span, quantity.number, quantity.hedge, quantity.counted):
            assert span is None or text[span.start : span.end] == span.text
        assert quantity.span.covers(quantity.number)
        assert quantity.value.worded == quantity.span.text
        assert quantity.value.counted == (quantity.counted.text if quantity.counted else "")
    numbers = [quantity.number for quantity in found]
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@CALM
@given(text=ANY_TEXT)
def test_sentences_lie_in_order_in_their_paragraphs_and_lose_no_word(text: str) -> None:
    for paragraph in split_paragraphs(text):
        sentences = split_sentences(text, paragraph.start, paragraph.end)
        assert all(text[s.start : s.end] == s.text and paragraph.covers(s) for s in sentences)
        assert all(a.end <= b.start for a, b in pairwise(sentences))
        assert "".join(s.text for s in sentences).split() or not paragraph.text.strip()
        kept = sum(len("".join(s.text.split())) for s in sentences)
        assert kept == len("".join(paragraph.text.split()))


@CALM
@given(text=ANY_TEXT)
def test_blocks_tokens_and_quotations_stand_where_they_say(text: str) -> None:
    assert all(text[b.span.start : b.span.end] == b.span.text for b in split_blocks(Article(text)))
    tokens = split_tokens(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    for paragraph in split_paragraphs(text):
        quotations = find_quotations(text, paragraph.start, paragraph.end)
        assert all(paragraph.start <= q.start < q.end <= paragraph.end for q in quotations)
        assert all(a.end <= b.start for a, b in pairwise(quotations))


@CALM
@given(text=ANY_TEXT)
def test_the_same_text_gives_the_same_candidates(text: str) -> None:
    article = Article(text, "The Lesna Courier")
    assert RuleExtractor().extract(article) == RuleExtractor().extract(article)


HOSTILE = (
    "a|1|1,|1 |111.|“|\"|'|' a|\" a|(|(a)|he said |he said that |, |A, |and |a-|a.|U.S. |between 1 and |"
    "according to |published by |one in |two to |at least |Aa |\n|a.\n|it was said to |\u202ee\u0301|İ said |X's |"
    "which |three of the | |\u00a0|$|5% |\x00|a said b; |won 1-|deleted the |channels A, |the Minister |"
    '"We won," he said. |\u200b|\u200b1|1\u200b,|[1]|((|\u2066a\u2069 |٣|'
    "€4 to |12,34,|5 km long |sales that grew 1% to $2 and |X and his deputy, Y Z, |"
    "Ms. |a million |two and a |one and a half |Rs |N1 |R1,|in 1 |by a third |between a third and |"
    "Mr. X, 5, |It was who said |"
    "quoted a as saying |, aged 5, |said of |Article |1:1 |A man who hid because she feared |one in 5 |"
    "3% and have |at a rate of 5 |5 per 1,000 |two, maybe |half an hour |half the |of their |x\u2028"
)


@pytest.mark.parametrize("piece", HOSTILE.split("|"))
def test_no_hostile_text_holds_the_reader_up(piece: str) -> None:
    text = (piece * HUNDRED_KILOBYTES)[:HUNDRED_KILOBYTES]
    began = time.process_time()
    article = Article(text)
    check_places(article, RuleExtractor().extract(article))
    assert time.process_time() - began < 5, "a pattern goes back over what it has read"


def test_a_span_refuses_a_place_that_is_not_in_the_text() -> None:
    with pytest.raises(ValueError, match="no place"):
        Span.cut("short", 2, 9)


def test_overlap_counts_shared_characters() -> None:
    assert measure_overlap([Span(0, 4, "abcd")], [Span(2, 6, "cdef"), Span(9, 9, "")]) == 2


def test_places_that_do_not_hold_are_refused() -> None:
    article = Article("Police said 40 people died.")
    candidates = RuleExtractor().extract(article)
    with pytest.raises(ValueError, match="does not stand"):
        check_places(Article("Another text altogether, longer than that."), candidates)
