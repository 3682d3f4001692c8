"""The laws of the design, on claims made by chance: some that shrink to the smallest failure, and ten thousand."""

from collections import Counter
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.claims.algebra.chance import dice, make_evidence
from tests.claims.algebra.crowds import make_claim
from tests.claims.algebra.laws import LAWS, Law, Told

CLAIMS = 10_000
PARTS = 10
"""So many tests share the claims, so that several workers can take them."""


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=dice)
def test_the_law_holds_and_fails_small(law: Law, chance: Random) -> None:
    law(Told(make_evidence(chance)), chance)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_law_holds_on_ten_thousand_claims(part: int) -> None:
    """The same claims in every run, tried by every law. Where one gives a law nothing to try, it gets another."""
    tried: Counter[str] = Counter()
    for number in range(part, CLAIMS, PARTS):
        told = Told(make_claim(number))
        for law in LAWS:
            spare = count(number + CLAIMS, CLAIMS)
            which, given = number, told
            while not holds(law, which, given):
                which = next(spare)
                given = Told(make_claim(which))
            tried[law.__name__] += 1
    assert tried == {law.__name__: CLAIMS // PARTS for law in LAWS}


def test_the_laws_are_those_of_the_design_and_the_claims_ten_thousand() -> None:
    assert CLAIMS // PARTS * PARTS >= 10_000
    assert len({law.__name__ for law in LAWS}) == 13


def holds(law: Law, number: int, told: Told) -> bool:
    """Whether the law found something to try on this claim; a claim it does not hold on is named and printed."""
    try:
        return law(told, Random(f"{law.__name__} {number}"))
    except Exception as error:
        again = f"{law.__name__}(Told(make_claim({number})), Random('{law.__name__} {number}'))"
        raise AssertionError(f"{type(error).__name__}: {error}\nTry it again: {again}\n{told.evidence}") from error


def test_the_crowd_meets_pages_that_are_lost_and_what_they_say_since() -> None:
    crowd = [make_claim(number) for number in range(900)]
    quotes = [told for told in crowd if any(fact.source and fact.document for fact in told.withdrawals)]
    since = [told for told in crowd if any(report.id.endswith(" since") for report in told.reports)]
    assert min(len(quotes), len(since)) > 20
