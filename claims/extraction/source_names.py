"""From the words of a source to the name it goes by: titles, appositions and the documents it speaks through taken off."""

from dataclasses import dataclass

import regex

from claims.extraction import lexicon
from claims.extraction.outlets import DOCUMENT_WORDS, NAME_WORD, SELF, VISUALS, is_outlet, list_words
from claims.extraction.spans import Span, trim
from claims.extraction.words import WORDS

RELATIVE = regex.compile(r",?\s(?:who|whom|whose|which|that|where)\s.*\Z", regex.DOTALL)
AGE = regex.compile(r",\s\d{1,3}(?=,|\Z)")
AUTHOR = regex.compile(
    r"\s(?:(?:released|published|issued|posted|made|produced|prepared|carried out|conducted|"
    r"commissioned|written|drawn up|compiled|taken|filmed|shot|"
    r"supplied|provided|signed)\s(?:(?:on|in|last|earlier|this)\s[\p{L}\d ]{2,24}?\s)?)?(?:by|"
    r"from)\s(?P<author>.+)\Z",
    regex.DOTALL,
)
RELAY = regex.compile(
    r",?\s(?:first\s)?(?:seen|obtained|reviewed|leaked|shared|published|verified|geolocated|"
    r"analysed|analyzed|examined|viewed|released|posted|"
    r"circulated|quoted|cited|interviewed|carried|aired|broadcast|reported)(?:\s(?:on|in|last|"
    r"exclusively)\s(?:\p{Lu}?\p{L}+day|\d{1,2}\s\p{L}+|\p{L}+\s\d{1,2}|week|month|year))?"
    r"\s(?P<how>by|to|with|in)\s(?P<relay>[^,]+)",
)
OF_AUTHOR = regex.compile(r"\A(?:[\p{L}\p{N}’' -]+?)(?:’s|'s|s’|s')\s(?P<document>[\p{L} -]+)\Z")
NOBODY = WORDS["nobody"]


@dataclass(frozen=True, slots=True)
class Named:
    """A source's name with the place it is taken from, and the outlets through which its words came, outermost first."""

    name: str
    span: Span
    relays: tuple[tuple[str, Span], ...] = ()
    is_document: bool = False


def name_source(text: str, source: Span, publisher: str) -> Named:
    """The name of a source as worded; a document folds into its author, an outlet that saw it is a relay."""
    relays: list[tuple[str, Span]] = []
    end = source.end
    for match in RELAY.finditer(source.text):
        relay = Span.cut(text, *trim(text, source.start + match.start("relay"), source.start + match.end("relay")))
        relay = cut_relay(text, relay)
        by_author = (
            match["how"] == "by"
            and regex.search(r"published|released|posted|circulated", match.group())
            and not is_outlet(relay.text)
        )
        if by_author or (match["how"] == "in" and not NAME_WORD.match(relay.text)):
            continue
        if not is_self(relay.text, publisher):
            relays.append((shorten(relay), relay))
        end = min(end, source.start + match.start())
    kept = Span.cut(text, *trim(text, source.start, max(end, source.start + 1), " ,"))
    author = find_author(text, kept)
    if author is not None and not regex.match(r"(?:The |the )?(?:Telegram|X|social)", author.text):
        return Named(shorten(author), author, tuple(relays))
    document = is_document(kept.text)
    return Named(shorten(kept), kept, tuple(relays), document)


def cut_relay(text: str, relay: Span) -> Span:
    match = regex.search(r"\s(?:and|on|in|last|as|who|which)\s", relay.text)
    return Span.cut(text, relay.start, relay.start + match.start()) if match else relay


def is_self(name: str, publisher: str) -> bool:
    """Whether a name is the publisher's own."""
    if SELF.search(name):
        return True
    own, other = set(list_words(publisher)), set(list_words(name))
    return bool(own) and bool(other) and (own <= other or other <= own)


def is_document(name: str) -> bool:
    head = RELATIVE.sub("", name)
    head = regex.split(
        r",|\s(?:of|by|from|in|on|to|seen|released|published|leaked|taken|showing|dated|geolocated|posted)\s", head
    )[0]
    words = list_words(head)
    return bool(words) and words[-1] in DOCUMENT_WORDS


def find_author(text: str, source: Span) -> Span | None:
    """Whose document the source is: "a report by X", "X's statement", "data from X"; ``None`` when it is no document."""
    if not is_document(source.text):
        return None
    match = AUTHOR.search(source.text)
    if match:
        author = regex.split(
            r",?\s(?:who|which|that|and reviewed|and seen|on \p{Lu}\p{L}+day|in \d{4}|and released|of \d|on \d)\b",
            match["author"],
        )[0]
        if author and not author[0].isdigit():
            return Span.cut(
                text, source.start + match.start("author"), source.start + match.start("author") + len(author)
            )
    match = OF_AUTHOR.match(RELATIVE.sub("", source.text).split(",")[0])
    if match and list_words(match["document"])[-1:] and list_words(match["document"])[-1] in DOCUMENT_WORDS - VISUALS:
        cut = source.text.index(match["document"])
        owner = regex.sub(r"(?:'s|’s|'|’)\s*\Z", "", source.text[:cut])
        if (
            list_words(owner)
            and owner.lower() not in ("its", "his", "her", "their", "yesterday", "today", "monday", "last week")
            and not owner.lower().endswith(("day", "week", "year", "month"))
        ):
            return Span.cut(text, source.start, source.start + len(owner))
    return None


def shorten(source: Span) -> str:
    """The name alone: a person's without title and apposition, otherwise the noun phrase without article and clauses."""
    plain = RELATIVE.sub("", source.text)
    plain = AGE.sub("", plain).strip(" ,")
    plain = regex.sub(r"\s*\([^()]*\)", "", plain)
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    for part in parts:
        person = find_person(part)
        if person:
            return person
    head = parts[0] if parts else plain
    head = regex.sub(r"\A(?:Both|both|the|The|a|an|A|An)\s(?=\S)", "", head)
    return regex.sub(r"(?:'s|’s)\Z", "", head) or source.text


def find_person(part: str) -> str | None:
    """First and last name at the end of "air force spokesman Taras Hnyp" or "General Idriss Bako"; ``None`` if none stands there."""
    words = part.split()
    if any(w in ("of", "for", "at", "from", "with", "on", "in") for w in words):
        match = regex.split(r"\s(?:of|for|at|from|with|on|in)\s", part)[0]
        return find_person(match) if " " in match and regex.search(r"\p{Lu}\p{Ll}+\s\p{Lu}", match) else None
    run: list[str] = []
    for word in reversed(words):
        if (
            NAME_WORD.fullmatch(word.rstrip("."))
            and word.lower().rstrip(".") not in lexicon.TITLES
            and not word.endswith(("'s", "’s"))
        ):
            run.insert(0, word)
        else:
            break
    titled = len(run) < len(words) and (
        words[len(words) - len(run) - 1].lower().rstrip(".") in lexicon.TITLES
        or words[len(words) - len(run) - 1][0].islower()
    )
    if 2 <= len(run) <= 4 and (titled or len(words) == len(run)) and not is_group(run):
        return " ".join(run)
    if (
        len(run) == 1
        and titled
        and words[len(words) - 2].lower().rstrip(".") in lexicon.TITLES
        and len(words) >= 2
        and run[0].lower() not in ("staff", "guard", "office")
    ):
        return " ".join(words[-2:]) if words[-2][0].isupper() else run[0]
    return None


def is_group(words: list[str]) -> bool:
    lows = {w.lower().rstrip(".") for w in words}
    return bool(lows & GROUPISH) or any(w.isupper() and len(w) > 1 for w in words)


GROUPISH = WORDS["groupish"]
