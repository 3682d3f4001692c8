"""Phrases in the active language, each looked up once: a page asks for the same few hundred again in every row.

Django goes through its catalogues each time; that was a fifth of the printing of a claim's page.
"""

from functools import lru_cache

from django.utils import translation
from django.utils.functional import lazy

MOST = 16_384


def gettext(phrase: str) -> str:
    """A phrase of ours in the active language."""
    return _look_up(translation.get_language(), "", phrase)


def pgettext(context: str, phrase: str) -> str:
    """The same for a phrase that means something else elsewhere."""
    return _look_up(translation.get_language(), context, phrase)


gettext_lazy = lazy(gettext, str)
pgettext_lazy = lazy(pgettext, str)


@lru_cache(maxsize=MOST)
def _look_up(language: str | None, context: str, phrase: str) -> str:
    return translation.pgettext(context, phrase) if context else translation.gettext(phrase)
