"""Whom the claim helps and harms: what that makes of each voice's word, and which side it belongs to."""

from collections.abc import Iterable, Mapping

from claims.algebra.evidence import Speaker, Stake
from claims.vocabulary import Interest, Side, VoiceInterest
from sources.algebra.voices import Voices

NO_INTEREST: tuple[VoiceInterest, str | None] = (VoiceInterest.NONE, None)


class Stakes:
    """The interests of voices in one claim, seen from those who support it or those who oppose it.

    A voice that the claim helps is interested when it supports the claim and admits when it opposes it; one that is
    harmed the other way round. A source that is aligned with such a voice takes its side. Being interested, even by
    an ally, comes before admitting: so a tie to another voice can cost a voice its disinterest, never restore it.
    Interested voices that take each other's side are one party, named by the smallest id of its voices.
    """

    def __init__(self, stakes: Iterable[Stake], allies: Mapping[str, set[str]], voices: Voices, side: Side) -> None:
        self.voices = voices
        gains = Interest.HELPED if side is Side.SUPPORTS else Interest.HARMED
        declared = [(voices.of(stake.source), stake.interest is gains) for stake in stakes]
        self.interested = {voice for voice, gaining in declared if gaining}
        self.admitting = {voice for voice, gaining in declared if not gaining} - self.interested
        self.party_of: dict[str, str] = {voice: voice for voice in self.interested}
        if declared:
            self._take_sides(allies)

    def of(self, source: str) -> tuple[VoiceInterest, str | None]:
        """What its stake makes of a source's word, and the party it belongs to when it is interested."""
        voice = self.voices.of(source)
        if voice in self.interested:
            return VoiceInterest.INTERESTED, self._party(voice)
        return (VoiceInterest.ADMITS, None) if voice in self.admitting else NO_INTEREST

    def _take_sides(self, allies: Mapping[str, set[str]]) -> None:
        own = frozenset(self.interested)
        harmed = frozenset(self.admitting)
        for voice, sides in sorted(allies.items()):
            helped_sides = sorted(sides & own)
            if helped_sides:
                self.interested.add(voice)
                self.party_of.setdefault(voice, voice)
            elif sides & harmed:
                self.admitting.add(voice)
            for side in helped_sides:
                one, other = self._party(voice), self._party(side)
                self.party_of[max(one, other)] = min(one, other)
        self.admitting -= self.interested

    def _party(self, voice: str) -> str:
        while self.party_of[voice] != voice:
            voice = self.party_of[voice]
        return voice


def find_allies(speakers: Mapping[str, Speaker], voices: Voices) -> dict[str, set[str]]:
    """For each voice that takes a side in the matter, the other voices whose side it takes."""
    allies: dict[str, set[str]] = {}
    for source in speakers:
        if speakers[source].aligned_with:
            voice = voices.of(source)
            allies.setdefault(voice, set()).update(
                {voices.of(side) for side in speakers[source].aligned_with} - {voice}
            )
    return allies
