"""All that a claim page prints, made from the claim's dossier and its published versions."""

from typing import Any

from claims.sentences import say_parts, say_reason, say_standing
from claims.telling.chains import tell_reports
from claims.telling.explaining import tell_contradictions, tell_difference, tell_missing
from claims.telling.figures import tell_quantity
from claims.telling.timeline import tell_timeline
from claims.telling.voices import gather_voices
from claims.telling.warnings import tell_warnings
from claims.telling.words import CONFIDENCES, STAKES, STANDINGS, STATES, VERDICTS
from claims.translations import Translation
from claims.versions import Step, Version

Part = dict[str, Any]
MOST_LINES = 5
MOST_REPORTS = 50


def tell_claim(dossier: Part, versions: list[Version], steps: list[Step]) -> Part:
    """What the template of a claim page prints. ``dossier`` is the JSON object of a ``Dossier``."""
    reports = tell_reports(dossier)
    standing = dossier["standing"]
    return {
        "claim": dossier,
        "verdict": tell_verdict(dossier),
        "standing": tell_standing(standing),
        "state": STATES.get(dossier["workflow_state"]),
        "supporting": gather_voices(dossier, "supports"),
        "opposing": gather_voices(dossier, "opposes"),
        "uncounted": [report for report in reports[-MOST_REPORTS:] if report["not_counted"]],
        "reports": reports[-MOST_REPORTS:],
        "more_reports": max(0, len(reports) - MOST_REPORTS),
        "figures": tell_figures(dossier, reports[-MOST_REPORTS:]),
        "parts": tell_parts(dossier),
        "contradictions": tell_contradictions(dossier),
        "differences": [tell_difference(part) for part in dossier["differences"]],
        "warnings": tell_warnings(dossier),
        "missing": tell_missing(standing),
        "reasons": [say_reason(reason) for reason in standing["reasons"]],
        "stakes": [stake | {"text": STAKES[stake["interest"]]} for stake in dossier["stakes"]],
        "timeline": tell_timeline(dossier, reports[-MOST_REPORTS:], versions, steps),
        "version": versions[-1] if versions else None,
        "latest_correction": next(iter(dossier["corrections"]), None),
        "override": next((version.override for version in versions if version.override), ""),
    }


def tell_verdict(dossier: Part) -> Part | None:
    """The published assessment: a person's judgement; ``None`` while the claim is only watched."""
    assessment: Part | None = dossier["assessment"]
    if assessment is None:
        return None
    word = VERDICTS[assessment["verdict"]]
    confidence = CONFIDENCES.get(assessment["confidence"] or "")
    return assessment | {
        "label": assessment.get("label") or word.label,
        "core": word.label if assessment.get("label") else "",
        "meaning": word.meaning,
        "tone": word.tone,
        "confidence_text": confidence,
    }


def tell_standing(standing: Part) -> Part:
    """The computed standing, its lines as dots, and what follows from them in a breath."""
    word = STANDINGS[standing["status"]]
    lines = standing["lines"]
    in_doubt = standing["reasons"][0]["numbers"].get("in_doubt", 0)
    return standing | {
        "label": word.label,
        "meaning": word.meaning,
        "tone": word.tone,
        "dots": [_dot(number, lines, in_doubt) for number in range(1, MOST_LINES + 1)],
        "sentence": say_standing(standing),
    }


def _dot(number: int, lines: Part, in_doubt: int) -> str:
    """What one dot stands for; a line that may only repeat another is as uncertain as one of an untraced voice."""
    if lines["low"] < number <= lines["low"] + in_doubt:
        return "high"
    for kind in ("low", "with_parties", "high"):
        if number <= lines[kind]:
            return kind
    return "nothing"


def tell_figures(dossier: Part, reports: list[Part]) -> Part | None:
    """The figures reported beside the one claimed; ``None`` where there are none to compare."""
    rows = [
        {
            "publisher": report["publisher"]["name"],
            "report": report["id"],
            "worded": (report["quantity"].get("worded") or report["figure"]),
            "figure": report["figure"],
            "counted": report["quantity"].get("counted", ""),
            "bearing": report["bearing"],
            "published_at": report["published_at"],
            "claim": report.get("claim"),
        }
        for report in reports
        if report["quantity"]
    ]
    if dossier["quantity"] is None and not rows:
        return None
    return {"claimed": tell_quantity(dossier["quantity"]), "quantity": dossier["quantity"], "rows": rows}


def tell_parts(dossier: Part) -> Part | None:
    """The declared parts of the figure and whether they add up; ``None`` where none are declared."""
    parts: Part | None = dossier["parts"]
    if parts is None:
        return None
    claims = [part | {"figure": tell_quantity(part["quantity"])} for part in parts["claims"]]
    return parts | {"claims": claims, "told": say_parts(parts["relation"], tell_quantity(parts["sum"]))}


def tell_translation(translation: Translation | None, dossier: Part) -> Part | None:
    """The claim in the reader's language; its reasons only while they are those of the verdict that stands."""
    if translation is None:
        return None
    shown = dossier["assessment"]
    fits = shown is not None and translation.assessment == shown["id"]
    reasons = translation.reasons if fits else ""
    return {"language": translation.language, "statement": translation.statement, "reasons": reasons}
