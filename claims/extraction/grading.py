"""How far a candidate can be trusted unread."""

from collections.abc import Sequence

import regex

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import QUOTE_MARKS, Chain, ChainLink, Tier
from claims.extraction.chains import is_hollow
from claims.extraction.coreference import GENERIC
from claims.extraction.outlets import is_outlet, list_words
from claims.extraction.quantities import FoundQuantity
from claims.extraction.source_names import NOBODY
from claims.extraction.spans import Span
from claims.extraction.stance import sounds_false
from claims.extraction.tokens import is_finite_verb
from claims.extraction.words import WORDS
from claims.vocabulary import Comparator, Place, Relation, Stance

PLAIN_FRAMES = frozenset({Frame.BEFORE, Frame.AFTER, Frame.INVERTED, Frame.ACCORDING})
PLAIN_KINDS = frozenset({"say", "tell", "claim"})
PLAIN_STANCES = frozenset({Stance.ASSERTS, Stance.DENIES, Stance.CANNOT_VERIFY})
CITATIONS = frozenset({Frame.CITING, Frame.CITED_BY})
LONGEST_SOURCE = 14
LONGEST_SENTENCE = 45
NO_ONE = ("no ", "no one", "nobody", "none ", "neither ", "few ", "not ")
# A document that is only "figures it released" is somebody's who is not named in the words.
OWNED = regex.compile(r"\b(?:(?:it|he|she|they)\s\w+|them|him|us)\b", regex.IGNORECASE)
SHORTEST_CONTENT = 12
DEFINITE = regex.compile(r"(?:the|this|that)\s", regex.IGNORECASE)
# "His office": whose, the words do not say.
OF_SOMEBODY = regex.compile(r"(?:his|her|its|their|our|my)\s", regex.IGNORECASE)
CLOSERS = "\"”»'’ "
DOUBTFUL = WORDS["doubtful"]
EXPECTED = frozenset(["as expected by"])


def grade(
    one: Attribution,
    others: Sequence[Attribution],
    chains: Sequence[Chain],
    stance: Stance,
    content: Sequence[Span],
    place: Place,
    quantities: Sequence[FoundQuantity],
) -> Tier:
    """High only where one plain frame accounts for the whole sentence and everybody in it is named there."""
    if not chains or one.source is None or one.kind in ("think", "blame") or one.frame is Frame.IMPERSONAL:
        return Tier.LOW
    links = [link for chain in chains for link in chain]
    if any(link.name.lower() in NOBODY for link in links):
        return Tier.LOW
    length = sum(map(len, content))
    covering = [a for a in others if a.covers(one) and a.frame not in CITATIONS]
    rivals = [a for a in others if a.cue != one.cue and a.frame not in CITATIONS and not a.covers(one)]
    guessed = len(chains) > 1 or any(is_guessed(link) for link in links) or any(is_hollow(chain) for chain in chains)
    aside = any(2 * length < sum(map(len, a.content)) for a in covering)
    source = one.source.text.lower()
    if source.startswith(NO_ONE):
        return Tier.LOW
    said = " ".join(part.text for part in content)
    if said.rstrip(CLOSERS).endswith("?"):
        return Tier.LOW
    guessed = guessed or any(is_doubtful(q, content) for q in quantities)
    empty = stance is Stance.ASSERTS and not (said[0] in QUOTE_MARKS or any(map(says_something, said.split())))
    guessed = guessed or empty or (stance is Stance.ASSERTS and sounds_false(said)) or place is Place.HEADLINE
    guessed = guessed or source in NOBODY or bool(OWNED.search(source)) or one.cue.text.lower() in EXPECTED
    plain = one.frame in PLAIN_FRAMES and one.kind in PLAIN_KINDS and one.sure and not one.inherits
    sized = len(one.source.text.split()) <= LONGEST_SOURCE and length >= SHORTEST_CONTENT
    if plain and sized and stance in PLAIN_STANCES and not (rivals or guessed or aside):
        return Tier.HIGH
    return Tier.MEDIUM


def is_doubtful(quantity: FoundQuantity, content: Sequence[Span]) -> bool:
    """Whether a figure is vague, a multiple, counts nothing named, or stands behind a word that no table knows."""
    if not quantity.value.unit and not quantity.value.counted:
        return True
    if quantity.value.unit.startswith("times") or quantity.value.comparator is Comparator.VAGUE:
        return True
    part = next((p for p in content if p.covers(quantity.span)), None)
    before = part.text[: quantity.span.start - part.start].split()[-1:] if part is not None else []
    return before != [] and before[0].lower().strip('"“') in DOUBTFUL


def says_something(word: str) -> bool:
    """Whether a word makes a statement of its content: a verb or a figure ("him as quiet" has neither)."""
    return word[:1].isdigit() or (word[:1].islower() and is_finite_verb(word.strip(",.;:\"”’'")))


def is_guessed(link: ChainLink) -> bool:
    """Whether a name is not in the words that stand for it, of somebody unnamed, or an outlet only by its place.

    "The group", where the article did not tell which, is unnamed as well.
    """
    named, worded = set(list_words(link.name)), set(list_words(link.span.text))
    if OF_SOMEBODY.match(link.name):
        return True
    if not (named and (named <= worded or worded <= named)):
        return True
    if link.name.lower() in GENERIC and DEFINITE.match(link.span.text):
        return True
    told = link.relation is Relation.REPORTS and not link.cue.text.startswith("report")
    return told and len(worded) < 3 and not is_outlet(link.span.text)
