"""``manage.py write_glossary``: docs/glossary.md, from what each noun says of itself in its model."""

import inspect
from argparse import ArgumentParser
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims import vocabulary as claims_words
from newsrooms import vocabulary as newsrooms_words
from sources import vocabulary as sources_words

FILE = Path("docs") / "glossary.md"
FLOORS: dict[str, tuple[str, ModuleType]] = {
    "newsrooms": ("Newsrooms: who works here", newsrooms_words),
    "sources": ("Sources: who speaks, and what was captured", sources_words),
    "claims": ("Claims: what is said, and what we make of it", claims_words),
}
HEAD = """# Glossary

One noun, one name on every floor. Made by `./manage.py write_glossary` from the docstrings of models and
vocabularies; a test fails when it lags. A *standing* is what follows from the evidence: computed, never edited.
An *assessment* is what a person judges: human, never computed.
"""


class Command(BaseCommand):
    help = "Write docs/glossary.md from the models and vocabularies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether the page is current")

    def handle(self, *args: Any, **options: Any) -> None:
        page = "\n".join(_lines()) + "\n"
        file = settings.BASE_DIR / FILE
        if not options["check"]:
            file.write_text(page, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != page:
            raise CommandError(f"{FILE} lags behind the models: run ./manage.py write_glossary.")


def _lines() -> Iterator[str]:
    yield HEAD
    for label, (title, words) in FLOORS.items():
        yield f"## {title}\n"
        yield "| noun | what it is |\n|---|---|"
        for model in sorted(apps.get_app_config(label).get_models(), key=lambda found: found.__name__):
            if not model.__name__.endswith("History") and model.__module__.startswith(f"{label}.models"):
                yield f"| **{model.__name__}** | {_first_words(model)} |"
        yield "\n| word | values |\n|---|---|"
        for name, enum in inspect.getmembers(words, _is_words):
            said = _first_words(enum) if enum.__doc__ and enum.__doc__ != StrEnum.__doc__ else ""
            values = ", ".join(f"`{word.value}`" for word in enum)
            yield f"| **{name}** | {values}{'. ' + said if said else ''} |"
        yield ""


def _is_words(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, StrEnum) and found is not StrEnum


def _first_words(noun: type) -> str:
    said = inspect.cleandoc(noun.__doc__ or "").split("\n\n")[0]
    return " ".join(said.split()).replace("|", "\\|")
