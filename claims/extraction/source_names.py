"""From the words of a source to the name it goes by: titles, appositions and its documents taken off."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from claims.extraction.outlets import DOCUMENT_WORDS, NAME_WORD, SELF, VISUALS, is_outlet, list_words
from claims.extraction.person_names import find_person
from claims.extraction.spans import Span, trim
from claims.extraction.words import WORDS

NOBODY = WORDS["nobody"]
OWN_WORDS = WORDS["own_words"]
RELATIVE = regex.compile(r",?\s(?:who|whom|whose|which|that|where)\s.*\Z", regex.DOTALL)
AGE = regex.compile(r",\s\d{1,3}(?=,|\Z)")
BRACKET = regex.compile(r"\s*+\([^()]*+\)")
ARTICLE = regex.compile(r"\A(?:Both|both|the|The|an?|An?)\s(?=\S)")
POSSESSIVE = regex.compile(r"(?:'s|’s|'|’)\s*\Z")
PERIOD = regex.compile(r"(?:day|week|year|month)\Z", regex.IGNORECASE)
_WHEN = r"(?:on|in|last|earlier|this)\s[\p{L}\d ]{2,24}?\s"
AUTHOR = regex.compile(
    r"\s(?:(?:released|published|issued|posted|made|produced|prepared|carried out|conducted|"
    r"commissioned|written|drawn up|"
    rf"compiled|taken|filmed|shot|supplied|provided|signed)\s(?:{_WHEN})?)?(?:by|from)\s(?P<author>.+)\Z",
    regex.DOTALL,
)
AFTER_AUTHOR = regex.compile(
    r",?\s(?:who|which|that|and reviewed|and seen|and released|on \p{Lu}\p{L}+day|in \d{4}|of \d|on \d)\b"
)
RELAY = regex.compile(
    r",?\s(?:first\s)?(?P<act>seen|obtained|reviewed|leaked|shared|published|verified|geolocated|"
    r"analysed|analyzed|examined|viewed|"
    r"released|posted|circulated|quoted|cited|interviewed|carried|aired|broadcast|reported)"
    r"(?:\s(?:on|in|last|exclusively)\s(?:\p{Lu}?\p{L}+day|\d{1,2}\s\p{L}+|\p{L}+\s\d{1,2}|week|month|year))?"
    r"\s(?P<how>by|to|with|in)\s(?P<relay>[^,]+)"
)
AFTER_RELAY = regex.compile(r"\s(?:and|on|in|last|as|who|which)\s")
# "Figures it released" are those of the one spoken of.
RELEASED = regex.compile(
    r"\s(?P<who>it|he|she|they)\s(?:had\s|has\s)?(?:released|published|issued|posted|submitted|filed|provided|gave)\b"
)
# "The ferry's owner, Blue Gulf Lines" goes by its name.
OWNER = regex.compile(rf"\b(?:{'|'.join(sorted(WORDS['owners']))})\Z")
SHORT_SELF = 4
ISSUES = frozenset(["published", "released", "posted", "circulated"])
OF_AUTHOR = regex.compile(r"\A[\p{L}\p{N}’' -]+?(?:’s|'s|s’|s')\s(?P<document>[\p{L} -]+)\Z")
AFTER_HEAD = regex.compile(
    r",|\s(?:of|by|from|in|on|to|seen|released|published|leaked|taken|showing|dated|geolocated|posted)\s"
)
CHANNEL = regex.compile(r"[Tt]he (?:Telegram|X|social)|Telegram|social")


@dataclass(frozen=True, slots=True)
class Named:
    """A source's name, the place it is taken from, and the outlets its words came through, outermost first."""

    name: str
    span: Span
    relays: tuple[tuple[str, Span], ...] = ()
    is_document: bool = False


@lru_cache(maxsize=256)
def name_source(text: str, source: Span, publisher: str) -> Named:
    """The name of a source as worded; a document folds into its author, an outlet that saw it is a relay."""
    relays: list[tuple[str, Span]] = []
    end = source.end
    for match in RELAY.finditer(source.text):
        relay = Span.cut(text, *trim(text, source.start + match.start("relay"), source.start + match.end("relay")))
        after = AFTER_RELAY.search(relay.text)
        relay = Span.cut(text, relay.start, relay.start + after.start()) if after else relay
        by_author = match["how"] == "by" and match["act"] in ISSUES and not is_outlet(relay.text)
        if by_author or (match["how"] == "in" and not NAME_WORD.match(relay.text)):
            continue
        if not is_self(relay.text, publisher):
            relays.append((shorten(relay), relay))
        end = min(end, source.start + match.start())
    kept = Span.cut(text, *trim(text, source.start, max(end, source.start + 1), " ,"))
    released = RELEASED.search(kept.text)
    if released and is_document(kept.text[: released.start()]):
        begin = kept.start + released.start("who")
        return Named(released["who"], Span.cut(text, begin, begin + len(released["who"])), tuple(relays))
    author = find_author(text, kept)
    if author is not None and not CHANNEL.match(author.text):
        return Named(shorten(author), author, tuple(relays))
    return Named(shorten(kept), kept, tuple(relays), is_document(kept.text))


def is_self(name: str, publisher: str) -> bool:
    """Whether a name is the publisher's own."""
    if SELF.match(name) or (SELF.search(name) and len(name.split()) <= SHORT_SELF):
        return True
    own, other = set(list_words(publisher)), set(list_words(name))
    return bool(own) and bool(other) and (own <= other or other <= own)


def is_document(name: str) -> bool:
    """Whether a source is a report, a video, data, and not somebody."""
    words = list_words(AFTER_HEAD.split(RELATIVE.sub("", name), maxsplit=1)[0])
    return bool(words) and words[-1] in DOCUMENT_WORDS


def find_author(text: str, source: Span) -> Span | None:
    """Whose document the source is: "a report by X", "X's statement", "data from X"; or ``None``."""
    if not is_document(source.text):
        return None
    match = AUTHOR.search(source.text)
    if match:
        author = AFTER_AUTHOR.split(match["author"], maxsplit=1)[0]
        if author and not author[0].isdigit():
            begin = source.start + match.start("author")
            return Span.cut(text, begin, begin + len(author))
    match = OF_AUTHOR.match(RELATIVE.sub("", source.text).split(",")[0])
    if match is None or list_words(match["document"])[-1:] == [] or list_words(match["document"])[-1] in VISUALS:
        return None
    owner = POSSESSIVE.sub("", source.text[: match.start("document")].rstrip())
    if not list_words(owner) or owner.lower() in OWN_WORDS or PERIOD.search(owner):
        return None
    return Span.cut(text, source.start, source.start + len(owner))


def shorten(source: Span) -> str:
    """The name alone: a person's without title and apposition, else the noun phrase without article and clauses."""
    plain = BRACKET.sub("", AGE.sub("", RELATIVE.sub("", source.text)).strip(" ,"))
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    for part in parts:
        person = find_person(part)
        if person:
            return person
    named = len(parts) > 1 and OWNER.search(parts[0]) and all(NAME_WORD.fullmatch(w) for w in parts[1].split())
    head = ARTICLE.sub("", (parts[1] if named else parts[0]) if parts else plain)
    return head.removesuffix("'s").removesuffix("’s") or source.text
