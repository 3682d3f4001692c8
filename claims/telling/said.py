"""Sources, what they said, ties and corrections, in the reader's words."""

from collections.abc import Sequence
from typing import Any

from claims.algebra.striking import strike
from claims.casefile.quantities import write_quantity
from claims.models import Correction, Report
from claims.said import Outcomes, Spoken
from claims.telling.figures import tell_country, tell_quantity, tell_share
from claims.telling.listed import UNCOUNTED, WATCHED
from claims.telling.words import SOURCE_KINDS, STANCES, STANDINGS, TIES, VERDICTS
from claims.track_record import TrackRecord
from sources.models import Source, Tie

Part = dict[str, Any]


def tell_source(source: Source, struck: Sequence[str] = ()) -> Part:
    """A source as readers meet it, without the words that were struck. Its note never leaves the house."""
    return {
        "id": source.public_id,
        "name": strike(source.name, struck),
        "kind": SOURCE_KINDS[source.kind],
        "country": tell_country(source.country),
        "url": strike(source.url, struck) if source.url.startswith(("https://", "http://")) else "",
    }


def tell_tie(tie: Tie, source: Source, struck: Sequence[str] = ()) -> Part:
    """A tie as seen from one of its two ends."""
    return {
        "source": tell_source(tie.source, struck),
        "how": TIES[tie.kind],
        "tied_to": tell_source(tie.tied_to, struck),
        "since": str(tie.since) if tie.since else None,
        "until": str(tie.until) if tie.until else None,
        "forwards": tie.source_id == source.pk,
    }


def tell_spoken(spoken: Spoken, struck: Sequence[str] = ()) -> Part:
    """A claim that a source spoke on, where it stands now, and what the source said, or was credited with."""
    claim = spoken.claim
    standing = getattr(claim, "standing", None)
    statements: list[Part] = []
    for report in spoken.reports:
        if (told := tell_statement(report, struck)) not in statements:  # headline and body say it once
            statements.append(told)
    return {
        "id": claim.public_id,
        "statement": claim.statement,
        "language": claim.language,
        "standing": STANDINGS[standing.status] if standing else UNCOUNTED,
        "verdict": VERDICTS[spoken.verdict] if spoken.verdict else WATCHED,
        "statements": statements,
        "more": spoken.more,
    }


def tell_statement(report: Report, struck: Sequence[str] = ()) -> Part:
    """One time that a source said something, or was credited with it."""
    row: Any = report
    document = report.document
    return {
        "own": row.own,
        "publisher": strike(document.publisher.name, struck),
        "publisher_id": document.publisher.public_id,
        "published_at": str(document.published) if document.published else None,
        "stance": STANCES[report.stance],
        "figure": strike(_worded(report), struck) or tell_quantity(write_quantity(report.quantity)),
        "taken_back": row.taken_back,
    }


def _worded(report: Report) -> str:
    """The figure as it was worded, which is what was said; what it is read as is ours."""
    return report.quantity.worded if report.quantity else ""


def tell_outcomes(outcomes: Outcomes) -> Part:
    """How the claims stand that a source spoke on, as two short tables of words and counts."""
    return {
        "claims": outcomes.claims,
        "more": outcomes.more,
        "standings": [(STANDINGS[status], count) for status, count in outcomes.standings.items()],
        "verdicts": [(VERDICTS[verdict], count) for verdict, count in outcomes.verdicts.items()],
        "taken_back": outcomes.taken_back,
    }


def tell_record(record: TrackRecord) -> Part:
    """What became of what a source asserted, judged by others: counts, and a range only beside them."""
    return {
        "asserted": record.asserted,
        "settled": record.settled,
        "borne_out": record.borne_out,
        "contradicted": record.contradicted,
        "open": record.open,
        "low": None if record.low is None else tell_share(round(record.low, 2)),
        "high": None if record.high is None else tell_share(round(record.high, 2)),
    }


def tell_correction(correction: Correction) -> Part:
    """One line of the log. ``correction``: as the log gives it, with the words that were struck."""
    row: Any = correction
    return {
        "id": correction.public_id,
        "notice": strike(correction.notice, row.struck),
        "corrected_at": row.seen_at.isoformat(timespec="seconds"),
        "language": correction.claim.language,
        "claim": {
            "id": correction.claim.public_id,
            "statement": correction.claim.statement,
            "language": correction.claim.language,
        },
        "newsroom": correction.claim.newsroom.name,
    }
