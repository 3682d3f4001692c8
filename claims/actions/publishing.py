"""Publishing: sealing what readers are shown, version by version, with a correction for every change."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils import timezone

from claims.actions.claims import refuse_stale
from claims.actions.due import mark_due
from claims.actions.outbox import tell_of_claim
from claims.actions.telling_people import tell
from claims.casefile.export import to_json
from claims.casefile.writing import quantity_of
from claims.gate import what_the_gate_misses
from claims.models import PUBLIC_STATES, Assessment, Claim, ClaimStanding, Correction, Publication
from claims.rules import why_not_publish
from claims.verdict_labels import labels_of
from claims.vocabulary import WorkflowState
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType, NotificationKind

CHUNK = 1000


def publish_claim(*, by: User | None, claim: Claim, override: str = "") -> Publication:
    """Publish a claim for the first time, with its approved assessment, or under watch without any.

    A claim whose latest assessment nobody else approved is not published, unless ``override`` says why; the reason
    stays visible. Raises ``PermissionDenied`` below publisher.
    """
    refuse_if(why_not_publish(by, claim.newsroom))
    with acting(by, override or "published"):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        if held.workflow_state in PUBLIC_STATES:
            raise ValidationError("This claim is public already; change it by a correction.", "public")
        latest = held.assessments.select_related("approval").order_by("-id").first()
        refuse_if(why_not_while_away(held))
        missing = what_the_gate_misses(held)
        if missing and not override.strip():
            raise ValidationError([ValidationError(reason, "unapproved") for reason in missing])
        sealed = _seal([(held, latest, "")], by=by, override=override.strip())[0]
        told = [latest.author if latest else None, held.created_by, held.assigned_to]
        tell(held, NotificationKind.PUBLISHED, told, by=by, said=override.strip())
        return sealed


def correct_claim(*, by: User | None, claim: Claim, notice: str, **changes: object) -> Publication:
    """Change what a public claim says, or its assessment, with a notice to readers; seals a new version.

    ``changes`` are fields of the claim; none of them when only a newly approved assessment is to be shown.
    ``expected_version`` refuses a correction made from a stale form.
    """
    refuse_if(why_not_publish(by, claim.newsroom))
    if not notice.strip():
        raise ValidationError({"notice": "Tell readers what was wrong or has changed."}, "required")
    with acting(by, notice):
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        if held.workflow_state not in PUBLIC_STATES:
            raise ValidationError("This claim is not public; it can be changed without a correction.", "not_public")
        refuse_stale(held, changes.pop("expected_version", None))
        for name, value in changes.items():
            setattr(held, name, value)
        held.version += 1
        held.full_clean()
        held.save()
        approved = held.assessments.filter(approval__isnull=False).order_by("-id").first()
        return _seal([(held, approved, notice.strip())], by=by)[0]


def correct_all(*, by: User | None, newsroom: Newsroom, claims: QuerySet[Claim], notice: str) -> list[Publication]:
    """Seal a new version of each of these public claims, after a change of something they share, with one notice."""
    refuse_if(why_not_publish(by, newsroom))
    if not notice.strip():
        raise ValidationError(
            {"notice": "Public claims show this: tell readers what was wrong or has changed."}, "required"
        )
    with acting(by, notice):
        held = list(claims.filter(newsroom=newsroom).order_by("pk").select_for_update(of=("self",)))
        approved = Assessment.objects.filter(claim__in=held, approval__isnull=False).order_by("claim", "id")
        latest = {made.claim_id: made for made in approved.select_related("author", "approval__approver")}
        return _seal([(claim, latest.get(claim.pk), notice.strip()) for claim in held], by=by)


def publish_imported(*, by: User | None, newsroom: Newsroom, claims: Iterable[int]) -> int:
    """Publish those of the claims that are not public yet; give how many.

    One with several approved assessments is published with the first and corrected to each later one.
    """
    refuse_if(why_not_publish(by, newsroom))
    wanted = sorted(claims)
    count = 0
    for start in range(0, len(wanted), CHUNK):
        with acting(by, "published as imported"):
            rows = Claim.objects.current().filter(newsroom=newsroom, pk__in=wanted[start : start + CHUNK])
            held = list(rows.exclude(workflow_state__in=PUBLIC_STATES).select_for_update(of=("self",)))
            approved: dict[int, list[Assessment]] = defaultdict(list)
            found = Assessment.objects.filter(claim__in=held, approval__isnull=False).order_by("made_at", "id")
            for made in found.select_related("author", "approval__approver"):
                approved[made.claim_id].append(made)
            versions: list[tuple[Claim, Assessment | None, str]] = []
            for claim in held:
                before: Assessment | None = None
                successive: list[Assessment | None] = [*approved[claim.pk]] or [None]
                for assessment in successive:
                    versions.append((claim, assessment, _notice(before, assessment)))
                    before = assessment
            _seal(versions, by=by)
            count += len(held)
    return count


def sealed_content(
    claim: Claim, assessment: Assessment | None, standing: ClaimStanding | None, label: str = ""
) -> dict[str, Any]:
    """What a published version says, word for word. ``label``: the newsroom's own word for the verdict."""
    approval = getattr(assessment, "approval", None)
    return {
        "statement": claim.statement,
        "language": claim.language,
        "question": claim.question.text if claim.question else None,
        "quantity": quantity_of(claim),
        "as_of": str(claim.as_of) if claim.as_of else None,
        "location": claim.location,
        "standing": standing and standing.status,
        "lines": standing and [standing.lines_low, standing.lines_with_parties, standing.lines_high],
        "assessment": assessment
        and {
            "id": assessment.public_id,
            "verdict": assessment.verdict,
            "label": label,
            "confidence": assessment.confidence or None,
            "reasons": assessment.reasons,
            "by": assessment.author.shown_name,
            "approved_by": approval.approver.shown_name if approval else None,
            "at": str(assessment.made),
        },
    }


def _notice(before: Assessment | None, after: Assessment | None) -> str:
    """What readers are told when an imported assessment takes the place of another."""
    if before is None or after is None:
        return ""
    change = f"from “{before.verdict.replace('_', ' ')}” to “{after.verdict.replace('_', ' ')}”"
    what = "The reasons were changed." if before.verdict == after.verdict else f"The verdict was changed {change}."
    return f"{what} {after.reasons}"


def _seal(
    versions: list[tuple[Claim, Assessment | None, str]], *, by: User | None, override: str = ""
) -> list[Publication]:
    """Seal versions in their order; one with a notice is a correction. The claims become public with it."""
    now = timezone.now()
    pks = {claim.pk for claim, _, _ in versions}
    standings = ClaimStanding.objects.in_bulk(pks)
    last = dict(Publication.objects.filter(claim__in=pks).values_list("claim").annotate(Max("number")))
    labels = labels_of({claim.newsroom_id for claim, _, _ in versions})
    sealed: list[Publication] = []
    for claim, assessment, _ in versions:
        last[claim.pk] = last.get(claim.pk, 0) + 1
        label = labels.get((claim.newsroom_id, assessment.verdict), "") if assessment else ""
        content = sealed_content(claim, assessment, standings.get(claim.pk), label)
        sealed.append(
            Publication(
                claim=claim,
                number=last[claim.pk],
                assessment=assessment,
                sealed=content,
                sha256=hashlib.sha256(to_json(content).encode()).hexdigest(),
                override=override,
                published_at=now + timedelta(microseconds=last[claim.pk]),
                published_by=by,
            )
        )
    Publication.objects.bulk_create(sealed)
    noticed = [(row, notice) for row, (_, _, notice) in zip(sealed, versions, strict=True) if notice]
    Correction.objects.bulk_create(
        Correction(claim=row.claim, publication=row, notice=notice, corrected_by=by) for row, notice in noticed
    )
    corrected = {row.claim_id for row, _ in noticed}
    _open_to_readers({claim.pk: claim for claim, _, _ in versions}, corrected, now)
    for row, (_, _, notice) in zip(sealed, versions, strict=True):
        kind = EventType.CORRECTION_ISSUED if notice else EventType.CLAIM_PUBLISHED
        tell_of_claim(row.claim, kind)
    if sealed:
        mark_due(pks, cause="claim.published", cause_id=sealed[0].public_id, batch=new_public_id())
    return sealed


def _open_to_readers(claims: dict[int, Claim], corrected: set[int], now: datetime) -> None:
    for pk, claim in claims.items():
        state = WorkflowState.CORRECTED if pk in corrected else WorkflowState.PUBLISHED
        claim.workflow_state = state.value
        claim.first_published_at = claim.first_published_at or now
        claim.changed_at = now
    Claim.objects.bulk_update(
        claims.values(), ["workflow_state", "first_published_at", "changed_at"], batch_size=CHUNK
    )
    ClaimStanding.objects.filter(claim__in=list(claims)).update(due_since=None)
