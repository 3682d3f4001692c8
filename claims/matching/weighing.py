"""How well a statement fits a known claim or question, from 0 to 1, with every reason. Never by the bare number.

A match needs two words in common that are no names, or one and the counted thing; only then may names, a figure or a
date add to it. Two different units, or two different counted things, are no match whatever else agrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from claims.algebra.intervals import Quantity
from claims.algebra.quantities import relate_intervals
from claims.matching.found import Found
from claims.matching.words import cut_to_stem, fold, list_names, list_stems, list_words
from claims.models import Claim, Question
from claims.vocabulary import QuantityRelation
from sources.algebra.moments import Moment

NAMES, WORDS, COUNTED, WORDING, FIGURE, DATE = 0.20, 0.38, 0.22, 0.10, 0.10, 0.05
NEAR, FAR = timedelta(days=31), timedelta(days=400)
LIKELY, POSSIBLE = 0.55, 0.3
SAME_FIGURE = frozenset({QuantityRelation.EQUAL, QuantityRelation.WITHIN})
NEAR_FIGURE = frozenset({QuantityRelation.COVERS, QuantityRelation.OVERLAPS})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something fits or does not: the rule, what it adds to the score, and the words or figures concerned."""

    rule: str
    adds: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a claim or question fits, why, and how the figures relate where both have one."""

    score: float
    reasons: tuple[Reason, ...] = ()
    relation: QuantityRelation | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text is compared by."""

    text: str
    stems: frozenset[str]
    names: frozenset[str]
    counted: frozenset[str]
    head: str
    unit: str
    quantity: Quantity | None


NO_FIT = Fit(0.0)


def profile_found(found: Found) -> Profile:
    """What a statement is compared by."""
    quantity = found.quantity
    counted = quantity.counted if quantity else ""
    text = found.subject
    return Profile(
        text, list_stems(text), list_names(text), list_stems(counted), head_of(counted),
        unit_of(quantity.unit if quantity else ""), quantity,
    )  # fmt: skip


def profile_claim(claim: Claim) -> Profile:
    """What a claim is compared by: its own words, those of its translations, and the question it answers."""
    question = claim.question
    translated = [one.statement for one in claim.translations.all() if one.of_statement == claim.statement]
    asked = f"{question.text} {question.scope}" if question else ""
    text = f"{claim.statement} {' '.join(translated)} {asked} {claim.location}"
    counted = claim.quantity_counted or (question.counted if question else "")
    unit = claim.quantity_unit or (question.unit if question else "")
    return _profile(claim.statement, text, counted, unit, claim.quantity)


def profile_question(question: Question) -> Profile:
    """What a question is compared by."""
    return _profile(question.text, f"{question.text} {question.scope}", question.counted, question.unit, None)


def weigh(found: Profile, known: Profile, *, said: Moment | None, as_of: Moment | None) -> Fit:
    """How well ``known`` fits what was found, which was ``said`` then. Nothing at all without common ground."""
    if found.unit and known.unit and found.unit != known.unit:
        return NO_FIT
    ours, theirs = found.stems - found.names, known.stems - found.names - known.names
    shared = ours & theirs
    counted = weigh_counted(found, known)
    if counted is not None and counted.adds < 0:
        return NO_FIT
    if len(shared) < (1 if counted else 2):
        return NO_FIT
    names = found.names & known.stems
    reasons = [Reason("words", WORDS * len(shared) / max(2, min(len(ours), len(theirs))), order(shared))]
    total = WORDS + WORDING
    if counted is not None:
        reasons.append(counted)
    if found.counted or known.counted:
        total += COUNTED
    if found.names:
        total += NAMES
        if names:
            reasons.append(Reason("names", NAMES * len(names) / len(found.names), order(names)))
    wording = fuzz.token_set_ratio(found.text, known.text, processor=fold) / 100
    reasons.append(Reason("wording", WORDING * max(0.0, wording - 0.4) / 0.6))
    relation = relate(found.quantity, known.quantity)
    if relation in SAME_FIGURE:
        reasons.append(Reason("figure", FIGURE, (relation.value,)))
    elif relation in NEAR_FIGURE:
        reasons.append(Reason("figure", FIGURE / 2, (relation.value,)))
    elif relation is not None:
        reasons.append(Reason("figure", 0.0, (relation.value,)))
    reasons += weigh_date(said, as_of)
    score = sum(reason.adds for reason in reasons) / total
    return Fit(round(max(0.0, min(1.0, score)), 3), tuple(reasons), relation)


def weigh_counted(found: Profile, known: Profile) -> Reason | None:
    """Whether the same thing is counted; a reason against when both say and nothing is common; ``None`` if unsaid."""
    if not found.counted or not known.counted:
        return None
    shared = found.counted & known.counted
    if found.head == known.head or found.head in known.counted or known.head in found.counted:
        return Reason("counted", COUNTED, order(shared or {found.head}))
    if shared:
        return Reason("counted", COUNTED / 2, order(shared))
    # The thing may be named in the statement and only called something else where it is counted.
    if known.head in found.stems or found.head in known.stems:
        return Reason("counted", COUNTED / 4, (found.head, known.head))
    return Reason("counted", -1.0, (found.head, known.head))


def weigh_date(said: Moment | None, as_of: Moment | None) -> list[Reason]:
    """A claim of about the time at which something was said fits better than one of another year."""
    if said is None or as_of is None:
        return []
    apart = max(as_of.start - said.end, said.start - as_of.end, timedelta(0))
    if apart <= NEAR:
        return [Reason("date", DATE, (str(as_of),))]
    return [Reason("date", -3 * DATE, (str(as_of),))] if apart > FAR else []


def relate(found: Quantity | None, known: Quantity | None) -> QuantityRelation | None:
    """How the figures relate; the unit and the thing counted have been compared by then."""
    if found is None or known is None:
        return None
    return relate_intervals(found, known)


def order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def head_of(counted: str) -> str:
    """The stem of the word that says what is counted: the last one before "of", "in" or "from"."""
    words = list_words(counted)
    for position, word in enumerate(words):
        if position and word in ("of", "in", "from", "with", "at", "on", "for"):
            return cut_to_stem(words[position - 1])
    return cut_to_stem(words[-1]) if words else ""


@lru_cache(maxsize=1000)
def unit_of(unit: str) -> str:
    """A unit in one spelling: "kilometres" as "kilometre", "km" as it is."""
    return " ".join(word.removesuffix("s") for word in unit.casefold().split())


def _profile(title: str, text: str, counted: str, unit: str, quantity: Quantity | None) -> Profile:
    return Profile(
        title, list_stems(text), list_names(text), list_stems(counted), head_of(counted), unit_of(unit), quantity
    )
