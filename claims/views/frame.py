"""The frame of a public page: its language, its address in every language, and who publishes it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info

from claims.telling.figures import locale_of

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
OWN = settings.LANGUAGE_CODE  # what an address without a language speaks


class TopicConverter:
    """A topic in an address: any tag a newsroom may give, with slashes in it as well."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LanguageConverter:
    """The first part of an address, where it names one of our languages."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page stands: ``prefix`` is "" or "/uk", ``path`` the address below it, with its query."""

    language: str
    prefix: str
    path: str

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def site(self) -> str:
        return str(settings.SITE_URL)

    @property
    def canonical(self) -> str:
        """The one address search engines keep: English without a prefix, the others below theirs."""
        return self.address_in(self.language)

    @property
    def locale(self) -> str:
        return locale_of(self.language)

    @property
    def alternates(self) -> list[dict[str, Any]]:
        """The same page in every language."""
        return [
            {
                "language": code,
                "name": name,
                "href": self.address_in(code),
                "link": f"/{code}{self.path}",
                "current": code == self.language,
            }
            for code, name in settings.LANGUAGES
        ]

    def address_in(self, language: str) -> str:
        return f"{settings.SITE_URL}{'' if language == OWN else f'/{language}'}{self.path}"


def frame_of(request: HttpRequest, language: str | None) -> Frame:
    """The frame of a request; ``language`` is what the address names, or None."""
    prefix = f"/{language}" if language else ""
    return Frame(language or OWN, prefix, request.get_full_path()[len(prefix) :])
