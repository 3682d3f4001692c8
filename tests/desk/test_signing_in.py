"""Guessing passwords at the desk: tries are counted against the address and against the account."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from newsrooms.models import User

PASSWORD = "the ferry sails at nine"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "API_LIMITS", {**settings.API_LIMITS, "failed_tries": 3})
    for name in ("ada", "mira", "otto"):
        User.objects.create_user(name, password=PASSWORD, is_staff=True)


def knock(address: str, username: str, password: str = "") -> tuple[int, bool]:
    said = {"username": username, "password": password or "guess"}
    given = Client(REMOTE_ADDR=address).post(reverse("admin:login"), said)
    return given.status_code, b"Too many tries" in given.content


def test_an_address_that_guesses_is_told_to_wait_whatever_the_password(narrow: None) -> None:
    assert [knock("198.51.100.1", name) for name in ("ada", "mira", "nobody")] == [(200, False)] * 3
    assert knock("198.51.100.1", "ada", PASSWORD) == (200, True)
    assert knock("198.51.100.2", "ada", PASSWORD)[0] == 302


def test_an_account_is_guarded_against_guesses_from_many_addresses(narrow: None) -> None:
    assert [knock(f"198.51.100.{number}", "OTTO") for number in (11, 12, 13)] == [(200, False)] * 3
    assert knock("198.51.100.14", "otto", PASSWORD) == (200, True)
