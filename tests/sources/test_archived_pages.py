"""What was archived is handed out as files or cleaned, in a sandbox, to its own newsroom, and never in our origin."""

import hashlib

import pytest
from django.test import Client

from newsrooms.models import Newsroom, User
from sources.actions.captures import capture_document
from sources.actions.documents import add_document
from sources.fetching.clean_pages import clean_page
from sources.models import Capture, Source
from tests.newsrooms.cast import open_hill_courier
from tests.sources.fake_web import FakeWeb, Page

HOSTILE = (
    b'<!doctype html><html lang="en"><head><title>T</title><script>steal()</script><base href="//evil.example/">'
    b'<meta http-equiv="refresh" content="0;url=//evil.example/"><link rel="stylesheet" href="//evil.example/c.css">'
    b"</head><body onload='steal()'><h1>Bridge <b>open</b></h1><img src=x onerror=steal()>"
    b"<iframe src=//evil.example/></iframe><svg onload=steal()></svg><a href='javascript:steal()'>a</a><a href='https://news.example/'>b</a>"
    b"<form action=//evil.example/><input name=q></form>"
    b"<p style='background:url(//evil.example/p)'>Some 40 boats.</p>"
    b"</body></html>"
)


@pytest.fixture
def capture(newsroom: Newsroom, rita: User, fable: Source, web: FakeWeb) -> Capture:
    url = "https://fable.example/a"
    web.pages[url] = Page(HOSTILE, headers=(("Content-Type", "text/html; charset=utf-8"),))
    document = add_document(by=rita, newsroom=newsroom, publisher=fable, title="Bridge", url=url)
    return capture_document(document=document, by=rita, fetch=web.visit)


@pytest.mark.parametrize("what", ["file", "page", "warc"])
def test_every_answer_is_sandboxed_and_kept_out_of_caches(
    client: Client, capture: Capture, rita: User, what: str
) -> None:
    client.force_login(rita)
    answer = client.get(f"/captures/{capture.public_id}/{what}")
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_file_is_the_bytes_as_they_came_and_only_to_save(client: Client, capture: Capture, rita: User) -> None:
    client.force_login(rita)
    answer = client.get(f"/captures/{capture.public_id}/file")
    assert answer.content == HOSTILE
    assert answer["Content-Disposition"] == f'attachment; filename="capture-{capture.public_id}.html"'
    assert answer["X-Content-SHA256"] == hashlib.sha256(HOSTILE).hexdigest()


def test_a_page_to_read_has_its_words_and_nothing_that_runs_or_loads(
    client: Client, capture: Capture, rita: User
) -> None:
    client.force_login(rita)
    shown = client.get(f"/captures/{capture.public_id}/page").content.decode()
    assert "<h1>Bridge <b>open</b></h1>" in shown
    assert "Some 40 boats." in shown
    assert '<a href="https://news.example/" rel="noopener noreferrer nofollow">b</a>' in shown
    assert "https://fable.example/a" in shown
    for part in ("steal", "evil", "<script", "<img", "<iframe", "<form", "style", "javascript:", "<base"):
        assert part not in shown


@pytest.mark.parametrize("what", ["file", "page", "warc"])
def test_nobody_outside_the_newsroom_sees_it(client: Client, capture: Capture, what: str) -> None:
    address = f"/captures/{capture.public_id}/{what}"
    assert client.get(address).status_code == 302
    _, hana = open_hill_courier()
    client.force_login(hana)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "html",
    [
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=steal()&gt;'>",
        "<svg><p><style><a id='</style><img src=1 onerror=steal()>'>",
        "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
        "<a href=' &#14; javascript:steal()'>x</a>",
        "<a href='data:text/html,<script>steal()</script>'>x</a>",
        "<template><script>steal()</script></template>",
    ],
)
def test_known_ways_around_a_cleaner_lead_nowhere(html: str) -> None:
    cleaned = clean_page(html)
    assert "<img" not in cleaned
    assert "<script" not in cleaned
    assert 'href="' not in cleaned
