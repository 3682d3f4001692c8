"""Where a quote stands in a text: between the words before and after it, found in time that grows with the text."""

import time

import pytest

from claims.quotes import find_quote

TEXT = "At least 41 boats. The ministry said: \n at least 41\tboats."


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "span"),
    [
        ("41", "", "", (9, 11)),
        ("41", "least ", " boats", (9, 11)),
        ("41", "said: at least", "", None),
        ("at least", "said:", "", (40, 48)),
        ("41", "at least", "boats", (49, 51)),
        ("boats", "", "The", None),
        ("boats.", "41", "The", (12, 18)),
        ("At", "", "least", (0, 2)),
        ("At", "x", "", None),
        ("42", "", "", None),
    ],
)
def test_a_quote_is_found_between_its_neighbours(
    exact: str, prefix: str, suffix: str, span: tuple[int, int] | None
) -> None:
    assert find_quote(TEXT, exact, prefix, suffix) == span


def test_a_letter_that_stands_everywhere_but_not_there_is_given_up_quickly() -> None:
    text = "e " * 100_000
    started = time.process_time()
    assert find_quote(text, "e", "zzz") is None
    assert find_quote(text, "e", "", "zzz") is None
    assert time.process_time() - started < 1
