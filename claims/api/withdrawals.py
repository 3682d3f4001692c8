"""Withdrawals: what was taken back, deleted, edited or corrected, and when."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.standings import settle_now
from claims.actions.withdrawals import annul_withdrawal, withdraw_statement
from claims.api.entries import claim_from, read_record
from claims.api.inputs import LONG, NOTICE_IF_PUBLIC, WITHDRAWAL_INPUT
from claims.api.visible import claims_for
from claims.casefile.problems import Place
from claims.casefile.shape import problems_of_shape
from claims.models import Withdrawal
from claims.shown_on import claims_struck_by
from claims.vocabulary import WithdrawalKind
from newsrooms.api.actor import Actor
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find, refuse_taken
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import HOUSE_ONLY, ID, INSTANT, MOMENT, answer, body, or_null, text, word
from newsrooms.vocabulary import Scope
from sources.api.entries import document_from, source_from
from sources.api.shapes import DOCUMENT_NAME, SOURCE_NAME, name_document, name_source

WITHDRAWAL = component(
    "Withdrawal",
    answer(
        "A source took back what it said of a claim, or a document fell.",
        optional=("note",),
        id=ID,
        external_id=ID,
        kind=word(WithdrawalKind),
        source=or_null(ref(SOURCE_NAME)),
        claim=or_null(ref("ClaimName")),
        document=or_null(ref(DOCUMENT_NAME)),
        at=MOMENT,
        noticed_in=or_null(ref(DOCUMENT_NAME)),
        note=text(HOUSE_ONLY),
        recorded_at=INSTANT,
        annulled_at=or_null(INSTANT | {"description": "Since when we know that it was entered by mistake."}),
        annulled_because=or_null(text("How we know; null also to who may not read drafts.")),
    ),
)
ANNULMENT_INPUT = component(
    "AnnulmentInput",
    body(
        "How you know that nothing was taken back.",
        required=("why",),
        why=text(longest=LONG, least=1),
        notice=NOTICE_IF_PUBLIC,
    ),
)
MOST_AT_ONCE = 50
FILTERS = (
    Parameter("claim", ID, "Of what was said on this claim."),
    Parameter("external_id", ID, "The one you call so."),
)


def shape_withdrawal(row: Withdrawal, *, inside: bool) -> dict[str, Any]:
    """``inside``: for who may read what the house says among itself."""
    claim = row.claim
    return {
        "id": row.public_id,
        "external_id": row.external_id,
        "kind": row.kind,
        "source": name_source(row.source) if row.source else None,
        "claim": claim and {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "document": name_document(row.document) if row.document else None,
        "at": str(row.happened),
        "noticed_in": name_document(row.noticed_in) if row.noticed_in else None,
        **({"note": row.note} if inside else {}),
        "recorded_at": row.recorded_at.isoformat(),
        "annulled_at": row.annulled_at and row.annulled_at.isoformat(),
        "annulled_because": (inside and row.annulled_because) or None,
    }


def withdrawals_for(actor: Actor) -> QuerySet[Withdrawal]:
    """The withdrawals that this actor may read: outside the newsroom not those of drafts."""
    rows = actor.own(Withdrawal.objects.visible_to(actor.user))
    return rows if actor.is_inside else rows.filter(Q(claim=None) | Q(claim__in=claims_for(actor)))


class WithdrawalDoor(Endpoint):
    tag = "Withdrawals"

    def rows(self) -> QuerySet[Withdrawal]:
        rows = withdrawals_for(self.actor)
        return rows.select_related("source", "claim", "document__publisher", "noticed_in__publisher", "newsroom")

    def shape(self, row: Withdrawal) -> dict[str, Any]:
        return shape_withdrawal(row, inside=self.actor.is_inside)


class Withdrawals(WithdrawalDoor):
    @operation(
        "list_withdrawals",
        "List withdrawals",
        scope=Scope.CLAIMS_READ,
        query=(*FILTERS, *PAGING),
        answers=page_of(WITHDRAWAL),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "claim" in self.query:
            name = self.query["claim"]
            rows = rows.filter(Q(claim__public_id=name) | Q(claim__external_id=name))
        if "external_id" in self.query:
            rows = rows.filter(external_id=self.query["external_id"])
        return answer_page(self.asked, rows, lambda page: map(self.shape, page), self.query)

    @operation(
        "record_withdrawal",
        "Record a withdrawal",
        detail="Name a source and a claim, or a document and nothing else. Live support that rests on it falls. Of a "
        "source and a claim, noticed in a page of the source's own published before, it is of what that page says.",
        scope=Scope.REPORTS_WRITE,
        body=WITHDRAWAL_INPUT,
        answers=WITHDRAWAL,
        status=201,
        example={
            "source": "src-harbour-master",
            "claim": "clm-ferry-aground",
            "kind": "retracted",
            "at": "2025-03-04",
        },
    )
    def post(self) -> HttpResponse:
        withdrawal = take_back(self.actor, self.body)
        if withdrawal.claim_id is not None:
            settle_now([withdrawal.claim_id])
        fresh = self.rows().filter(pk=withdrawal.pk).first() or withdrawal
        return self.created(self.shape(fresh), reverse("api-withdrawal", args=[withdrawal.public_id]))


class OneWithdrawal(WithdrawalDoor):
    @operation("read_withdrawal", "Read a withdrawal", scope=Scope.CLAIMS_READ, answers=WITHDRAWAL)
    def get(self, id: str) -> HttpResponse:
        return answer_json(self.shape(find(self.rows(), id, self.actor)))


class Annulments(WithdrawalDoor):
    @operation(
        "annul_withdrawal",
        "Say that a withdrawal was entered by mistake",
        detail="What fell with it stands again, as if it had never been entered; what was said in between stays as"
        " it was said. Where a claim it struck is public, readers get the notice.",
        scope=Scope.REPORTS_WRITE,
        body=ANNULMENT_INPUT,
        answers=WITHDRAWAL,
        conditional=False,
        example={"why": "The page had only moved to another address."},
    )
    def post(self, id: str) -> HttpResponse:
        row = find(self.rows(), id, self.actor)
        annul_withdrawal(
            by=self.actor.person, withdrawal=row, why=self.body["why"], notice=self.body.get("notice", "")
        )
        settle_now(claims_struck_by(row).order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
        return answer_json(self.shape(self.rows().get(pk=row.pk)), tagged=False)


def take_back(actor: Actor, body: dict[str, Any]) -> Withdrawal:
    """A withdrawal from the body of a POST."""
    shapeless = {name: part for name, part in body.items() if name != "external_id"}
    if problems := problems_of_shape("withdrawal", shapeless, Place("")):
        raise ProblemError("invalid", "", [Fault(one.code, one.reason, pointer=one.path) for one in problems])
    claim = claim_from(body["claim"], actor, "claim") if "claim" in body else None
    document = document_from(body["document"], actor, "document") if "document" in body else None
    newsroom = claim.newsroom if claim else document.newsroom if document else None
    assert newsroom is not None  # noqa: S101  # the shape demands one of them
    refuse_taken(Withdrawal.objects.all(), newsroom, body.get("external_id", ""))
    return withdraw_statement(
        by=actor.person,
        kind=body["kind"],
        at=read_record("withdrawal", body, newsroom)["at"],
        source=source_from(body["source"], actor, "source") if "source" in body else None,
        claim=claim,
        document=document,
        noticed_in=document_from(body["noticed_in"], actor, "noticed_in") if "noticed_in" in body else None,
        note=body.get("note", ""),
        external_id=body.get("external_id", ""),
    )
