"""The names of sources are read through only when some were written, by whatever door."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.name_keys import SEEN, catch_up_with_written_names
from claims.models import NameKey
from sources.models import Source, SourceAlias
from tests.claims.cast import Desk


@pytest.fixture(autouse=True)
def unseen() -> None:
    cache.delete(SEEN)


def count_now() -> None:
    """Have the server count what this connection wrote, which it does at its leisure otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_names_are_read_through_only_when_some_were_written(desk: Desk) -> None:
    source = desk.source("Old Harbour Board")
    count_now()
    assert catch_up_with_written_names() == 1
    with CaptureQueriesContext(connection) as quiet:
        assert catch_up_with_written_names() == 0
    assert len(quiet) == 1
    assert "claims_namekey" not in quiet[0]["sql"]
    Source.objects.filter(pk=source.pk).update(name="Port Council")
    count_now()
    assert catch_up_with_written_names() == 1
    SourceAlias.objects.create(source=source, name="Quay Board")
    count_now()
    assert catch_up_with_written_names() == 1
    assert set(NameKey.objects.filter(source=source).values_list("name", flat=True)) == {"Port Council", "Quay Board"}
