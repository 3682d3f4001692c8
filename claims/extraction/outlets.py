"""Telling outlets, people, organisations and documents apart by the words of their names."""

from functools import lru_cache

import regex

from claims.extraction import lexicon
from claims.extraction.words import WORDS

OUTLET_WORDS = WORDS["outlet_words"]
KNOWN_OUTLETS = WORDS["known_outlets"]
NOT_OUTLETS = WORDS["not_outlets"]
DOCUMENT_WORDS = WORDS["document_words"]
VISUALS = WORDS["visuals"]
ORG_WORDS = WORDS["org_words"]
PLACES = WORDS["places"]
PUBLIC_HEARERS = WORDS["public_hearers"]
# What is no person though two capitals name it: storms, places, operations.
NO_FIRST_NAMES = WORDS["no_first_names"]
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'’&.-]*+")
ENDING = regex.compile(r"['’]s?\Z")
NAME_WORD = regex.compile(r"(?:(?:al|el|ad|as|ar|ash)-)?\p{Lu}[\p{L}\p{M}'’-]*+")
SELF = regex.compile(
    r"\b(?:[Tt]his (?:newspaper|agency|outlet|magazine|website|channel|publication|broadcaster|"
    r"paper|reporter|correspondent))\b|\Aus\Z"
)


def list_words(name: str) -> list[str]:
    """The words of a name, lower-cased, without possessive endings, marks and "the"."""
    return list(split_words(name))


@lru_cache(maxsize=4096)
def split_words(name: str) -> tuple[str, ...]:
    cleaned = (ENDING.sub("", word).rstrip(".") for word in WORD.findall(name.lower()))
    return tuple(word for word in cleaned if word and word not in ("the", "a", "an"))


def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency, broadcaster or channel, as far as its words tell."""
    words = list_words(name)
    if not words or len(words) > 9:
        return False
    if any(w in KNOWN_OUTLETS for w in words):
        return not is_person_like(name)
    if any(w in OUTLET_WORDS for w in words):
        return words[-1] not in NOT_OUTLETS and not (
            words[-1] == "agency"
            and not any(w in ("news", "press", "information") for w in words)
            and name[:1].islower()
        )
    return False


def is_hearing_outlet(name: str) -> bool:
    """Whether the one who was told something is an outlet that passes it on."""
    words = list_words(name)
    described = words[:1] == ["public"] and is_outlet(name) and NAME_WORD.search(name) is not None
    if not words or words[-1] in PUBLIC_HEARERS or (words[0] in PUBLIC_HEARERS and not described):
        return False
    if is_outlet(name):
        return True
    if any(w in NOT_OUTLETS or w in lexicon.TITLES for w in words):
        return False
    capitals = NAME_WORD.findall(name)
    if name.lower().startswith("the ") and capitals and len(words) <= 3:
        return True
    return len(words) <= 2 and len(capitals) == len(words) and not is_person_like(name)


def is_person_like(name: str) -> bool:
    """Whether a name looks like first and last name."""
    words = name.split()
    if any(w.lower().removesuffix("'s") in KNOWN_OUTLETS | PLACES for w in words):
        return False
    if words and words[0].lower() in NO_FIRST_NAMES:
        return False
    return (
        2 <= len(words) <= 3
        and all(NAME_WORD.fullmatch(w) for w in words)
        and not any(w.lower() in ORG_WORDS | OUTLET_WORDS for w in words)
    )
