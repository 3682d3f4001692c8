"""What was taken back: which statements no longer stand, since when, and which denials a retraction makes.

Withdrawing only takes capacity away. The graph of who relied on whom is drawn from all that was said, so that a
relay of something withdrawn never becomes an origin of its own.
"""

from collections.abc import Iterable
from datetime import datetime

from claims.algebra.evidence import Report, Withdrawal
from sources.algebra.moments import Moment
from sources.algebra.voices import Voices


def is_known(moment: Moment | None, recorded_at: Moment | None, at: datetime | None, by: datetime | None) -> bool:
    """Whether something had happened by ``at`` and was recorded here by ``by``; an undated thing always had."""
    return (moment is None or moment.known_by(at)) and (recorded_at is None or recorded_at.known_by(by))


NONE: list[Withdrawal] = []


class Withdrawn:
    """The withdrawals known at a moment, by what they strike."""

    def __init__(self, withdrawals: Iterable[Withdrawal], voices: Voices) -> None:
        self.voices = voices
        self.by_document: dict[str, list[Withdrawal]] = {}
        self.by_word: dict[tuple[str, str], list[Withdrawal]] = {}
        for fact in sorted(withdrawals, key=lambda fact: (fact.at, fact.kind, fact.source or "")):
            if fact.document is not None:
                self.by_document.setdefault(fact.document, []).append(fact)
            elif fact.source is not None and fact.claim is not None:
                self.by_word.setdefault((voices.of(fact.source), fact.claim), []).append(fact)
        self.any = bool(self.by_document or self.by_word)

    def strike_report(self, report: Report) -> Withdrawal | None:
        """The first withdrawal of this report: of its document, or of its publisher's word on its claim.

        A report published after the withdrawal is a new statement and stands; a day's precision strikes the day.
        """
        if not self.any:
            return None
        strikes = self.by_document.get(report.document, NONE)
        if self.by_word:
            strikes = strikes + self.by_word.get((self.voices.of(report.publisher), report.claim), NONE)
        if not strikes:
            return None
        said = report.published_at
        return min(
            (fact for fact in strikes if said is None or said.start < fact.at.end),
            key=lambda fact: fact.at,
            default=None,
        )

    def strike_statement(self, source: str, document: str | None, claim: str) -> Withdrawal | None:
        """The first withdrawal of what a chain says a source said. When it was said is not known: any strikes."""
        if not self.any:
            return None
        strikes = self.by_word.get((self.voices.of(source), claim), NONE) if self.by_word else NONE
        if document is not None:
            strikes = strikes + self.by_document.get(document, NONE)
        return min(strikes, key=lambda fact: fact.at, default=None)

    def find_word(self, source: str, claim: str) -> Withdrawal | None:
        """The first time this source's voice took back what it said, and with it the material it supplied."""
        struck = self.by_word.get((self.voices.of(source), claim)) if self.any else None
        return struck[0] if struck else None
