"""What was taken back: which statements no longer stand, since when, and which denials a retraction makes.

Withdrawing only takes capacity away. The graph of who relied on whom is drawn from all that was said, so that a
relay of something withdrawn never becomes an origin of its own.

A source takes back its own word and that of whoever it commands (its arms, and those it controls). An owner does not
speak for the papers it owns, nor an arm for its ministry: they are one voice when lines are counted, but what the
one took back the others may still say.
"""

from collections.abc import Iterable
from datetime import datetime

from claims.algebra.evidence import Report, Withdrawal
from claims.vocabulary import WithdrawalKind
from sources.algebra.moments import Moment
from sources.algebra.voices import Tie
from sources.vocabulary import TieKind

COMMAND = frozenset({TieKind.ARM_OF, TieKind.CONTROLLED_BY})
NONE: list[Withdrawal] = []


def is_known(moment: Moment | None, recorded_at: Moment | None, at: datetime | None, by: datetime | None) -> bool:
    """Whether something had happened by ``at`` and was recorded here by ``by``; an undated thing always had."""
    return (moment is None or moment.known_by(at)) and (recorded_at is None or recorded_at.known_by(by))


def is_retracted(strikes: Iterable[Withdrawal]) -> bool:
    """Whether its author said that it was wrong, whatever else became of it before or after."""
    return any(fact.kind is WithdrawalKind.RETRACTED for fact in strikes)


class Withdrawn:
    """The withdrawals known at a moment, by what they strike, each list with the first of them first."""

    def __init__(self, withdrawals: Iterable[Withdrawal], ties: Iterable[Tie] = ()) -> None:
        self.by_document: dict[str, list[Withdrawal]] = {}
        self.by_word: dict[tuple[str, str], list[Withdrawal]] = {}
        self.by_page: dict[tuple[str, str], list[Withdrawal]] = {}
        under = [tie for tie in ties if tie.kind in COMMAND]
        for fact in sorted(withdrawals, key=lambda fact: (fact.at, fact.kind, fact.source or "")):
            if fact.document is not None and fact.claim is not None:
                self.by_page.setdefault((fact.document, fact.claim), []).append(fact)
            elif fact.document is not None:
                self.by_document.setdefault(fact.document, []).append(fact)
            elif fact.source is not None and fact.claim is not None:
                for source in _find_commanded(fact.source, under):
                    self.by_word.setdefault((source, fact.claim), []).append(fact)
        self.any = bool(self.by_document or self.by_word or self.by_page)

    def strike_report(self, report: Report) -> list[Withdrawal]:
        """The withdrawals of this report: of its document, of what that says of its claim, or of its source's word.

        A report published after a withdrawal is a new statement and stands; a day's precision strikes the day.
        """
        if not self.any:
            return NONE
        strikes = self._strike(report.publisher, report.document, report.claim)
        said = report.published_at
        return strikes if said is None else [fact for fact in strikes if said.start < fact.at.end]

    def strike_statement(self, source: str, document: str | None, claim: str) -> list[Withdrawal]:
        """The withdrawals of what a chain says a source said. When it was said is not known: any strikes."""
        return self._strike(source, document, claim) if self.any else NONE

    def find_word(self, source: str, claim: str) -> Withdrawal | None:
        """The first time this source took back what it said, and with it the material it supplied."""
        struck = self.by_word.get((source, claim))
        return struck[0] if struck else None

    def _strike(self, source: str, document: str | None, claim: str) -> list[Withdrawal]:
        word = self.by_word.get((source, claim), NONE)
        if document is None:
            return word
        page, said_there = self.by_document.get(document, NONE), self.by_page.get((document, claim), NONE)
        if not page and not said_there:
            return word
        return sorted(word + page + said_there, key=lambda fact: fact.at)


def _find_commanded(source: str, under: list[Tie]) -> list[str]:
    """A source and all that stand under its command, however far down."""
    found, frontier = {source}, {source}
    while frontier:
        frontier = {tie.source for tie in under if tie.tied_to in frontier} - found
        found |= frontier
    return sorted(found)
