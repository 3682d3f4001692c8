"""Feeds, captures and likely copies through the admin door: seen by their newsroom, written by their actions."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.captures import capture_document
from sources.actions.documents import add_document
from sources.actions.feeds import add_feed
from sources.actions.reprints import propose_reprints
from sources.models import Capture, Document, DueFetch, Feed, Reprint, Source
from sources.vocabulary import ReprintState
from tests.newsrooms.cast import hire, open_hill_courier
from tests.sources.fake_web import FakeWeb, Page, write_page

WORDS = [f"The river office counted boat number {n} in the harbour on that quiet day." for n in range(30)]


@pytest.fixture
def document(newsroom: Newsroom, rita: User, fable: Source, web: FakeWeb) -> Document:
    url = "https://fable.example/a"
    web.pages[url] = Page(write_page(*WORDS), headers=(("X-Odd", "<script>steal()</script>"),))
    document = add_document(by=rita, newsroom=newsroom, publisher=fable, title="Boats", url=url)
    capture_document(document=document, by=rita, fetch=web.visit)
    return document


@pytest.fixture
def reporter(client: Client, rita: User) -> Client:
    return sign_in(client, rita)


def sign_in(client: Client, user: User) -> Client:
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.refresh_from_db()
    client.force_login(user)
    return client


def test_a_reporter_adds_a_feed_and_is_told_what_is_wrong(
    reporter: Client, newsroom: Newsroom, fable: Source
) -> None:
    given = {"newsroom": newsroom.pk, "url": "http://127.1/", "source": fable.name, "title": "F", "poll_every": 20}
    refused = reporter.post("/admin/sources/feed/add/", given)
    assert "an IPv4 address must be four plain numbers" in refused.content.decode()
    assert not Feed.objects.exists()
    given["url"] = "https://fable.example/rss"
    assert reporter.post("/admin/sources/feed/add/", given).status_code == 302
    feed = Feed.objects.get()
    assert (feed.host, feed.poll_every.total_seconds(), feed.created_by) == ("fable.example", 1200, feed.created_by)
    assert reporter.get(f"/admin/sources/feed/{feed.pk}/change/").status_code == 200


def test_a_feed_is_stopped_with_a_reason_that_history_keeps(
    reporter: Client, newsroom: Newsroom, rita: User, fable: Source
) -> None:
    feed = add_feed(by=rita, newsroom=newsroom, url="https://fable.example/rss", source=fable)
    assert reporter.post(f"/admin/sources/feed/{feed.pk}/stop/", {"why": "too noisy"}).status_code == 302
    feed.refresh_from_db()
    assert not feed.active
    assert feed.history.order_by("-pgh_id").first().pgh_context["why"] == "too noisy"  # type: ignore[attr-defined]  # a history row


@pytest.mark.parametrize("noun", ["feed", "feeditem", "capture", "duefetch", "reprint"])
def test_lists_open_for_the_newsroom_and_are_empty_for_others(client: Client, document: Document, noun: str) -> None:
    _, hana = open_hill_courier()
    answer = sign_in(client, hana).get(f"/admin/sources/{noun}/")
    assert answer.status_code == 200
    assert "Boats" not in answer.content.decode()


def test_a_capture_is_shown_with_its_files_and_nothing_in_it_runs(reporter: Client, document: Document) -> None:
    capture = Capture.objects.get()
    shown = reporter.get(f"/admin/sources/capture/{capture.pk}/change/").content.decode()
    assert f"/captures/{capture.public_id}/page" in shown
    assert f"/captures/{capture.public_id}/warc" in shown
    assert "&lt;script&gt;steal()" in shown
    assert "<script>steal()" not in shown
    assert "boat number 7" in shown


def test_a_file_is_uploaded_as_a_capture_or_refused_with_the_reason(reporter: Client, document: Document) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    program = SimpleUploadedFile("a.png", b"MZ\x90\x00", "image/png")
    refused = reporter.post("/admin/sources/capture/add/", {"document_key": document.pk, "content": program})
    assert "Only PDF, PNG, JPEG, WebP, GIF and saved HTML pages are taken." in refused.content.decode()
    picture = SimpleUploadedFile("a.html", drawn.getvalue(), "text/html")
    taken = reporter.post("/admin/sources/capture/add/", {"document_key": document.pk, "content": picture})
    assert taken.status_code == 302
    assert Capture.objects.filter(method="upload").get().media_type == "image/png"


def test_a_person_asks_for_a_capture_on_the_page_of_the_document(
    reporter: Client, document: Document, rita: User
) -> None:
    assert reporter.post(f"/admin/sources/document/{document.pk}/capture/", {"why": ""}).status_code == 302
    assert DueFetch.objects.get().asked_by == rita


def test_an_editor_decides_on_a_likely_copy(
    client: Client, newsroom: Newsroom, document: Document, rita: User, edda: User, fable: Source, web: FakeWeb
) -> None:
    url = "https://other.example/b"
    web.pages[url] = Page(write_page(*WORDS[:20]))
    copy = add_document(by=rita, newsroom=newsroom, publisher=fable, title="Boats again", url=url)
    propose_reprints(capture=capture_document(document=copy, by=rita, fetch=web.visit))
    proposed = Reprint.objects.get()
    reporter = sign_in(client, rita)
    assert reporter.post(f"/admin/sources/reprint/{proposed.pk}/accept/", {"why": ""}).status_code == 403
    editor = sign_in(client, edda)
    assert editor.post(f"/admin/sources/reprint/{proposed.pk}/accept/", {"why": ""}).status_code == 302
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_by) == (ReprintState.ACCEPTED, edda)


def test_the_nightly_look_is_for_who_runs_the_house(client: Client, newsroom: Newsroom, edda: User) -> None:
    assert sign_in(client, edda).get("/admin/sources/hashcheck/").status_code == 403
    User.objects.filter(pk=edda.pk).update(is_superuser=True)
    assert client.get("/admin/sources/hashcheck/").status_code == 200


def test_a_reader_is_offered_nothing_to_do(client: Client, newsroom: Newsroom, document: Document) -> None:
    reader = sign_in(client, hire(newsroom, "rolf", Role.READER))
    assert reader.get("/admin/sources/capture/").status_code == 200
    assert reader.get("/admin/sources/capture/add/").status_code == 403
    assert reader.get("/admin/sources/feed/add/").status_code == 403
    assert reader.post(f"/admin/sources/document/{document.pk}/capture/", {"why": ""}).status_code == 403
