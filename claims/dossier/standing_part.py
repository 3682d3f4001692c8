"""The standing of a dossier: its lines, voices and bottlenecks, and the reasons for it in words and as data."""

from datetime import datetime

from claims.algebra.findings import (
    Advice,
    Analysis,
    Bottleneck,
    Contradiction,
    Difference,
    Lines,
    Loop,
    Reason,
    Uncounted,
    VoiceFinding,
)
from claims.dossier.names import Names, Part, contradiction_key
from claims.sentences import (
    list_names,
    say_contradiction,
    say_next_step,
    say_not_counted,
    say_reason,
    say_standing,
)
from claims.vocabulary import OriginKind, Standing

ABOUT_IDENTIFIED = {
    Standing.SINGLE_SOURCE,
    Standing.ADMITTED,
    Standing.PARTLY_CORROBORATED,
    Standing.INTERESTED_ONLY,
    Standing.CORROBORATED,
}


def standing_part(analysis: Analysis, names: Names, computed_at: datetime) -> Part:
    """The standing as the contract has it, with the sentences that explain it."""
    part: Part = {
        "status": analysis.status.value,
        "sentence": "",
        "lines": lines_part(analysis.lines),
        "at_most": analysis.lines.at_most,
        "opposing_lines": lines_part(analysis.opposing_lines),
        "voices": [voice_part(voice, names) for voice in analysis.voices],
        "bottlenecks": [bottleneck_part(bottleneck, names) for bottleneck in analysis.bottlenecks],
        "folded": [folded_part(voice, members, names) for voice, *members in analysis.folded],
        "outlets": analysis.outlets,
        "reports": analysis.report_count,
        "circular": analysis.circular,
        "withdrawn": analysis.withdrawn,
        "admiralty": analysis.admiralty,
        "reasons": [reason_part(reason, analysis, names) for reason in analysis.reasons],
        "not_counted": [uncounted_part(uncounted, names) for uncounted in analysis.not_counted],
        "next_step": advice_part(analysis.next_step, analysis, names),
        "loops": [loop_part(loop, names) for loop in analysis.loops],
        "later_citations": [
            {
                "report": names.report_id(citation.report),
                "document": names.document(citation.document)["id"],
                "cited_report": names.report_id(citation.cited_report),
            }
            for citation in analysis.later_citations
        ],
        "policy": analysis.policy,
        "inputs_hash": analysis.input_hash,
        "engine_version": analysis.engine_version,
        "computed_at": computed_at.isoformat(),
    }
    return part | {"sentence": say_standing(part)}


def reason_part(reason: Reason, analysis: Analysis, names: Names) -> Part:
    """One step of the conclusion, as data and as a sentence.

    A voice is called by the source that speaks, where only one of it does. A rule about identified voices names
    no others beside them.
    """
    found = {voice.voice: voice for voice in analysis.voices if voice.voice in reason.voices}
    identified = [key for key in reason.voices if key in found and found[key].kind is OriginKind.GROUNDED]
    chosen = identified if reason.rule in ABOUT_IDENTIFIED and identified else reason.voices
    part: Part = {
        "rule": reason.rule,
        "text": "",
        "reports": [names.report_id(report) for report in reason.reports],
        "voices": [call_voice(key, analysis, names) for key in chosen],
        "numbers": dict(reason.numbers),
    }
    return part | {"text": say_reason(part)}


def call_voice(key: str, analysis: Analysis, names: Names) -> str:
    """What to call a voice in a sentence."""
    for voice in analysis.voices:
        if voice.voice == key and len(voice.names) == 1:
            return voice.names[0]
    return names.sources[int(key)].name


def uncounted_part(uncounted: Uncounted, names: Names) -> Part:
    """A report that is on no line, and why."""
    rests_on = [names.sources[int(source)].name for source in uncounted.rests_on if int(source) in names.sources]
    publisher = names.report(uncounted.report)["publisher"]
    return {
        "report": names.report_id(uncounted.report),
        "publisher": publisher,
        "reason": uncounted.reason.value,
        "rests_on": rests_on,
        "text": say_not_counted(uncounted.reason, publisher, rests_on),
    }


def advice_part(advice: Advice, analysis: Analysis, names: Names) -> Part:
    """What would do most for the standing."""
    around = [call_voice(voice, analysis, names) for voice in advice.around]
    return {
        "step": advice.step.value,
        "around": around,
        "reports": [names.report_id(report) for report in advice.reports],
        "text": say_next_step(advice.step, around),
    }


def loop_part(loop: Loop, names: Names) -> Part:
    """Statements or sources that rest on each other."""
    return {
        "level": loop.level.value,
        "grounded": loop.grounded,
        "voices": [names.sources[int(voice)].name for voice in loop.voices],
        "reports": [names.report_id(report) for report in loop.reports],
    }


def lines_part(lines: Lines) -> Part:
    return {"low": lines.low, "with_parties": lines.with_parties, "high": lines.high}


def voice_part(voice: VoiceFinding, names: Names) -> Part:
    """One origin. ``sources`` are the sources of this voice that speak; ``voice`` is the one that stands for it."""
    return {
        "voice": names.source(voice.voice)["id"],
        "name": voice.name,
        "side": voice.side.value,
        "kind": voice.kind.value,
        "interest": voice.interest.value,
        "sources": [names.source(source) for source in voice.sources],
        "reports": [names.report_id(report) for report in voice.reports],
    }


def folded_part(voice: str, members: list[str], names: Names) -> Part:
    """Sources of this dossier that count as one voice, by the source that stands for it."""
    standing_for = names.source(voice)
    return {
        "voice": standing_for["id"],
        "name": standing_for["name"],
        "sources": [names.source(member) for member in members],
    }


def bottleneck_part(bottleneck: Bottleneck, names: Names) -> Part:
    """A voice that support hangs on, and what is left without it."""
    return {
        "voice": names.source(bottleneck.voice)["id"],
        "name": bottleneck.name,
        "single": bottleneck.single,
        "lines": lines_part(bottleneck.lines),
        "without": lines_part(bottleneck.without),
    }


def contradiction_part(contradiction: Contradiction, names: Names) -> Part:
    """A real disagreement with another claim or other reports. Without ``reports`` the claim itself disagrees."""
    part: Part = {
        "kind": contradiction.kind.value,
        "relation": contradiction.relation.value if contradiction.relation else None,
        "reports": [names.report_id(report) for report in contradiction.reports],
        "key": contradiction_key(contradiction, names),
    }
    with_what = ""
    if contradiction.with_claim is not None:
        part["with_claim"] = names.claim(contradiction.with_claim)
        with_what = part["with_claim"]["statement"]
    if contradiction.with_reports:
        part["with_report"] = names.report(contradiction.with_reports[0])
        part["with_reports"] = [names.report_id(report) for report in contradiction.with_reports]
        with_what = with_what or list_names([names.report(key)["publisher"] for key in contradiction.with_reports])
    return part | {"text": say_contradiction(part["kind"], part["relation"], with_what)}


def difference_part(difference: Difference, names: Names) -> Part:
    """Two figures that differ without contradicting."""
    return {
        "relation": difference.relation.value,
        "incomparable": difference.incomparable.value if difference.incomparable else None,
        "with_claim": names.claim(difference.with_claim) if difference.with_claim else None,
        "with_report": names.report(difference.with_report) if difference.with_report else None,
    }
