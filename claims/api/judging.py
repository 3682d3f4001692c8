"""Judging what the machine raised: reviews, contradictions that are none, moved standings, claims that look alike."""

import json
from typing import Any

from django.http import Http404, HttpResponse

from claims.actions.distinctions import distinguish
from claims.actions.reviews import keep_as_published
from claims.actions.second_looks import acknowledge_steps, find_no_conflict, raise_again
from claims.api.dossier_shapes import DOSSIER
from claims.api.entries import claim_from
from claims.api.hot import read_dossier, show_dossier
from claims.api.inputs import LONG
from claims.api.relations import ENDED, RelationDoor
from claims.api.shapes import CLAIM_NAME
from claims.api.visible import claims_for
from claims.models import Claim, Distinction, SecondLook, StandingStep
from claims.rules import why_not_judge
from claims.similar import find_similar
from claims.vocabulary import Standing
from newsrooms.actions.permission import refuse_if
from newsrooms.api.bytes import answer_json
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import COUNT, ID, INSTANT, answer, body, list_of, or_null, text, word
from newsrooms.vocabulary import Scope

REASON_INPUT = component(
    "ReasonInput", body("Why.", required=("why",), why=text("The reason, kept on record.", longest=LONG, least=1))
)
SECOND_LOOK = component(
    "SecondLook",
    answer(
        "An editor looked at a contradiction and found no conflict; it is not raised again.",
        key=text("The contradiction's own key."),
        why=text(),
        by=text(),
        looked_at=INSTANT,
    ),
)
SECOND_LOOK_INPUT = component(
    "SecondLookInput",
    body(
        "Which contradiction of the dossier is none, and why.",
        required=("key", "why"),
        key=text("“key” of the contradiction in the dossier.", longest=100, least=1),
        why=text(longest=LONG, least=1),
    ),
)
STEP = component(
    "StandingStep",
    answer(
        "One step of a claim's standing, and what moved it.",
        id=ID,
        before=or_null(word(Standing)),
        after=word(Standing),
        lines_before=list_of(COUNT, "Low, with parties, high; empty at the first."),
        lines_after=list_of(COUNT),
        causes=list_of({"type": "object", "description": "Kind and id of what changed."}),
        recorded_at=INSTANT,
        seen_by=or_null(text("User name of who acknowledged it.")),
    ),
)
STEPS_INPUT = component(
    "AcknowledgementInput",
    body(
        "Which steps were seen.", required=("steps",), steps=list_of(ID, most=200, least=1), note=text(longest=LONG)
    ),
)
SEEN = component("Acknowledged", answer("How many had not been acknowledged before.", acknowledged=COUNT))
DISTINCTION_INPUT = component(
    "DistinctionInput",
    body("Which claim looks alike and is not the same.", required=("claim",), claim=ID, why=text(longest=LONG)),
)
SIMILAR = component(
    "SimilarClaim",
    answer(
        "A claim that may say the same.",
        claim=ref(CLAIM_NAME),
        score={"type": "number", "description": "How alike, 0 to 1."},
        why=list_of(text(), "In words."),
    ),
)
component("SimilarClaims", answer("Those most like it.", results=list_of(ref(SIMILAR))))


def shape_look(row: SecondLook) -> dict[str, Any]:
    return {"key": row.key, "why": row.why, "by": row.looked_by.username, "looked_at": row.looked_at.isoformat()}


def shape_step(row: StandingStep) -> dict[str, Any]:
    seen = getattr(row, "acknowledgement", None)
    return {
        "id": row.public_id,
        "before": row.before or None,
        "after": row.after,
        "lines_before": row.lines_before,
        "lines_after": row.lines_after,
        "causes": row.causes,
        "recorded_at": row.recorded_at.isoformat(),
        "seen_by": seen.acknowledged_by.username if seen else None,
    }


def shape_like(claim: Claim) -> dict[str, Any]:
    return {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement}


class Reviews(RelationDoor):
    @operation(
        "keep_as_published",
        "Find that a published claim still stands",
        detail="It is no longer due for review, and its moves count as seen. The reason is kept.",
        scope=Scope.CLAIMS_WRITE,
        body=REASON_INPUT,
        answers=DOSSIER,
        example={"why": "The new report repeats the harbour master; nothing changes."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = keep_as_published(by=self.actor.person, claim=self.claim(id), why=self.body["why"])
        return show_dossier(claim)


class SecondLooks(RelationDoor):
    @operation(
        "list_second_looks",
        "List the contradictions that were found to be none",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(SECOND_LOOK),
    )
    def get(self, id: str) -> HttpResponse:
        rows = SecondLook.objects.filter(claim=self.claim(id), taken_back_at=None).select_related("looked_by")
        return answer_page(self.asked, rows, lambda page: map(shape_look, page), self.query)

    @operation(
        "find_no_conflict",
        "Say that a contradiction is none",
        scope=Scope.CLAIMS_WRITE,
        body=SECOND_LOOK_INPUT,
        answers=SECOND_LOOK,
        status=201,
        example={"key": "claims:8k2c:9m3d", "why": "One counts crew, the other passengers."},
    )
    def post(self, id: str) -> HttpResponse:
        claim, key = self.claim(id), self.body["key"]
        refuse_if(why_not_judge(self.actor.person, claim.newsroom))
        raised = {one["key"] for one in json.loads(read_dossier(claim)[0])["contradictions"]}
        if key not in raised:
            fault = Fault("unknown_id", "The dossier raises no contradiction of this key.", pointer="/key")
            raise ProblemError("invalid", fault.detail, [fault])
        row = find_no_conflict(by=self.actor.person, claim=claim, key=key, why=self.body["why"])
        self.settled(claim.pk)
        return self.created(shape_look(row), self.asked.path)


class OneSecondLook(RelationDoor):
    @operation(
        "raise_contradiction_again",
        "Take a second look back",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.CLAIMS_WRITE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, key: str) -> HttpResponse:
        claim = self.claim(id)
        rows = SecondLook.objects.filter(claim=claim, key=key[:100].replace("\0", ""), taken_back_at=None)
        look = rows.select_related("claim__newsroom").first()
        if look is None:
            raise Http404
        self.hold(id)
        raise_again(by=self.actor.person, look=look, why=ENDED)
        self.settled(claim.pk)
        return HttpResponse(status=204)


class Steps(RelationDoor):
    @operation(
        "list_standing_steps",
        "List the moves of a claim's standing",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(STEP),
    )
    def get(self, id: str) -> HttpResponse:
        rows = StandingStep.objects.filter(claim=self.claim(id)).select_related("acknowledgement__acknowledged_by")
        return answer_page(self.asked, rows, lambda page: map(shape_step, page), self.query)


class Acknowledgements(RelationDoor):
    @operation(
        "acknowledge_steps",
        "Note that moves of a standing were seen",
        scope=Scope.CLAIMS_WRITE,
        body=STEPS_INPUT,
        answers=SEEN,
        conditional=False,
        example={"steps": ["8k2cxw9m3d7fgh1q"], "note": "seen"},
    )
    def post(self, id: str) -> HttpResponse:
        wanted = list(dict.fromkeys(self.body["steps"]))
        claim = self.claim(id)
        rows = StandingStep.objects.filter(claim=claim, public_id__in=wanted).select_related("claim__newsroom")
        found = {row.public_id: row for row in rows}
        for number, name in enumerate(wanted):
            if name not in found:
                fault = Fault("unknown_id", "There is nothing of this name.", pointer=f"/steps/{number}")
                raise ProblemError("invalid", "", [fault])
        note = self.body.get("note", "")
        count = acknowledge_steps(by=self.actor.person, steps=found.values(), note=note)
        return answer_json({"acknowledged": count}, tagged=False)


class Distinctions(RelationDoor):
    @operation(
        "list_distinctions",
        "List the claims found to be alike but not the same",
        scope=Scope.DRAFTS_READ,
        answers="RelatedClaims",
    )
    def get(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        visible = claims_for(self.actor)
        rows = [(row.other, row) for row in claim.distinctions.filter(other__in=visible).select_related("other")]
        earlier = Distinction.objects.filter(other=claim, claim__in=visible).select_related("claim")
        rows += [(row.claim, row) for row in earlier]
        return answer_json({"results": [shape_distinction(other, row) for other, row in rows]})

    @operation(
        "distinguish_claim",
        "Say that a claim looks alike and is not the same",
        scope=Scope.CLAIMS_WRITE,
        body=DISTINCTION_INPUT,
        answers="RelatedClaim",
        status=201,
        example={"claim": "clm-ferry-adrift", "why": "Another ferry."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        other = claim_from(self.body["claim"], self.actor, "claim")
        if other.pk == claim.pk:
            fault = Fault("itself", "A claim is not told apart from itself.", pointer="/claim")
            raise ProblemError("invalid", fault.detail, [fault])
        row = distinguish(by=self.actor.person, claim=claim, other=other, why=self.body.get("why", ""))
        return self.created(shape_distinction(other, row), self.asked.path)


def shape_distinction(other: Claim, row: Distinction) -> dict[str, Any]:
    return {"claim": shape_like(other), "reason": row.why, "created_at": row.said_at.isoformat()}


class SimilarClaims(RelationDoor):
    @operation(
        "list_similar_claims",
        "List the claims that may say the same",
        detail="With why each looks so; never because a bare number is the same.",
        scope=Scope.DRAFTS_READ,
        answers="SimilarClaims",
    )
    def get(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        found = find_similar(
            claim.newsroom,
            claim.statement,
            question=claim.question,
            quantity=claim.quantity,
            as_of=claim.as_of,
            but=claim,
        )
        visible = set(
            claims_for(self.actor).filter(pk__in=[one.claim.pk for one in found]).values_list("pk", flat=True)
        )
        return answer_json(
            {
                "results": [
                    {"claim": shape_like(one.claim), "score": round(one.score, 3), "why": list(one.why)}
                    for one in found
                    if one.claim.pk in visible
                ]
            }
        )
