"""What somebody else's rating says about a claim: true, false, not to be shown, or nothing that we may repeat.

Only what the words or both ends of the scale say outright is taken over. “Mostly false” and “missing context” are
judgements of degree, which differ from house to house; they stay words beside a report that takes no position.
"""

import re
from decimal import Decimal

from claims.vocabulary import Stance

WORDS = {
    Stance.ASSERTS: frozenset({"true", "correct", "accurate", "verified", "confirmed", "fact"}),
    Stance.DISPUTES: frozenset(
        {"false", "incorrect", "inaccurate", "not true", "untrue", "wrong", "fake", "fabricated", "pants on fire"}
        | {"hoax", "debunked", "made up", "invented", "manipulated", "altered"}
    ),
    Stance.CANNOT_VERIFY: frozenset(
        {"unproven", "unverified", "not verified", "cannot be verified", "unverifiable", "unsupported", "no evidence"}
    ),
}
DEGREES = re.compile(
    r"\b(?:mostly|largely|half|partly|partially|somewhat|misleading|missing|lacks?|exaggerat\w+|distort\w+|mixture)\b"
)
BEST, WORST = Decimal(5), Decimal(1)
"""The ends of a scale that names none (schema.org, Rating)."""


def stance_of_rating(words: str, value: Decimal | None, best: Decimal | None, worst: Decimal | None) -> Stance:
    """The stance of a rating. Words and number that speak against each other take no position."""
    if DEGREES.search(words.casefold()):
        return Stance.NO_POSITION
    said = _stance_of_words(words)
    shown = _stance_of_number(value, BEST if best is None else best, WORST if worst is None else worst)
    if said is None or shown is None:
        return said or shown or Stance.NO_POSITION
    return said if said is shown or said is Stance.CANNOT_VERIFY else Stance.NO_POSITION


def _stance_of_words(words: str) -> Stance | None:
    plain = words.casefold().strip(" .!“”\"'")
    return next((stance for stance, known in WORDS.items() if plain in known), None)


def _stance_of_number(value: Decimal | None, best: Decimal, worst: Decimal) -> Stance | None:
    if value is None or best == worst:
        return None
    return {best: Stance.ASSERTS, worst: Stance.DISPUTES}.get(value)
