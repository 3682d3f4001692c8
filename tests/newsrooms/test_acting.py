"""What history keeps of an action: who, why, and through which door; in the row itself."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction

from newsrooms.acting import acting, through
from newsrooms.models import Newsroom, User

pytestmark = pytest.mark.django_db


class RefusedError(Exception):
    """Why the inner action of a test does not come to its end."""


def said_of(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    rows = newsroom.history.values_list("pgh_label", "name", "pgh_context")  # type: ignore[attr-defined]  # made by pghistory
    return [
        (label, name, context and (context["name"], context["why"], context["via"])) for label, name, context in rows
    ]


def open_room() -> Newsroom:
    return Newsroom.objects.create(slug="harbour", name="Harbour Post")


def test_a_change_is_kept_with_who_and_why_and_the_door() -> None:
    mira = User.objects.create(username="mira", display_name="Mira Koval")
    with acting(mira, "we begin", "admin"):
        newsroom = open_room()
    assert said_of(newsroom) == [("insert", "Harbour Post", ("Mira Koval", "we begin", "admin"))]
    assert newsroom.history.get().pgh_context["user"] == mira.pk  # type: ignore[attr-defined]  # a history row


def test_bulk_and_raw_writes_are_kept_too() -> None:
    newsroom = open_room()
    with acting(None, "renamed in bulk"):
        Newsroom.objects.update(name="Harbour")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE newsrooms_newsroom SET name = 'Port'")
    assert said_of(newsroom)[1:] == [
        ("update", "Harbour", ("", "renamed in bulk", "")),
        ("update", "Port", ("", "renamed in bulk", "")),
    ]


def test_an_action_inside_another_speaks_for_itself_and_gives_the_word_back() -> None:
    mira, ivo = (User.objects.create(username=name) for name in ("mira", "ivo"))
    with acting(mira, "outer"):
        newsroom = open_room()
        with acting(ivo, "inner"):
            Newsroom.objects.update(name="Inner")
        Newsroom.objects.update(name="Outer")
    assert [context for _, _, context in said_of(newsroom)] == [
        ("mira", "outer", ""),
        ("ivo", "inner", ""),
        ("mira", "outer", ""),
    ]


def test_a_refused_inner_action_leaves_the_outer_one_its_words() -> None:
    mira, ivo = (User.objects.create(username=name) for name in ("mira", "ivo"))
    with acting(mira, "outer"):
        newsroom = open_room()
        with suppress(RefusedError), acting(ivo, "inner"):
            Newsroom.objects.update(name="Inner")
            raise RefusedError
        Newsroom.objects.update(name="Outer")
    assert said_of(newsroom)[1:] == [("update", "Outer", ("mira", "outer", ""))]


def test_what_is_written_after_an_action_is_not_put_in_its_mouth() -> None:
    with acting(None, "opening"):
        newsroom = open_room()
    Newsroom.objects.update(name="Nobody said so")
    assert said_of(newsroom)[1] == ("update", "Nobody said so", None)


def test_the_door_is_named_once_for_all_actions_inside_it_and_an_action_may_name_its_own() -> None:
    with through("api key Night script"):
        with acting(None, "one"):
            newsroom = open_room()
        with acting(None, "two", "import 7"):
            Newsroom.objects.update(name="Two")
    with acting(None, "three"):
        Newsroom.objects.update(name="Three")
    assert [context[2] for _, _, context in said_of(newsroom)] == ["api key Night script", "import 7", ""]


def test_a_failed_action_writes_nothing() -> None:
    with suppress(RefusedError), acting(None, "fails"):
        open_room()
        raise RefusedError
    assert not Newsroom.objects.exists()


def test_an_update_of_what_is_not_kept_leaves_no_history_and_no_secret_is_in_it() -> None:
    mira = User.objects.create(username="mira", password="hash-of-something")
    with acting(mira, "new password"):
        User.objects.update(password="another-hash")
    row = mira.history.get()  # type: ignore[attr-defined]  # a history row
    assert row.pgh_label == "insert"
    assert "password" not in {field.name for field in row._meta.fields}


@pytest.mark.django_db(transaction=True)
def test_doors_of_other_threads_are_not_heard() -> None:
    heard: list[str] = []

    def listen() -> None:
        with transaction.atomic(), acting(None, "elsewhere"), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('pghistory.context_metadata')")
            heard.append(cursor.fetchone()[0])
        connection.close()

    with through("admin"):
        thread = threading.Thread(target=listen)
        thread.start()
        thread.join()
    assert '"via": ""' in heard[0]


def test_triggers_find_it_said_that_no_guard_is_ignored_instead_of_catching_an_error_for_each_row() -> None:
    with acting(None, "entered in bulk"), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore')::text[]")
        assert cursor.fetchone() == ([],)
