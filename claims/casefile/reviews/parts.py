"""Reading the values of structured data: texts, addresses, dates and whom a part names, each refused by its path."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.casefile.problems import Place, Problem, shorten
from sources.algebra.moments import read_moment
from sources.fetching.addresses import make_address_key

Key = str | int
MARKUP = re.compile(r"<(?:[a-zA-Z/!?][^<>]*>|!--)")
BLANKS = re.compile(r"\s+")
# What the profile of the case file leaves out: a blank for the T, fractions of a second, an offset without colon.
WRITTEN_ELSEWHERE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?"
    r"\s?(?P<offset>Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
MOST_PARTS = 500
LONGEST_NAME = 300
Nodes = Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a part names, and the types it gives for them."""

    name: str
    types: frozenset[str]
    job: str


@dataclass
class Reading:
    """What the parts of one review share while it is read: what is wrong, and what the file's graph knows by id."""

    place: Place
    nodes: Nodes
    problems: list[Problem] = field(default_factory=list)
    parts: int = 0


class Part:
    """One object of a review while it is read."""

    def __init__(self, content: dict[str, Any], reading: Reading, keys: tuple[Key, ...] = ()) -> None:
        self.content = content
        self._reading, self._keys = reading, keys

    def refuse(self, code: str, reason: str, *keys: Key) -> None:
        self._reading.problems.append(Problem(self._reading.place.at(*self._keys, *keys), code, reason))

    def text(self, key: str, *, longest: int, needed: bool = False) -> str:
        """A text without markup, its blanks folded and its entities read; "" when absent or refused."""
        value = self.content.get(key)
        if isinstance(value, dict) and "@value" in value:
            value = value["@value"]
        if value is None or value == "":
            if needed:
                self.refuse("required", "is missing", key)
            return ""
        if not isinstance(value, str):
            self.refuse("wrong_type", f"{shorten(value)} is not a text", key)
            return ""
        text = BLANKS.sub(" ", html.unescape(value)).strip()
        if markup := MARKUP.search(text):
            self.refuse("markup", f"holds markup ({shorten(markup[0], 30)}), where plain text belongs", key)
            return ""
        if len(text) > longest:
            self.refuse("too_long", f"is longer than {longest:,} characters", key)
            return ""
        if needed and not text:
            self.refuse("empty", "is blank", key)
        return text

    def address(self, key: str, *, needed: bool = False) -> str:
        """An http or https address; "" when absent or refused."""
        value = self.text(key, longest=2000, needed=needed)
        if value and not make_address_key(value):
            self.refuse("wrong_form", f"{shorten(value)} is not a web address (http or https)", key)
            return ""
        return value

    def date(self, key: str) -> str:
        """A date as a case file writes it; "" when absent or refused."""
        value = self.text(key, longest=60)
        if not value:
            return ""
        elsewhere = WRITTEN_ELSEWHERE.fullmatch(value)
        if elsewhere:
            offset = elsewhere["offset"] or ""
            colon = offset if len(offset) in (0, 1, 6) else f"{offset[:3]}:{offset[3:]}"
            value = f"{elsewhere['day']}T{elsewhere['clock']}{colon}"
        try:
            read_moment(value)
        except ValueError as error:
            self.refuse("not_a_date", str(error), key)
            return ""
        return value

    def number(self, key: str) -> Decimal | None:
        """A number, also where it is written as a text; None when absent or refused."""
        value = self.content.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            self.refuse("wrong_type", f"{shorten(value)} is not a number", key)
            return None
        try:
            number = Decimal(str(value).strip()[:60])
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.refuse("not_a_number", f"{shorten(value)} is not a number", key)
            return None
        return number

    def parts(self, key: str, wanted: str, *, or_address: bool = False) -> Iterator["Part"]:
        """The objects under a key, which may be one or a list of them. A text in their place is refused, unless it
        may be an address and is one."""
        value = self.content.get(key)
        if value is None or value == "":
            return
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            keys = (key, number) if isinstance(value, list) else (key,)
            self._reading.parts += 1
            if self._reading.parts > MOST_PARTS:
                self.refuse("too_many", f"is more than the {MOST_PARTS} parts that are read of one review", *keys)
                return
            if or_address and isinstance(one, str) and make_address_key(one):
                yield Part({"url": one}, self._reading, (*self._keys, *keys))
            elif isinstance(one, dict):
                yield Part(self._meant(one), self._reading, (*self._keys, *keys))
            else:
                self.refuse("wrong_type", f"{shorten(one)} stands where {wanted} belongs", *keys)

    def _meant(self, content: dict[str, Any]) -> dict[str, Any]:
        """What an object that is only a reference within its graph refers to."""
        name = content.get("@id")
        return self._reading.nodes.get(name, content) if len(content) == 1 and isinstance(name, str) else content

    def named(self, key: str) -> list[Named]:
        """The people and organisations under a key, each by the name it must have."""
        found = []
        for part in self.parts(key, "an Organization or Person with its name"):
            name = part.text("name", longest=LONGEST_NAME, needed=True)
            if name:
                found.append(Named(name, types_of(part.content), part.text("jobTitle", longest=LONGEST_NAME)))
        return found


def types_of(content: dict[str, Any]) -> frozenset[str]:
    """The types an object gives itself, without the vocabulary's address: ``{"ClaimReview"}``."""
    value = content.get("@type")
    several = value if isinstance(value, list) else [value]
    return frozenset(re.split("[/#:]", one)[-1] for one in several if isinstance(one, str))
