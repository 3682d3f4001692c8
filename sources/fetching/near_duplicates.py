"""Whether two texts are one text: MinHash bands to find candidates by the million, exact shingles to be sure.

Two articles that quote the same speech share its words and depend on it, not on each other. For the question who
copied whom, quotations are therefore taken out first (``without_quotes``).
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

from rapidfuzz import fuzz
from rensa import RMinHash

PERMUTATIONS = 128
ROWS = 2  # 64 bands of 2: finds 99 in 100 of copies with some words changed, and most that were cut to a third
SEED = 20250615  # part of every stored signature: changing it means making all of them again
SHINGLE_WORDS = 5
FEWEST_SHINGLES = 8
WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^“”]{0,2000}”|„[^„“”]{0,2000}[“”]|«[^«»]{0,2000}»|\"[^\"\n]{0,2000}\"|‘[^‘’]{20,2000}’(?!\w)")
SAME_TEXT = 0.8
REPRINT = 0.5
REWORDED, SAME_WORDING = 0.35, 0.75  # a tenth of the words changed: six in ten runs of five still stand
LONGEST_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, each from 0 to 1.

    ``resemblance`` is the Jaccard likeness of their shingles, ``containment`` the share of the shorter text's
    shingles found in the longer one (a wire copy cut short is contained), ``wording`` a letter-wise likeness of
    the two with their words in order (one changed figure hardly moves it).
    """

    resemblance: float
    containment: float
    wording: float

    @property
    def is_reprint(self) -> bool:
        """Whether one was probably made from the other; a person decides."""
        return self.resemblance >= REPRINT or self.containment >= SAME_TEXT or self.is_reworded

    @property
    def is_reworded(self) -> bool:
        """Whether it is the same article with words changed here and there: its runs broken, its wording not."""
        return self.containment >= REWORDED and self.wording >= SAME_WORDING


def without_quotes(text: str) -> str:
    """The text with everything between quotation marks taken out."""
    return QUOTED.sub(" ", text)


def read_words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def make_shingles(text: str) -> frozenset[str]:
    """Every run of five words of a text, in lower case and without punctuation."""
    words = read_words(text)
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1))


def make_bands(text: str) -> list[int]:
    """64 signed 32-bit integers; texts that share one are candidates. Empty for a text too short to compare.

    The band's place is part of its number, so that an array overlap (``bands && …``) compares like with like.
    """
    shingles = make_shingles(text)
    if len(shingles) < FEWEST_SHINGLES:
        return []
    signature = RMinHash(PERMUTATIONS, SEED)
    signature.update(sorted(shingles))
    digest = signature.digest()
    bands = (digest[start : start + ROWS] for start in range(0, PERMUTATIONS, ROWS))
    return [zlib.crc32(f"{place}:{':'.join(map(str, band))}".encode()) - 2**31 for place, band in enumerate(bands)]


def compare_texts(one: str, other: str) -> Likeness:
    """How alike two texts are. Symmetric; texts too short to have shingles are compared by their wording alone."""
    ours, theirs = make_shingles(one), make_shingles(other)
    shared, fewer = len(ours & theirs), min(len(ours), len(theirs))
    wording = fuzz.ratio(" ".join(read_words(one[:LONGEST_COMPARED])), " ".join(read_words(other[:LONGEST_COMPARED])))
    if fewer < FEWEST_SHINGLES:
        return Likeness(0.0, 0.0, wording / 100)
    return Likeness(shared / len(ours | theirs), shared / fewer, wording / 100)
