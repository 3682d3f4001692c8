"""All the figures that were reported for one question, whichever of its claims they were reported of."""

from collections.abc import Iterable
from typing import Any

Part = dict[str, Any]


def gather_figures(public_id: str, dossiers: Iterable[Part]) -> Part:
    """A dossier in which no figure is claimed: only what was reported, to be drawn on one axis."""
    reports = {
        report["id"]: report | {"relation": None, "incomparable": None}
        for dossier in dossiers
        for report in dossier["reports"]
        if report["quantity"]
    }
    return {"id": public_id, "quantity": None, "reports": list(reports.values()), "related_reports": []}
