"""What PostgreSQL itself refuses, whichever way the writing comes: the ORM, in bulk, or raw SQL."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Length
from django.test.utils import isolate_apps

from newsrooms.acting import acting
from newsrooms.guards import append_only, never_deleted
from newsrooms.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def note() -> Iterator[Any]:
    """An append-only noun with a column to be filled in once and one that a machine derives."""
    with isolate_apps("newsrooms"):

        class Note(models.Model):
            text = models.TextField()
            sealed_at = models.DateTimeField(null=True)
            notice = models.TextField(default="")
            words = models.IntegerField(default=0)

            length = models.GeneratedField(
                expression=Length("text"), output_field=models.IntegerField(), db_persist=True
            )

            class Meta:
                app_label = "newsrooms"
                verbose_name = "margin note"

            def __str__(self) -> str:
                return self.text

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        for guard in append_only(except_fields=("sealed_at", "notice"), derived_fields=("words",)):
            guard.install(cast(Any, Note))
        yield Note


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def set_to(column: str, value: str) -> None:
    run(f"UPDATE newsrooms_note SET {column} = {value}")  # noqa: S608  # the test names the column itself


def test_a_recorded_row_is_not_rewritten(note: Any) -> None:
    row = note.objects.create(text="as said")
    with pytest.raises(IntegrityError, match="A recorded margin note is never changed"), transaction.atomic():
        note.objects.filter(pk=row.pk).update(text="as wished")
    row.refresh_from_db()
    assert row.text == "as said"


def test_a_refusal_names_the_noun_and_is_a_restrict_violation(note: Any) -> None:
    note.objects.create(text="as said")
    with pytest.raises(IntegrityError, match="margin note") as refusal:
        run("UPDATE newsrooms_note SET text = 'other'")
    assert getattr(refusal.value.__cause__, "sqlstate", None) == "23001"


def test_a_recorded_row_is_not_deleted(note: Any) -> None:
    row = note.objects.create(text="as said")
    with pytest.raises(IntegrityError, match="A recorded margin note is never deleted"), transaction.atomic():
        row.delete()
    assert note.objects.count() == 1


def test_the_table_is_not_emptied(note: Any) -> None:
    note.objects.create(text="as said")
    with pytest.raises(IntegrityError, match="never emptied"):
        run("TRUNCATE newsrooms_note")
    with pytest.raises(IntegrityError, match="never emptied"):
        run("TRUNCATE newsrooms_note CASCADE")


@pytest.mark.parametrize(
    ("column", "first", "second"), [("sealed_at", "now()", "now() + interval '1 day'"), ("notice", "'a'", "'b'")]
)
def test_a_column_filled_in_once_stays(note: Any, column: str, first: str, second: str) -> None:
    note.objects.create(text="as said")
    set_to(column, first)
    for change in (second, "''" if column == "notice" else "NULL"):
        with pytest.raises(IntegrityError, match=f"“{column}” of a recorded margin note is set once"):
            set_to(column, change)


def test_a_derived_column_may_change_again_and_again_but_not_together_with_the_record(
    note: Any,
) -> None:
    note.objects.create(text="as said")
    run("UPDATE newsrooms_note SET words = 2")
    run("UPDATE newsrooms_note SET words = 3")
    with pytest.raises(IntegrityError, match="never changed"):
        run("UPDATE newsrooms_note SET words = 4, text = 'other'")


def test_a_noun_that_is_never_deleted_may_still_be_edited(note: Any) -> None:
    for guard in append_only():
        guard.uninstall(note)
    for guard in never_deleted():
        guard.install(note)
    row = note.objects.create(text="as said")
    run("UPDATE newsrooms_note SET text = 'edited'")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        row.delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE newsrooms_userhistory SET username = 'nobody'",
        "UPDATE newsrooms_userhistory SET pgh_context = NULL",
        "DELETE FROM newsrooms_userhistory",
        "TRUNCATE newsrooms_userhistory",
    ],
)
def test_history_itself_is_never_rewritten(sql: str) -> None:
    with acting(None, "first account"):
        User.objects.create(username="mira")
    with pytest.raises(IntegrityError, match="never"):
        run(sql)
