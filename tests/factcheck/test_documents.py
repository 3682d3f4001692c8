"""The documents move with the code."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def test_the_glossary_says_what_the_models_say() -> None:
    call_command("write_glossary", "--check")


def test_the_readme_stays_short_and_begins_with_the_two_commands() -> None:
    lines = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 120
    assert any("make run" in line for line in lines[:30])
    assert any("make test" in line for line in lines[:30])
