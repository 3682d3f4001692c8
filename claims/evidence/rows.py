"""What was loaded of the evidence, by claim or by source, before it is dealt out to each claim."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from claims.algebra.evidence import ClaimFacts, Copy, Speaker
from claims.algebra.evidence import Report as ReportFact
from claims.algebra.evidence import Stake as StakeFact
from claims.algebra.evidence import Withdrawal as WithdrawalFact
from sources.algebra.voices import Tie


@dataclass
class Rows:
    """What was loaded, by claim or by source, before it is dealt out to each claim."""

    declared_by: datetime | None = None
    """Only what had been entered and declared here by then; ``None`` is all, as it is declared now."""
    facts: dict[int, ClaimFacts] = field(default_factory=dict)
    public: set[int] = field(default_factory=set)
    """The claims that readers could see."""
    guarded: set[int] = field(default_factory=set)
    """The claims of whose evidence readers learn: those that are public, now or then."""
    around: set[int] = field(default_factory=set)
    """The claims asked for, and those that bear on them."""
    merged_into: dict[int, int] = field(default_factory=dict)
    """The claim that each of those merged into these was merged into."""
    source_of: dict[str, str] = field(default_factory=dict)
    """The source that each merged source now is."""
    siblings: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    excluded: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    reports: dict[int, list[ReportFact]] = field(default_factory=lambda: defaultdict(list))
    withdrawals: dict[int, list[WithdrawalFact]] = field(default_factory=lambda: defaultdict(list))
    fallen: dict[str, list[WithdrawalFact]] = field(default_factory=lambda: defaultdict(list))
    copies: list[Copy] = field(default_factory=list)
    """Of whole documents, whatever claims they speak of."""
    borrowings: dict[int, list[Copy]] = field(default_factory=lambda: defaultdict(list))
    """Of passages about one claim."""
    stakes: dict[int, list[StakeFact]] = field(default_factory=lambda: defaultdict(list))
    speakers: dict[str, Speaker] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    reaches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def homes_of(self, claim: int) -> list[int]:
        """The claims around here that what is said of this one speaks of: itself, and those it became by merging.

        So a merged claim has the same evidence whether it is asked about alone or beside the one it became.
        """
        path = [claim]
        while (into := self.merged_into.get(path[-1])) is not None and into not in path:
            path.append(into)
        return [home for home in path if home in self.around]
