"""Lists ordered by what people wrote are read to their end and back, however long that is and looks."""

import pytest

from claims.models import Question
from claims.paging import read_page, read_place
from tests.claims.cast import Desk

TEXTS = {
    "long": [f"{'How many of the boats that lay in the harbour ' * 12}{number}?" for number in range(5)],
    "like a moment": ["2025-06-01", "2025-06-02T10:00Z", "20250603", "2025~06~04", "9999-12-31T23:59-23:59"],
    "the same": ["How many?"] * 5,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_list_by_texts_is_read_to_its_end_and_back(desk: Desk, kind: str) -> None:
    Question.objects.bulk_create(
        Question(newsroom=desk.newsroom, text=text, external_id=f"q{number}")
        for number, text in enumerate(TEXTS[kind])
    )
    every = list(Question.objects.order_by("text", "pk"))
    pages = [read_page(Question.objects.all(), by="text", place=None, size=2, descending=False)]
    while pages[-1].after and len(pages) < 9:
        place = read_place(pages[-1].after, "")
        pages.append(read_page(Question.objects.all(), by="text", place=place, size=2, descending=False))
    assert [row for page in pages for row in page.rows] == every
    back = read_place("", pages[-1].before or "")
    assert read_page(Question.objects.all(), by="text", place=back, size=2, descending=False).rows == every[2:4]
    assert all(len(page.after or "") < 100 for page in pages)
