"""Bodies: the schema of each is compiled once, and what broke off is not taken for whole."""

import errno
import tempfile
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection

from newsrooms.api.bodies import read_body
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import COMPONENTS, validator_of
from newsrooms.api.problems import ProblemError
from newsrooms.vocabulary import Scope
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import open_harbour_post


@pytest.mark.django_db
def test_the_schema_of_a_body_is_compiled_once_however_often_it_is_sent() -> None:
    newsroom, owner = open_harbour_post()
    asker = Asker.with_key(newsroom, owner, Scope.KEYS_MANAGE)
    validator_of.cache_clear()
    for _ in range(5):
        asker.post("/keys/", {"name": "", "scopes": ["keys:manage"]})
    counted = validator_of.cache_info()
    assert (counted.misses, counted.hits) == (1, 4)


def test_every_schema_can_be_compiled_with_what_it_refers_to_alone() -> None:
    assert all(validator_of(name) for name in COMPONENTS)
    assert validator_of("Why") is validator_of("Why")


def sent(body: bytes, **said: str) -> WSGIRequest:
    """A request as gunicorn gives it when so many bytes came."""
    return WSGIRequest({"REQUEST_METHOD": "POST", "wsgi.input": BytesIO(body), "PATH_INFO": "/", **said})


def test_a_body_that_breaks_off_is_refused_even_where_what_came_could_be_read() -> None:
    assert read_body(sent(b'{"a":1}', CONTENT_LENGTH="7")) == b'{"a":1}'
    with pytest.raises(ProblemError) as refusal:
        read_body(sent(b'{"a":1}', CONTENT_LENGTH="9"))
    assert (refusal.value.status, refusal.value.detail) == (400, "The body broke off: 7 of 9 bytes came.")


def test_a_body_in_chunks_is_refused_and_not_read_as_empty() -> None:
    with pytest.raises(ProblemError) as refusal:
        read_body(sent(b'{"a":1}', HTTP_TRANSFER_ENCODING="chunked"))
    assert refusal.value.status == 411
    assert read_body(sent(b"")) == b""


@pytest.mark.django_db
def test_a_long_body_that_breaks_off_is_no_import_of_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom, owner = open_harbour_post()
    asker = Asker.with_key(newsroom, owner, Scope.IMPORTS_WRITE)
    monkeypatch.setattr("newsrooms.api.endpoint.declared_length", lambda request, largest: 99)
    answer = asker.post("/imports/", b'{"type":"claim"}', content_type="application/jsonl")
    assert (answer.status, answer.code) == (400, "malformed")


@pytest.mark.django_db
def test_without_room_for_a_long_body_the_client_is_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom, owner = open_harbour_post()
    asker = Asker.with_key(newsroom, owner, Scope.IMPORTS_WRITE)

    class Full(BytesIO):
        def write(self, piece: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    answer = asker.post("/imports/", b'{"type":"claim"}', content_type="application/jsonl")
    assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "unavailable", "60")


@pytest.mark.django_db
def test_what_takes_the_database_too_long_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def ponder(endpoint: Endpoint, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(Endpoint, "_answer", ponder)
    answer = Asker().get("/claims/")
    assert (answer.status, answer.json["detail"]) == (503, "This took too long; ask for less.")
