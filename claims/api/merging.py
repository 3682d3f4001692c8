"""Merging claims, splitting one, undoing that, and undoing one's own last change."""

from django.http import HttpResponse
from django.urls import reverse

from claims.actions.merging import merge_claim, split_claim, unmerge_claim
from claims.actions.undo import undo_last
from claims.api.dossier_shapes import DOSSIER
from claims.api.entries import claim_from
from claims.api.hot import show_dossier
from claims.api.inputs import LONG, NOTHING, NOTICE_IF_PUBLIC
from claims.api.publishing import refuse_move
from claims.api.relations import RelationDoor
from claims.models import Claim, Report
from claims.undoing import last_act_of
from claims.workflow import Move
from newsrooms.api.find import named_all
from newsrooms.api.operations import component, operation
from newsrooms.api.shapes import ID, body, list_of, text
from newsrooms.vocabulary import Scope

MERGE_INPUT = component(
    "MergeInput",
    body(
        "Which claim says the same, and why the two are true and false together.",
        required=("into", "why"),
        into=ID,
        why=text(longest=LONG, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)
UNMERGE_INPUT = component(
    "UnmergeInput",
    body(
        "Why the claim stands for itself again.",
        required=("why",),
        why=text(longest=LONG, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)
SPLIT_INPUT = component(
    "SplitInput",
    body(
        "What the new claim says, and which live reports of this one speak of it.",
        required=("statement", "reports", "why"),
        statement=text(longest=1000, least=1),
        reports=list_of(ID, most=1000),
        why=text(longest=LONG, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)


class Merges(RelationDoor):
    @operation(
        "merge_claim",
        "Merge a claim into another that says the same",
        detail="Nothing is rewritten: what is reported of one is read as reported of the other; its address leads"
        " there. A public claim is merged only into a public one.",
        scope=Scope.CLAIMS_WRITE,
        body=MERGE_INPUT,
        answers=DOSSIER,
        example={"into": "clm-ferry-aground", "why": "The same ferry on the same evening."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        refuse_move(claim, Move.MERGE)
        into = claim_from(self.body["into"], self.actor, "into")
        merged = merge_claim(
            by=self.actor.person,
            claim=claim,
            into=into,
            why=self.body["why"],
            notice=self.body.get("notice", ""),
        )
        self.settled(merged.pk, into.pk)
        return show_dossier(Claim.objects.get(pk=claim.pk))


class Unmerges(RelationDoor):
    @operation(
        "unmerge_claim",
        "Undo a merge",
        scope=Scope.CLAIMS_WRITE,
        body=UNMERGE_INPUT,
        answers=DOSSIER,
        example={"why": "It was another ferry."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        refuse_move(claim, Move.UNMERGE)
        into = claim.merged_into_id
        unmerge_claim(by=self.actor.person, claim=claim, why=self.body["why"], notice=self.body.get("notice", ""))
        self.settled(claim.pk, *([into] if into else []))
        return show_dossier(Claim.objects.get(pk=claim.pk))


class Splits(RelationDoor):
    @operation(
        "split_claim",
        "Split a claim that says two things",
        detail="A new draft states one of them and takes the reports that speak of it; each is superseded by one on"
        " the new claim. The answer is the new claim.",
        scope=Scope.CLAIMS_WRITE,
        body=SPLIT_INPUT,
        answers=DOSSIER,
        status=201,
        example={
            "statement": "Two passengers were hurt.",
            "reports": ["rep-evening-bulletin"],
            "why": "That it ran aground and that people were hurt are two claims.",
        },
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        refuse_move(claim, Move.SPLIT)
        live = Report.objects.live().filter(claim=claim)
        new = split_claim(
            by=self.actor.person,
            claim=claim,
            statement=self.body["statement"],
            reports=named_all(live, self.body["reports"], self.actor, "reports"),
            why=self.body["why"],
            notice=self.body.get("notice", ""),
        )
        self.settled(claim.pk, new.pk)
        return show_dossier(new, status=201, location=reverse("api-claim", args=[new.public_id]))


class Undos(RelationDoor):
    @operation(
        "undo_last_change",
        "Undo your own last change of a claim",
        detail="Of the last day, while nothing was built on it. What readers saw is never undone."
        " An embargo is undone with the scope that sets one.",
        scope=Scope.CLAIMS_WRITE,
        body=NOTHING,
        answers=DOSSIER,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        act = last_act_of(self.actor.person, claim)
        if act is not None and act.kind == "embargo_until":
            self.actor.demand(Scope.PUBLISH)
        claim = undo_last(by=self.actor.person, claim=claim)
        self.settled(claim.pk)
        return show_dossier(Claim.objects.get(pk=claim.pk))
