"""Who may do what in a newsroom, as one table of person × verb."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from newsrooms.models import Membership, Newsroom, User
from newsrooms.roles import newsrooms_of, role_in, roles_of
from newsrooms.rules import (
    LEAST_ROLE,
    LEAST_ROLE_FOR_SCOPE,
    STRANGER,
    scopes_beyond,
    why_not,
    why_not_as,
    why_not_run_installation,
)
from newsrooms.vocabulary import Role, Scope, Verb
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up

ABLE = {
    Verb.SEE_NEWSROOM: {"reader", "reporter", "editor", "publisher", "administrator", "superuser"},
    Verb.EDIT_NEWSROOM: {"administrator", "superuser"},
    Verb.MANAGE_MEMBERS: {"administrator", "superuser"},
    Verb.MANAGE_KEYS: {"administrator", "superuser"},
    Verb.MANAGE_WEBHOOKS: {"administrator", "superuser"},
}


@pytest.fixture
def people(db: None) -> dict[str, User | AnonymousUser]:
    newsroom, administrator = open_harbour_post()
    _, other = open_hill_courier()
    left = hire(newsroom, "lev", Role.ADMINISTRATOR)
    Membership.objects.filter(user=left).update(ended_at=timezone.now())
    locked_out = hire(newsroom, "lidia", Role.ADMINISTRATOR)
    User.objects.filter(pk=locked_out.pk).update(is_active=False)
    return {
        "anonymous": AnonymousUser(),
        "without a place": sign_up("nadia"),
        "of another newsroom": other,
        "who left": left,
        "locked out": User.objects.get(pk=locked_out.pk),
        "reader": hire(newsroom, "rosa", Role.READER),
        "reporter": hire(newsroom, "roman", Role.REPORTER),
        "editor": hire(newsroom, "edda", Role.EDITOR),
        "publisher": hire(newsroom, "petro", Role.PUBLISHER),
        "administrator": administrator,
        "superuser": sign_up("root", superuser=True),
    }


def test_each_person_may_do_what_the_table_says_and_nothing_else(people: dict[str, User]) -> None:
    newsroom = Newsroom.objects.get(slug="harbour-post")
    able = {verb: {name for name, user in people.items() if why_not(user, newsroom, verb) is None} for verb in Verb}
    assert able == ABLE
    assert set(LEAST_ROLE) == set(Verb)


def test_a_newsroom_is_seen_by_its_own_and_does_not_exist_for_others(people: dict[str, User]) -> None:
    seen = {name: sorted(newsrooms_of(user).values_list("slug", flat=True)) for name, user in people.items()}
    for name in ("anonymous", "without a place", "who left", "locked out"):
        assert seen[name] == []
    assert seen["of another newsroom"] == ["hill-courier"]
    for role in Role:
        assert seen[role.value] == ["harbour-post"]
    assert seen["superuser"] == ["harbour-post", "hill-courier"]


def test_roles_of_a_person_and_the_role_in_one_newsroom_agree(people: dict[str, User]) -> None:
    for user in people.values():
        roles = roles_of(user)
        assert {n.pk: role_in(user, n) for n in Newsroom.objects.all() if role_in(user, n)} == roles


def test_all_roles_are_read_in_one_query(people: dict[str, User], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture has no public type
        roles_of(people["editor"])


def test_the_ladder_of_roles_goes_one_way() -> None:
    roles = list(Role)
    for low, role in enumerate(roles):
        assert [role.includes(other) for other in roles] == [position <= low for position in range(len(roles))]


@pytest.mark.parametrize(
    ("role", "least", "able"),
    [
        (Role.READER, Role.PUBLISHER, "a publisher or administrator"),
        (Role.REPORTER, Role.EDITOR, "an editor, publisher or administrator"),
        (Role.PUBLISHER, Role.ADMINISTRATOR, "an administrator"),
    ],
)
def test_the_reason_says_who_could(role: Role, least: Role, able: str) -> None:
    assert why_not_as(role, least, "publish") == f"Only {able} of this newsroom may publish; you are its {role}."


def test_a_stranger_is_told_no_more_than_that() -> None:
    assert {why_not_as(None, least, "publish") for least in Role} == {STRANGER}


def test_only_who_runs_the_installation_opens_newsrooms(people: dict[str, User]) -> None:
    able = {name for name, user in people.items() if why_not_run_installation(user, "open a newsroom") is None}
    assert able == {"superuser"}


def test_a_key_gives_nobody_more_than_their_role() -> None:
    assert set(LEAST_ROLE_FOR_SCOPE) == set(Scope)
    assert scopes_beyond(Role.ADMINISTRATOR, Scope) == []
    assert scopes_beyond(None, [Scope.CLAIMS_READ]) == [Scope.CLAIMS_READ]
    assert scopes_beyond(Role.REPORTER, [Scope.PUBLISH, Scope.REPORTS_WRITE, Scope.ASSESSMENTS_WRITE]) == [
        Scope.ASSESSMENTS_WRITE,
        Scope.PUBLISH,
    ]
