"""The name of a person behind titles and ranks."""

import regex

from claims.extraction import lexicon
from claims.extraction.outlets import NAME_WORD, PLACES
from claims.extraction.words import WORDS

GROUPISH = WORDS["groupish"]
BOUND = regex.compile(r"\s(?:of|for|at|from|with|on|in|to|near|about|against|by|under)\s")
ARTICLE = regex.compile(r"\A(?:The|An?|Both)\s")
TWO_CAPITALS = regex.compile(r"\p{Lu}\p{Ll}+\s\p{Lu}")
NO_SURNAMES = frozenset(["staff", "guard", "office", "forces", "service", "council"])
OFFICES = WORDS["offices"]
PARTICLES = WORDS["particles"]
MOST_WORDS = 5


def find_person(part: str) -> str | None:
    """First and last name at the end of "air force spokesman Taras Hnyp"; or ``None``."""
    part = ARTICLE.sub("", part)
    bound = BOUND.split(part, maxsplit=1)[0]
    if bound != part and (office := find_office_holder(part)) is not None:
        return office
    if bound != part:
        return find_person(bound) if " " in bound and TWO_CAPITALS.search(bound) else None
    words = part.split()
    run: list[str] = []
    for word in reversed(words):
        if run and word.lower() in PARTICLES:
            run.insert(0, word)
            continue
        if not NAME_WORD.fullmatch(word.rstrip(".")) or is_title(word) or word.endswith(("'s", "’s")):
            break
        run.insert(0, word)
    while run and run[0].islower():
        run.pop(0)
    before = words[len(words) - len(run) - 1] if len(run) < len(words) else ""
    titled = is_title(before) or before[:1].islower()
    if 2 <= len(run) <= MOST_WORDS and (titled or not before) and not is_group(run):
        return " ".join(run)
    if len(run) == 1 and is_title(before) and run[0].lower() not in NO_SURNAMES:
        return f"{before} {run[0]}" if before[0].isupper() else run[0]
    return None


def find_office_holder(part: str) -> str | None:
    """The name behind an office ("Secretary of State Dale Burr"); or ``None``."""
    words = part.split()
    if not is_title(words[0]) or "of" not in words[1:3]:
        return None
    run: list[str] = []
    for word in reversed(words[words.index("of") + 1 :]):
        if not NAME_WORD.fullmatch(word) and word.lower() not in PARTICLES:
            break
        run.insert(0, word)
    while run and run[0].lower() in OFFICES | PLACES:
        run.pop(0)
    return " ".join(run) if 2 <= len(run) <= MOST_WORDS and not is_group(run) and run[0][0].isupper() else None


def is_title(word: str) -> bool:
    return word.lower().rstrip(".") in lexicon.TITLES


def is_group(words: list[str]) -> bool:
    """Whether capitalised words name a body, a place or a paper rather than a person."""
    lows = {w.lower().rstrip(".") for w in words}
    return bool(lows & GROUPISH) or lows <= PLACES or any(w.isupper() and len(w) > 1 for w in words)
