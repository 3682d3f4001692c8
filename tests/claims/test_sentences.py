"""Reasons are said as the language says them."""

import pytest
from django.utils.translation import override

from claims.sentences import list_names, say_reason


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "If Police or Courier is wrong"),
        ("fr", "Si Police ou Courier se trompe"),
        ("uk", "Якщо помиляється Police чи Courier"),
    ],
)
def test_of_two_on_whom_all_hangs_either_being_wrong_is_enough(language: str, words: str) -> None:
    with override(language):
        assert words in say_reason({"rule": "hangs_on_one_voice", "voices": ["Police", "Courier"], "numbers": {}})


def test_names_are_listed_up_to_three_and_the_others_counted() -> None:
    assert list_names(["A"]) == "A"
    assert list_names(["A", "B", "A"]) == "A and B"
    assert list_names(["A", "B", "C", "D", "E"]) == "A, B and 3 others"
    assert list_names(["A", "B", "C", "D"], any_of=True) == "A, B or 2 others"
