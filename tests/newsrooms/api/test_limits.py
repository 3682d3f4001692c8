"""Limits of the API: told in every answer, refused with the time to wait, and no hostage to Redis."""

from typing import Any

import pytest
import redis
from django.conf import settings
from django.test import RequestFactory

from newsrooms import limits
from newsrooms.api.callers import address_of
from newsrooms.limits import Limiter
from newsrooms.vocabulary import Scope
from tests.claims.api.conftest import House, open_house
from tests.newsrooms.api.asking import Asker


@pytest.fixture
def house(db: None) -> House:
    return open_house()


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {"stranger": 3, "key": 4, "person": 5, "failed_tries": 2}
    monkeypatch.setattr(settings, "API_LIMITS", few)
    monkeypatch.setattr(settings, "PROXY_HOPS", 1)


def caller(number: int) -> dict[str, str]:
    return {"x_forwarded_for": f"192.0.2.{number}"}


def test_an_address_is_told_what_is_left_and_refused_when_nothing_is(narrow: None, db: None) -> None:
    stranger = Asker()
    left = [stranger.get("/claims/", **caller(1)).headers["ratelimit"] for _ in range(3)]
    assert [one.split(";")[1] for one in left] == ["r=2", "r=1", "r=0"]
    refused = stranger.get("/claims/", **caller(1))
    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert 0 < int(refused.headers["retry-after"]) <= 61
    assert refused.headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert stranger.get("/claims/", **caller(2)).status == 200


def test_keys_have_budgets_of_their_own(narrow: None, house: House) -> None:
    one, other = house.key(Scope.CLAIMS_READ), house.key(Scope.CLAIMS_READ)
    assert [one.get("/claims/", **caller(3)).status for _ in range(5)] == [200] * 4 + [429]
    assert other.get("/claims/", **caller(3)).status == 200


def test_tries_at_keys_and_passwords_are_counted_against_the_address(narrow: None, house: House) -> None:
    thief = Asker(secret="fck_0000000000_" + "0" * 40)
    assert [thief.get("/claims/", **caller(4)).status for _ in range(3)] == [401, 401, 429]
    guesser = Asker()
    body = {"username": "vera", "password": "guess"}
    statuses = [guesser.post("/session/", body, **caller(5)).status for _ in range(3)]
    assert statuses == [422, 422, 429]


def test_without_redis_requests_are_answered_and_not_counted(
    narrow: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = redis.Redis(unix_socket_path="/nowhere/at/all.sock", **settings.REDIS_TIMEOUTS)
    limiter = Limiter(gone)
    monkeypatch.setattr("newsrooms.api.callers.open_limiter", lambda: limiter)
    answers = [Asker().get("/claims/", **caller(6)) for _ in range(6)]
    assert {answer.status for answer in answers} == {200}
    assert "ratelimit" not in answers[0].headers
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert limits.REST_SECONDS > 0


@pytest.mark.parametrize(
    ("hops", "peer", "passed_on", "address"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "127.0.0.1", "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "127.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "127.0.0.1", "192.0.2.1", "127.0.0.1"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "nonsense", "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "", "", "unknown"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    monkeypatch: pytest.MonkeyPatch, hops: int, peer: str, passed_on: str, address: str
) -> None:
    monkeypatch.setattr(settings, "PROXY_HOPS", hops)
    extra: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": passed_on} if passed_on else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **extra)
    assert address_of(request) == address
