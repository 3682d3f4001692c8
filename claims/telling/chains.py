"""Who says so and from whom they have it: each report with its chains as steps."""

from typing import Any

from claims.telling.explaining import tell_drift
from claims.telling.figures import tell_quantity
from claims.telling.paths import tell_path
from claims.telling.words import NOT_COUNTED, PLACES, STANCES

Part = dict[str, Any]


def tell_reports(dossier: Part) -> list[Part]:
    """Every report on the claim, oldest first, with its chains as steps and why it may not count."""
    why = {entry["report"]: entry for entry in dossier["standing"]["not_counted"]}
    return [tell_report(report, why.get(report["id"])) for report in dossier["reports"]]


def tell_report(report: Part, uncounted: Part | None) -> Part:
    """One report: who published what when, in which words, and through whom it has it."""
    document = report["document"]
    return {
        "id": report["id"],
        "publisher": document["publisher"],
        "title": document["title"],
        "url": document["url"],
        "language": document["language"],
        "published_at": document["published_at"],
        "captured": document["captured"],
        "stance": STANCES[report["stance"]],
        "bearing": report["bearing"],
        "quantity": report["quantity"],
        "figure": tell_quantity(report["quantity"]),
        "hedge": report["hedge"],
        "place": PLACES.get(report["place"] or ""),
        "quote": report["quote"],
        "direct_quotation": report["direct_quotation"],
        "own_reporting": report["own_reporting"],
        "paths": [tell_path(report, chain) for chain in report["chain"]] or [tell_path(report, [])],
        "drifts": [tell_drift(drift) for drift in report["drift"]],
        "live": report["live"],
        "withdrawn_at": report["withdrawn_at"],
        "not_counted": NOT_COUNTED[uncounted["reason"]] if uncounted else None,
        "claim": report.get("claim"),
    }
