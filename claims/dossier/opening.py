"""Opening dossiers: one fixed set of queries, however many reports a claim has."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from claims.algebra.analysis import analyse
from claims.algebra.evidence import Evidence
from claims.algebra.findings import Analysis
from claims.algebra.policy import Policy
from claims.algebra.striking import strike
from claims.casefile.export import to_json
from claims.dossier.frame import Dossier, Part
from claims.dossier.judgements import load_judgements
from claims.dossier.names import Names, contradiction_key, load_names, quantity_part
from claims.dossier.parts_part import load_parts, parts_part
from claims.dossier.reports_part import reports_part
from claims.dossier.said_part import load_said
from claims.dossier.standing_part import contradiction_part, difference_part, standing_part
from claims.dossier.timeline_part import timeline_part
from claims.evidence import load_evidence
from claims.models import Claim, ClaimStanding
from claims.policies import policies_of
from claims.second_looks import looked_at
from newsrooms.declared import declared_in_bulk


def open_dossier(claim: Claim, at: datetime | None = None, *, recorded_by: datetime | None = None) -> Dossier:
    """All that is known of a claim, or what was known at a moment, on either of two clocks.

    ``at``: the evidence published, and the withdrawals made, by then, whenever they were entered here.
    ``recorded_by``: what had been entered and declared here by then, whatever was entered, tied, merged or set since;
    beside that ``said`` has the standing we gave and the version we showed at that moment. Such an answer never
    changes afterwards, but for words that had to be struck, and for what a claim was before it was first published,
    which nobody is told once it is.
    """
    return open_dossiers([claim.pk], at=at, recorded_by=recorded_by)[0]


def open_dossiers(
    claims: Iterable[int], at: datetime | None = None, *, recorded_by: datetime | None = None
) -> list[Dossier]:
    """The dossiers of these claims, by primary key, in their order. The number of queries does not grow."""
    wanted = list(claims)
    shares = load_evidence(wanted, declared_by=recorded_by)
    names = load_names(shares.values(), by=recorded_by)
    judged = load_judgements(shares, at=at if recorded_by is None else min(at or recorded_by, recorded_by))
    said = load_said(shares, recorded_by=recorded_by)
    policies = policies_of((names.claims[pk].newsroom_id for pk in wanted), set_by=recorded_by)
    settled = looked_at(wanted, by=recorded_by)
    parts = load_parts(wanted, by=recorded_by)
    standings = ClaimStanding.objects.in_bulk(list(shares))
    then = declared_in_bulk(Claim, wanted, at) if at and recorded_by is None else names.claims
    now = timezone.now()
    dossiers = []
    for pk in wanted:
        share = shares[pk]
        stored = standings.get(pk)
        computed_at = recorded_by or (stored.computed_at if stored else now)
        with translation.override("en"):
            policy = policies[names.claims[pk].newsroom_id]
            analysis = analyse(share, at=at, recorded_by=recorded_by, policy=policy)
            told = judged[pk] | {
                "timeline": timeline_part(
                    share, names, partial(analyse_at, share, policy, recorded_by), at, recorded_by
                ),
                "parts": parts_part(names.claims[pk], parts[pk]),
                "said": said.get(pk),
                "workflow_state": then[pk].workflow_state,
            }
            dossier = assemble(share, analysis, names, told, settled[pk], computed_at=computed_at)
        dossiers.append(without_struck(dossier, names.claims[pk]))
    return dossiers


def analyse_at(share: Evidence, policy: Policy, recorded_by: datetime | None, at: datetime) -> Analysis:
    """What followed from the evidence known by ``at``, as far as it was entered by ``recorded_by``."""
    return analyse(share, at=at, recorded_by=recorded_by, policy=policy)


def assemble(
    share: Evidence, analysis: Analysis, names: Names, judged: Part, settled: set[str], *, computed_at: datetime
) -> Dossier:
    """One claim's dossier from its parts. ``judged``: what people made of it, and its timeline. ``settled``: keys of
    contradictions that an editor looked at and found none."""
    claim = names.claims[int(share.claim.id)]
    reports, related = reports_part(share, analysis, names)
    return Dossier(
        id=claim.public_id,
        external_id=claim.external_id,
        statement=claim.statement,
        language=claim.language,
        question=question_part(claim),
        quantity=quantity_part(claim, names, share),
        as_of=str(claim.as_of) if claim.as_of else None,
        location=claim.location,
        tags=claim.tags,
        at=analysis.at.isoformat() if analysis.at else None,
        standing=standing_part(analysis, names, computed_at),
        reports=reports,
        related_reports=related,
        contradictions=[
            contradiction_part(found, names)
            for found in analysis.contradictions
            if contradiction_key(found, names) not in settled
        ],
        differences=[difference_part(difference, names) for difference in analysis.differences],
        stakes=[
            {"source": names.source(stake.source), "interest": stake.interest.value, "reason": stake.reason}
            for stake in share.stakes
        ],
        excludes=[names.claim(other) for other in sorted(share.excluded, key=int)],
        url=claim_url(claim),
        **judged,
    )


def without_struck(dossier: Dossier, claim: Claim) -> Dossier:
    """The dossier without the words that its newsroom had to redact."""
    row: Any = claim
    if not row.struck:
        return dossier
    return Dossier(**{name: strike(part, row.struck) for name, part in dossier.as_json().items()})


def question_part(claim: Claim) -> Part | None:
    """The question a claim answers."""
    question = claim.question
    if question is None:
        return None
    return {
        "id": question.public_id,
        "external_id": question.external_id,
        "text": question.text,
        "counted": question.counted or None,
        "unit": question.unit or None,
        "scope": question.scope or None,
        "basis": question.basis,
    }


def claim_url(claim: Claim) -> str:
    """The claim's permanent public address."""
    return str(settings.SITE_URL) + reverse("claims:claim", args=[claim.public_id])


def canonical(dossier: Dossier) -> tuple[str, str]:
    """The dossier as canonical JSON, and the SHA-256 of that."""
    body = to_json(dossier.as_json())
    return body, hashlib.sha256(body.encode()).hexdigest()
