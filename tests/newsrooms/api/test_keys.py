"""A key that manages keys gives nobody, itself included, more than it has: by no scope, no person and no time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsrooms.actions.api_key import MadeKey, create_key
from newsrooms.models import ApiKey, Newsroom, User
from newsrooms.vocabulary import Scope
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import open_harbour_post, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> tuple[Newsroom, User]:
    return open_harbour_post()


def make(place: tuple[Newsroom, User], *scopes: Scope, days: int = 0) -> MadeKey:
    newsroom, owner = place
    ends = timezone.now() + timedelta(days=days) if days else None
    return create_key(by=owner, newsroom=newsroom, name="Night script", scopes=scopes, expires_at=ends)


def rotate(asking: MadeKey, other: ApiKey) -> tuple[int, str]:
    given = Asker(secret=asking.secret).post(f"/keys/{other.public_id}/rotations/", {})
    return given.status, given.json.get("detail", "")


def test_a_key_is_not_shown_the_secret_of_one_that_may_do_more(place: tuple[Newsroom, User]) -> None:
    manager, publisher = make(place, Scope.KEYS_MANAGE), make(place, Scope.KEYS_MANAGE, Scope.PUBLISH)
    status, reason = rotate(manager, publisher.key)
    assert (status, reason) == (403, "The key in use does not itself have publish.")
    assert ApiKey.objects.count() == 2
    assert rotate(publisher, manager.key)[0] == 201


def test_a_key_is_not_shown_the_secret_of_another_persons_key() -> None:
    newsroom, owner = open_harbour_post()
    chief = sign_up("chief", superuser=True)
    manager = create_key(by=chief, newsroom=newsroom, name="chief", scopes=[Scope.KEYS_MANAGE])
    status, reason = rotate(manager, make((newsroom, owner), Scope.KEYS_MANAGE).key)
    assert (status, reason) == (403, "A key is not shown the secret of another person's key.")


def test_a_key_that_ends_makes_none_that_outlives_it(place: tuple[Newsroom, User]) -> None:
    ending, lasting = make(place, Scope.KEYS_MANAGE, days=1), make(place, Scope.KEYS_MANAGE)
    assert rotate(ending, lasting.key)[0] == 403
    asker = Asker(secret=ending.secret)
    wish = {"name": "x", "scopes": ["keys:manage"]}
    assert asker.post("/keys/", wish).faults == {("/expires_at", "beyond_key")}
    later = (timezone.now() + timedelta(days=2)).isoformat()
    assert asker.post("/keys/", {**wish, "expires_at": later}).faults == {("/expires_at", "beyond_key")}
    assert ApiKey.objects.count() == 2
    sooner = (timezone.now() + timedelta(hours=2)).isoformat()
    assert asker.post("/keys/", {**wish, "expires_at": sooner}).status == 201


def test_a_key_makes_none_with_a_scope_it_has_not(place: tuple[Newsroom, User]) -> None:
    asker = Asker(secret=make(place, Scope.KEYS_MANAGE).secret)
    assert asker.post("/keys/", {"name": "x", "scopes": ["publish"]}).faults == {("/scopes", "beyond_key")}


def test_a_key_renews_itself_for_its_own_term(place: tuple[Newsroom, User]) -> None:
    ending = make(place, Scope.KEYS_MANAGE, days=30)
    assert rotate(ending, ending.key)[0] == 201
    successor = ApiKey.objects.get(predecessor=ending.key)
    assert successor.expires_at is not None
    assert abs(successor.expires_at - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)


def test_a_key_that_is_in_use_can_be_revoked_by_who_saw_it_before(place: tuple[Newsroom, User]) -> None:
    manager, leaked = Asker(secret=make(place, Scope.KEYS_MANAGE).secret), make(place, Scope.CLAIMS_READ)
    address = f"/keys/{leaked.key.public_id}/"
    seen = manager.get(address).etag
    assert Asker(secret=leaked.secret).get("/claims/").status == 200
    assert manager.get(address).json["last_used_at"] is not None
    assert manager.delete(address, if_match=seen).json["revoked_at"] is not None
    assert manager.delete(address, if_match=seen).status == 412
