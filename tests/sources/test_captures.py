"""Capturing: what a look brought back is kept whole, under its hash, and never changed; a new look adds a row."""

import hashlib
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from PIL import Image
from warcio.archiveiterator import ArchiveIterator

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.captures import capture_document, keep_capture, upload_capture
from sources.actions.documents import add_document
from sources.fetching.client import fetch
from sources.fetching.fetched import Validators
from sources.fetching.policy import Policy
from sources.models import Capture, CapturedText, Document, GroundChange, Payload, Source
from sources.vocabulary import CaptureMethod, CaptureOutcome
from tests.newsrooms.cast import hire
from tests.sources.fake_web import FakeWeb, Page, write_page

URL = "https://fable.example/river"
PAGE = write_page(
    "The river office said on Sunday that the bridge had been opened again for lorries after nine weeks.",
    "“Some 40 boats were moved,” its spokeswoman told the local paper, citing the harbour master’s list.",
    head='<meta itemprop="datePublished" content="2025-06-15T19:02Z"><meta name="author" content="Ann Example">',
)


@pytest.fixture
def document(newsroom: Newsroom, rita: User, fable: Source) -> Document:
    return add_document(by=rita, newsroom=newsroom, publisher=fable, title="Bridge open", url=URL)


def test_a_fetched_page_is_kept_with_its_bytes_headers_archive_and_text(
    document: Document, rita: User, web: FakeWeb
) -> None:
    web.pages[URL] = Page(PAGE, headers=(("Content-Type", "text/html"), ("ETag", '"a1"')))
    capture = Capture.objects.get(pk=capture_document(document=document, by=rita, fetch=web.visit).pk)
    assert (capture.outcome, capture.status, capture.method) == ("captured", 200, CaptureMethod.FETCH)
    assert capture.payload is not None
    assert bytes(capture.payload.content) == PAGE
    assert capture.payload.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert capture.headers == [["Content-Type", "text/html"], ["ETag", '"a1"']]
    assert (capture.address, capture.media_type, capture.final_url) == ("93.184.216.34", "text/html", URL)
    assert (capture.started_at, capture.captured_at, capture.recorded_by) == (web.now, web.now, rita)
    assert capture.warc is not None
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(bytes(capture.warc.content)))]
    assert kinds == ["response", "request", "metadata"]
    assert capture.text is not None
    assert "citing the harbour master’s list." in capture.text.text
    assert capture.text.sha256 == hashlib.sha256(capture.text.text.encode()).hexdigest()
    assert len(capture.text.bands) == 64
    assert str(capture.published) == "2025-06-15T19:02Z"


def test_a_page_is_kept_in_few_statements(
    document: Document, web: FakeWeb, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    fetched = Page(PAGE)
    web.pages[URL] = fetched
    answer = web.visit(URL)
    with django_assert_max_num_queries(14):
        keep_capture(document=document, by=None, fetched=answer)
    with django_assert_max_num_queries(14):
        again = keep_capture(document=document, by=None, fetched=answer)
    assert Payload.objects.filter(content=PAGE).count() == 1
    assert CapturedText.objects.count() == 1
    assert again.payload is not None
    assert bytes(again.payload.content) == PAGE


def test_a_document_learns_only_what_it_did_not_know(document: Document, rita: User, web: FakeWeb) -> None:
    Document.objects.filter(pk=document.pk).update(language="uk")
    web.pages[URL] = Page(PAGE)
    capture = capture_document(document=document, by=rita, fetch=web.visit)
    document.refresh_from_db()
    assert (document.captured, document.language, document.authors) == (True, "uk", ["Ann Example"])
    assert str(document.published) == "2025-06-15T19:02Z"
    assert document.title == "Bridge open"
    assert GroundChange.objects.filter(cause="document.captured", cause_id=capture.public_id).count() == 1


def test_looking_again_is_a_capture_of_its_own_and_the_same_bytes_are_stored_once(
    document: Document, rita: User, web: FakeWeb
) -> None:
    web.pages[URL] = Page(PAGE)
    one = capture_document(document=document, by=rita, fetch=web.visit)
    web.pass_time(hours=1)
    other = capture_document(document=document, by=rita, fetch=web.visit)
    assert one.pk != other.pk
    assert (one.payload_id, one.text_id) == (other.payload_id, other.text_id)
    assert Payload.objects.filter(sha256=hashlib.sha256(PAGE).hexdigest()).count() == 1
    assert list(document.captures.all()) == [other, one]


def test_a_page_that_vanished_is_evidence_without_a_text(document: Document, rita: User, web: FakeWeb) -> None:
    web.pages[URL] = Page(write_page("This page was removed."), 410)
    capture = capture_document(document=document, by=rita, fetch=web.visit)
    assert (capture.outcome, capture.text) == (CaptureOutcome.GONE, None)
    assert capture.payload is not None
    document.refresh_from_db()
    assert document.captured is False
    assert not GroundChange.objects.exists()


def test_what_cannot_be_reached_is_an_outcome_and_its_reason_is_for_the_house(document: Document, rita: User) -> None:
    def visit_inside(url: str, *, validators: Validators | None = None) -> object:
        return fetch(url, policy=Policy(resolve=lambda host, port: ["10.0.0.7"]))

    capture = capture_document(document=document, by=rita, fetch=visit_inside)  # type: ignore[arg-type]  # it is a fetch
    assert (capture.outcome, capture.public_code, capture.status) == ("unreachable", "unreachable", None)
    assert "private use" in capture.detail
    assert (capture.payload, capture.warc, capture.address) == (None, None, None)


def test_bytes_of_an_unknown_kind_are_kept_but_are_no_text(document: Document, rita: User, web: FakeWeb) -> None:
    web.pages[URL] = Page(b"PK\x03\x04 an archive", headers=(("Content-Type", "text/html"),))
    capture = capture_document(document=document, by=rita, fetch=web.visit)
    assert (capture.outcome, capture.media_type, capture.text) == ("unsupported", "application/octet-stream", None)


def test_a_conditional_look_sends_what_the_latest_capture_gave(document: Document, rita: User, web: FakeWeb) -> None:
    web.pages[URL] = Page(PAGE, headers=(("ETag", 'W/"a1"'), ("Last-Modified", "Sun, 15 Jun 2025 19:02:00 GMT")))
    capture_document(document=document, by=rita, fetch=web.visit, conditional=True)
    web.pages[URL] = Page(status=304)
    capture = capture_document(document=document, by=rita, fetch=web.visit, conditional=True)
    assert web.sent == [None, Validators('W/"a1"', "Sun, 15 Jun 2025 19:02:00 GMT", document.url)]
    assert capture.outcome == CaptureOutcome.NOT_MODIFIED


def test_a_capture_cannot_be_changed_or_removed(document: Document, rita: User, web: FakeWeb) -> None:
    web.pages[URL] = Page(PAGE)
    capture = capture_document(document=document, by=rita, fetch=web.visit)
    for write in (
        lambda: Capture.objects.filter(pk=capture.pk).update(detail="x"),
        lambda: Capture.objects.filter(pk=capture.pk).delete(),
        lambda: Payload.objects.filter(captures=capture).update(size=1),
        lambda: CapturedText.objects.filter(captures=capture).update(text="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.parametrize("url", ["", "http://fable.example:8080/"])
def test_an_address_that_is_never_fetched_is_refused_by_field(
    newsroom: Newsroom, rita: User, fable: Source, url: str
) -> None:
    document = add_document(by=rita, newsroom=newsroom, publisher=fable, title="x", url=url)
    with pytest.raises(ValidationError) as refused:
        capture_document(document=document, by=rita, fetch=fetch)
    assert list(refused.value.message_dict) == ["url"]
    assert not Capture.objects.exists()


def test_a_reader_may_not_capture_and_nothing_is_asked(newsroom: Newsroom, document: Document, web: FakeWeb) -> None:
    reader = hire(newsroom, "rolf", Role.READER)
    with pytest.raises(PermissionDenied):
        capture_document(document=document, by=reader, fetch=web.visit)
    with pytest.raises(PermissionDenied):
        upload_capture(document=document, by=reader, content=PAGE)
    assert web.asked == []


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_other_side_answers(document: Document, rita: User, web: FakeWeb) -> None:
    def fetch_looking(url: str, *, validators: Validators | None = None) -> object:
        assert not transaction.get_connection().in_atomic_block
        return web.visit(url)

    web.pages[URL] = Page(PAGE)
    assert capture_document(document=document, by=rita, fetch=fetch_looking).pk  # type: ignore[arg-type]  # it is a fetch
    with pytest.raises(RuntimeError), transaction.atomic():
        capture_document(document=document, by=rita, fetch=web.visit)


def test_a_saved_page_is_taken_and_read(document: Document, rita: User) -> None:
    capture = upload_capture(document=document, by=rita, content=PAGE)
    assert (capture.method, capture.outcome, capture.media_type) == ("upload", "captured", "text/html")
    assert capture.text is not None
    assert capture.warc is None
    document.refresh_from_db()
    assert document.captured


def test_a_picture_is_taken_without_a_text(document: Document, rita: User) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    capture = upload_capture(document=document, by=rita, content=drawn.getvalue())
    assert (capture.media_type, capture.text) == ("image/png", None)


def test_a_file_of_another_kind_is_refused_by_field(document: Document, rita: User) -> None:
    with pytest.raises(ValidationError) as refused:
        upload_capture(document=document, by=rita, content=b"MZ\x90\x00\x03")
    assert list(refused.value.message_dict) == ["content"]
