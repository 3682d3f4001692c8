"""Words in plain letters: folded, cut to a stem, with the names among them known from the rest."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from claims.matching.lists import LISTS

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
PLAIN = re.compile(r"[a-z]+")
SHORTEST = 3
STOPWORDS = LISTS["stopwords"]
# The tail that singular and plural, present and past of one word differ by, the longest first.
TAILS = (
    ("ations", "at"), ("ation", "at"), ("ingly", ""), ("ities", "it"), ("ments", ""), ("ment", ""), ("iness", "i"),
    ("sses", "ss"), ("ings", ""), ("ies", "i"), ("ied", "i"), ("ity", "it"), ("ing", ""), ("ers", ""), ("ors", ""),
    ("ed", ""), ("es", ""), ("er", ""), ("or", ""), ("ly", ""), ("y", "i"), ("e", ""), ("s", ""),
)  # fmt: skip
# Plurals that no tail explains.
ODD = {"men": "man", "women": "woman", "children": "child", "feet": "foot", "fishermen": "fisherman"}


def fold(text: str) -> str:
    """The text in small Latin letters, whatever the script: "Міноборони" and "Minoborony" become one."""
    return anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("’", "'")


@lru_cache(maxsize=50_000)
def cut_to_stem(word: str) -> str:
    """A folded word without what inflection adds. Rough on purpose: it is only compared with itself."""
    word = word.removesuffix("'s").removesuffix("s'")
    word = ODD.get(word, word)
    if word.endswith("men") and len(word) > 5:
        word = word[:-2] + "an"
    for tail, left in TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= SHORTEST and not (tail == "s" and word.endswith("ss")):
            stem = word[: -len(tail)] + left
            return stem[:-1] if len(stem) > SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "aeiouls" else stem
    return word


def list_words(text: str) -> list[str]:
    """The words of a text, folded, in order; figures are no words."""
    return [word for found in WORD.findall(text) for word in PLAIN.findall(fold(found).replace("'", ""))]


def list_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry a text's meaning."""
    return frozenset(
        cut_to_stem(word) for word in list_words(text) if len(word) >= SHORTEST and word not in STOPWORDS
    )


def list_names(text: str) -> frozenset[str]:
    """The stems of the words written as names: with capitals that no beginning of a sentence asks for."""
    names: set[str] = set()
    for match in WORD.finditer(text):
        word = match.group()
        if not word[0].isupper():
            continue
        before = text[: match.start()].rstrip(" \t\"“”«»„'‘’([")
        opens = not before or before[-1] in ".!?…:;\n"
        if opens and not (len(word) > 1 and word.isupper()):
            continue
        folded = "".join(PLAIN.findall(fold(word)))
        if len(folded) >= 2 and folded not in STOPWORDS:
            names.add(cut_to_stem(folded))
    return frozenset(names)
