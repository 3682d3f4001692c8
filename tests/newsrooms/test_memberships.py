"""Joining, changing role and leaving: by whom, and what stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from newsrooms.actions.membership import add_member, change_role, end_membership
from newsrooms.actions.newsroom import edit_newsroom, open_newsroom
from newsrooms.actions.user import close_account, make_editor
from newsrooms.models import Membership, Newsroom, User
from newsrooms.roles import role_in
from newsrooms.vocabulary import Role
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up

pytestmark = pytest.mark.django_db


def place_of(user: User) -> Membership:
    return user.memberships.live().get()


def test_who_joins_may_enter_the_desk_and_who_leaves_may_not() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    assert User.objects.get(pk=roman.pk).is_staff
    end_membership(by=owner, membership=place_of(roman), why="contract ended")
    assert role_in(roman, newsroom) is None
    assert not User.objects.get(pk=roman.pk).is_staff


def test_history_says_who_changed_a_role_and_why() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    change_role(by=owner, membership=place_of(roman), role=Role.EDITOR, why="promoted")
    rows = place_of(roman).history.values_list("role", "pgh_context__why", "pgh_context__user")  # type: ignore[attr-defined]  # made by pghistory
    assert list(rows) == [("reporter", "hired", owner.pk), ("editor", "promoted", owner.pk)]


def test_nobody_joins_twice_and_the_reason_is_a_sentence() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    with pytest.raises(ValidationError, match="already a member of this newsroom"):
        add_member(by=owner, newsroom=newsroom, user=roman, role=Role.READER, why="again")


def test_who_left_may_come_back_and_the_first_time_is_still_known() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    first = end_membership(by=owner, membership=place_of(roman), why="left")
    add_member(by=owner, newsroom=newsroom, user=roman, role=Role.EDITOR, why="came back")
    assert role_in(roman, newsroom) is Role.EDITOR
    assert first.ended_at is not None
    then = Membership.objects.live(at=first.since_at).get(user=roman)
    assert then.role == Role.REPORTER
    assert not Membership.objects.live(at=first.since_at - timedelta(days=1)).filter(user=roman).exists()


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER, Role.EDITOR, Role.PUBLISHER])
def test_only_an_administrator_manages_members(role: Role) -> None:
    newsroom, owner = open_harbour_post()
    actor = hire(newsroom, "edda", role)
    other = hire(newsroom, "roman", Role.READER)
    stranger = sign_up("nadia")
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        add_member(by=actor, newsroom=newsroom, user=stranger, role=Role.READER, why="friend")
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        change_role(by=actor, membership=place_of(other), role=Role.EDITOR, why="friend")
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        end_membership(by=actor, membership=place_of(owner), why="coup")


def test_an_administrator_elsewhere_is_a_stranger_here() -> None:
    open_harbour_post()
    newsroom = Newsroom.objects.get()
    _, hana = open_hill_courier()
    with pytest.raises(PermissionDenied, match="not a member"):
        add_member(by=hana, newsroom=newsroom, user=hana, role=Role.ADMINISTRATOR, why="take-over")


def test_a_member_may_leave_by_their_own_hand() -> None:
    newsroom, _ = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    end_membership(by=roman, membership=place_of(roman), why="moving on")
    assert role_in(roman, newsroom) is None


def test_the_last_administrator_stays() -> None:
    newsroom, owner = open_harbour_post()
    with pytest.raises(PermissionDenied, match="last administrator"):
        change_role(by=owner, membership=place_of(owner), role=Role.EDITOR, why="tired")
    with pytest.raises(PermissionDenied, match="last administrator"):
        end_membership(by=owner, membership=place_of(owner), why="tired")
    hire(newsroom, "edda", Role.ADMINISTRATOR)
    change_role(by=owner, membership=place_of(owner), role=Role.EDITOR, why="tired")
    assert role_in(owner, newsroom) is Role.EDITOR


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_demote_each_other_at_once() -> None:
    newsroom, olena = open_harbour_post()
    edda = hire(newsroom, "edda", Role.ADMINISTRATOR)
    start = Barrier(2)

    def demote(by: User, other: User) -> bool:
        place = place_of(other)
        start.wait()
        try:
            change_role(by=by, membership=place, role=Role.READER, why="rivalry")
        except PermissionDenied:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(demote, [olena, edda], [edda, olena]))
    assert Membership.objects.live().filter(newsroom=newsroom, role=Role.ADMINISTRATOR.value).count() == 1
    assert sorted(won) == [False, True]


def test_a_membership_that_ended_is_not_changed_any_more() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    place = end_membership(by=owner, membership=place_of(roman), why="left")
    with pytest.raises(ValidationError, match="already ended"):
        change_role(by=owner, membership=place, role=Role.EDITOR, why="too late")


def test_postgresql_keeps_one_live_place_per_person_even_past_the_actions() -> None:
    newsroom, owner = open_harbour_post()
    with pytest.raises(IntegrityError, match="one_live_membership"), transaction.atomic():
        Membership.objects.bulk_create([Membership(user=owner, newsroom=newsroom, role=Role.READER.value)])
    with pytest.raises(IntegrityError, match="one_of_the_five"), transaction.atomic():
        Membership.objects.update(role="owner")
    with pytest.raises(IntegrityError, match="ends_after_it_began"), transaction.atomic():
        Membership.objects.update(ended_at=timezone.now() - timedelta(days=9))


def test_newsrooms_are_opened_by_who_runs_the_installation() -> None:
    root, nadia = sign_up("root", superuser=True), sign_up("nadia")
    with pytest.raises(PermissionDenied, match="who runs this installation"):
        open_newsroom(by=nadia, slug="nadia-news", name="Nadia News")
    newsroom = open_newsroom(by=root, slug="nadia-news", name="Nadia News", administrator=nadia)
    assert role_in(nadia, newsroom) is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "no spaces here"),
        ("slug", ""),
        ("name", ""),
        ("name", "a\x00b"),
        ("name", "lone \ud800"),
        ("name", "x" * 201),
    ],
)
def test_a_newsroom_that_cannot_be_stored_is_refused_by_field(field: str, value: str) -> None:
    values = {"slug": "post", "name": "Post", field: value}
    with pytest.raises(ValidationError) as refusal:
        open_newsroom(by=None, **values)  # type: ignore[arg-type]  # two texts by name
    assert list(refusal.value.message_dict) == [field]
    assert not Newsroom.objects.exists()


def test_details_are_checked_by_field() -> None:
    for details, field in [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"website": "javascript:1"}, "website"),
        ({"id": "7"}, "id"),
    ]:
        with pytest.raises(ValidationError) as refusal:
            open_newsroom(by=None, slug="post", name="Post", details=details)
        assert list(refusal.value.message_dict) == [field]


def test_the_administrator_edits_the_newsroom_and_others_do_not() -> None:
    newsroom, owner = open_harbour_post()
    roman = hire(newsroom, "roman", Role.PUBLISHER)
    edit_newsroom(by=owner, newsroom=newsroom, changes={"methodology": "We ask."}, why="first version")
    assert Newsroom.objects.get().methodology == "We ask."
    with pytest.raises(PermissionDenied):
        edit_newsroom(by=roman, newsroom=newsroom, changes={"methodology": "We guess."}, why="faster")


def test_a_first_editor_is_made_again_without_a_second_place() -> None:
    newsroom = open_newsroom(by=None, slug="post", name="Post")
    for password in ("first-try-of-many-77", "second-try-of-many-78"):
        editor = make_editor(newsroom=newsroom, username="mira", password=password, role=Role.PUBLISHER)
    assert editor.check_password("second-try-of-many-78")
    assert place_of(editor).role == Role.PUBLISHER


def test_a_closed_account_signs_in_no_more_and_keeps_its_name_on_what_it_did() -> None:
    newsroom, _ = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    with pytest.raises(PermissionDenied):
        close_account(by=roman, user=roman, why="no")
    close_account(by=sign_up("root", superuser=True), user=roman, why="left the trade")
    assert role_in(User.objects.get(pk=roman.pk), newsroom) is None
    assert roman.memberships.live().count() == 1
