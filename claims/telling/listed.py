"""Claims in lists, in the reader's words."""

from collections.abc import Sequence
from typing import Any

from claims.casefile.quantities import write_quantity
from claims.listing import ListedClaim
from claims.spoken import gettext_lazy as _
from claims.spoken import pgettext_lazy
from claims.telling.figures import tell_quantity
from claims.telling.words import CONFIDENCES, STANDINGS, STATES, VERDICTS, Word
from claims.translations import in_language

Part = dict[str, Any]
WATCHED = Word(_("Under watch"), _("None of our editors has judged it yet."), "none")
UNCOUNTED = Word(_("Not counted yet"), "", "none")
SHELVES: dict[str, Part] = {
    "": {"name": "", "title": pgettext_lazy("claims", "Latest"), "empty": _("Nothing has been published yet.")},
    "contested": {
        "name": "contested",
        "title": pgettext_lazy("claims", "Contested"),
        "empty": _("No claim is contested at present."),
    },
    "corrected": {
        "name": "corrected",
        "title": pgettext_lazy("claims", "Corrected"),
        "empty": _("No claim has been corrected."),
    },
    "withdrawn": {
        "name": "withdrawn",
        "title": pgettext_lazy("claims", "Withdrawn"),
        "empty": _("No claim has been withdrawn, and nothing reported has been taken back altogether."),
    },
}


def tell_listed(row: ListedClaim) -> Part:
    """One row: its verdict and its standing as words with their tone."""
    return {
        "id": row.id,
        "statement": row.statement,
        "language": row.language,
        "original": "",
        "original_language": "",
        "state": STATES[row.state] if row.state != "published" else "",
        "verdict": VERDICTS[row.verdict] if row.verdict else WATCHED,
        "judged": bool(row.verdict),
        "confidence": CONFIDENCES.get(row.confidence, ""),
        "standing": STANDINGS[row.standing] if row.standing else UNCOUNTED,
        "lines": row.lines,
        "outlets": row.outlets,
        "published_at": row.published_at.isoformat(timespec="seconds"),
        "corrected_at": row.corrected_at.isoformat(timespec="seconds") if row.corrected_at else None,
        "as_of": row.as_of,
        "tags": row.tags,
        "newsroom": row.newsroom,
        "figure": tell_quantity(write_quantity(row.quantity)),
    }


def tell_all(rows: Sequence[ListedClaim], language: str) -> list[Part]:
    """Rows of a list, in the reader's language where somebody has translated them. One query at most."""
    return in_language([tell_listed(row) for row in rows], language)
