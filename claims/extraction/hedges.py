"""Words around a figure that turn it into a bound, and words around a statement that weaken it; data to read and change."""

from decimal import Decimal

import regex

from claims.vocabulary import Comparator

AT_LEAST = (
    "no fewer than|no less than|not fewer than|not less than|at least|at the very least|a minimum of|minimum of|"
)
AT_LEAST += "upwards? of|as few as|as little as|as low as"
MORE_THAN = "(?:well |just |slightly |far |much |a little |considerably |significantly )?(?:more than|over|above|in excess of)|"
MORE_THAN += "(?:greater|higher|larger|bigger|longer|older|better|faster) than|north of|beyond|"
MORE_THAN += "exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|top(?:s|ped|ping)|pass(?:es|ed|ing)?|outnumber(?:s|ed)?"
UP_TO = "up to|as many as|as much as|no more than|not more than|at most|a maximum of|maximum of|within|as high as|"
UP_TO += "as long as|at the most|a ceiling of|not exceeding"
LESS_THAN = (
    "(?:well |far |much )?(?:less than|fewer than|under|below)|(?:lower|smaller|shorter|younger|slower) than|south of"
)
NEARLY = "nearly|almost|close to|just under|just below|just short of|not quite|approaching|little short of"
APPROXIMATELY = (
    "approximately|approx\\.?|about|around|some|roughly|circa|ca\\.|c\\.|an estimated|estimated at|estimated|"
)
APPROXIMATELY += "in the (?:region|order|vicinity|neighbourhood) of|on the order of|somewhere around|more or less|"
APPROXIMATELY += "closer to|nearer|barely|reportedly about|give or take|~|≈|±"

PREFIXES: tuple[tuple[str, Comparator], ...] = (
    (AT_LEAST, Comparator.AT_LEAST),
    (UP_TO, Comparator.UP_TO),
    (MORE_THAN, Comparator.MORE_THAN),
    (LESS_THAN, Comparator.LESS_THAN),
    (NEARLY, Comparator.NEARLY),
    (APPROXIMATELY, Comparator.APPROXIMATELY),
)
SUFFIXES: tuple[tuple[str, Comparator], ...] = (
    (
        r"-?\s?plus(?!\w)|\+(?!\w)|(?: \w+)? or more(?!\w)| and (?:counting|up|above)(?!\w)|, at least(?!\w)",
        Comparator.AT_LEAST,
    ),
    (r" or (?:less|fewer)(?!\w)| at (?:the )?most(?!\w)|, at most(?!\w)", Comparator.UP_TO),
    (r" or so(?!\w)|-odd(?!\w)|, give or take(?!\w)|ish(?!\w)", Comparator.APPROXIMATELY),
)
# Words that may stand between comparator and figure and change nothing.
FILLERS = (
    "a further|an additional|a total of|a combined|a record|an average of|another|a mere|only|just|merely|exactly|"
)
FILLERS += (
    "precisely|altogether|in all|all|the|these|those|its|his|her|their|our|what|a reported|a whopping|an extra|"
)
FILLERS += "nearer to|even|still|already|perhaps|maybe|possibly|yet another|fully"

_NAMED = "|".join(f"(?P<c{i}>{words})" for i, (words, _) in enumerate(PREFIXES))
PREFIX = regex.compile(rf"(?<![\w-])(?:(?:{_NAMED})|(?P<filler>{FILLERS}))\s*+\Z", regex.IGNORECASE)
SUFFIX = regex.compile("|".join(f"(?P<c{i}>{words})" for i, (words, _) in enumerate(SUFFIXES)), regex.IGNORECASE)
REACH = 40

# A conventional interval for words that say only an order of size (design: vague quantities never contradict a figure).
VAGUE: tuple[tuple[str, int, int], ...] = (
    ("tens of thousands", 20_000, 100_000),
    ("hundreds of thousands", 200_000, 1_000_000),
    ("tens of millions", 20_000_000, 100_000_000),
    ("hundreds of millions", 200_000_000, 1_000_000_000),
    ("hundred", 200, 1_000),
    ("thousand", 2_000, 10_000),
    ("million", 2_000_000, 10_000_000),
    ("billion", 2_000_000_000, 10_000_000_000),
    ("dozen", 24, 100),
    ("score", 40, 100),
)

# Said of a statement as a whole: the speaker, or the publisher, does not vouch for it.
WEAKENERS = (
    "reportedly|allegedly|supposedly|purportedly|apparently|presumably|ostensibly|seemingly|rumou?red|unconfirmed|"
    "unverified|so-called|alleged|purported|possibly|probably|likely|perhaps|may have|might have|could have|"
    "appears? to|appeared to|seems? to|seemed to|is thought to|are thought to|was thought to|were thought to|"
    "is believed to|are believed to|was believed to|were believed to|is said to|are said to|was said to|were said to|"
    "is understood to|are understood to|is alleged to|are alleged to|it is alleged|is reported to|are reported to|"
    "was reported to|were reported to|it is believed|it is thought|it is understood|it is estimated|preliminary|suspected"
)
WEAKENER = regex.compile(rf"(?<![\w-])(?:{WEAKENERS})(?![\w-])", regex.IGNORECASE)


def bound_interval(
    comparator: Comparator, low: Decimal, high: Decimal, top: Decimal | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The interval of a figure (or a range ``low``-``high``) under a comparator; ``top`` bounds fractions at one."""
    if comparator is Comparator.AT_LEAST:
        return low, top, False, False
    if comparator is Comparator.MORE_THAN:
        return low, top, True, False
    if comparator is Comparator.UP_TO:
        return Decimal(0), high, False, False
    if comparator is Comparator.LESS_THAN:
        return Decimal(0), high, False, True
    if comparator is Comparator.NEARLY:
        return low * Decimal("0.95"), high, False, True
    if comparator is Comparator.APPROXIMATELY and low == high:
        return low * Decimal("0.95"), high * Decimal("1.05"), False, False
    return low, high, False, False


def read_vague(words: str) -> tuple[Decimal, Decimal]:
    """The conventional interval of "dozens", "several hundred", "tens of thousands"."""
    low = words.lower()
    for key, least, most in VAGUE:
        if key in low:
            return Decimal(least), Decimal(most)
    return Decimal(2), Decimal(100)
