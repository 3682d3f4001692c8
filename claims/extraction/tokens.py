"""Words and marks of a text with their places, and what class each seems to be of."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from claims.extraction import lexicon
from claims.extraction.words import WORDS

# Possessive quantifiers throughout: no input makes these go back over what they have read.
TOKEN = regex.compile(
    r"https?+://\S++|www\.\S++"
    r"|(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|Adm|Cmdr|Jr|Sr|Inc|Ltd|Corp|Co|vs|No|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.)(?=[\s,])"
    r"|(?:\p{L}\.){2,}+|(?<=\p{L}\s)\p{Lu}\.(?=\s\p{Lu}\p{Ll})"
    r"|\d++(?:[.,:'’–-]\d++)*+(?:\p{L}++)?+(?:[-–’']\p{L}++)*+"
    r"|[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*+(?:[-'’‑&./][\p{L}\p{N}][\p{L}\p{N}\p{M}_]*+)*+"
    r"|\.\.\.|[^\s\p{L}\p{N}]"
)
OPENING = frozenset("“«„‘")
CLOSING = frozenset("”»’")
QUOTES = frozenset('"“”«»„')


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; ``start`` and ``end`` are places in the whole text."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def split_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``, with places in ``text``."""
    found = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.group(), lower_word(m.group()), m.start(), m.end()) for m in found]


# Acronyms that would pass for a pronoun or preposition once lower-cased.
CLASHES = WORDS["clashes"]


def lower_word(word: str) -> str:
    return word if word in CLASHES else word.lower().replace("’", "'")


NAMES_IN_ED = WORDS["names_in_ed"]
ARABIC_ARTICLES = ("al-", "el-", "ad-", "as-", "ar-")
PASTS_IN_EED = frozenset(["agreed", "disagreed", "decreed", "guaranteed", "freed", "refereed"])


@lru_cache(maxsize=20_000)
def is_finite_verb(low: str) -> bool:
    """Whether a word makes a clause of what it stands in, as far as its form alone can tell."""
    return (
        low in lexicon.AUXILIARIES
        or low in lexicon.IRREGULAR_PASTS
        or low in lexicon.PRESENTS
        or (
            low.endswith("ed")
            and low not in NAMES_IN_ED
            and not low.startswith(ARABIC_ARTICLES)
            and len(low) > 3
            and (not low.endswith("eed") or low in PASTS_IN_EED)
            and low not in lexicon.TITLES
        )
    )


@lru_cache(maxsize=20_000)
def is_adverb(low: str) -> bool:
    return low in lexicon.ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)


NOT_ADVERBS = WORDS["not_adverbs"]


def is_plural(low: str) -> bool:
    """Whether a noun looks like more than one."""
    return low in lexicon.PEOPLE or (
        low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "'s")) and low not in SINGULAR_S
    )


SINGULAR_S = WORDS["singular_s"]
