"""The standing of a dossier: its lines, voices and bottlenecks, and the reasons for it in words and as data."""

from datetime import datetime

from claims.algebra.evidence import Evidence
from claims.algebra.explanation import Namer, explain
from claims.algebra.findings import Analysis, Bottleneck, Contradiction, Difference, Lines, VoiceFinding
from claims.dossier.names import Names, Part


def standing_part(share: Evidence, analysis: Analysis, names: Names, computed_at: datetime) -> Part:
    """The standing as the contract has it, with the sentences that explain it."""
    explained = explain(analysis, namer_of(names))
    return {
        "status": analysis.status.value,
        "sentence": explained.summary,
        "lines": lines_part(analysis.lines),
        "at_most": analysis.lines.at_most,
        "opposing_lines": lines_part(analysis.opposing_lines),
        "voices": [voice_part(voice, names) for voice in analysis.voices],
        "bottlenecks": [bottleneck_part(bottleneck, names) for bottleneck in analysis.bottlenecks],
        "outlets": analysis.outlets,
        "reports": analysis.report_count,
        "circular": analysis.circular,
        "withdrawn": analysis.withdrawn,
        "admiralty": analysis.admiralty,
        "reasons": [
            {
                "rule": reason.rule,
                "text": text,
                "reports": [names.report_id(report) for report in reason.reports],
                "voices": [names.source(voice)["name"] for voice in reason.voices],
                "numbers": dict(reason.numbers),
            }
            for reason, text in zip(analysis.reasons, explained.reasons, strict=True)
        ],
        "not_counted": [
            {
                "report": names.report_id(uncounted.report),
                "reason": uncounted.reason.value,
                "text": text,
            }
            for uncounted, text in zip(analysis.not_counted, explained.not_counted, strict=True)
        ],
        "next_step": {"step": analysis.next_step.step.value, "text": explained.next_step},
        "policy": analysis.policy,
        "inputs_hash": analysis.input_hash,
        "engine_version": analysis.engine_version,
        "computed_at": computed_at.isoformat(),
    }


def namer_of(names: Names) -> Namer:
    """How sentences call sources, reports and claims."""
    return Namer(
        source=lambda key: names.sources[int(key)].name,
        report=lambda key: names.report(key)["publisher"],
        claim=lambda key: names.claims[int(key)].statement,
    )


def lines_part(lines: Lines) -> Part:
    return {"low": lines.low, "with_parties": lines.with_parties, "high": lines.high}


def voice_part(voice: VoiceFinding, names: Names) -> Part:
    """One origin. ``sources`` are the sources of this voice that speak."""
    return {
        "name": voice.name,
        "side": voice.side.value,
        "kind": voice.kind.value,
        "interest": voice.interest.value,
        "sources": [names.source(source) for source in voice.sources],
        "reports": [names.report_id(report) for report in voice.reports],
    }


def bottleneck_part(bottleneck: Bottleneck, names: Names) -> Part:
    """A voice that support hangs on, and what is left without it."""
    return {
        "name": bottleneck.name,
        "single": bottleneck.single,
        "lines": lines_part(bottleneck.lines),
        "without": lines_part(bottleneck.without),
    }


def contradictions_part(analysis: Analysis, names: Names) -> list[Part]:
    """Every real disagreement, with the other claim or the other reports."""
    explained = explain(analysis, namer_of(names))
    return [
        contradiction_part(contradiction, text, names)
        for contradiction, text in zip(analysis.contradictions, explained.contradictions, strict=True)
    ]


def contradiction_part(contradiction: Contradiction, text: str, names: Names) -> Part:
    part: Part = {
        "kind": contradiction.kind.value,
        "relation": contradiction.relation.value if contradiction.relation else None,
        "text": text,
        "key": contradiction.key,
        "reports": [names.report_id(report) for report in contradiction.reports],
    }
    if contradiction.with_claim is not None:
        part["with_claim"] = names.claim(contradiction.with_claim)
    if contradiction.with_reports:
        part["with_report"] = names.report(contradiction.with_reports[0])
        part["with_reports"] = [names.report_id(report) for report in contradiction.with_reports]
    return part


def difference_part(difference: Difference, names: Names) -> Part:
    """Two figures that differ without contradicting."""
    return {
        "relation": difference.relation.value,
        "incomparable": difference.incomparable.value if difference.incomparable else None,
        "with_claim": names.claim(difference.with_claim) if difference.with_claim else None,
        "with_report": names.report(difference.with_report) if difference.with_report else None,
    }
