"""The base noun phrase that begins at a place: modifiers and nouns up to a stop, a verb or a plural head."""

import regex

from claims.algebra.numerals import TENS
from claims.algebra.numerals import UNITS as NUMBER_WORDS
from claims.extraction import lexicon
from claims.extraction.spans import Span
from claims.extraction.tokens import Token, is_adverb, is_finite_verb, is_plural, split_tokens
from claims.extraction.words import WORDS

STOPS = (
    lexicon.PREPOSITIONS | lexicon.PRONOUNS | lexicon.CONJUNCTIONS | lexicon.SUBORDINATORS | lexicon.AUXILIARIES
    | lexicon.DETERMINERS | lexicon.COMPARATIVES | WORDS["after_counted"]
)  # fmt: skip
TIMES = lexicon.TIME_WORDS - {"may"}
HEADS_IN_ED = WORDS["heads_in_ed"]
ALONE = frozenset(["people", "troops", "soldiers"])
COMPOUND = regex.compile(r"(?!strong)\p{Ll}+\s")
NO_NOUN = regex.compile(r"\s(?:by|in|on|at|to|from|with|for|and|or|since|during|after|of)\b|\s?(?!\s?\p{L})")
# "3,000 lost their homes", not "12 lost hikers".
OBJECT = regex.compile(r"\s(?:the|an?|their|his|her|its|all|everything|both|no|any|for|behind|out|off|up)\b")
REACH = 90
MOST_WORDS = 6
PLAIN_VERBS = frozenset(["own", "say", "think", "want", "live", "need", "believe", "use", "lack", "face", "remain"])
NUMBERS = NUMBER_WORDS.keys() | TENS.keys()


def find_phrase(text: str, at: int, ceiling: int, plural: bool) -> Span | None:
    """The phrase behind ``at``, at most up to ``ceiling``; ``plural``: its head is a plural where one comes."""
    stop = min(ceiling, at + REACH)
    tokens = split_tokens(text, at, stop)
    if tokens and tokens[-1].end == stop < ceiling:
        tokens.pop()
    if tokens and tokens[0].low in ("-", "–"):
        if COMPOUND.match(text, tokens[0].end):
            return None
        tokens.pop(0)
    if tokens and tokens[0].low == "strong":
        tokens.pop(0)
    words = take_words(text, tokens, plural)
    while words and is_adverb(words[-1].low):
        words.pop()
    while words and is_adverb(words[0].low):
        words.pop(0)
    return Span.cut(text, words[0].start, words[-1].end) if words else None


def take_words(text: str, tokens: list[Token], plural: bool) -> list[Token]:
    words: list[Token] = []
    for i, token in enumerate(tokens[:MOST_WORDS]):
        if not token.is_word or token.low in STOPS or token.low in TIMES:
            break
        numeral = token.text[0].isdigit() or token.low in NUMBERS
        if (numeral and not words) or (words and token.start - words[-1].end > 1):
            break
        if is_verb_behind(token, words[-1]) if words else is_verb_first(text, token):
            break
        words.append(token)
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if plural and is_plural(token.low) and not is_adjunct(token, following):
            break
    return words


def is_adjunct(plural: Token, following: Token | None) -> bool:
    """Whether a plural is itself only a modifier ("18 women prisoners", "six arms dealers")."""
    if following is None or following.start != plural.end + 1 or plural.low in ALONE:
        return False
    low = following.low
    return is_plural(low) and low not in STOPS and not is_finite_verb(low)


def is_verb_first(text: str, token: Token) -> bool:
    """Whether the first word behind a figure is a verb already ("12 died"), not a participle before a noun."""
    low = token.low
    if low.endswith("ing"):
        return False
    if low in ("left", "lost", "set") and OBJECT.match(text, token.end):
        return True
    if low.endswith("ed") and low not in HEADS_IN_ED:
        return bool(NO_NOUN.match(text, token.end))
    return low in lexicon.AUXILIARIES or (
        is_finite_verb(low) and not is_plural(low) and low not in ("left", "lost", "set")
    )


def is_verb_behind(token: Token, before: Token) -> bool:
    """Whether a word behind a noun is the verb of the clause, or a participle outside the phrase."""
    low, many = token.low, is_plural(before.low)
    if many and ((low.endswith("ing") and len(low) > 5) or low in lexicon.PRESENTS or low in PLAIN_VERBS):
        return True
    return is_finite_verb(low) and low not in lexicon.PRESENTS
