"""Sources that were merged: all said by, credited to or tied to one of them is read as of the one they became."""

from collections.abc import Iterable
from dataclasses import replace

from claims.algebra.evidence import Report, Speaker, Stake, Withdrawal
from sources.algebra.voices import Tie


class Merged:
    """Rewrites evidence by which source each merged one became; chains of merges are followed to their end."""

    def __init__(self, became: dict[str, str]) -> None:
        self.became = became

    def source(self, key: str) -> str:
        """The source that this one now is."""
        while key in self.became:
            key = self.became[key]
        return key

    def report(self, report: Report) -> Report:
        return replace(
            report,
            publisher=self.source(report.publisher),
            chains=tuple(
                tuple(replace(link, source=self.source(link.source)) for link in chain) for chain in report.chains
            ),
            only_material_of=frozenset(self.source(key) for key in report.only_material_of),
        )

    def withdrawal(self, fact: Withdrawal) -> Withdrawal:
        return fact if fact.source is None else replace(fact, source=self.source(fact.source))

    def stakes(self, stakes: Iterable[Stake]) -> list[Stake]:
        """The stakes; where both of two merged sources had one, the one declared first."""
        kept: dict[str, Stake] = {}
        for stake in stakes:
            key = self.source(stake.source)
            kept.setdefault(key, replace(stake, source=key))
        return list(kept.values())

    def ties(self, ties: Iterable[Tie]) -> list[Tie]:
        """The ties; one between two sources that became one is none."""
        read = [replace(tie, source=self.source(tie.source), tied_to=self.source(tie.tied_to)) for tie in ties]
        return [tie for tie in read if tie.source != tie.tied_to]

    def speakers(self, speaking: dict[str, Speaker], everybody: dict[str, Speaker]) -> dict[str, Speaker]:
        """The speakers, each with the sides taken by all that became it, and with who these are."""
        if not self.became:
            return speaking
        sides: dict[str, set[str]] = {}
        for key, speaker in everybody.items():
            taken = {self.source(side) for side in speaker.aligned_with}
            sides.setdefault(self.source(key), set()).update(taken)
        merged: dict[str, set[str]] = {}
        for key in self.became:
            merged.setdefault(self.source(key), set()).add(key)
        return {
            key: replace(speaker, aligned_with=frozenset(sides[key] - {key}), merged=frozenset(merged.get(key, ())))
            for key, speaker in speaking.items()
        }
