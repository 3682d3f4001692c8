"""Words around a figure that turn it into a bound, as they stand in prose; the table itself is the algebra's."""

from dataclasses import dataclass
from decimal import Decimal

import regex

from claims.algebra.hedge_table import DEFAULT_HEDGES, Hedge, HedgeTable
from claims.extraction.spans import Span
from claims.extraction.units import DURATIONS, is_money
from claims.extraction.words import WORDS
from claims.vocabulary import Comparator

FIVE_PERCENT = Decimal("0.05")


def _row(words: str, comparator: Comparator, *, after: bool = False, margin: Decimal | None = None) -> Hedge:
    return Hedge(tuple(words.split("|")), comparator, after, margin)


def _vague(words: str, low: int, high: int) -> Hedge:
    return Hedge(tuple(words.split("|")), Comparator.VAGUE, low=Decimal(low), high=Decimal(high))


# Forms that occur only inside sentences; where both tables have a word, the algebra's row is the one in force.
PROSE_HEDGES: HedgeTable = (
    _row("as few as|as little as|as low as|minimum of|at the very least", Comparator.AT_LEAST),
    _row("plus|and counting|and up|and above", Comparator.AT_LEAST, after=True),
    _row("higher than|larger than|bigger than|longer than|older than|better than|faster than", Comparator.MORE_THAN),
    _row("north of|beyond|surpass|surpasses|surpassed|surpassing|top|tops|topped|topping", Comparator.MORE_THAN),
    _row("pass|passes|passed|passing|outnumber|outnumbers|outnumbered", Comparator.MORE_THAN),
    _row("within|inside|as far as|as deep as|as tall as|as wide as|as fast as|as late as", Comparator.UP_TO),
    _row("as high as|as long as|at the most|a ceiling of", Comparator.UP_TO),
    _row("at the most", Comparator.UP_TO, after=True),
    _row("lower than|smaller than|shorter than|younger than|slower than|south of", Comparator.LESS_THAN),
    _row(
        "just short of|approaching|little short of|shy of|just shy of|nearing|getting on for",
        Comparator.NEARLY, margin=FIVE_PERCENT,
    ),
    _row(
        "c.|estimated at|in the vicinity of|in the neighbourhood of|in the neighborhood of|on the "
        "order of|somewhere around|"
        "more or less|closer to|nearer to|barely|±|a reported|something like",
        Comparator.APPROXIMATELY, margin=FIVE_PERCENT,
    ),
    _row("odd|give or take|ish", Comparator.APPROXIMATELY, after=True, margin=FIVE_PERCENT),
    _vague("tens of millions", 20_000_000, 100_000_000),
    _vague("hundreds of millions", 200_000_000, 1_000_000_000),
    _vague("several million|a few million", 3_000_000, 10_000_000),
    _vague("billions|billion", 2_000_000_000, 1_000_000_000_000),
)  # fmt: skip
# Words that may stand between a hedge and its figure, or before it, and change nothing.
FILLERS = (
    "a further|an additional|a total of|a combined|a record|an average of|another|a mere|only|"
    "just|merely|exactly|precisely|"
    "altogether|in all|all|the|these|those|its|his|her|their|our|what|a whopping|an extra|even|"
    "still|already|perhaps|maybe|"
    "possibly|reportedly|allegedly|yet another|fully|well|slightly|far|much|a little|considerably|significantly|now"
)
REACH = 44
MOST_HEDGES = 3
# "Under two of the piers" is a place; "passed within 8,000 miles" has its hedge already.
PLACES = WORDS["place_prepositions"]
WHOLE = regex.compile(r"\sof\s(?:the|its|their|these|those|his|her|our)\b")
VERBS = WORDS["verbs"]
# "Paid over six years" tells how long it took; "for over six years" tells how long at least. "$5m plus costs" is $5m.
BEFORE_DURATION = regex.compile(
    r"(?r)(?:\b(?:for|of|after|in|with|to|at|by|lasts?|lasted|lasting|took|takes?|taken|spent|serv\p{L}+|is|was|be|been|than|just"
    r"|well|already|now|there)\s|[(\"“]|^)\Z"
)
BESIDES = regex.compile(r"\s\p{L}")


def _tabulate(after: bool) -> dict[str, Hedge]:
    rows = [(words, hedge) for hedge in PROSE_HEDGES + DEFAULT_HEDGES for words in hedge.words]
    return {words: hedge for words, hedge in rows if hedge.after is after and hedge.low is None}


def _write_pattern(words: list[str]) -> str:
    return "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True))


BEFORE, AFTER = _tabulate(after=False), _tabulate(after=True)
VAGUE = {words: hedge for hedge in PROSE_HEDGES + DEFAULT_HEDGES if hedge.low is not None for words in hedge.words}
PREFIX = regex.compile(
    rf"(?r)(?<![\w-])(?:(?P<hedge>{_write_pattern(list(BEFORE))})|(?P<filler>{FILLERS}))(?P<gap>\s*)\Z",
    regex.IGNORECASE,
)
SUFFIX = regex.compile(rf"(?:,?\s|-)?(?P<hedge>{_write_pattern(list(AFTER))})(?!\w)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hedged:
    """A figure with its hedge: where both begin and end, the row of the table, the hedge's own words."""

    start: int
    end: int
    hedge: Hedge | None = None
    words: Span | None = None


def find_hedge(text: str, start: int, end: int, floor: int, ceiling: int, unit: str = "") -> Hedged:
    """The hedge of the figure at ``start:end`` with its ``unit``, looked for between ``floor`` and ``ceiling``."""
    hedge, begin, own = None, start, None
    for _ in range(MOST_HEDGES):
        match = PREFIX.search(text, max(floor, begin - REACH), begin)
        if match is None or (match["gap"] == "" and match.group()[-1].isalnum()):
            break
        at = match.start()
        if match["hedge"]:
            words = match["hedge"].lower()
            place = words in PLACES and text[start:end].isalpha() and WHOLE.match(text, end)
            during = words == "over" and unit in DURATIONS and not BEFORE_DURATION.search(text, floor, at)
            indoors = words == "inside" and unit not in DURATIONS
            if place or during or indoors or (hedge is not None and words in VERBS):
                break
            if BEFORE[words].comparator is not Comparator.EXACTLY:
                hedge, own = BEFORE[words], Span.cut(text, at, at + len(words))
        begin = at
    match = SUFFIX.match(text, end, min(ceiling, end + REACH)) if hedge is None else None
    if match and not (is_money(unit) and text[end : match.end()] == " plus" and BESIDES.match(text, match.end())):
        return Hedged(begin, match.end(), AFTER[match["hedge"].lower()], Span.cut(text, *match.span("hedge")))
    return Hedged(begin, end, hedge, own)


def read_vague(words: str) -> tuple[Decimal, Decimal]:
    """The conventional interval of "dozens", "several hundred", "tens of thousands"; the upper end is left out."""
    low = words.lower()
    keys = [key for key in VAGUE if low.startswith(key)] or [key for key in VAGUE if key.rstrip("s") in low]
    row = VAGUE[max(keys, key=len, default="several")]
    return row.low or Decimal(0), row.high or Decimal(0)
