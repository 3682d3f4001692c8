"""What nobody well-meaning sends: never a 5xx, never a partial write, and every refusal says where and why."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from claims.models import Claim, Report
from sources.models import Document, Source
from tests.claims.api.conftest import open_house
from tests.factcheck.api.hostile import (
    CLAIM_BODIES,
    CONTENT_TYPES,
    HEADERS,
    IF_MATCH,
    QUERIES,
    RAW_BODIES,
    REPORT_BODIES,
)
from tests.newsrooms.api.asking import BASE, Answer, Asker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asker]:
    """A program that may do everything, in a house with one public claim; each test is undone by itself."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "API_LIMITS", dict.fromkeys(settings.API_LIMITS, 1_000_000))
        house = open_house()
        claim = house.desk.claim("The weir was opened at night.")
        report = house.desk.report(claim, "River Radio", ["Water board"])
        house.publish(claim)
        Claim.objects.filter(pk=claim.pk).update(external_id="CLAIM")
        Document.objects.filter(pk=report.document_id).update(external_id="DOCUMENT")
        Source.objects.filter(name="River Radio").update(external_id="SOURCE")
        yield house.key()
        transaction.set_rollback(True)


def judge(answer: Answer) -> None:
    """A refusal is a problem that says what is wrong; success is success; nothing else happens."""
    assert answer.status < 500, answer.body[:300]
    if answer.status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json
        assert problem["status"] == answer.status
        assert {"type", "title", "detail", "code"} <= set(problem)
        if answer.status in (400, 422) and answer.code in ("invalid",):
            assert problem["errors"], problem


def count() -> tuple[int, int]:
    return Claim.objects.count(), Report.objects.count()


def test_there_are_very_many_of_them() -> None:
    tables: list[Any] = [RAW_BODIES, CLAIM_BODIES, REPORT_BODIES, QUERIES, HEADERS, CONTENT_TYPES, IF_MATCH]
    assert sum(map(len, tables)) >= 300


@pytest.mark.parametrize("name", RAW_BODIES)
def test_bodies_that_are_no_body(key: Asker, name: str) -> None:
    before = count()
    answer = key.ask("POST", "/claims/", RAW_BODIES[name])
    judge(answer)
    assert answer.status in (400, 413, 415, 422)
    assert count() == before


@pytest.mark.parametrize("name", CLAIM_BODIES)
def test_claims_that_claim_too_much(key: Asker, name: str) -> None:
    before = count()
    answer = key.ask("POST", "/claims/", json.dumps(CLAIM_BODIES[name]).encode())
    judge(answer)
    if answer.status >= 400:
        assert count() == before
    changed = key.ask("PATCH", "/claims/CLAIM/", json.dumps(CLAIM_BODIES[name]).encode(), if_match="*")
    judge(changed)


@pytest.mark.parametrize("name", REPORT_BODIES)
def test_reports_that_report_nothing(key: Asker, name: str) -> None:
    before = count()
    answer = key.ask("POST", "/reports/", json.dumps(REPORT_BODIES[name]).encode())
    judge(answer)
    if answer.status >= 400:
        assert count() == before


@pytest.mark.parametrize("path", QUERIES, ids=range(len(QUERIES)))
def test_addresses_that_lead_nowhere(key: Asker, path: str) -> None:
    for asker in (key, Asker()):
        given = asker.client.get(
            BASE + path, headers={"authorization": f"Bearer {asker.secret}"} if asker.secret else {}
        )
        assert given.status_code < 500, path
        if given.status_code >= 400:
            assert given["content-type"] == "application/problem+json"


@pytest.mark.parametrize("headers", HEADERS, ids=range(len(HEADERS)))
def test_headers_that_head_nothing(key: Asker, headers: dict[str, str]) -> None:
    for method, path, body in (
        ("GET", f"/claims/{Claim.objects.get(external_id='CLAIM').public_id}/", None),
        ("POST", "/claims/", b"{}"),
    ):
        asker = Asker()
        given = asker.client.generic(
            method,
            BASE + path,
            **({"data": body, "content_type": "application/json"} if body else {}),  # type: ignore[arg-type]  # as above
            headers=headers,
        )
        assert given.status_code < 500


@pytest.mark.parametrize("headers", [one for one in HEADERS if "authorization" not in one], ids=str)
def test_headers_beside_a_good_key(key: Asker, headers: dict[str, str]) -> None:
    given = key.client.generic(
        "POST",
        f"{BASE}/claims/",
        data=b'{"statement": "x"}',
        content_type="application/json",
        headers={"authorization": f"Bearer {key.secret}"} | headers,
    )
    assert given.status_code < 500


@pytest.mark.parametrize("kind", CONTENT_TYPES)
def test_kinds_of_body_that_are_not_read_here(key: Asker, kind: str) -> None:
    answer = key.ask("POST", "/claims/", b'{"statement": "x"}', content_type=kind)
    judge(answer)
    assert answer.status in (415, 201)
    assert (answer.status == 201) == kind.lower().startswith(("application/json;", "application/json")) or (
        kind == "application/jsonx"
    )


@pytest.mark.parametrize("tag", IF_MATCH)
def test_tags_that_match_nothing(key: Asker, tag: str) -> None:
    answer = key.patch("/claims/CLAIM/", {"tags": ["x"]}, if_match=tag)
    assert answer.status in (412, 428)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "OPTIONS", "X" * 50])
def test_methods_that_do_nothing(key: Asker, method: str) -> None:
    given = Asker().client.generic(method, f"{BASE}/claims/")
    assert given.status_code in (204, 405)
    assert "GET" in given["Allow"]
