"""What people made of a claim: the assessment in force, corrections, and when it was published."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models.fields.json import KT

from claims.dossier.names import Part
from claims.models import Assessment, Correction, Publication
from claims.versions import CORRECTED_BEFORE_LIFT, NOTICED_AT, SEEN_AT

# The newsroom's own word for the verdict, as it was sealed.
LABEL = KT("sealed__assessment__label")


def load_judgements(claims: Iterable[int], *, at: datetime | None) -> dict[int, Part]:
    """What people made of each claim by ``at``: the assessment in force, corrections, and its first publication.

    Of a claim that was ever published the assessment is the one readers were shown by then, and none before: a
    draft's does not come to light by asking for an earlier date. Of another claim it is the latest.
    """
    wanted = list(claims)
    until: dict[str, Any] = {} if at is None else {"recorded_at__lte": at}
    judged: dict[int, Part] = {
        pk: {"assessment": None, "corrections": [], "published_at": None, "checked_at": None} for pk in wanted
    }
    rows = Assessment.objects.filter(claim__in=wanted, **until).select_related("author", "approval__approver")
    latest: dict[int, Assessment] = {row.claim_id: row for row in rows.order_by("made_at", "id")}
    for publication in (
        Publication.objects.filter(claim__in=wanted)
        .defer("sealed")
        .annotate(label=LABEL, seen_at=SEEN_AT)
        .order_by("claim", "number")
    ):
        part = judged[publication.claim_id]
        part.setdefault("shown", None)
        if at is None or publication.seen_at <= at:
            part["published_at"] = part["published_at"] or publication.seen_at.isoformat()
            part |= {"shown": publication.assessment_id, "label": publication.label or ""}
    by_key = {row.pk: row for row in rows}
    for pk, part in judged.items():
        label = part.pop("label", "")
        assessment = by_key.get(part.pop("shown") or 0) if "shown" in part else latest.get(pk)
        if assessment is not None:
            part["assessment"] = assessment_part(assessment) | ({"label": label} if label else {})
            part["checked_at"] = str(assessment.made)
    corrections = Correction.objects.filter(claim__in=wanted).exclude(CORRECTED_BEFORE_LIFT)
    told = corrections.annotate(seen_at=NOTICED_AT).filter(**({} if at is None else {"seen_at__lte": at}))
    for correction in told.order_by("-corrected_at", "-id"):
        judged[correction.claim_id]["corrections"].append(
            {
                "id": correction.public_id,
                "notice": correction.notice,
                "corrected_at": correction.seen_at.isoformat(),
            }
        )
    return judged


def assessment_part(assessment: Assessment) -> Part:
    """One editor's verdict, and who approved it."""
    approval = getattr(assessment, "approval", None)
    return {
        "id": assessment.public_id,
        "external_id": assessment.external_id,
        "verdict": assessment.verdict,
        "confidence": assessment.confidence or None,
        "reasons": assessment.reasons,
        "by": assessment.author.shown_name,
        "approved_by": approval.approver.shown_name if approval else None,
        "at": str(assessment.made),
    }
