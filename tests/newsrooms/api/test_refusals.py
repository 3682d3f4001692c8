"""Refusals say in words what a developer can do about them: which key, which form, how many, where."""

import json
from typing import Any

import pytest

from newsrooms.vocabulary import Scope
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import open_harbour_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker() -> Asker:
    newsroom, owner = open_harbour_post()
    return Asker.with_key(newsroom, owner, *Scope)


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/sources/", {"name": "", "kind": "outlet"}, "Is empty."),
        ("/sources/", {"name": "x" * 301, "kind": "outlet"}, "Has more than 300 characters."),
        ("/sources/", {"name": "R", "kind": "outlet", "aliases": ["a"] * 101}, "Has more than 100 entries."),
        ("/sources/", {"name": "R", "kind": "outlet", "country": "Norway"}, "two capital letters of a country"),
        ("/claims/", {"statement": "S.", "as_of": "yesterday"}, "such as 2025, 2025-03"),
        ("/imports/fetches/", {"address": "ftp://example.org/x"}, "Does not begin with http:// or https://."),
        ("/webhook-endpoints/1/secrets/", {"overlap_hours": 721}, "Is more than 720."),
        ("/webhook-endpoints/1/secrets/", {"overlap_hours": -1}, "Is less than 0."),
        ("/sources/", b'{"name": "R", "kind": "outlet", "name": "S"}', "One object has the key 'name' twice."),
    ],
)
def test_what_is_wrong_is_said(asker: Asker, path: str, body: Any, words: str) -> None:
    refused = asker.post(path, body)
    assert refused.status in (400, 422)
    [fault] = refused.json["errors"]
    assert words in fault["detail"]


def test_a_whole_number_may_be_written_with_a_point(asker: Asker) -> None:
    opened = asker.post("/webhook-endpoints/", {"url": "https://desk.example.org/hook"}).json
    path = f"/webhook-endpoints/{opened['id']}/secrets/"
    assert asker.post(path, b'{"overlap_hours": 12.0}').status == 201
    assert asker.post(path, b'{"overlap_hours": 12.5}').faults == {("/overlap_hours", "wrong_type")}
    source = asker.post("/sources/", {"name": "R", "kind": "outlet"}).json["id"]
    feed = {"url": "https://r.example.org/f.xml", "source": source}
    sent = json.dumps(feed | {"poll_every_minutes": 30.0}).encode()
    assert asker.post("/feeds/", sent).json["poll_every_minutes"] == 30
    item = asker.post("/newsrooms/harbour-post/checklist-items/", b'{"text": "x", "position": 3.0}')
    assert (item.status, item.json["position"]) == (201, 3)


def test_who_comes_without_a_key_is_told_how_to_send_one() -> None:
    refused = Asker().get("/sources/")
    assert (refused.status, refused.headers["www-authenticate"]) == (401, 'Bearer realm="newsroom"')
    assert refused.json["detail"] == "Send a key as “Authorization: Bearer …”, or sign in."


def test_an_address_without_its_last_slash_is_told_of_it(asker: Asker) -> None:
    assert asker.get("/claims").json["detail"] == "There is nothing here: addresses end with a slash."
    assert asker.get("/clams").json["detail"] == asker.get("/clams/").json["detail"] == "There is nothing here."


def test_what_may_be_asked_is_named_once_each(asker: Asker) -> None:
    assert asker.ask("OPTIONS", "/claims/").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert asker.ask("DELETE", "/claims/").headers["allow"] == "GET, HEAD, POST, OPTIONS"
