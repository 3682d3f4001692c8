"""What it is for the conclusions of the house to be whole: they follow from scratch, and leave no report untold."""

from datetime import datetime
from typing import Any

from claims.algebra.findings import Analysis
from claims.dossier import Dossier, open_dossiers
from claims.models import Claim, ClaimStanding, StandingStep


def the_standing_follows_from_scratch(claim: Claim, fresh: Analysis) -> None:
    row = ClaimStanding.objects.get(claim=claim)
    assert row.status == fresh.status
    figures = [fresh.lines.low, fresh.lines.with_parties, fresh.lines.high]
    assert [row.lines_low, row.lines_with_parties, row.lines_high] == figures
    assert row.inputs_hash == fresh.input_hash
    last = StandingStep.objects.filter(claim=claim).order_by("id").last()
    assert last is not None
    assert last.after == row.status


def every_report_counts_or_is_told_why_not(dossier: Dossier) -> None:
    counted = {report for voice in dossier.standing["voices"] for report in voice["reports"]}
    passed_over = {one["report"]: one for one in dossier.standing["not_counted"]}
    assert counted | set(passed_over) == {part["id"] for part in [*dossier.reports, *dossier.related_reports]}
    assert not counted & set(passed_over)
    assert all(one["reason"] and one["text"] for one in passed_over.values())


def past(claims: list[int], moment: datetime) -> list[Any]:
    """All that is answered of these claims as of that moment, from what had been recorded by then."""
    return [dossier.as_json() for dossier in open_dossiers(claims, recorded_by=moment)]


def told(dossier: Any) -> Any:
    """What the evidence came to, without what tells the two askings apart."""
    standing = {name: part for name, part in dossier["standing"].items() if name != "computed_at"}
    kept = ("statement", "quantity", "question", "reports", "related_reports", "contradictions", "timeline", "stakes")
    return [standing, *(dossier[name] for name in kept), dossier["parts"], dossier["excludes"]]
