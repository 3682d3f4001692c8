"""A case file may be fetched from an address: by the guarded room, so that it reaches nothing on the inside."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.actions.import_jobs import run_next_import
from claims.api import imports
from claims.casefile.addresses import fetch_file
from claims.models import Claim, ImportJob
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role, Scope
from sources.fetching.policy import Policy
from tests.claims.importing.small_case import small_case
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import hire, open_harbour_post
from tests.sources.fetching.conftest import serve
from tests.sources.fetching.raw_server import Serve, answer

__all__ = ["serve"]
pytestmark = pytest.mark.django_db
TAKEN_NOWHERE = "The page could not be reached."


@pytest.fixture
def newsroom() -> Newsroom:
    return open_harbour_post()[0]


@pytest.fixture
def door(client: Client, newsroom: Newsroom) -> Client:
    client.force_login(hire(newsroom, "edda", Role.EDITOR))
    return client


def send(door: Client, newsroom: Newsroom, address: str, **more: object) -> str:
    answered = door.post(reverse("desk:imports"), {"newsroom": newsroom.pk, "address": address, **more}, follow=True)
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.mark.django_db(transaction=True)  # the file is read over a connection of its own
def test_a_case_is_fetched_and_imported(door: Client, newsroom: Newsroom, serve: Serve, settings: Settings) -> None:
    case = {noun: rows for noun, rows in small_case().items() if noun not in ("assessments", "corrections")}
    server = serve(answer("200 OK", "Content-Type: application/json", body=json.dumps(case).encode()))
    settings.FETCH_PERMITTED = [("127.0.0.1", server.port)]
    send(door, newsroom, f"{server.url}cases/weir.json")
    job = ImportJob.objects.get()
    assert (job.title, job.form) == ("weir.json", "case")
    assert run_next_import()
    job.refresh_from_db()
    assert list(job.problems.values_list("pointer", "reason")) == []
    assert job.state == "done"
    assert Claim.objects.filter(newsroom=newsroom).exists()
    assert b"User-Agent: " in server.heard[0]


@pytest.mark.django_db(transaction=True)  # as above
def test_the_api_imports_from_an_address_by_the_same_room(
    newsroom: Newsroom, serve: Serve, settings: Settings
) -> None:
    line = b'{"type": "source", "id": "w", "name": "Weir Radio", "kind": "outlet"}\n'
    server = serve(answer("200 OK", "Content-Type: text/plain", body=line * 2))
    settings.FETCH_PERMITTED = [("127.0.0.1", server.port)]
    key = Asker.with_key(newsroom, hire(newsroom, "edda", Role.EDITOR), Scope.IMPORTS_WRITE)
    started = key.post("/imports/fetches/", {"address": f"{server.url}weir.jsonl", "title": "Weir", "dry_run": True})
    assert (started.status, started.json["form"], started.json["title"]) == (202, "lines", "Weir")
    assert run_next_import()
    done = key.get(started.headers["location"].removeprefix("/api/v1")).json
    assert (done["state"], done["dry_run"], done["records_seen"]) == ("done", True, 2)
    for address in ("http://169.254.169.254/", "http://localhost:5432/x.json"):
        refused = key.post("/imports/fetches/", {"address": address})
        assert (refused.status, refused.faults) == (422, {("/address", "not_fetched")})
    assert key.post("/imports/fetches/", {"address": "file:///etc/hostname"}).faults == {("/address", "wrong_form")}
    assert ImportJob.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # as above
def test_the_other_site_is_asked_while_no_transaction_is_open_and_once_for_a_request_sent_twice(
    newsroom: Newsroom, serve: Serve, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(answer("200 OK", body=b'{"type": "source", "id": "w", "name": "Weir Radio", "kind": "outlet"}\n'))
    settings.FETCH_PERMITTED = [("127.0.0.1", server.port)]
    key = Asker.with_key(newsroom, hire(newsroom, "edda", Role.EDITOR), Scope.IMPORTS_WRITE)
    open_when_dialled = []

    def watch(url: str, *, policy: Policy) -> tuple[str, bytes]:
        open_when_dialled.append(connection.in_atomic_block)
        return fetch_file(url, policy=policy)

    monkeypatch.setattr(imports, "fetch_file", watch)
    body = {"address": f"{server.url}weir.jsonl"}
    sent = [key.post("/imports/fetches/", body, idempotency_key="k1") for _ in range(2)]
    assert [one.status for one in sent] == [202, 202]
    assert sent[0].body == sent[1].body
    bad = [key.post("/imports/fetches/", {"address": "http://10.0.0.1/"}, idempotency_key="k2") for _ in range(2)]
    assert [one.faults for one in bad] == [{("/address", "not_fetched")}] * 2
    assert bad[1].headers["idempotency-replayed"] == "true"
    assert open_when_dialled == [False, False]
    assert ImportJob.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://[::ffff:10.0.0.1]/case.json", "http://[64:ff9b::a00:1]/", "http://169.254.169.254/",
        "http://localhost/case.json", "file:///etc/hostname", "http://a:b@news.example/", "http://news.example:22/",
    ],
)  # fmt: skip
def test_an_address_on_the_inside_is_refused_without_a_word_of_why(
    door: Client, newsroom: Newsroom, address: str
) -> None:
    page = send(door, newsroom, address)
    assert "The page could not be reached." in page or "The page may not be fetched." in page
    assert not any(word in page for word in ("private", "loopback", "IPv4-mapped", "NAT64", "link-local"))
    assert not ImportJob.objects.exists()


def test_a_redirect_to_the_inside_is_not_followed(
    door: Client, newsroom: Newsroom, serve: Serve, settings: Settings
) -> None:
    server = serve(answer("302 Found", "Location: http://127.0.0.1:80/"))
    settings.FETCH_PERMITTED = [("127.0.0.1", server.port)]
    assert TAKEN_NOWHERE in send(door, newsroom, server.url)


def test_either_a_file_or_an_address_is_given(door: Client, newsroom: Newsroom) -> None:
    assert "Choose a file, or give the address of one, not both." in send(door, newsroom, "")
    assert not ImportJob.objects.exists()


def test_the_command_takes_an_address_too(
    newsroom: Newsroom, serve: Serve, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(answer("200 OK", body=json.dumps(small_case()).encode()))
    settings.FETCH_PERMITTED = [("127.0.0.1", server.port)]
    call_command("import_case", server.url, newsroom=newsroom.slug)
    assert "imported" in capsys.readouterr().out
    with pytest.raises(CommandError, match="could not be reached"):
        call_command("import_case", "http://127.0.0.1/case.json", newsroom=newsroom.slug)
