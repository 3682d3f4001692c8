"""Publishing: sealing what readers are shown, version by version, with a correction for every change."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils import timezone

from claims.actions.due import mark_due, mark_exactly
from claims.actions.outbox import tell_of_claims
from claims.actions.standings import compute_sealed
from claims.actions.telling_people import tell
from claims.casefile.export import to_json
from claims.casefile.writing import quantity_of
from claims.gate import was_reworded_since, what_the_gate_misses, words_mark
from claims.models import PUBLIC_STATES, Assessment, Claim, ClaimStanding, Correction, Publication
from claims.redactions import said_today, struck_in
from claims.rules import why_not_publish, why_not_uphold
from claims.stored import lock_standings
from claims.verdict_labels import labels_of
from claims.vocabulary import WorkflowState
from claims.workflow import why_not_while_away
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType, NotificationKind
from sources.actions.entering import save_whole, set_fields

CHUNK = 1000
SHOWN = ("newsroom", "question", "quantity_of_claim")


def publish_claim(*, by: User | None, claim: Claim, override: str = "") -> Publication:
    """Publish a claim for the first time, with its approved assessment, or under watch without any.

    A claim whose latest assessment nobody else approved is not published, unless ``override`` says why; the reason
    stays visible. Raises ``PermissionDenied`` below publisher.
    """
    refuse_if(why_not_publish(by, claim.newsroom))
    with acting(by, override or "published"):
        lock_standings([claim.pk])
        held = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
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


def correct_claim(
    *, by: User | None, claim: Claim, notice: str, verdict_holds: str = "", **changes: object
) -> Publication:
    """Change what a public claim says, or its assessment, with a notice to readers; seals a new version.

    ``changes`` are fields of the claim; none of them when only a newly approved assessment is to be shown. A verdict
    given on other words is not sealed over the new ones, unless ``verdict_holds`` says why it may be: that stays
    visible, and takes another than the author of the assessment (``PermissionDenied``).
    """
    refuse_if(why_not_publish(by, claim.newsroom))
    if not notice.strip():
        raise ValidationError({"notice": "Tell readers what was wrong or has changed."}, "required")
    with acting(by, notice):
        lock_standings([claim.pk])
        held = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        refuse_if(why_not_while_away(held))
        if held.workflow_state not in PUBLIC_STATES:
            raise ValidationError("This claim is not public; it can be changed without a correction.", "not_public")
        before = words_mark(held)
        if set_fields(held, changes):
            held.version += 1
        save_whole(held)
        approved = _approved([held]).get(held.pk)
        shown = held.publications.order_by("-number").values_list("assessment", flat=True).first()
        if approved and (before != words_mark(held) or approved.pk != shown):
            approved = _sealable(held, approved, verdict_holds, by)
        return _seal([(held, approved, notice.strip())], by=by, override=verdict_holds.strip() if approved else "")[0]


def correct_all(
    *, by: User | None, newsroom: Newsroom, claims: QuerySet[Claim], notice: str, verdicts_hold: str = ""
) -> list[Publication]:
    """Seal a new version of each of these public claims, after a change of something they share, with one notice.

    ``verdicts_hold`` is for each what it is for `correct_claim`.
    """
    refuse_if(why_not_publish(by, newsroom))
    if not notice.strip():
        raise ValidationError(
            {"notice": "Public claims show this: tell readers what was wrong or has changed."}, "required"
        )
    with acting(by, notice):
        rows = claims.filter(newsroom=newsroom)
        lock_standings(rows.values_list("pk", flat=True))
        held = list(rows.select_related(*SHOWN).order_by("pk").select_for_update(of=("self",), no_key=True))
        latest = _approved(held)
        versions = [
            (claim, made and _sealable(claim, made, verdicts_hold, by), notice.strip())
            for claim in held
            for made in [latest.get(claim.pk)]
        ]
        return _seal(versions, by=by, override=verdicts_hold.strip())


def publish_imported(*, by: User | None, newsroom: Newsroom, claims: Iterable[int]) -> int:
    """Publish those of the claims that are not public yet; give how many.

    One with several approved assessments is published with the first and corrected to each later one.
    """
    refuse_if(why_not_publish(by, newsroom))
    wanted = sorted(claims)
    count = 0
    for start in range(0, len(wanted), CHUNK):
        with acting(by, "published as imported"):
            lock_standings(wanted[start : start + CHUNK])
            rows = Claim.objects.current().filter(newsroom=newsroom, pk__in=wanted[start : start + CHUNK])
            rows = rows.exclude(workflow_state__in=PUBLIC_STATES).select_related(*SHOWN)
            held = list(rows.select_for_update(of=("self",), no_key=True))
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


def _approved(claims: Sequence[Claim]) -> dict[int, Assessment]:
    """The latest approved assessment of each of these claims."""
    rows = Assessment.objects.filter(claim__in=claims, approval__isnull=False).order_by("claim", "id")
    return {made.claim_id: made for made in rows.select_related("author", "approval__approver", "claim__newsroom")}


def _sealable(claim: Claim, assessment: Assessment, holds: str, by: User | None) -> Assessment | None:
    """The assessment, if it was given on what the claim says now, or somebody else says why it holds for that."""
    if not was_reworded_since(claim, assessment):
        return assessment
    if not holds.strip():
        return None
    refuse_if(why_not_uphold(by, assessment))
    return assessment


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
    """Seal versions in their order; one with a notice is a correction. The claims become public with it.

    Sealed is the standing as readers are to see it: computed after the claims became public, before it is sealed.
    """
    now = timezone.now()
    pks = {claim.pk for claim, _, _ in versions}
    for newsroom in {claim.newsroom_id for claim, _, _ in versions}:
        ours = [claim for claim, _, _ in versions if claim.newsroom_id == newsroom]
        if struck := struck_in(newsroom, *map(said_today, ours)):
            raise ValidationError({field: ValidationError(why, "struck") for field, why in struck.items()})
    corrected = {claim.pk for claim, _, notice in versions if notice}
    last = dict(Publication.objects.filter(claim__in=pks).values_list("claim").annotate(Max("number")))
    _open_to_readers({claim.pk: claim for claim, _, _ in versions}, corrected, now, last)
    cause_id, batch = new_public_id(), new_public_id()
    mark_due(pks, cause="claim.published", cause_id=cause_id, batch=batch)
    compute_sealed(pks)
    standings = ClaimStanding.objects.in_bulk(pks)
    labels = labels_of({claim.newsroom_id for claim, _, _ in versions})
    sealed: list[Publication] = []
    for claim, assessment, notice in versions:
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
                override=override if assessment or not notice else "",
                published_at=now + timedelta(microseconds=last[claim.pk]),
                published_by=by,
            )
        )
    Publication.objects.bulk_create(sealed)
    noticed = [(row, notice) for row, (_, _, notice) in zip(sealed, versions, strict=True) if notice]
    Correction.objects.bulk_create(
        Correction(claim=row.claim, publication=row, notice=notice, corrected_by=by) for row, notice in noticed
    )
    tell_of_claims([claim.pk for claim, _, notice in versions if not notice], EventType.CLAIM_PUBLISHED)
    notices = Counter(claim.pk for claim, _, notice in versions if notice)
    while notices:  # one claim may be corrected more than once here
        tell_of_claims(notices, EventType.CORRECTION_ISSUED)
        notices = +(notices - Counter(set(notices)))
    # Once more: readers' pages are made from what was sealed, too.
    mark_exactly(pks, cause="claim.published", cause_id=cause_id, batch=batch)
    return sealed


def _open_to_readers(claims: dict[int, Claim], corrected: set[int], now: datetime, last: dict[int, int]) -> None:
    for pk, claim in claims.items():
        if pk in last and claim.workflow_state not in PUBLIC_STATES:
            # It was taken back while its embargo ran: nobody saw what was sealed, readers begin with this version.
            begins = now + timedelta(microseconds=last[pk] + 1)
            claim.first_published_at, claim.embargo_until = None, max(begins, claim.embargo_until or begins)
        state = WorkflowState.CORRECTED if pk in corrected else WorkflowState.PUBLISHED
        claim.workflow_state = state.value
        # Under embargo readers see it first when that lifts.
        claim.first_published_at = claim.first_published_at or max(now, claim.embargo_until or now)
        claim.changed_at = now
    Claim.objects.bulk_update(
        claims.values(), ["workflow_state", "first_published_at", "embargo_until", "changed_at"], batch_size=CHUNK
    )
    ClaimStanding.objects.filter(claim__in=list(claims)).update(due_since=None)
