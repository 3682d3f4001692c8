"""The laws of the design, on claims made by chance: some that shrink to the smallest failure, and ten thousand."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.claims.algebra.chance import dice, make_evidence
from tests.claims.algebra.laws import LAWS, Law

EACH = 770


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chance=dice)
def test_the_law_holds_and_fails_small(law: Law, chance: Random) -> None:
    law(make_evidence(chance), chance)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_law_holds_on_ten_thousand_claims(law: Law) -> None:
    """Over all laws: each has its own claims, the same in every run."""
    for seed in range(EACH):
        chance = Random(f"{law.__name__} {seed}")
        told = make_evidence(chance)
        try:
            law(told, chance)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}\n{told}") from error
