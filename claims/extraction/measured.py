"""What a figure is said of that comes last: "the number of wounded at 45", "losses exceed 6,000"."""

import regex

from claims.extraction import lexicon
from claims.extraction.phrases import STOPS, find_phrase
from claims.extraction.ranges import CHANGE
from claims.extraction.spans import Span
from claims.extraction.tokens import Token, is_adverb, is_finite_verb, split_tokens
from claims.extraction.words import WORDS

# Verbs and prepositions that may stand between the thing measured and its figure.
MEASURED_BY = WORDS["measured_by"]
ARRIVED = WORDS["arrived"]
MEASURES = frozenset(["number", "toll", "total"])
BARE = frozenset(["as", "by", "from", "than", "up", "down", "at", "to"])
COUNTS = frozenset(["number", "numbers", "total", "count", "percentage", "proportion", "share"])
CLAUSE_BREAK = regex.compile(r"[;:“”\"—\n]|\.\s|\b(?:that|but|while|and|which|whose)\s")
NO_HEAD = lexicon.PREPOSITIONS | lexicon.PRONOUNS | lexicon.TIME_WORDS
VERB_HEDGE = regex.compile(r"(?:exceed|surpass|top|pass|outnumber)\w*\s")
GERUND_LEADERS = frozenset(["by", ",", "after", "while", "before", "without"])
RELATIVE = ("that ", "which ")
REPORTED = WORDS["reported"]
OWNED = regex.compile(r"['’]\s")
# "Short of the 500 million": what falls short is not what the figure counts.
COMPARED = frozenset(["short", "shy", "ahead", "excess", "instead"])
PAYING = frozenset(
    ["paid", "spent", "given", "invested", "donated", "pledged", "sent", "offered", "received", "raised"]
)
AT_A_RATE = regex.compile(r"\sat\san?\s(?:[\p{Ll}-]+\s){0,2}(?:rate|pace|average|level)\sof\s\Z")
CAME_IN = regex.compile(r"\s(?:came|come|comes|coming)\sin\sat\s\Z")
NEAREST = 3
OWNER_REACH = 8
REACH = 160


def find_measured(text: str, start: int, floor: int) -> Span | None:
    """The thing measured by the figure that begins at ``start``, not before ``floor``; or ``None``."""
    floor = max(floor, start - REACH)
    cut = max((m.end() for m in CLAUSE_BREAK.finditer(text, floor, start)), default=floor)
    tokens = split_tokens(text, cut, start)
    if rate := AT_A_RATE.search(text, cut, start):
        tokens = split_tokens(text, cut, rate.start())
    if came := CAME_IN.search(text, cut, start):
        return skip_article(text, split_tokens(text, cut, came.start()))
    if text[:cut].endswith(RELATIVE) and tokens and tokens[0].low in MEASURED_BY:
        if tokens[-1].low in PAYING:
            return None
        return find_antecedent(text, split_tokens(text, floor, cut)[-OWNER_REACH:-1], len(tokens))
    last = len(tokens) - 1
    while last >= 0 and (tokens[last].low in MEASURED_BY or is_adverb(tokens[last].low)):
        last -= 1
    if last < 0 or tokens[last].low in lexicon.PRONOUNS:
        return None
    if tokens[-1].low in ("of", "worth") and len(tokens) > 1:
        if tokens[-2].low in COMPARED:
            return None
        return find_owner(text, tokens[:-1])
    verb = tokens[last + 1 :]
    if not verb and VERB_HEDGE.match(text, start):
        return pick_head(text, tokens)
    if not verb or (verb[0].low in BARE and not any(is_change(tokens, i) for i in range(last + 1))):
        return None
    return pick_head(text, tokens[: last + 1])


def find_antecedent(text: str, tokens: list[Token], between: int) -> Span | None:
    """What "that grew 6%" or ", which is 15 percent" is said of; ``between``: so many words before the figure."""
    if not tokens or tokens[-1].low != ",":
        return find_owner(text, tokens)
    found = find_owner(text, tokens[:-1])
    before = [t.low for t in tokens[:-1] if found and t.end <= found.start and t.low not in lexicon.ARTICLES]
    bound = bool(before) and before[-1] in lexicon.PREPOSITIONS
    return None if bound or between > NEAREST else found


def is_change(tokens: list[Token], i: int) -> bool:
    """Whether the word is a verb: "put", "cuts", "by leaving"."""
    low, before = tokens[i].low, tokens[i - 1].low if i else ""
    gerund = low.endswith("ing") and (before in GERUND_LEADERS or not before)
    return low in ARRIVED or is_finite_verb(low) or gerund or bool(CHANGE.fullmatch(low))


def find_owner(text: str, tokens: list[Token]) -> Span | None:
    """The noun phrase that ends with the last token: what "of 2 percent" or "that grew 6%" behind it is said of."""
    begin = end = len(tokens)
    while begin:
        token = tokens[begin - 1]
        verb = is_finite_verb(token.low) and not (begin == end and token.low in lexicon.PRESENTS)
        if not token.is_word or token.low in STOPS or verb:
            break
        begin -= 1
    return Span.cut(text, tokens[begin].start, tokens[end - 1].end) if begin < end else None


def pick_head(text: str, tokens: list[Token]) -> Span | None:
    """The phrase a clause is about: behind "number of", else behind its last verb, else its first."""
    lows = [t.low for t in tokens]
    for i in range(len(tokens) - 2, -1, -1):
        if lows[i] in COUNTS and lows[i + 1] == "of":
            found = find_phrase(text, tokens[i + 1].end, tokens[-1].end, plural=True)
            return found or skip_article(text, tokens[i + 2 :])
    verbs = [i for i, low in enumerate(lows) if low not in MEASURES and is_change(tokens, i)]
    if verbs and verbs[-1] + 1 == len(tokens):
        # "Said the contract had been padded | by": the clause before its verb, without the one that reports it.
        before = [i for i in verbs[:-1] if lows[i] in REPORTED]
        commas = [i for i, low in enumerate(lows) if low == ","]
        return skip_article(text, tokens[max([-1, *before, *commas]) + 1 :])
    if verbs and verbs[-1] + 1 < len(tokens):
        return skip_article(text, tokens[verbs[-1] + 1 :])
    commas = [i for i, low in enumerate(lows) if low == ","]
    return skip_article(text, tokens[commas[-1] + 1 :] if commas else tokens)


def skip_article(text: str, tokens: list[Token]) -> Span | None:
    """The first base noun phrase of ``tokens`` without its article."""
    i = 0
    while i < len(tokens) and (
        tokens[i].low in lexicon.DETERMINERS or is_adverb(tokens[i].low) or not tokens[i].is_word
    ):
        i += 1
    if i == len(tokens) or tokens[i].low in NO_HEAD:
        return None
    found = find_phrase(text, tokens[i].start, tokens[-1].end, plural=False)
    owned = OWNED.match(text, found.end) if found else None
    if owned:
        # "Kestral Foods' shares": what they own, not the owners.
        return find_phrase(text, owned.end(), tokens[-1].end, plural=False) or found
    return found
