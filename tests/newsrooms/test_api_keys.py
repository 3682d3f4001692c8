"""The life of an API key: made, used, rotated with overlap, revoked; its secret nowhere."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsrooms.actions.api_key import MadeKey, create_key, revoke_key, rotate_key, touch_key
from newsrooms.actions.membership import change_role, end_membership
from newsrooms.actions.user import close_account
from newsrooms.keys import LENGTH, find_key, usable_scopes
from newsrooms.models import ApiKey, Newsroom, User
from newsrooms.secrecy import hash_secret, random_letters
from newsrooms.vocabulary import Role, Scope
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


def make(by: User, newsroom: Newsroom, *scopes: Scope, expires_at: datetime | None = None) -> MadeKey:
    wanted = scopes or [Scope.CLAIMS_READ]
    return create_key(by=by, newsroom=newsroom, name="Night script", scopes=wanted, expires_at=expires_at)


def test_a_secret_opens_its_key_and_no_other_text_does() -> None:
    newsroom, owner = open_harbour_post()
    made, other = make(owner, newsroom), make(owner, newsroom)
    assert find_key(made.secret, now()) == made.key
    assert find_key(other.secret, now()) == other.key
    swapped = made.secret[:14] + other.secret[14:]
    for text in (made.secret[:-1], made.secret + "0", made.secret.upper(), swapped, "", made.key.prefix):
        assert find_key(text, now()) is None


@given(st.text(max_size=80) | st.text(min_size=LENGTH, max_size=LENGTH))
def test_no_hostile_text_is_a_key_nor_an_error(text: str) -> None:
    assert find_key(text, now()) is None


def test_whatever_is_presented_costs_one_query_at_most(django_assert_num_queries: object) -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom)
    for presented in (made.secret, made.secret[:-4] + "0000"):
        with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture has no public type
            find_key(presented, now())


def test_the_secret_is_200_random_bits_and_kept_nowhere() -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom)
    secret_part = made.secret.rsplit("_", 1)[1]
    assert len(secret_part) * 5 == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(k::text, ' ') FROM newsrooms_apikey k")
        rows = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(h::text, ' ') FROM newsrooms_apikeyhistory h")
        history = cursor.fetchone()[0]
    assert secret_part not in rows + history + repr(made) + str(made.key)
    assert hash_secret(made.secret).hex() not in history
    assert made.key.prefix in history


def test_random_letters_do_not_repeat() -> None:
    assert len({random_letters(10) for _ in range(2000)}) == 2000


def test_an_expired_key_is_no_key() -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom, expires_at=now() + timedelta(hours=1))
    assert find_key(made.secret, now()) is not None
    assert find_key(made.secret, now() + timedelta(hours=1)) is None


def test_rotation_overlaps_and_then_the_old_secret_is_dead() -> None:
    newsroom, owner = open_harbour_post()
    old = make(owner, newsroom, Scope.CLAIMS_READ, Scope.PUBLISH)
    new = rotate_key(by=owner, key=old.key, overlap=timedelta(days=2))
    assert find_key(old.secret, now()) == old.key
    assert find_key(new.secret, now()) == new.key
    assert find_key(old.secret, now() + timedelta(days=2)) is None
    assert find_key(new.secret, now() + timedelta(days=2)) == new.key
    assert (new.key.name, new.key.scopes, new.key.acts_for) == (old.key.name, old.key.scopes, old.key.acts_for)
    assert ApiKey.objects.get(pk=old.key.pk).successor == new.key


def test_rotation_never_lengthens_the_old_key_and_keeps_the_term() -> None:
    newsroom, owner = open_harbour_post()
    soon = now() + timedelta(hours=3)
    old = make(owner, newsroom, expires_at=soon)
    new = rotate_key(by=owner, key=old.key, overlap=timedelta(days=2))
    assert ApiKey.objects.get(pk=old.key.pk).expires_at == soon
    assert new.key.expires_at is not None
    assert abs(new.key.expires_at - soon) < timedelta(minutes=1)


def test_a_key_is_rotated_once() -> None:
    newsroom, owner = open_harbour_post()
    old = make(owner, newsroom)
    rotate_key(by=owner, key=old.key)
    with pytest.raises(ValidationError, match="already rotated"):
        rotate_key(by=owner, key=old.key)


def test_a_revoked_key_is_dead_at_once_and_postgresql_keeps_it_so() -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom)
    revoked = revoke_key(by=owner, key=made.key, why="leaked")
    assert find_key(made.secret, now()) is None
    assert revoke_key(by=owner, key=made.key, why="again").revoked_at == revoked.revoked_at
    with pytest.raises(IntegrityError, match="revoked_at"), transaction.atomic():
        ApiKey.objects.update(revoked_at=None)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ApiKey.objects.update(scopes=[Scope.PUBLISH.value])
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        ApiKey.objects.update(digest=hash_secret("mine"))
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        ApiKey.objects.all().delete()


def test_history_names_who_revoked_the_key_and_why() -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom)
    revoke_key(by=owner, key=made.key, why="laptop stolen")
    rows = made.key.history.values_list("pgh_label", "pgh_context__user", "pgh_context__why")  # type: ignore[attr-defined]  # made by pghistory
    assert list(rows) == [("insert", owner.pk, "created the key"), ("update", owner.pk, "laptop stolen")]


def test_use_is_noted_once_a_minute() -> None:
    newsroom, owner = open_harbour_post()
    made = make(owner, newsroom)
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    seen = []
    for seconds in (0, 20, 59, 60, 90, 121):
        touch_key(key=ApiKey.objects.get(pk=made.key.pk), at=noon + timedelta(seconds=seconds))
        seen.append(ApiKey.objects.get(pk=made.key.pk).last_used_at)
    assert [(moment - noon).seconds for moment in seen if moment] == [0, 0, 0, 60, 60, 121]
    assert made.key.history.count() == 1  # type: ignore[attr-defined]  # a history row


def test_a_key_loses_what_its_person_loses() -> None:
    newsroom, owner = open_harbour_post()
    edda = hire(newsroom, "edda", Role.ADMINISTRATOR)
    made = make(edda, newsroom, Scope.CLAIMS_READ, Scope.REPORTS_WRITE, Scope.PUBLISH)
    place = edda.memberships.live().get()
    change_role(by=owner, membership=place, role=Role.REPORTER, why="reshuffle")
    assert usable_scopes(made.key) == {Scope.CLAIMS_READ, Scope.REPORTS_WRITE}
    end_membership(by=owner, membership=place, why="left")
    assert usable_scopes(made.key) == frozenset()
    close_account(by=sign_up("root", superuser=True), user=edda, why="left")
    assert find_key(made.secret, now()) is None


def test_nobody_makes_a_key_for_more_than_their_role_or_in_another_name_or_for_nothing() -> None:
    newsroom, owner = open_harbour_post()
    other_newsroom, hana = open_hill_courier()
    edda = hire(newsroom, "edda", Role.EDITOR)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        make(edda, newsroom)
    with pytest.raises(PermissionDenied, match="not a member"):
        make(owner, other_newsroom)
    with pytest.raises(PermissionDenied, match="acts for the person who makes it"):
        create_key(by=owner, newsroom=newsroom, name="x", scopes=[Scope.CLAIMS_READ], acts_for=edda)
    with pytest.raises(ValidationError, match="does not have the role for webhooks:manage"):
        create_key(by=None, newsroom=newsroom, name="x", scopes=[Scope.WEBHOOKS_MANAGE], acts_for=edda)
    for name, scopes, expires_at, field in [
        (" ", [Scope.CLAIMS_READ], None, "name"),
        ("x", [], None, "scopes"),
        ("x", [Scope.CLAIMS_READ], now(), "expires_at"),
    ]:
        with pytest.raises(ValidationError) as refusal:
            create_key(by=owner, newsroom=newsroom, name=name, scopes=scopes, expires_at=expires_at)
        assert list(refusal.value.message_dict) == [field]
    assert not ApiKey.objects.exists()
    assert hana.api_keys.count() == 0


def test_keys_are_seen_by_the_administrators_of_their_newsroom_alone() -> None:
    newsroom, owner = open_harbour_post()
    _, hana = open_hill_courier()
    made = make(owner, newsroom)
    publisher = hire(newsroom, "petro", Role.PUBLISHER)
    seen = {user.username: list(ApiKey.objects.visible_to(user)) for user in (owner, hana, publisher)}
    assert seen == {"olena": [made.key], "hana": [], "petro": []}
    assert list(ApiKey.objects.visible_to(sign_up("root", superuser=True))) == [made.key]


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("create_key", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def test_the_command_line_prints_one_key_and_nothing_else() -> None:
    newsroom, _ = open_harbour_post()
    secret = run("--newsroom", "harbour-post", "--scope", "claims:read,reports:write", "--scope", "drafts:read")
    key = find_key(secret, now())
    assert key is not None
    assert key.scopes == ["claims:read", "drafts:read", "reports:write"]
    assert key.acts_for.username == "harbour-post-robot"
    assert usable_scopes(key) == {Scope.CLAIMS_READ, Scope.DRAFTS_READ, Scope.REPORTS_WRITE}
    assert not key.acts_for.has_usable_password()
    assert key.newsroom == newsroom


def test_the_robot_is_one_and_its_first_key_keeps_working_beside_a_lesser_one() -> None:
    open_harbour_post()
    first = run("--newsroom", "harbour-post", "--scope", "all", "--days", "30")
    run("--newsroom", "harbour-post", "--scope", "claims:read")
    key = find_key(first, now())
    assert key is not None
    assert usable_scopes(key) == set(Scope)
    assert key.expires_at is not None
    assert User.objects.filter(username__contains="robot").count() == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--newsroom", "nowhere", "--scope", "claims:read"), "There are: harbour-post"),
        (("--newsroom", "harbour-post", "--scope", "claims:eat"), "Unknown scope claims:eat"),
        (("--newsroom", "harbour-post", "--scope", "claims:read", "--for", "nobody"), "no account"),
        (("--newsroom", "harbour-post", "--scope", "claims:read", "--days", "0"), "past"),
        (("--newsroom", "harbour-post", "--scope", "claims:read", "--days", "99999999"), "too far"),
        (("--newsroom", "harbour-post", "--scope", "claims:read", "--name", ""), "missing"),
    ],
)
def test_the_command_line_says_what_is_wrong(arguments: tuple[str, ...], reason: str) -> None:
    open_harbour_post()
    with pytest.raises(CommandError, match=reason):
        run(*arguments)
