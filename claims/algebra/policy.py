"""Evidence policies: the thresholds of the standing table, named and versioned. The default is the design's table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.vocabulary import Standing

ADMIRALTY: Mapping[Standing, str] = {
    Standing.UNREPORTED: "6",
    Standing.WITHDRAWN: "6",
    Standing.REFUTED: "5",
    Standing.CONTESTED: "4",
    Standing.DISPUTED: "5",
    Standing.UNVERIFIED: "6",
    Standing.INTERESTED_ONLY: "4",
    Standing.CORROBORATED: "2",
    Standing.PARTLY_CORROBORATED: "3",
    Standing.ADMITTED: "2",
    Standing.SINGLE_SOURCE: "3",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a newsroom asks of evidence.

    ``least_to_refute``: opposing lines without a stake; ``least_to_corroborate``: supporting lines, counted with one
    for each interested side if ``parties_count``, else without; ``least_to_confirm``: lines without a stake from
    which a corroborated claim is given the digit 1 instead of 2. ``own_reporting_of``: sources whose word without
    attribution counts as their own reporting (accepted agencies). ``most_days``: reports published longer than that
    before what the claim speaks of (else before the newest report) bear on nothing; 0 is any age.

    ``stop_at``: lines are not counted further; ``pack_up_to``: so many different chains are always packed exactly,
    more only if the search ends soon. ``admiralty``: the credibility digit of each standing (NATO AJP-2.1; 6 is
    "cannot be judged", not a middle).
    """

    name: str
    version: int = 1
    least_to_refute: int = 2
    least_to_corroborate: int = 2
    least_to_confirm: int = 2
    parties_count: bool = True
    own_reporting_of: frozenset[str] = frozenset()
    most_days: int = 0
    stop_at: int = 5
    pack_up_to: int = 60
    admiralty: Mapping[Standing, str] = field(default_factory=lambda: ADMIRALTY)


DEFAULT = Policy("default")
