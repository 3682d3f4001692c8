"""Several sources in one phrase: "US, South Korean and Ukrainian intelligence" speaks with three voices."""

import regex

from claims.extraction import lexicon
from claims.extraction.outlets import PLACES, list_words
from claims.extraction.spans import Span, trim
from claims.extraction.words import WORDS

LISTED = regex.compile(r"\s*,\s*(?:and\s|or\s)?|\s(?:and|or|nor|as well as)\s")
BOUND = regex.compile(r"\s(?:of|for|in|with|at|from|to|on|about|by|between)\s")
LEADING = regex.compile(r"\A(?:both|either|neither)\s", regex.IGNORECASE)
APPOSED = regex.compile(r"\A(?:who|which|whose|a|an|the|head|chief|one|its|his|her|their|\d)\b", regex.IGNORECASE)
SINGLE_VOICES = WORDS["people_heads"] | WORDS["single_voices"]
KINDS = regex.compile(
    r"\A(?P<kind>(?:the\s)?(?:\p{L}+\s){0,3}?(?:channels|agencies|newspapers|outlets|services|"
    r"websites|dailies|ministers|officials|presidents))\s(?=\p{Lu})"
)
WITH_NAME = regex.compile(
    r"(?P<one>[^,]*\p{Lu}[^,]*?) and (?:his|her|its|their) [\p{L} -]+, "
    r"(?P<other>\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)+),?"
)
OF_PLACES = regex.compile(r"(?P<head>[\p{L} -]{3,40}? from)\s(?P<places>(?:the\s)?\p{Lu}.+)")
PLURAL_HEADS = regex.compile(r"\s(?P<head>\p{Ll}[\p{Ll} ]*)\Z")


def split_joint(text: str, source: Span) -> list[tuple[str, Span]]:
    """Each voice of a source with its name and place; a single voice comes back as it is, with an empty name."""
    start = source.start
    lead = LEADING.match(source.text)
    if lead:
        start += lead.end()
    body = Span.cut(text, start, source.end)
    beside = WITH_NAME.fullmatch(body.text)
    if beside:
        return [
            ("", Span.cut(text, body.start + a, body.start + b))
            for a, b in (beside.span("one"), beside.span("other"))
        ]
    kind = KINDS.match(body.text)
    if kind and LISTED.search(body.text, kind.end()):
        body = Span.cut(text, body.start + kind.end(), body.end)
    spread = spread_places(text, body)
    if spread:
        return spread
    places = list_parts(text, body)
    if len(places) < 2:
        return [("", source)]
    parts = [Span.cut(text, *place) for place in places]
    head = PLURAL_HEADS.search(parts[-1].text)
    shared = bool(head) and all(is_adjectival(part.text) for part in parts[:-1])
    apart = kind is not None or shared or are_alike(parts, body.text)
    if not apart or not all(is_voice(part.text) for part in parts):
        return [("", source)]
    if shared and head is not None:
        return [(f"{part.text}{head.group()}", part) for part in parts[:-1]] + [(parts[-1].text, parts[-1])]
    return [("", part) for part in parts]


def spread_places(text: str, body: Span) -> list[tuple[str, Span]]:
    """ "Officials from Tamra, Vell and the Isles": one voice for each place."""
    match = OF_PLACES.fullmatch(body.text)
    if match is None:
        return []
    tail = Span.cut(text, body.start + match.start("places"), body.end)
    parts = [Span.cut(text, *place) for place in list_parts(text, tail)]
    if len(parts) < 2 or not all(is_place(part.text) for part in parts):
        return []
    return [(f"{match['head']} {part.text}", part) for part in parts]


def is_place(name: str) -> bool:
    """Whether a part names a country or capital ("South Korea", "the US")."""
    words = list_words(name)
    return bool(words) and (words[-1] in PLACES or name.removeprefix("the ").isupper())


def list_parts(text: str, body: Span) -> list[tuple[int, int]]:
    joiners = list(LISTED.finditer(body.text))
    if not any(j.group().strip(" ,") for j in joiners):
        return []
    edges = [0, *(x for j in joiners for x in j.span()), len(body.text)]
    places = [trim(text, body.start + a, body.start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [place for place in places if place[1] > place[0]]


def is_voice(part: str) -> bool:
    words = part.split()
    if not words or (APPOSED.match(part) and not part.lower().startswith(("the ", "its ", "a ", "an ", "one "))):
        return False
    return not any(w.lower() in ("his", "her", "their", "its", "who", "which") for w in words) and words[0][0] != "-"


def is_adjectival(part: str) -> bool:
    """Whether a part is only "US" or "South Korean", to which the last part lends its noun."""
    words = part.removeprefix("the ").removeprefix("The ").split()
    return (
        1 <= len(words) <= 2
        and all(w[0].isupper() for w in words)
        and (
            words[-1].isupper()
            or words[-1].endswith(("an", "sh", "ch", "ese", "ian", "i", "ern", "ean", "ish", "U.S.", "U.K."))
        )
    )


def are_alike(parts: list[Span], whole: str) -> bool:
    """Whether the parts stand on one level: no preposition binds them ("the Institute for War and Peace")."""
    last = parts[-1].text
    before = whole[: whole.rindex(last)] if last in whole else whole
    if BOUND.search(before):
        return parts[0].text.lower().startswith(("the ", "a ")) and last.lower().startswith(("the ", "a "))
    capital = [p.text.removeprefix("the ").removeprefix("The ")[:1].isupper() for p in parts]
    if all(capital):
        return True
    heads = [list_words(p.text)[-1:] for p in parts]
    if any(capital[1:]):
        return False
    return all(h and speaks_alone(p.text, h[0]) for p, h in zip(parts, heads, strict=True))


def speaks_alone(part: str, head: str) -> bool:
    """Whether a part is several people, or one voice with an article ("officials and a hospital source")."""
    if head.endswith("s") or head in lexicon.PEOPLE:
        return True
    return part.lower().startswith(("a ", "an ", "the ", "one ", "another ")) and head in SINGLE_VOICES
