"""The origins of one side told by voice: who they are, what kind, what interest, and which reports lead to them."""

from collections.abc import Callable

from claims.algebra.findings import VoiceFinding
from claims.algebra.lines import SideReading
from claims.algebra.origins import Origin
from claims.vocabulary import OriginKind, Side, VoiceInterest

KINDS = (OriginKind.GROUNDED, OriginKind.UNNAMED, OriginKind.UNTRACED)
INTERESTS = (VoiceInterest.NONE, VoiceInterest.ADMITS, VoiceInterest.INTERESTED)


def name_voices(reading: SideReading, side: Side, name_of: Callable[[str], str]) -> tuple[VoiceFinding, ...]:
    """The voices at the ends of live chains, grounded ones first, then by id.

    A voice is as good as the best of what it says: grounded once, it is grounded, and its interest is that of the
    statements of that kind.
    """
    by_voice: dict[str, list[Origin]] = {}
    for origin in reading.origins:
        by_voice.setdefault(origin.voice, []).append(origin)
    leads: dict[str, list[str]] = {voice: [] for voice in by_voice}
    named: dict[int, list[str]] = {}
    for index, report in enumerate(reading.graph.reports):
        mask = reading.reaches[index]
        if mask > 1 and index not in reading.graph.fell:
            if mask not in named:
                named[mask] = reading.origins_of(index)
            for voice in named[mask]:
                leads[voice].append(report.id)
    findings = [_tell(voice, by_voice[voice], side, name_of, tuple(leads[voice])) for voice in reading.voices]
    return tuple(sorted(findings, key=lambda finding: (KINDS.index(finding.kind), finding.voice)))


def _tell(
    voice: str, origins: list[Origin], side: Side, name_of: Callable[[str], str], reports: tuple[str, ...]
) -> VoiceFinding:
    best = origins[0]
    if len(origins) > 1:
        best = min(origins, key=_by_worth)
    sources = tuple(sorted({origin.source for origin in origins}))
    return VoiceFinding(
        voice=voice,
        name=name_of(voice),
        side=side,
        kind=best.kind,
        interest=best.interest,
        sources=sources,
        names=tuple([name_of(source) for source in sources]),
        party=best.party,
        material_of=best.materials,
        reports=reports,
    )


def _by_worth(origin: Origin) -> tuple[int, int, str, int]:
    return KINDS.index(origin.kind), INTERESTS.index(origin.interest), origin.party or "", origin.vertex
