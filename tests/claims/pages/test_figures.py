"""Figures and moments as readers of each language write them."""

import pytest
from django.utils import translation

from claims.telling.figures import tell_moment, tell_quantity

SHARE = {"comparator": "fraction", "unit": "share"}


@pytest.mark.parametrize(
    ("quantity", "english"),
    [
        (None, ""),
        ({"low": 41, "high": 41}, "41"),
        ({"low": 21, "high": None}, "at least 21"),
        ({"low": 6000, "high": None, "low_open": True}, "more than 6,000"),
        ({"low": 0, "high": 1500}, "up to 1,500"),
        ({"low": None, "high": 1500, "high_open": True}, "less than 1,500"),
        ({"low": 10000, "high": 12000}, "10,000 to 12,000"),
        ({"low": 2.5, "high": 2.5, "unit": "km"}, "2.5 km"),
        (SHARE | {"low": 0.5, "high": 1, "low_open": True}, "more than 50%"),
        (SHARE | {"low": 0.25, "high": 0.25}, "25%"),
        (SHARE | {"low": 0, "high": 0.1}, "up to 10%"),
        (SHARE | {"low": 0.3, "high": 0.4}, "30% to 40%"),
        (SHARE | {"low": 0.125, "high": 0.125}, "12.5%"),
        (SHARE | {"low": 0.004, "high": 0.995}, "0.4% to 99.5%"),
        (SHARE | {"low": 0.333333, "high": 0.333333}, "33.33%"),
        (SHARE | {"low": 0.00002, "high": 0.99998}, "0.002% to 99.998%"),
        ({"low": 0.0004, "high": 0.0004, "unit": "mg"}, "0.0004 mg"),
        ({"low": 1234.567891, "high": None}, "at least 1,234.567891"),
        ({"low": 3666.6666666, "high": 3666.6666666}, "3,666.666667"),
        ({"low": 1e15, "high": 1e15}, "1,000,000,000,000,000"),
    ],
)
def test_an_interval_is_told_in_words(quantity: dict[str, object] | None, english: str) -> None:
    with translation.override("en"):
        assert tell_quantity(quantity) == english


@pytest.mark.parametrize(
    ("written", "english", "ukrainian", "french"),
    [
        ("2025", "2025", "2025", "2025"),
        ("2025-06", "June 2025", "червень 2025", "juin 2025"),
        ("2025-06-05", "5 Jun 2025", "5 черв. 2025", "5 juin 2025"),
        ("2025-06-05T19:02Z", "5 Jun 2025, 19:02 UTC", "5 черв. 2025", "5 juin 2025, 19:02 UTC"),
        ("2025-06-05T19:02:03.5+02:00", "5 Jun 2025, 17:02 UTC", "5 черв. 2025", "5 juin 2025, 17:02 UTC"),
        (None, "", "", ""),
    ],
)
def test_a_moment_is_told_as_far_as_it_is_known(
    written: str | None, english: str, ukrainian: str, french: str
) -> None:
    for language, expected in (("en", english), ("uk", ukrainian), ("fr", french)):
        with translation.override(language):
            assert tell_moment(written).startswith(expected)
