"""Applying migrations in runs changes how long it takes and nothing else."""

from collections.abc import Iterator

import psycopg
import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, connections, models
from django.db.migrations import AddField, AddIndex, CreateModel, RunSQL
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from factcheck.migrating import Run, RunningExecutor, group_operations

WHAT_A_DATABASE_HOLDS = """
    SELECT 'column', c.relname, a.attname, a.attnum::text, a.attnotnull::text,
           format_type(a.atttypid, a.atttypmod), a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
    WHERE c.relkind IN ('r', 'v') AND a.attnum > 0 AND c.relnamespace = 'public'::regnamespace
  UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '', '', ''
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '', '', '', '', '' FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '', '', '', ''
    FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
    SELECT 'function', proname, prosrc, '', '', '', '', '', ''
    FROM pg_proc JOIN pg_language l ON l.oid = prolang
    WHERE pronamespace = 'public'::regnamespace AND lanname <> 'c'
"""


@pytest.fixture
def fresh_databases(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Two empty databases beside the one of the tests, as connections of these names."""
    names = ["one", "two"]
    databases = {
        name: {**connection.settings_dict, "NAME": f"{connection.settings_dict['NAME']}_{name}"} for name in names
    }
    place = connection.get_connection_params()
    place = {key: place[key] for key in ("host", "port", "user", "password", "dbname") if place.get(key)}
    with psycopg.connect(**place, autocommit=True) as server:
        for name, database in databases.items():
            server.execute(f"DROP DATABASE IF EXISTS {database['NAME']}")
            server.execute(f"CREATE DATABASE {database['NAME']}")
            connections.settings[name] = database
        with django_db_blocker.unblock():
            yield names
        for name, database in databases.items():
            connections[name].close()
            del connections[name], connections.settings[name]
            server.execute(f"DROP DATABASE {database['NAME']}")


@pytest.mark.slow
def test_the_database_is_the_same_as_when_django_applies_one_operation_after_the_other(
    fresh_databases: list[str],
) -> None:
    held = []
    for name, kind in zip(fresh_databases, (MigrationExecutor, RunningExecutor), strict=True):
        database = connections[name]
        executor = kind(database)
        # The people's app stands for all: it has every kind of operation, and Django's own way is slow.
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "newsrooms"])
        with database.cursor() as cursor:
            cursor.execute(WHAT_A_DATABASE_HOLDS)
            held.append({row for row in cursor.fetchall() if row[1] != "django_migrations"})
    assert held[0] == held[1]
    assert len([row for row in held[0] if row[0] == "trigger"]) > 20


def test_only_operations_of_one_kind_that_follow_one_another_are_applied_together() -> None:
    field = models.IntegerField()
    create = CreateModel("noun", [("id", field)])
    add = [AddField("noun", "size", field), AddIndex("noun", models.Index(fields=["size"], name="by_size"))]
    apart = AddIndexConcurrently("noun", models.Index(fields=["size"], name="by_size_too"))
    grouped = list(group_operations([create, create, *add, RunSQL("SELECT 1"), apart, *add]))
    assert [type(operation) for operation in grouped] == [Run, Run, RunSQL, AddIndexConcurrently, Run]
    assert [operation.operations for operation in grouped if isinstance(operation, Run)] == [
        [create, create],
        add,
        add,
    ]
