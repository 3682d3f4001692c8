"""A claim's reports as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
from typing import Any

from claims.casefile.cells import harmless

Part = dict[str, Any]
COLUMNS = (
    "report",
    "publisher",
    "title",
    "url",
    "published_at",
    "stance",
    "bearing",
    "figure_worded",
    "figure_low",
    "figure_high",
    "counted",
    "chain",
    "quote",
    "counts",
    "withdrawn_at",
)


def write_reports_csv(dossier: Part) -> str:
    """One row for each report, under a row of names; with a byte order mark, so that every script is read right."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for report in dossier["reports"]:
        rows.writerow([harmless(cell) for cell in row_of(report)])
    return "\ufeff" + written.getvalue()


def row_of(report: Part) -> list[object]:
    """The cells of one report."""
    document, figure = report["document"], report["quantity"] or {}
    chains = " | ".join(" < ".join(link["source"]["name"] for link in chain) for chain in report["chain"])
    return [
        report["id"],
        document["publisher"]["name"],
        document["title"],
        document["url"],
        document["published_at"],
        report["stance"],
        report["bearing"],
        figure.get("worded"),
        figure.get("low"),
        figure.get("high"),
        figure.get("counted"),
        chains,
        (report["quote"] or {}).get("exact"),
        "yes" if report["on_line"] else "no",
        report["withdrawn_at"],
    ]
