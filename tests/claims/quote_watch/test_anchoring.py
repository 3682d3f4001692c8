"""Where a quote stands: laws of anchoring, whatever stands around it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.anchoring import compare_passages, look_for, make_plain
from claims.vocabulary import QuoteOutcome

CALM = settings(deadline=None)  # the machine may be busy
QUOTE = "The Upland army lost at least 41 aircraft on 3 June, General Marek Tol told the Fable."
words = st.text(alphabet="abcdefgh ijklmn\n.", max_size=200)


@CALM
@given(words, words)
def test_a_quote_that_stands_word_for_word_is_found_exactly_where_it_stands(before: str, after: str) -> None:
    text = before + QUOTE + after
    anchor = look_for(QUOTE, text, prefix=before[-32:], suffix=after[:32])
    assert anchor.outcome is QuoteOutcome.PRESENT
    assert text[anchor.start : anchor.end] == QUOTE


@CALM
@given(words, st.integers(min_value=0, max_value=10**6))
def test_another_figure_is_never_the_same_quote(before: str, number: int) -> None:
    text = f"{before}\n{QUOTE.replace('41', str(number))}"
    anchor = look_for(QUOTE, text)
    assert (anchor.outcome is QuoteOutcome.PRESENT) == (number == 41)
    assert anchor.outcome is not QuoteOutcome.MOVED


@CALM
@given(st.sampled_from(["Upland", "Marek", "Tol", "Fable"]), st.sampled_from(["Lowland", "Pavel", "Tal", "Courier"]))
def test_another_name_is_never_the_same_quote(was: str, now: str) -> None:
    anchor = look_for(QUOTE, f"Before.\n{QUOTE.replace(was, now)}\nAfter.")
    assert anchor.outcome is QuoteOutcome.CHANGED
    assert "names" in anchor.differs


@CALM
@given(st.text(max_size=300))
def test_anything_may_be_looked_in_and_what_is_found_lies_in_it(text: str) -> None:
    anchor = look_for(QUOTE, text)
    if anchor.start is not None and anchor.end is not None:
        assert 0 <= anchor.start < anchor.end <= len(text)


@CALM
@given(st.text(max_size=200))
def test_a_passage_differs_in_nothing_from_itself(text: str) -> None:
    assert compare_passages(text, text) == {}


@CALM
@given(st.text(max_size=200))
def test_every_character_of_the_plain_text_says_where_it_came_from(text: str) -> None:
    plain, offsets = make_plain(text)
    assert len(plain) == len(offsets)
    assert offsets == sorted(set(offsets))


def test_a_negation_put_in_is_a_change() -> None:
    anchor = look_for(QUOTE, QUOTE.replace("lost", "never lost"))
    assert anchor.outcome is QuoteOutcome.CHANGED
    assert anchor.differs["negations"] == {"before": [], "now": ["never"]}


def test_a_figure_put_beside_it_in_the_same_sentence_is_a_change() -> None:
    anchor = look_for(QUOTE, QUOTE.replace("41 aircraft", "41 aircraft and 7 tanks"))
    assert anchor.outcome is QuoteOutcome.CHANGED


def test_of_two_places_the_one_with_the_old_surroundings_is_meant() -> None:
    text = f"In brief: {QUOTE}\n\nLong ago it began. {QUOTE} Then it ended."
    anchor = look_for(QUOTE, text, prefix="Long ago it began. ", suffix=" Then it ended.")
    assert anchor.start == text.rindex(QUOTE)
