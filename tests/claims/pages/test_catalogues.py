"""The catalogues of the pages' languages are complete, compiled, and keep every gap that the English has."""

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
APP = settings.BASE_DIR / "claims"
SPOKEN = ("telling", "views", "pictures", "templates/claims", "sentences.py")
GAP = re.compile(r"%\((\w+)\)[sd]")
# How Python and templates ask for a translation, as far as the words of one call stand together.
ASKED = re.compile(r"""\b(?:_|gettext|gettext_lazy)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)""")
PRINTED = re.compile(r"""{% trans "([^"]+)\"""")


def catalogue(language: str) -> Catalog:
    """The written catalogue of a language."""
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms_of(message: Message) -> list[str]:
    """The translation, in all its plural forms if it has any."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def spoken_words() -> set[str]:
    """Every plain phrase that the pages ask to have translated."""
    files = [path for name in SPOKEN for path in ([APP / name] if name.endswith(".py") else (APP / name).rglob("*"))]
    words: set[str] = set()
    for path in files:
        if path.suffix == ".html":
            words |= set(PRINTED.findall(path.read_text()))
        elif path.suffix == ".py":
            for quoted in ASKED.findall(path.read_text()):
                words.add("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)))
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_translated_in_every_form(language: str) -> None:
    for message in catalogue(language):
        forms = forms_of(message)
        if message.id:
            assert all(forms), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_gaps_of_the_english(language: str) -> None:
    for message in catalogue(language):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for form in forms_of(message):
            assert set(GAP.findall(form)) == set(GAP.findall(english)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_the_pages_say_is_left_out(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(language)}
    assert spoken_words() - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.mo"
    fresh = io.BytesIO()
    write_mo(fresh, catalogue(language))
    with compiled.open("rb") as file:
        found, written = GNUTranslations(file), GNUTranslations(io.BytesIO(fresh.getvalue()))
    for message in (message for message in catalogue(language) if message.id):
        for count in (1, 2, 5) if isinstance(message.id, tuple) else (None,):
            assert ask(found, message, count) == ask(written, message, count) != "", message.id


def ask(words: GNUTranslations, message: Message, count: int | None) -> str:
    """The translation of one message; ``count`` for one with plural forms."""
    if count is not None:
        return words.ngettext(message.id[0], message.id[1], count)
    return words.pgettext(message.context, str(message.id)) if message.context else words.gettext(str(message.id))
