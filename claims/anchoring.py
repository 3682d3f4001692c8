"""Where a quote stands in a text that may have been changed since: word for word, at another place, or no more.

Re-anchoring is allowed only where every figure, every name, every negation and every word that carries meaning is
the same: what differs then is typography and small words. Anything less is a change, for an editor to judge.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from claims.extraction.quantities import find_quantities
from claims.extraction.spans import trim
from claims.matching.words import STOPWORDS, WORD, cut_to_stem, fold, list_stems
from claims.vocabulary import QuoteOutcome

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
SENTENCE_END = re.compile(r"[.!?…][\"”»’')\]]*(?=\s)|\n")
SAME_PLACE, ALIKE, SHARED, NEIGHBOURS = 60.0, 55.0, 0.5, 2
NEGATIONS = frozenset(
    {"not", "no", "never", "nor", "neither", "cannot", "without", "none", "nobody", "nothing", "deny", "denied"}
    | {"denies", "refuted", "refutes", "false", "falsely", "untrue", "fake", "alleged", "allegedly", "unconfirmed"}
)
SAME_MARKS = {"'": "’‘`", '"': "“”„«»", "-": "–—‑−", ".": "…", " ": "\u00a0\u202f\t\n"}
SAME_MARK = str.maketrans({other: one for one, others in SAME_MARKS.items() for other in others})
CORRECTION = re.compile(
    r"\b(?:correction|corrected|clarification|erratum|rectificatif|korrektur|berichtigung"
    r"|(?:an\s)?(?:earlier|previous)\sversion\sof\sthis\s(?:article|story|report|page)"
    r"|this\s(?:article|story|report)\s(?:was|has\sbeen)\s(?:amended|corrected|updated\sto\scorrect))\b|виправлен|уточнен",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of a quote, where it or its like stands now, and what differs: before and now, by kind."""

    outcome: QuoteOutcome
    start: int | None = None
    end: int | None = None
    differs: dict[str, Any] = field(default_factory=dict)


def look_for(exact: str, text: str, *, prefix: str = "", suffix: str = "") -> Anchor:
    """Find a quote in a text. ``present``: word for word, in its old surroundings. ``moved``: elsewhere in it, or
    with nothing but typography and small words changed. ``changed``: only something like it. ``missing``: not even
    that."""
    place = find_verbatim(exact, text, prefix, suffix)
    if place is not None:
        start, score = place
        near = score >= SAME_PLACE or not (prefix or suffix)
        return Anchor(QuoteOutcome.PRESENT if near else QuoteOutcome.MOVED, start, start + len(exact))
    plain, offsets = make_plain(text)
    wanted = make_plain(exact)[0].strip()
    at = plain.find(wanted) if wanted else -1
    if at >= 0:
        return Anchor(QuoteOutcome.MOVED, offsets[at], offsets[at + len(wanted) - 1] + 1)
    found = fuzz.partial_ratio_alignment(wanted, plain, score_cutoff=ALIKE) if wanted and plain else None
    if found is None or found.dest_end <= found.dest_start:
        return Anchor(QuoteOutcome.MISSING)
    first, last = offsets[found.dest_start], offsets[found.dest_end - 1] + 1
    whole = exact[-1:] in ".!?…\"”»’'"
    start, end = choose_sentences(exact, text, first, last) if whole else widen(text, first, last)
    now = text[start:end]
    stems = list_stems(exact)
    if stems and len(stems & list_stems(now)) < SHARED * len(stems):
        return Anchor(QuoteOutcome.MISSING)
    differs = compare_passages(exact, now)
    return Anchor(QuoteOutcome.CHANGED if differs else QuoteOutcome.MOVED, start, end, differs)


def find_verbatim(exact: str, text: str, prefix: str, suffix: str) -> tuple[int, float] | None:
    """Where the quote stands word for word, and how alike its surroundings are to the old ones, in per cent. Of
    several places the one with the likest surroundings."""
    best: tuple[int, float] | None = None
    start = text.find(exact) if exact else -1
    while start >= 0:
        end = start + len(exact)
        before, after = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
        score = max(fuzz.ratio(before, prefix) if prefix else 0.0, fuzz.ratio(after, suffix) if suffix else 0.0)
        if best is None or score > best[1]:
            best = start, score
        start = text.find(exact, start + 1)
    return best


def make_plain(text: str) -> tuple[str, list[int]]:
    """The text with one kind of quotation mark, dash and space, small letters and single spaces, and for each of
    its characters the place it came from."""
    plain: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text.translate(SAME_MARK)):
        if char == " " and plain and plain[-1] == " ":
            continue
        low = char.lower()
        plain.append(low if len(low) == 1 else char)
        offsets.append(place)
    return "".join(plain), offsets


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The place, out to the words it cuts."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return trim(text, start, end)


def choose_sentences(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The run of whole sentences about this place that is likest to the quote."""
    marks = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    first = max(0, bisect_right(marks, start) - 1 - NEIGHBOURS)
    last = min(len(marks) - 1, bisect_right(marks, end) + NEIGHBOURS)
    runs = [(one, other) for one, other in combinations(marks[first : last + 1], 2) if text[one:other].strip()]
    runs = [run for run in runs if run[1] - run[0] <= 2 * len(quote) + 200] or runs
    best = max(runs, key=lambda run: fuzz.ratio(quote, text[run[0] : run[1]].strip()), default=(start, end))
    return trim(text, *best)


def compare_passages(before: str, now: str) -> dict[str, Any]:
    """What differs between two passages: figures, names, negations, words of meaning. Empty when nothing does."""
    differs: dict[str, Any] = {}
    for kind, read in (("figures", list_figures), ("names", list_capitals), ("negations", list_negations)):
        one, other = Counter(read(before)), Counter(read(now))
        if one != other:
            differs[kind] = {"before": sorted((one - other).elements()), "now": sorted((other - one).elements())}
    words, words_now = list_telling(before), list_telling(now)
    if words != words_now:
        differs["words"] = {"before": sorted(words - words_now), "now": sorted(words_now - words)}
    return differs


def list_figures(passage: str) -> list[str]:
    """Every figure: quantities as worded with what bounds them, and numbers that are none (dates, units, scores)."""
    quantities = find_quantities(passage)
    worded = [" ".join(quantity.span.text.split()).casefold() for quantity in quantities]
    rest = list(passage)
    for quantity in quantities:
        rest[quantity.span.start : quantity.span.end] = " " * len(quantity.span)
    return worded + NUMBER.findall("".join(rest))


def list_capitals(passage: str) -> list[str]:
    """Every word with a capital that is no small word of a sentence's beginning, in plain letters."""
    return [fold(word) for word in WORD.findall(passage) if word[0].isupper() and fold(word) not in STOPWORDS]


def list_negations(passage: str) -> list[str]:
    words = [fold(word) for word in WORD.findall(passage)]
    return [word for word in words if word in NEGATIONS or word.endswith("n't")]


def list_telling(passage: str) -> frozenset[str]:
    """The words of meaning as written, not their stems: "destroys" for "destroyed" is a change."""
    return frozenset(word for w in WORD.findall(passage) if (word := fold(w)) not in STOPWORDS and cut_to_stem(word))


def is_corrected(before: str, now: str) -> bool:
    """Whether a page says that it was corrected and did not say so before."""
    return len(CORRECTION.findall(now)) > len(CORRECTION.findall(before))
