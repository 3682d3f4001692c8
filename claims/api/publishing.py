"""Publishing, correcting and moving claims through the newsroom, and what readers were shown and told."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from claims.actions.publishing import publish_claim
from claims.actions.workflow import (
    assign_claim,
    pause_claim,
    restore_claim,
    resume_claim,
    send_back,
    send_to_review,
    set_embargo,
    trash_claim,
    withdraw_claim,
)
from claims.algebra.striking import strike
from claims.api.claim_writing import correct
from claims.api.dossier_shapes import DOSSIER
from claims.api.hot import show_dossier
from claims.api.inputs import (
    ASSIGNMENT_INPUT,
    CORRECTION_INPUT,
    EMBARGO_INPUT,
    MOVE_INPUT,
    PUBLICATION_INPUT,
)
from claims.api.relations import RelationDoor
from claims.api.visible import claims_for
from claims.models import Claim, Correction, Publication
from claims.redactions import struck_words, words_struck_by
from claims.versions import CORRECTED_BEFORE_LIFT, NOTICED_AT, SEEN_AT, seen_by_readers
from claims.workflow import Move, why_not_now
from newsrooms.api.actor import Actor
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.instants import read_instant
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import COUNT, ID, INSTANT, answer, or_null, text
from newsrooms.models import User
from newsrooms.vocabulary import Scope

PUBLICATION = component(
    "Publication",
    answer(
        "A sealed version: what readers were shown, word for word.",
        id=ID,
        number=COUNT,
        published_at=INSTANT,
        sealed={"type": "object", "description": "Statement, figure, verdict and standing as published."},
        sha256=text(),
        override=or_null(text("Why it was published past the gate.")),
    ),
)
CORRECTION = component(
    "Correction",
    answer("A public notice.", id=ID, claim=ref("ClaimName"), notice=text(), corrected_at=INSTANT),
)
CORRECTION_PAGE = page_of(CORRECTION)


def shape_publication(row: Publication, struck: Sequence[str] = ()) -> dict[str, Any]:
    """A version as it was sealed, without the words that its newsroom had ``struck`` since."""
    return {
        "id": row.public_id,
        "number": row.number,
        "published_at": getattr(row, "seen_at", row.published_at).isoformat(),
        "sealed": strike(row.sealed, struck),
        "sha256": row.sha256,
        "override": strike(row.override, struck) or None,
    }


def shape_correction(row: Correction) -> dict[str, Any]:
    claim = row.claim
    return {
        "id": row.public_id,
        "claim": {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "notice": strike(row.notice, getattr(row, "struck", ())),
        "corrected_at": getattr(row, "seen_at", row.corrected_at).isoformat(),
    }


class Publications(RelationDoor):
    @operation(
        "list_publications", "List the published versions of a claim", query=PAGING, answers=page_of(PUBLICATION)
    )
    def get(self, id: str) -> HttpResponse:
        claim = find(claims_for(self.actor), id, self.actor)
        struck = words_struck_by(claim.newsroom_id)
        rows: QuerySet[Publication] = Publication.objects.filter(claim=claim).annotate(seen_at=SEEN_AT)
        ours = self.actor.is_inside and self.actor.newsrooms().filter(pk=claim.newsroom_id).exists()
        rows = rows if ours else seen_by_readers(rows)
        return answer_page(
            self.asked, rows, lambda page: [shape_publication(row, struck) for row in page], self.query
        )

    @operation(
        "publish_claim",
        "Publish a claim",
        detail="With its approved assessment, or under watch without any. Seals what readers are shown.",
        scope=Scope.PUBLISH,
        body=PUBLICATION_INPUT,
        answers=PUBLICATION,
        status=201,
        example={},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        row = publish_claim(by=self.actor.person, claim=claim, override=self.body.get("override", ""))
        self.settled(claim.pk)
        return self.created(shape_publication(row), self.asked.path)


class CorrectionsOfClaim(RelationDoor):
    @operation("list_claim_corrections", "List the corrections of a claim", query=PAGING, answers=CORRECTION_PAGE)
    def get(self, id: str) -> HttpResponse:
        found = Correction.objects.filter(claim=find(claims_for(self.actor), id, self.actor))
        return answer_page(self.asked, _as_seen(self.actor, found), _shape_all, self.query)

    @operation(
        "correct_claim",
        "Correct a public claim",
        detail="Changes what it says, or shows a newly approved assessment, with a notice; seals a version. With"
        " If-Match, the ETag of the claim's dossier, it is refused when somebody else was first.",
        judges=True,
        scope=Scope.PUBLISH,
        body=CORRECTION_INPUT,
        answers=PUBLICATION,
        status=201,
        example={"notice": "The first version gave the wrong day.", "as_of": "2025-03-03"},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.hold(id) if self.asked.META.get("HTTP_IF_MATCH") else self.claim(id)
        row = correct(self.actor, claim, self.body)
        self.settled(claim.pk)
        return self.created(shape_publication(row), self.asked.path)


class Corrections(Endpoint):
    tag = "Claims"

    @operation("list_corrections", "List all corrections", query=PAGING, answers=CORRECTION_PAGE)
    def get(self) -> HttpResponse:
        found = Correction.objects.filter(claim__in=claims_for(self.actor))
        return answer_page(self.asked, _as_seen(self.actor, found), _shape_all, self.query)


class Moves(RelationDoor):
    @operation(
        "move_claim",
        "Move a claim through the newsroom",
        detail="Each move has states it leads from and a role it takes; one from another state is refused (409).",
        scope=Scope.CLAIMS_WRITE,
        body=MOVE_INPUT,
        answers=DOSSIER,
        example={"move": "send_to_review", "note": "All four documents are in."},
    )
    def post(self, id: str) -> HttpResponse:
        move, note, by = Move(self.body["move"]), self.body.get("note", ""), self.actor.person
        mine = Claim.objects.visible_to(by) if move is Move.RESTORE else claims_for(self.actor)
        claim = find(mine.filter(newsroom__in=self.actor.newsrooms()).select_related("newsroom"), id, self.actor)
        if move in (Move.PAUSE, Move.RESUME, Move.WITHDRAW):
            self.actor.demand(Scope.PUBLISH)
        refuse_move(claim, move)
        match move:
            case Move.SEND_TO_REVIEW:
                send_to_review(by=by, claim=claim, note=note)
            case Move.SEND_BACK:
                send_back(by=by, claim=claim, why=note)
            case Move.PAUSE:
                pause_claim(by=by, claim=claim, notice=note)
            case Move.RESUME:
                resume_claim(by=by, claim=claim, notice=note)
            case Move.WITHDRAW:
                withdraw_claim(by=by, claim=claim, notice=note)
            case Move.TRASH:
                trash_claim(by=by, claim=claim, why=note)
            case Move.RESTORE:
                restore_claim(by=by, claim=claim, why=note)
        self.settled(claim.pk)
        return show_dossier(Claim.objects.get(pk=claim.pk))


class Embargo(RelationDoor):
    @operation(
        "set_embargo",
        "Keep a claim from readers until a moment",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.PUBLISH,
        body=EMBARGO_INPUT,
        answers=DOSSIER,
        changes=True,
        example={"until": "2030-01-31T12:00:00Z"},
    )
    def put(self, id: str) -> HttpResponse:
        claim = self.hold(id)
        refuse_move(claim, Move.EMBARGO)
        until = self.body["until"] and read_instant(self.body["until"], "/until")
        set_embargo(by=self.actor.person, claim=claim, until=until)
        return show_dossier(claim)


class Assignment(RelationDoor):
    @operation(
        "assign_claim",
        "Give a claim to a member, or to nobody",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.CLAIMS_WRITE,
        body=ASSIGNMENT_INPUT,
        answers=DOSSIER,
        changes=True,
        example={"to": "olena"},
    )
    def put(self, id: str) -> HttpResponse:
        claim, name = self.hold(id), self.body["to"]
        person = User.objects.filter(username=name, memberships__newsroom=claim.newsroom_id).first() if name else None
        if name and person is None:
            raise ProblemError("invalid", "", [Fault("unknown_id", "There is no such member.", pointer="/to")])
        assign_claim(by=self.actor.person, claim=claim, to=person, note=self.body.get("note", ""))
        return show_dossier(claim)


def refuse_move(claim: Claim, move: Move) -> None:
    """Raise the 409 problem for a move that leads from other states."""
    if reason := why_not_now(claim, move):
        raise ProblemError("conflict", reason, [Fault("wrong_state", reason)])


def _as_seen(actor: Actor, rows: QuerySet[Correction]) -> QuerySet[Correction]:
    """Notices with the struck words of their newsrooms; of what readers had not seen yet only to the newsroom."""
    ours = actor.newsrooms() if actor.has(Scope.DRAFTS_READ) else actor.newsrooms().none()
    told = rows.exclude(CORRECTED_BEFORE_LIFT & ~Q(claim__newsroom__in=ours)).select_related("claim")
    return told.annotate(seen_at=NOTICED_AT, struck=struck_words("claim__newsroom"))


def _shape_all(page: Iterable[Correction]) -> list[dict[str, Any]]:
    return [shape_correction(row) for row in page]
