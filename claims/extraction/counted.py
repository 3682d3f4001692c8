"""What a figure counts: the base noun phrase behind it, or before it where the figure is said of something."""

import regex

from claims.extraction import lexicon
from claims.extraction.figures import Figure
from claims.extraction.spans import Span
from claims.extraction.tokens import Token, is_adverb, is_finite_verb, is_plural, split_tokens
from claims.extraction.units import DURATIONS
from claims.extraction.words import WORDS

OF_WHOLE = regex.compile(
    r"(?:\s(?:more|other|others|additional|further|new|extra))?+\s(?:out\s)?of(?:\s(?:all|the|its|"
    r"his|her|their|our|this|that|these|those|what|some))*+(?=\s)"
)
MORE = regex.compile(r"\s(?:more|other|additional|further|extra|fewer|less|such|or so|of the|of)(?=\s)")
MONEY_FOR = regex.compile(r"\s(?:in|of|worth of)\s(?!the\s|a\s|an\s|\d|\p{Lu})")
STUFF = regex.compile(r"\s(?:of|in)\s(?:the\s|its\s|his\s|her\s|their\s|all\s|all\sthe\s)?")
# Verbs and prepositions between the thing measured and its figure, when the figure comes last.
MEASURED_BY = WORDS["measured_by"]
NOT_HEADS = lexicon.TIME_WORDS | {"number", "total", "figure", "rate", "share", "level"}
STOPS = (
    lexicon.PREPOSITIONS | lexicon.PRONOUNS | lexicon.CONJUNCTIONS | lexicon.SUBORDINATORS | lexicon.AUXILIARIES
    | lexicon.DETERMINERS | lexicon.COMPARATIVES | WORDS["after_counted"]
)  # fmt: skip


def find_counted(
    text: str, span: tuple[int, int], bounds: tuple[int, int], figures: list[Figure], unit: str, hyphened: bool
) -> Span | None:
    """The base noun phrase that the figure at ``span`` counts, within ``bounds``; ``None`` where there is none."""
    start, end = span
    is_money = (unit.isupper() and len(unit) == 3) or unit in (
        "pesos",
        "francs",
        "crowns",
        "riyals",
        "rials",
        "dirhams",
    )
    if unit and not is_money and unit != "%":
        if unit in DURATIONS or hyphened or unit in ("times", "km/h", "mph", "degrees", "°C", "°F"):
            verb = unit == "times" and text[start:end].lower().endswith("led")
            return find_measured(text, start, bounds[0]) if verb or unit in ("degrees", "°C") else None
        match = STUFF.match(text, end, bounds[1])
        return (find_phrase(text, match.end(), bounds[1], plural=False) if match else None) or find_measured(
            text, start, bounds[0]
        )
    if is_money:
        match = MONEY_FOR.match(text, end, bounds[1])
        if match:
            return find_phrase(text, match.end(), bounds[1], plural=False)
        direct = find_phrase(text, end, bounds[1], plural=False) if hyphened or text[end : end + 1] == " " else None
        return direct if hyphened or (direct and is_plain(direct)) else find_measured(text, start, bounds[0])
    at = skip_to_noun(text, end, bounds[1], figures)
    if at is None:
        return find_measured(text, start, bounds[0])
    number_word = text[start:end].lower()
    if unit == "%" and ENDS_IN_ED.match(text, at, bounds[1]):
        return find_measured(text, start, bounds[0])
    plural = unit != "%" and not number_word.endswith("one")
    return find_phrase(text, at, bounds[1], plural=plural) or find_measured(text, start, bounds[0])


ENDS_IN_ED = regex.compile(r"\s\p{Ll}+ed\b")


def is_plain(span: Span) -> bool:
    return span.text.islower() and " " not in span.text


def skip_to_noun(text: str, end: int, ceiling: int, figures: list[Figure]) -> int | None:
    """Where the noun phrase begins: past "of the", "more of its", and a second figure ("18 of the 24 boats")."""
    at = end + (text[end : end + 1] in "”\"'’»" and text[end + 1 : end + 2] == " ")
    match = OF_WHOLE.match(text, at, ceiling)
    if match:
        at = match.end()
        inner = next((f for f in figures if at < f.start <= at + 22), None)
        if inner is not None and not regex.search(r"[.,;:]", text[at : inner.start]):
            at = inner.end
        elif text[end : end + 3] == " of" and (second := next((f for f in figures if f.start == at + 1), None)):
            at = second.end
    elif (more := MORE.match(text, at, ceiling)) and more.group().strip() not in ("less", "fewer"):
        at = more.end()
    return at if text[at : at + 1] in (" ", "\u00a0", "-", "\n") or match else None


def find_phrase(text: str, at: int, ceiling: int, plural: bool) -> Span | None:
    """The base noun phrase that begins at ``at``: modifiers and nouns up to a stop, a verb or a plural head."""
    words: list[Token] = []
    for token in split_tokens(text, at, min(ceiling, at + 90)):
        if token.end == min(ceiling, at + 90) and token.end < ceiling:
            break
        if not words and token.low in ("-", "–"):
            if COMPOUND.match(text, token.end):
                return None
            continue
        if token.low == "strong" and not words:
            continue
        if not token.is_word or token.low in STOPS or (token.low in lexicon.TIME_WORDS and token.low != "may"):
            break
        if token.text[0].isdigit() and not words:
            return None
        if words and token.start - words[-1].end > 1:
            break
        if is_verb_here(token, words, text, ceiling):
            break
        words.append(token)
        if plural and is_plural(token.low) and not continues(text, token, ceiling):
            break
        if len(words) > 5:
            break
    while words and is_adverb(words[-1].low):
        words.pop()
    while words and is_adverb(words[0].low):
        words.pop(0)
    if not words:
        return None
    return Span.cut(text, words[0].start, words[-1].end)


COMPOUND = regex.compile(r"(?!strong)\p{Ll}+\s")


def continues(text: str, plural: Token, ceiling: int) -> bool:
    """Whether a plural is itself only a modifier ("18 women prisoners", "six arms dealers")."""
    following = split_tokens(text, plural.end, min(ceiling, plural.end + 30))[:1]
    if not following or following[0].start != plural.end + 1:
        return False
    low = following[0].low
    return (
        plural.low not in ("people", "troops", "soldiers")
        and is_plural(low)
        and low not in STOPS
        and not is_finite_verb(low)
    )


HEADS_IN_ED = WORDS["heads_in_ed"]
NO_NOUN = regex.compile(r"\s(?:by|in|on|at|to|from|with|for|and|or|since|during|after|of)\b")


def is_verb_here(token: Token, words: list[Token], text: str, ceiling: int) -> bool:
    low = token.low
    if not words:
        if low.endswith("ed") and low not in HEADS_IN_ED:
            return not text[token.end : token.end + 2].strip().isalpha() or bool(NO_NOUN.match(text, token.end))
        if low.endswith("ing"):
            return False
        return low in lexicon.AUXILIARIES or (
            is_finite_verb(low) and not is_plural(low) and low not in ("left", "lost", "set")
        )
    if low.endswith("ing") and len(low) > 5 and (is_plural(words[-1].low) or words[-1].low in lexicon.PEOPLE):
        return True
    if low in lexicon.PRESENTS and is_plural(words[-1].low):
        return True
    return is_finite_verb(low) and low not in lexicon.PRESENTS


def find_measured(text: str, start: int, floor: int) -> Span | None:
    """What a figure at the end is said of: "the number of wounded at 45", "losses exceed 6,000", "Revenue rose 12 percent"."""
    floor = max(floor, start - 160)
    window = text[floor:start]
    cut = max(
        (m.end() for m in regex.finditer(r"[;:“”\"—]|\.\s|\b(?:that|but|while|and|which|whose)\s", window)), default=0
    )
    tokens = split_tokens(text, floor + cut, start)
    last = next(
        (
            i
            for i in range(len(tokens) - 1, -1, -1)
            if tokens[i].low not in MEASURED_BY and not is_adverb(tokens[i].low)
        ),
        None,
    )
    if last is None or (last == len(tokens) - 1 and text[start - 1 : start] in ("(", ",", "-")):
        return None
    if tokens[-1].low in ("of", "worth") and len(tokens) > 1:
        return find_owner(text, tokens)
    verb = tokens[last + 1 :]
    if not verb or (
        verb[0].low in ("as", "by", "from", "than", "up", "down", "at", "to") and not said_of(tokens, last)
    ):
        return None
    return pick_head(text, tokens[: last + 1])


def find_owner(text: str, tokens: list[Token]) -> Span | None:
    """The noun that "of 2 percent" or "worth $2 billion" is said of."""
    end = len(tokens) - 1
    begin = end
    while (
        begin
        and tokens[begin - 1].is_word
        and tokens[begin - 1].low not in STOPS
        and not is_finite_verb(tokens[begin - 1].low)
    ):
        begin -= 1
    return Span.cut(text, tokens[begin].start, tokens[end - 1].end) if begin < end else None


def said_of(tokens: list[Token], last: int) -> bool:
    """Whether a bare "at" or "to" still measures: "the damage at", "put the loss at", "risen ... to"."""
    return any(t.low in ARRIVED for t in tokens[: last + 1])


ARRIVED = WORDS["arrived"]


def pick_head(text: str, tokens: list[Token]) -> Span | None:
    """The base noun phrase the clause is about: behind "number of" and "toll of", else behind the last verb, else the first."""
    lows = [t.low for t in tokens]
    for i in range(len(tokens) - 2, -1, -1):
        if (
            lows[i] in ("number", "numbers", "total", "count", "percentage", "proportion", "share")
            and lows[i + 1] == "of"
        ):
            return find_phrase(text, tokens[i + 1].end, tokens[-1].end, plural=True) or skip_article(
                text, tokens[i + 2 :]
            )
    verbs = [i for i, low in enumerate(lows) if is_finite_verb(low) or low in ARRIVED]
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
    if (
        i == len(tokens)
        or tokens[i].low in lexicon.PREPOSITIONS | lexicon.PRONOUNS
        or tokens[i].low in lexicon.TIME_WORDS
    ):
        return None
    return find_phrase(text, tokens[i].start, tokens[-1].end, plural=False)
