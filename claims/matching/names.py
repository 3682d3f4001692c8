"""How alike two names of sources are: in plain letters, word by word, by their initials; never by a bare guess."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from claims.matching.lists import LISTS
from claims.matching.words import fold

# What one sound is written as in one romanisation or another; applied to both sides, so it need not be right.
SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("j", "i"), ("y", "i"))
# A Korean name is one word in its own script and one for each syllable in most romanisations.
HANGUL = re.compile("[\uac00-\ud7a3]")
HARD = {"g": "k", "d": "t", "b": "p"}
TWICE = re.compile(r"([a-z])\1+")
ALIKE = 76  # two words of names in per cent of letters; below it they are different words


def sound_of(plain: str) -> str:
    """Plain small letters with rival romanisations made one: "zelenskyy" and "zelenskiy" are "zelenski"."""
    for written, sound in SOUNDS:
        plain = plain.replace(written, sound)
    return TWICE.sub(r"\1", plain)


def _sounds(name: str) -> frozenset[str]:
    return frozenset(sound_of(word) for word in LISTS[name])


# Words before or in a name that do not tell one source from another.
TITLES, SMALL = _sounds("titles"), _sounds("small")
# Words that many names share: alone they name nobody in particular.
COMMON = _sounds("common")
COUNTING, NOBODY = LISTS["counting"], _sounds("nobody")
LIKELY, POSSIBLE = 0.85, 0.55


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and by which rule."""

    score: float
    rule: str


def key_of(name: str) -> str:
    """A name in plain small letters, single spaces, no punctuation: what is stored and looked up."""
    words = fold(HANGUL.sub(_spell, name)).replace("'s ", "s ").replace("'", "").replace("&", " and ")
    return sound_of(" ".join("".join(c if c.isalnum() else " " for c in words).split()))[:600]


def _spell(syllable: re.Match[str]) -> str:
    """ "kim" for 김, as names are mostly spelt, and not "gim", as the tables have it."""
    plain = fold(syllable.group()).replace("eo", "o").replace("eu", "u")
    return f" {HARD.get(plain[:1], plain[:1])}{plain[1:]} "


def initials_of(name: str) -> str:
    """ "sbu" for "Security Bureau of Upland"; empty for names of fewer than three full words."""
    words = [word for word in key_of(name).split() if word not in SMALL]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 8 else ""


def strip_titles(key: str) -> str:
    """The key without "the", titles and ranks in front; the whole key when nothing else would be left."""
    words = key.split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def is_proper(name: str) -> bool:
    """Whether a name is somebody's own ("Ilda Renn"), not a description ("Two officials", "the ministry")."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    capitals = [word for word in words if word[0].isupper() and fold(word) not in COUNTING]
    return bool(capitals) and not all(fold(word) in TITLES for word in capitals)


def is_nobody(name: str) -> bool:
    """Whether a name stands for somebody the text did not say: "his office", "they", a number."""
    words = key_of(name).split()
    return not words or words[0] in NOBODY or not any(word.isalpha() for word in words)


def compare_names(asked: str, known: str, *, initials: bool = False) -> Likeness:
    """How alike the key of a name asked for is to a known key; ``initials``: the known key is only initials."""
    if initials:
        return Likeness(0.86, "initials") if asked.replace(" ", "") == known else Likeness(0.0, "none")
    if asked == known:
        return Likeness(1.0, "same name")
    one, other = strip_titles(asked), strip_titles(known)
    if one == other:
        return Likeness(0.97, "same name without title")
    ours, theirs = set(one.split()) - SMALL, set(other.split()) - SMALL
    if ours == theirs and ours:
        return Likeness(0.95, "same words")
    special = (ours | theirs) - COMMON - TITLES
    shared = ours & theirs
    spelling = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100
    if spelling >= 0.86 and not misses_a_word(ours, theirs):
        return Likeness(min(0.94, spelling), "spelling")
    if ours and theirs and (ours <= theirs or theirs <= ours):
        if not shared - COMMON:
            return Likeness(0.58, "part of the name")
        # A surname alone, or a name with a word more: likely, yet two people may share it.
        return Likeness(0.78 if len(shared - COMMON) == 1 else 0.88, "part of the name")
    if shared & special and spelling >= 0.7:
        return Likeness(min(0.74, spelling), "some of the words")
    return Likeness(0.0, "none")


def misses_a_word(ours: set[str], theirs: set[str]) -> bool:
    """Whether one has a word that nothing in the other is spelled like: "Upland police" is not "Lowland police"."""
    few, many = sorted((ours, theirs), key=len)
    return any(max((fuzz.ratio(word, other) for other in many), default=0) < ALIKE for word in few) or any(
        max((fuzz.ratio(word, other) for other in few), default=0) < ALIKE for word in many
    )
