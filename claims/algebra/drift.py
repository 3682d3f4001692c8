"""Attribution drift: what a figure or statement lost or gained between two links of a chain (design: section 4).

Each link is compared with the one it has it from, and a headline with the body below it. A figure that is passed on
weaker than it was is no drift; one that is passed on stronger, different or of another thing is. What a link does
not say for itself is taken from the source's own report where there is one, else it is as it was passed on.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.algebra.drawing import Citations
from claims.algebra.evidence import Link, Report
from claims.algebra.findings import Drift
from claims.algebra.graph import LONG_AGO
from claims.algebra.hedges import word_quantity
from claims.algebra.intervals import Quantity
from claims.algebra.quantities import relate_intervals
from claims.vocabulary import Comparator, DriftKind, Place, QuantityRelation

Change = tuple[DriftKind, str, str]
UPPER = frozenset({Comparator.UP_TO, Comparator.LESS_THAN, Comparator.NEARLY})
HEADLINE = Place.HEADLINE
ARTICLES = frozenset({"a", "an", "the", "of", "in"})


@dataclass(slots=True)
class Words:
    """What somebody said: the figure, the hedge, and who said it."""

    speaker: str
    quantity: Quantity | None
    hedge: str


class DriftFinder:
    """Finds drift in the reports of one evidence."""

    def __init__(self, reports: Sequence[Report], cited: Citations, name_of: Callable[[str], str]) -> None:
        self.name_of = name_of
        self.by_document: dict[tuple[str, str], Report] = {}
        self.by_publisher: dict[tuple[str, str], list[Report]] = {}
        self.bodies: dict[tuple[str, str], list[Report]] = {}
        self.speaks_for_itself: set[str] = set()
        headlined = {report.document for report in reports if report.place is HEADLINE}
        for report in reports:
            if report.publisher in cited.sources:
                self.speaks_for_itself.add(report.publisher)
                self.by_publisher.setdefault((report.publisher, report.claim), []).append(report)
            if report.document in cited.documents:
                self.by_document.setdefault((report.document, report.claim), report)
            if report.document in headlined and report.place is not HEADLINE:
                self.bodies.setdefault((report.document, report.claim), []).append(report)
        for own in self.by_publisher.values():
            own.sort(key=_by_time)

    def find(self, report: Report) -> tuple[Drift, ...]:
        """Every drift of one report, chain by chain from the publisher upwards, then headline against body."""
        if not report.chains and report.place is not HEADLINE:
            return ()
        found: list[Drift] = []
        for number, chain in enumerate(report.chains):
            if self._says_more(chain):
                found += self._follow(report, number, chain)
        if report.place is HEADLINE:
            found += self._compare_with_body(report)
        return tuple(found)

    def _follow(self, report: Report, number: int, chain: Sequence[Link]) -> list[Drift]:
        """The drift along one chain, from the publisher upwards."""
        found: list[Drift] = []
        below = Words(report.publisher, report.quantity, report.hedge)
        for position, link in enumerate(chain):
            quantity, hedge = link.quantity, link.hedge
            own = self._find_own(report, link)
            if own is not None:
                quantity, hedge = quantity or own.quantity, hedge or own.hedge
            above = Words(link.source, quantity or below.quantity, hedge or below.hedge)
            changes = compare_words(above, below) if quantity is not None or hedge else []
            if own is not None and own.chains and position == len(chain) - 1:
                changes += self._compare_attribution(own, last=link.source)
            found += [_drift(change, report, above, below, number, position) for change in changes]
            below = above
        return found

    def _says_more(self, chain: Sequence[Link]) -> bool:
        """Whether any link of a chain has words of its own, in the chain or in a report of its source."""
        for link in chain:
            if link.quantity is not None or link.hedge or link.document is not None:
                return True
            if link.source in self.speaks_for_itself:
                return True
        return False

    def _find_own(self, report: Report, link: Link) -> Report | None:
        """The source's own report on the same claim: in the document named, else the latest published no later."""
        if link.document is not None:
            there = self.by_document.get((link.document, report.claim))
            return None if there is report else there
        own = self.by_publisher.get((link.source, report.claim))
        if not own or link.source == report.publisher:
            return None
        if report.published_at is None:
            return own[-1]
        earlier = bisect_left(own, report.published_at.end, key=_began_at)
        return own[earlier - 1] if earlier else None

    def _compare_attribution(self, own: Report, last: str) -> list[Change]:
        if own.own_reporting:
            return []
        credited = ", ".join(sorted({self.name_of(chain[0].source) for chain in own.chains if chain}))
        return [(DriftKind.ATTRIBUTION_DROPPED, credited, self.name_of(last))]

    def _compare_with_body(self, headline: Report) -> list[Drift]:
        found: list[Drift] = []
        for body in self.bodies.get((headline.document, headline.claim), ()):
            if body.stance is not headline.stance:
                continue
            above = Words(body.publisher, body.quantity, body.hedge)
            below = Words(headline.publisher, headline.quantity, headline.hedge)
            changes = compare_words(above, below)
            if body.chains and not headline.chains and not headline.own_reporting:
                credited = ", ".join(sorted({self.name_of(chain[0].source) for chain in body.chains if chain}))
                changes.append((DriftKind.ATTRIBUTION_DROPPED, credited, ""))
            found += [_drift(change, headline, above, below, None, None) for change in changes]
        return found


def compare_words(above: Words, below: Words) -> list[Change]:
    """What changed on the way down from ``above`` (nearer the origin), each with both wordings."""
    changes: list[Change] = []
    if above.quantity is not None and below.quantity is not None and above.quantity is not below.quantity:
        kind = compare_figures(above.quantity, below.quantity)
        if kind is not None:
            changes.append((kind, word_quantity(above.quantity), word_quantity(below.quantity)))
    if above.hedge and not below.hedge and not any(kind is DriftKind.HEDGE_DROPPED for kind, _, _ in changes):
        changes.append((DriftKind.HEDGE_DROPPED, above.hedge, below.hedge))
    return changes


def compare_figures(above: Quantity, below: Quantity) -> DriftKind | None:
    """How a figure changed, or ``None`` when it did not, or was only weakened ("41" passed on as "dozens")."""
    if above.unit and below.unit and above.unit.casefold() != below.unit.casefold():
        return DriftKind.MEASURE_CHANGED
    if above.of_claim != below.of_claim:
        return DriftKind.MEASURE_CHANGED
    if above.counted and below.counted:
        whole, part = _words(above.counted), _words(below.counted)
        if whole > part:
            return DriftKind.SCOPE_WIDENED
        if whole != part:
            return DriftKind.MEASURE_CHANGED
    relation = relate_intervals(above, below)
    if relation in (QuantityRelation.EQUAL, QuantityRelation.WITHIN):
        return None
    hedged = _named_number(above)
    if (
        hedged is not None
        and hedged == _named_number(below)
        and (relation is QuantityRelation.COVERS or below.low == below.high)
    ):
        return DriftKind.HEDGE_DROPPED
    return DriftKind.NUMBER_CHANGED


def _named_number(quantity: Quantity) -> object:
    """The number in the wording: 21 of "at least 21", 7,000 of "nearly 7,000"; ``None`` for ranges, vague words."""
    low, high = quantity.low, quantity.high
    if quantity.comparator in (Comparator.VAGUE, Comparator.BETWEEN):
        return None
    if quantity.comparator in UPPER or low is None:
        return high
    if quantity.comparator is Comparator.APPROXIMATELY and high is not None:
        return (low + high) / 2
    return low


def _words(counted: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", counted.casefold())) - ARTICLES


def _began_at(report: Report) -> datetime:
    return LONG_AGO if report.published_at is None else report.published_at.start


def _by_time(report: Report) -> tuple[datetime, str]:
    return _began_at(report), report.id


def _drift(change: Change, report: Report, above: Words, below: Words, chain: int | None, link: int | None) -> Drift:
    kind, said, passed_on = change
    return Drift(kind, report.id, above.speaker, below.speaker, said, passed_on, chain, link)
