"""``manage.py extraction_agreement``: how far the editors agreed with what the extractor suggested, as a table."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.agreement import Agreement, TierAgreement, measure_agreement
from claims.management.newsroom_choice import choose_newsroom
from sources.algebra.moments import read_moment

COLUMNS = ("tier", "judged", "accepted", "amended", "refused", "misread")
TABLE = "{:8}{:>9}{:>9}{:>9}{:>9}{:>9}"


class Command(BaseCommand):
    help = "Print how far the editors agreed with the extractor, by tier, by what they changed and why they refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", default="", help="slug of the newsroom; needed when there are several")
        parser.add_argument("--since", default="", help="only what was judged since this date or moment")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = measure_agreement(choose_newsroom(options["newsroom"]), since=self.read_since(options["since"]))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), indent=2))
            return
        self.stdout.write(f"read by {', '.join(found.extractors) or 'nothing yet'}")
        self.stdout.write(TABLE.format(*COLUMNS) + "  read right")
        for row in found.tiers:
            counts = (row.tier, row.judged, row.accepted, row.amended, row.refused, row.misread)
            self.stdout.write(f"{TABLE.format(*counts)}  {tell(row)}")
        self.list_counts("changed by editors", found.changed)
        self.list_counts("refused because", found.reasons)

    def list_counts(self, title: str, rows: tuple[tuple[str, int], ...]) -> None:
        if rows:
            self.stdout.write(f"\n{title}")
        for name, count in rows:
            self.stdout.write(f"{count:8}  {name.replace('_', ' ')}")

    def read_since(self, written: str) -> datetime | None:
        try:
            return read_moment(written).start if written else None
        except ValueError as error:
            raise CommandError(f"--since: {error}") from None


def tell(row: TierAgreement) -> str:
    """The share read right with its range; nothing was judged: a dash."""
    low, high = row.range
    if low is None or high is None:
        return "–"
    return f"{row.read_right} of {row.judged} ({low:.0%} to {high:.0%} at 95 %), {row.waiting} waiting"


def as_json(found: Agreement) -> dict[str, object]:
    return {
        "extractors": list(found.extractors),
        "tiers": [
            {
                "tier": row.tier, "waiting": row.waiting, "accepted": row.accepted, "amended": row.amended,
                "refused": row.refused, "misread": row.misread, "read_right": row.read_right,
                "range": list(row.range),
            }
            for row in found.tiers
        ],
        "changed": dict(found.changed),
        "reasons": dict(found.reasons),
    }  # fmt: skip
