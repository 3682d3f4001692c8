"""The standing table (design: section 4): the first rule that the facts fulfil, in the table's order.

The standing is a function of the plain facts and the policy alone, so that whoever reads the facts can check it.
"""

from collections.abc import Callable

from claims.algebra.findings import Facts
from claims.algebra.policy import DEFAULT, Policy
from claims.vocabulary import Standing

Rule = Callable[[Facts, Policy], bool]


def decide(facts: Facts, policy: Policy = DEFAULT) -> Standing:
    """The standing that follows from these facts.

    `unverified` is also what is left when live reports support nothing: they only go round in a circle, take no
    position, or name figures that are merely compatible.
    """
    return next((standing for standing, rule in TABLE if rule(facts, policy)), Standing.UNVERIFIED)


def identified(facts: Facts) -> int:
    """How many grounded voices support the claim."""
    return len(facts.disinterested) + len(facts.admitting) + len(facts.interested)


def grade(standing: Standing, facts: Facts, policy: Policy = DEFAULT) -> str:
    """The Admiralty credibility digit: the policy's, and 1 for what is confirmed by lines without a stake."""
    if standing is Standing.CORROBORATED and facts.support.low >= policy.least_to_confirm:
        return "1"
    return policy.admiralty[standing]


def _is_unreported(facts: Facts, policy: Policy) -> bool:
    return not facts.live_reports and not facts.withdrawn


def _is_withdrawn(facts: Facts, policy: Policy) -> bool:
    return facts.support_existed and not facts.live_support and facts.withdrawn


def _is_refuted(facts: Facts, policy: Policy) -> bool:
    return facts.opposition.low >= policy.least_to_refute and facts.support.low == 0


def _is_contested(facts: Facts, policy: Policy) -> bool:
    return bool(facts.live_support and facts.live_opposition and identified(facts) and facts.opposing)


def _is_disputed(facts: Facts, policy: Policy) -> bool:
    return facts.live_opposition and not facts.live_support


def _is_unverified(facts: Facts, policy: Policy) -> bool:
    return facts.live_support and not identified(facts)


def _is_interested_only(facts: Facts, policy: Policy) -> bool:
    return bool(facts.interested) and len(facts.interested) == identified(facts)


def _is_corroborated(facts: Facts, policy: Policy) -> bool:
    lines = facts.support.with_parties if policy.parties_count else facts.support.low
    has_disinterested = bool(facts.disinterested or facts.admitting)
    return lines >= policy.least_to_corroborate and has_disinterested and not facts.live_opposition


def _is_partly_corroborated(facts: Facts, policy: Policy) -> bool:
    """Several voices that do not make enough lines, or one with merely compatible figures beside it."""
    return identified(facts) > 1 or bool(facts.disinterested and facts.compatible)


def _is_admitted(facts: Facts, policy: Policy) -> bool:
    return bool(facts.admitting) and identified(facts) == 1


def _is_single_source(facts: Facts, policy: Policy) -> bool:
    return bool(facts.disinterested) and identified(facts) == 1


TABLE: tuple[tuple[Standing, Rule], ...] = (
    (Standing.UNREPORTED, _is_unreported),
    (Standing.WITHDRAWN, _is_withdrawn),
    (Standing.REFUTED, _is_refuted),
    (Standing.CONTESTED, _is_contested),
    (Standing.DISPUTED, _is_disputed),
    (Standing.UNVERIFIED, _is_unverified),
    (Standing.INTERESTED_ONLY, _is_interested_only),
    (Standing.CORROBORATED, _is_corroborated),
    (Standing.PARTLY_CORROBORATED, _is_partly_corroborated),
    (Standing.ADMITTED, _is_admitted),
    (Standing.SINGLE_SOURCE, _is_single_source),
)
