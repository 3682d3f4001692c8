"""What the tests of suggestions stand on: a desk, and articles of our own that were captured."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sources.actions.captures import store
from sources.actions.documents import add_document
from sources.algebra.moments import read_moment
from sources.fetching.text import Extracted
from sources.models import Capture, Document
from tests.claims.cast import Desk

STORM = """Storm damages fishing fleet in Tamra

A storm on Sunday night damaged at least 17 fishing boats in the harbour of Tamra, the Tamra Port Authority said.

Two officials told the Daily Fable that three fishermen were injured. Nobody had expected such waves in June.

According to the Ministry of Fisheries, as cited by the Coast News Agency, more than 40 fishermen lost their nets.

The opposition party denied that the breakwater of Tamra had been neglected. The Daily Fable could not independently \
verify how many fishing boats were damaged.
"""
Keep = Callable[..., Capture]


@pytest.fixture
def keep(desk: Desk) -> Keep:
    """Keep a text as a capture of a document: ``keep(text, publisher=…, document=…)``."""

    def make(
        text: str = STORM,
        publisher: str = "The Daily Fable",
        document: Document | None = None,
        published: str = "2025-06-16",
        url: str = "https://fable.example/storm",
    ) -> Capture:
        document = document or add_document(
            by=desk.by,
            newsroom=desk.newsroom,
            publisher=desk.source(publisher),
            title="Storm damages fishing fleet in Tamra",
            url=url,
            published=read_moment(published),
        )
        at = datetime(2025, 6, 16, 9, tzinfo=UTC)
        capture = Capture(document=document, method="fetch", outcome="captured", captured_at=at)
        return store(capture, content=b"", warc=b"", extracted=Extracted(text=text, extractor="test"), by=None)

    return make
