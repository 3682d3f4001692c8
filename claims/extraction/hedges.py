"""Words around a figure that turn it into a bound, as they stand in running prose; the table itself is the algebra's."""

from decimal import ROUND_HALF_EVEN, Decimal

import regex

from claims.algebra.hedge_table import DEFAULT_HEDGES, Hedge, HedgeTable
from claims.extraction.words import WORDS
from claims.vocabulary import Comparator

FIVE_PERCENT = Decimal("0.05")
# Forms that occur only inside sentences; where both tables have a word, the algebra's row is the one in force.
PROSE_HEDGES: HedgeTable = (
    Hedge(("as few as", "as little as", "as low as", "minimum of", "at the very least"), Comparator.AT_LEAST),
    Hedge(("plus", "and counting", "and up", "and above"), Comparator.AT_LEAST, after=True),
    Hedge(
        tuple(
            [
                "higher than",
                "larger than",
                "bigger than",
                "longer than",
                "older than",
                "better than",
                "faster than",
                "north of",
                "beyond",
                "surpass",
                "surpasses",
                "surpassed",
                "surpassing",
                "top",
                "tops",
                "topped",
                "topping",
                "pass",
                "passes",
                "passed",
                "passing",
                "outnumber",
                "outnumbers",
                "outnumbered",
            ]
        ),
        Comparator.MORE_THAN,
    ),
    Hedge(("within", "as high as", "as long as", "at the most", "a ceiling of"), Comparator.UP_TO),
    Hedge(("at the most",), Comparator.UP_TO, after=True),
    Hedge(
        ("lower than", "smaller than", "shorter than", "younger than", "slower than", "south of"),
        Comparator.LESS_THAN,
    ),
    Hedge(
        ("just short of", "approaching", "little short of", "shy of", "just shy of"),
        Comparator.NEARLY,
        margin=FIVE_PERCENT,
    ),
    Hedge(
        tuple(
            [
                "c.",
                "estimated at",
                "in the vicinity of",
                "in the neighbourhood of",
                "on the order of",
                "somewhere around",
                "more or less",
                "closer to",
                "nearer to",
                "barely",
                "±",
                "a reported",
                "something like",
            ]
        ),
        Comparator.APPROXIMATELY,
        margin=FIVE_PERCENT,
    ),
    Hedge(("tens of millions",), Comparator.VAGUE, low=Decimal(20_000_000), high=Decimal(100_000_000)),
    Hedge(("hundreds of millions",), Comparator.VAGUE, low=Decimal(200_000_000), high=Decimal(1_000_000_000)),
    Hedge(("several million", "a few million"), Comparator.VAGUE, low=Decimal(3_000_000), high=Decimal(10_000_000)),
    Hedge(("billions", "billion"), Comparator.VAGUE, low=Decimal(2_000_000_000), high=Decimal(10) ** 12),
    Hedge(("odd", "give or take", "ish"), Comparator.APPROXIMATELY, after=True, margin=FIVE_PERCENT),
)
# Words that may stand between a hedge and its figure, or before it, and change nothing.
FILLERS = (
    "a further|an additional|a total of|a combined|a record|an average of|another|a mere|only|"
    "just|merely|exactly|precisely|"
    "altogether|in all|all|the|these|those|its|his|her|their|our|what|a whopping|an extra|even|"
    "still|already|perhaps|maybe|"
    "possibly|reportedly|allegedly|yet another|fully|well|slightly|far|much|a little|considerably|significantly|now"
)
REACH = 44
# "Under two of the piers" is a place; "passed within 8,000 miles" has its hedge already.
PLACES = WORDS["place_prepositions"]
WHOLE = regex.compile(r"\sof\s(?:the|its|their|these|those|his|her|our)\b")
VERBS = WORDS["verbs"]


def _tabulate(after: bool) -> dict[str, Hedge]:
    rows = [(words, hedge) for hedge in PROSE_HEDGES + DEFAULT_HEDGES for words in hedge.words]
    return {words: hedge for words, hedge in rows if hedge.after is after and hedge.low is None}


def _write_pattern(words: list[str]) -> str:
    return "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True))


BEFORE, AFTER = _tabulate(after=False), _tabulate(after=True)
VAGUE = {words: hedge for hedge in PROSE_HEDGES + DEFAULT_HEDGES if hedge.low is not None for words in hedge.words}
PREFIX = regex.compile(
    rf"(?<![\w-])(?:(?P<hedge>{_write_pattern(list(BEFORE))})|(?P<filler>{FILLERS}))(?P<gap>\s*+)\Z", regex.IGNORECASE
)
SUFFIX = regex.compile(rf"(?:,?\s|-)?(?P<hedge>{_write_pattern(list(AFTER))})(?!\w)", regex.IGNORECASE)


def find_hedge(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[Hedge | None, int, int, int, int]:
    """The hedge of the figure at ``start:end``, within ``floor:ceiling``.

    Gives the row, where the hedged words begin and end in all, and the place of the hedge's own words.
    """
    hedge, begin, own = None, start, (start, start)
    for _ in range(3):
        window = text[max(floor, begin - REACH) : begin]
        match = PREFIX.search(window)
        if match is None or (match["gap"] == "" and match.group()[-1].isalnum()):
            break
        at = begin - len(window) + match.start()
        if match["hedge"]:
            words = match["hedge"].lower()
            row = BEFORE[words]
            if (words in PLACES and text[start:end].isalpha() and WHOLE.match(text, end)) or (
                hedge is not None and words in VERBS
            ):
                break
            if row.comparator is not Comparator.EXACTLY:
                hedge, own = row, (at, at + len(match["hedge"]))
        begin = at
    if hedge is None and (match := SUFFIX.match(text, end, min(ceiling, end + REACH))):
        hedge, own = AFTER[match["hedge"].lower()], match.span("hedge")
        return hedge, begin, match.end(), *own
    return hedge, begin, end, *own


def bound_interval(
    hedge: Hedge | None, low: Decimal, high: Decimal, top: Decimal | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The interval of a figure (or a range) under a hedge (design: section 3); ``top`` bounds fractions at one."""
    comparator = hedge.comparator if hedge else Comparator.EXACTLY
    margin = (hedge.margin if hedge else None) or Decimal(0)
    match comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return low, top, comparator is Comparator.MORE_THAN, False
        case Comparator.UP_TO | Comparator.LESS_THAN:
            return Decimal(0), high, False, comparator is Comparator.LESS_THAN
        case Comparator.NEARLY:
            return low - low * margin, high, False, True
        case Comparator.APPROXIMATELY if low == high:
            return low - low * margin, high + high * margin, False, False
        case _:
            return low, high, False, False


def read_vague(words: str) -> tuple[Decimal, Decimal]:
    """The conventional interval of "dozens", "several hundred", "tens of thousands"; the upper end is left out."""
    low = words.lower()
    keys = [key for key in VAGUE if low.startswith(key)] or [key for key in VAGUE if key.rstrip("s") in low]
    row = VAGUE[max(keys, key=len, default="several")]
    return row.low or Decimal(0), row.high or Decimal(0)


def keep_six_places(value: Decimal | None) -> Decimal | None:
    """A bound as a row of the database holds it."""
    return None if value is None else value.quantize(Decimal("0.000001"), ROUND_HALF_EVEN).normalize()
