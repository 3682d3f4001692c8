"""The catalogues of the pages' languages are complete, compiled, and keep every gap that the English has."""

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
APP = settings.BASE_DIR / "claims"
SPOKEN = ("telling", "views", "pictures", "templates/claims", "templatetags", "sentences.py")
GAP = re.compile(r"%\((\w+)\)[sd]")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue(language: str) -> Catalog:
    """The written catalogue of a language."""
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms_of(message: Message) -> list[str]:
    """The translation, in all its plural forms if it has any."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def spoken_words() -> set[tuple[str | None, str]]:
    """Every phrase that the pages ask to have translated, with its context: plain, with gaps, and in numbers."""
    files = [path for name in SPOKEN for path in ([APP / name] if name.endswith(".py") else (APP / name).rglob("*"))]
    words: set[tuple[str | None, str]] = set()
    for path in files:
        if path.suffix == ".py":
            written = path.read_text()
        elif path.suffix in (".html", ".txt"):
            lines = templatize(path.read_text(), origin=path.name).splitlines()
            written = "\n".join(line.strip() for line in lines)  # to a tokenizer, no block of Python
        else:
            continue
        for _, said, _, context in extract("python", io.BytesIO(written.encode()), KEYWORDS):
            words.add((context, said if isinstance(said, str) else said[0]))
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
    known = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue(language)
    }
    assert len(spoken_words()) > 300
    assert spoken_words() - known == set()
    assert known - spoken_words() == {(None, "")}  # and nothing is kept that no page says


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
