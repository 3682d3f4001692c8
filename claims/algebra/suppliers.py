"""Who supplied others with material, and when that fell: with all they themselves had said of it.

Laws: a further withdrawal never brings back what fell; in whichever form the supplier's statements were taken back
(its word on the claim, or each document it stood in) makes no difference.
"""

from collections.abc import Mapping, Sequence

from claims.algebra.evidence import Report, Withdrawal
from claims.algebra.withdrawals import Withdrawn
from sources.algebra.moments import Moment

NO_QUESTIONS: Mapping[str, str | None] = {}
Statements = list[list[Withdrawal]]
"""What a source said, each statement as the withdrawals that struck it."""


class Suppliers:
    """What the suppliers of material named in these reports said themselves, claim by claim."""

    def __init__(
        self, reports: Sequence[Report], withdrawn: Withdrawn, question_of: Mapping[str, str | None] = NO_QUESTIONS
    ) -> None:
        self.withdrawn = withdrawn
        self.question_of = question_of
        self.stated: dict[str, dict[str, Statements]] = {}
        if not withdrawn.any:
            return
        names = {source for report in reports for source in report.only_material_of}
        if not names:
            return
        own = {(report.publisher, report.claim) for report in reports if report.publisher in names}
        for report in reports:
            if report.publisher in names:
                self._note(report.publisher, report.claim, withdrawn.strike_report(report))
            for link in (link for chain in report.chains for link in chain if link.source in names):
                # What is credited to it at large is what its own report says, where it has one.
                if link.document is not None or (link.source, report.claim) not in own:
                    struck = withdrawn.strike_statement(link.source, link.document, report.claim)
                    self._note(link.source, report.claim, struck)

    def when_fallen(self, source: str, claim: str) -> Moment | None:
        """When the last of what a supplier said of a claim fell, its word or its pages; where it said nothing of this
        one, of other figures for the same question."""
        word = self.withdrawn.find_word(source, claim)
        if word is not None:
            return word.at
        by_claim = self.stated.get(source, {})
        statements = by_claim.get(claim) or self._find_beside(by_claim, self.question_of.get(claim))
        return max(struck[0].at for struck in statements) if statements and all(statements) else None

    def _find_beside(self, by_claim: dict[str, Statements], question: str | None) -> Statements:
        beside = [claim for claim in by_claim if question is not None and self.question_of.get(claim) == question]
        return [struck for claim in beside for struck in by_claim[claim]]

    def _note(self, source: str, claim: str, struck: list[Withdrawal]) -> None:
        self.stated.setdefault(source, {}).setdefault(claim, []).append(struck)
