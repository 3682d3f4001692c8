"""Copies are found though words were changed or half was cut; texts that only share a quotation are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.near_duplicates import compare_texts, make_bands, without_quotes

SYLLABLES, ENDS = ("ba", "ko", "ri", "mu", "se", "lo", "ta", "ne", "vi", "du"), ("r", "n", "st", "l", "m", "k")
WORDS = [a + b for a in SYLLABLES for b in ENDS]


def write(seed: int, words: int) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) + rng.choice(WORDS) for _ in range(words)]


def change(words: list[str], seed: int, share: float) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) + "x" if rng.random() < share else word for word in words]


def shares_a_band(one: str, other: str) -> bool:
    return bool(set(make_bands(one)) & set(make_bands(other)))


def test_copies_with_two_words_in_a_hundred_changed_are_found_and_are_the_same_text() -> None:
    for seed in range(60):
        words = write(seed, 400)
        one, other = " ".join(words), " ".join(change(words, seed + 1000, 0.02))
        assert shares_a_band(one, other)
        assert compare_texts(one, other).is_reprint


def test_copies_with_a_tenth_of_their_words_changed_are_found_and_named() -> None:
    named = 0
    for seed in range(60):
        words = write(seed, 400)
        one, other = " ".join(words), " ".join(change(words, seed + 2000, 0.10))
        assert shares_a_band(one, other)
        named += compare_texts(one, other).is_reprint
    assert named >= 57


def test_unlike_texts_of_the_same_vocabulary_are_not_reworded() -> None:
    assert not any(compare_texts(" ".join(write(s, 400)), " ".join(write(s + 1, 400))).is_reprint for s in range(40))


def test_a_wire_copy_cut_to_half_is_found_and_contained() -> None:
    for seed in range(60):
        words = write(seed, 400)
        one, other = " ".join(words), " ".join(words[:200])
        assert shares_a_band(one, other)
        assert compare_texts(one, other).containment == 1
        assert compare_texts(one, other).is_reprint


def test_texts_of_the_same_words_in_another_order_are_no_candidates() -> None:
    texts = [" ".join(write(seed, 400)) for seed in range(80)]
    pairs = [(a, b) for i, a in enumerate(texts) for b in texts[:i]]
    assert sum(shares_a_band(a, b) for a, b in pairs) <= len(pairs) // 100


def test_two_reports_of_one_speech_are_alike_only_in_the_quotation() -> None:
    speech = "“" + " ".join(write(1, 200)) + "”"
    one = " ".join(write(2, 90)) + f". {speech} " + " ".join(write(3, 90))
    other = " ".join(write(4, 90)) + f". {speech} " + " ".join(write(5, 90))
    assert compare_texts(one, other).containment > 0.4
    assert compare_texts(without_quotes(one), without_quotes(other)).containment == 0


@pytest.mark.parametrize("quoted", ["“a b”", "„a b“", "«a b»", '"a b"'])
def test_quotations_of_several_styles_are_taken_out(quoted: str) -> None:
    assert without_quotes(f"He said {quoted} then.").split() == ["He", "said", "then."]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert without_quotes("the soldiers’ and the sailors’ boats") == "the soldiers’ and the sailors’ boats"


def test_a_changed_figure_leaves_the_wording_alike() -> None:
    assert compare_texts("Some 40 boats were moved.", "Some 41 boats were moved.").wording > 0.9


def test_letter_case_and_punctuation_make_no_difference() -> None:
    words = write(7, 60)
    assert make_bands(" ".join(words)) == make_bands(", ".join(words).upper())


def test_a_text_too_short_to_compare_has_no_bands() -> None:
    assert make_bands("One two three four five six seven.") == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_between_nothing_and_all_and_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = compare_texts(one, other), compare_texts(other, one)
    assert there == back
    assert all(0 <= part <= 1 for part in (there.resemblance, there.containment, there.wording))


def test_stored_bands_stay_comparable() -> None:
    """Bands are stored for years. If this fails, signatures have changed: make the stored ones again."""
    bands = make_bands(" ".join(f"word{n}" for n in range(40)))
    assert len(bands) == 64
    assert all(-(2**31) <= band < 2**31 for band in bands)
    assert bands[:3] == PINNED


PINNED = [2080620897, 421413355, -240146015]
