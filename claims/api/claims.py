"""Claims: the list with its filters, and the dossier of one."""

import json

from django.http import HttpResponse
from django.urls import reverse

from claims.actions.standings import settle_now
from claims.api.claim_list import PARAMETERS, answer_list
from claims.api.claim_writing import change, write
from claims.api.dossier_shapes import CLAIM_SUMMARY, DOSSIER
from claims.api.hot import AT, RECORDED_BY, read_at, read_dossier, read_public_dossier, show_dossier
from claims.api.inputs import CLAIM_CHANGE, CLAIM_INPUT
from claims.api.relations import RelationDoor
from claims.api.visible import claims_for
from newsrooms.api.bytes import JSON, SPARSE, answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, is_public_id
from newsrooms.api.operations import operation
from newsrooms.api.pages import FIELDS as FIELDS_PARAMETER
from newsrooms.api.pages import page_of, pick_fields
from newsrooms.vocabulary import Scope

SUMMARY_PAGE = page_of(CLAIM_SUMMARY)


class Claims(Endpoint):
    tag = "Claims"

    @operation(
        "list_claims",
        "List claims",
        detail="Published claims for anybody; for members also the others of their newsrooms.",
        query=PARAMETERS,
        answers=SUMMARY_PAGE,
    )
    def get(self) -> HttpResponse:
        return answer_list(self.asked, self.actor, self.query)

    @operation(
        "write_claim",
        "Write a draft claim",
        scope=Scope.CLAIMS_WRITE,
        body=CLAIM_INPUT,
        answers=DOSSIER,
        status=201,
        example={
            "external_id": "clm-ferry-aground",
            "statement": "The evening ferry ran aground with more than 40 passengers aboard on 3 March 2025.",
            "quantity": {"worded": "more than 40", "counted": "passengers"},
            "as_of": "2025-03-03",
            "tags": ["shipping"],
        },
    )
    def post(self) -> HttpResponse:
        claim = write(self.actor, self.actor.choose_newsroom(self.body.get("newsroom")), self.body)
        settle_now([claim.pk])
        return show_dossier(claim, status=201, location=reverse("api-claim", args=[claim.public_id]))


class OneClaim(RelationDoor):
    @operation(
        "read_claim",
        "Read a claim's dossier",
        detail="All that is known of it: standing with its reasons, reports with their chains, contradictions.",
        query=(AT, RECORDED_BY, FIELDS_PARAMETER),
        answers=DOSSIER,
    )
    def get(self, id: str) -> HttpResponse:
        if self.actor.is_stranger and not self.query and is_public_id(id):
            ready = read_public_dossier(id, self.asked.META.get("HTTP_IF_NONE_MATCH", ""))
            if ready is not None:
                return ready
        claim = find(claims_for(self.actor), id, self.actor)
        recorded_by = read_at(self.query.get("recorded_by"), RECORDED_BY)
        body, etag = read_dossier(claim, read_at(self.query.get("at")), recorded_by)
        if "fields" not in self.query:
            return HttpResponse(body, content_type=JSON, headers={"ETag": etag})
        whole = json.loads(body)
        return answer_json(pick_fields([whole], self.query["fields"])[0], media=SPARSE)

    @operation(
        "change_claim",
        "Change a claim that is not public",
        detail="What readers see of a public claim is changed by a correction.",
        scope=Scope.CLAIMS_WRITE,
        body=CLAIM_CHANGE,
        answers=DOSSIER,
        changes=True,
        example={"tags": ["shipping", "safety"], "why": "sorted"},
    )
    def patch(self, id: str) -> HttpResponse:
        changed = change(self.actor, self.hold(id), self.body)
        self.settled(changed.pk)
        return show_dossier(changed)
