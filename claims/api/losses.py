"""Losses: quotes and pages that are no longer there, for an editor to judge."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from claims.actions.losses import accept_loss, refuse_loss
from claims.actions.standings import settle_now
from claims.api.inputs import LONG
from claims.api.visible import claims_for
from claims.models import ProposedWithdrawal, Report
from claims.vocabulary import LossState, QuoteOutcome, WithdrawalKind
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import FLAG, ID, INSTANT, MOMENT_INPUT, answer, body, list_of, or_null, text, word
from newsrooms.vocabulary import Scope
from sources.api.entries import moment_from
from sources.api.shapes import DOCUMENT_NAME, name_document

LOSS = component(
    "Loss",
    answer(
        "A quote or a whole page that is no longer there: a withdrawal proposed by machine.",
        id=ID,
        kind=word(WithdrawalKind),
        document=ref(DOCUMENT_NAME),
        report=or_null(ID | {"description": "Whose quote was lost; null when the whole page was."}),
        claim=or_null(ref("ClaimName")),
        quote=or_null(text("As it stood.")),
        outcome=word(QuoteOutcome),
        differs={"type": "object", "description": "Figures, names and words, before and now."},
        before=or_null(ID | {"description": "The capture in which it was last seen."}),
        after=ID | {"description": "The capture in which it is missing."},
        state=word(LossState),
        reason=or_null(text()),
        withdrawal=or_null(ID),
        proposed_at=INSTANT,
        decided_at=or_null(INSTANT),
        decided_by=or_null(text()),
    ),
)
ACCEPTANCE_INPUT = component(
    "LossAcceptanceInput",
    body(
        "How it is recorded; as proposed where nothing is said.",
        kind=word(WithdrawalKind),
        whole_document=FLAG | {"description": "All that the document says is withdrawn, not this claim alone."},
        at=MOMENT_INPUT | {"description": "When it happened; when it was noticed unless said."},
        note=text(longest=LONG),
    ),
)
REFUSAL_INPUT = component(
    "LossRefusalInput",
    body("Why it takes nothing back.", required=("reason",), reason=text(longest=LONG, least=1)),
)
STATE = Parameter("state", list_of(word(LossState), most=4), "In one of these states.", ["proposed"])


def shape_loss(row: ProposedWithdrawal) -> dict[str, Any]:
    claim = row.report.claim if row.report else None
    return {
        "id": row.public_id,
        "kind": row.kind,
        "document": name_document(row.document),
        "report": row.report.public_id if row.report else None,
        "claim": claim and {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "quote": row.report.quote_exact if row.report else None,
        "outcome": row.outcome,
        "differs": row.differs,
        "before": row.before.public_id if row.before else None,
        "after": row.after.public_id,
        "state": row.state,
        "reason": row.reason or None,
        "withdrawal": row.withdrawal.public_id if row.withdrawal else None,
        "proposed_at": row.proposed_at.isoformat(),
        "decided_at": row.decided_at and row.decided_at.isoformat(),
        "decided_by": row.decided_by.username if row.decided_by else None,
    }


class LossDoor(Endpoint):
    tag = "Losses"

    def rows(self) -> QuerySet[ProposedWithdrawal]:
        rows = self.actor.own(ProposedWithdrawal.objects.visible_to(self.actor.user))
        return rows.select_related(
            "newsroom", "document__publisher", "report__claim", "before", "after", "withdrawal", "decided_by"
        )

    def one(self, name: str) -> ProposedWithdrawal:
        return find(self.rows(), name, self.actor, newsroom=None)

    def show(self, row: ProposedWithdrawal) -> HttpResponse:
        """The loss as decided, with the standings it moved computed at once."""
        fresh = self.rows().get(pk=row.pk)
        claims = [fresh.report.claim_id] if fresh.report else []
        if fresh.report is None:
            claims = list(Report.objects.filter(document=fresh.document).values_list("claim", flat=True)[:50])
        settle_now(claims_for(self.actor).filter(pk__in=claims).values_list("pk", flat=True))
        return answer_json(shape_loss(fresh), tagged=False)


class Losses(LossDoor):
    @operation(
        "list_losses",
        "List quotes and pages that are no longer there",
        scope=Scope.DRAFTS_READ,
        query=(STATE, *PAGING),
        answers=page_of(LOSS),
    )
    def get(self) -> HttpResponse:
        rows = self.rows()
        if "state" in self.query:
            rows = rows.filter(state__in=self.query["state"])
        return answer_page(self.asked, rows, lambda page: map(shape_loss, page), self.query)


class OneLoss(LossDoor):
    @operation("read_loss", "Read a loss", scope=Scope.DRAFTS_READ, answers=LOSS)
    def get(self, id: str) -> HttpResponse:
        return answer_json(shape_loss(self.one(id)))


class LossAcceptances(LossDoor):
    @operation(
        "accept_loss",
        "Record a loss as a withdrawal",
        scope=Scope.REPORTS_WRITE,
        body=ACCEPTANCE_INPUT,
        answers=LOSS,
        conditional=False,
        example={"kind": "edited", "note": "The figure was taken out without a word."},
    )
    def post(self, id: str) -> HttpResponse:
        row = accept_loss(
            by=self.actor.person,
            loss=self.one(id),
            kind=self.body.get("kind", ""),
            whole_document=self.body.get("whole_document"),
            at=moment_from(self.body.get("at"), "/at"),
            note=self.body.get("note", ""),
        )
        return self.show(row)


class LossRefusals(LossDoor):
    @operation(
        "refuse_loss",
        "Say that a loss takes nothing back",
        detail="It is proposed again only if the passage changes further.",
        scope=Scope.REPORTS_WRITE,
        body=REFUSAL_INPUT,
        answers=LOSS,
        conditional=False,
        example={"reason": "Only the spelling of the name was mended."},
    )
    def post(self, id: str) -> HttpResponse:
        row = refuse_loss(by=self.actor.person, loss=self.one(id), reason=self.body["reason"])
        return answer_json(shape_loss(self.rows().get(pk=row.pk)), tagged=False)
