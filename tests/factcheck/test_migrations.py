"""Migrations keep to themselves, and say all there is to say."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

APPS = ("newsrooms", "sources", "claims", "factcheck")
MIGRATIONS = sorted(path for app in APPS for path in (settings.BASE_DIR / app / "migrations").glob("0*.py"))


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    said = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()


# Defaults of columns: Django writes them into migrations by name, and they are pure.
MAY_BE_NAMED = {"newsrooms.public_ids", "newsrooms.clocks"}


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_migration_imports_nothing_that_may_change_under_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert {name for name in imported if name.split(".")[0] in APPS} <= MAY_BE_NAMED
