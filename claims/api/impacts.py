"""Impacts: what a report, a withdrawal, its annulment or a tie would do to standings, told without doing it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpResponse

from claims.actions.foresight import MOST_LOOKED_AT, Prospect, foresee_standings
from claims.actions.withdrawals import annul_withdrawal
from claims.api.inputs import REPORT_INPUT, WITHDRAWAL_INPUT
from claims.api.reports import record
from claims.api.shapes import CLAIM_NAME
from claims.api.visible import claims_for
from claims.api.withdrawals import take_back, withdrawals_for
from claims.models import Claim
from claims.vocabulary import Standing
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import named
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, answer, body, list_of, or_null, text, word
from newsrooms.vocabulary import Scope
from sources.api.shapes import TIE_INPUT
from sources.api.ties import declare

PROSPECT = component(
    "Prospect",
    answer(
        "A claim's standing as it is, and as it would be.",
        claim=ref(CLAIM_NAME),
        before=or_null(word(Standing)),
        after=word(Standing),
        lines_before=list_of(COUNT, "Low, with parties, high; empty while it has no standing."),
        lines_after=list_of(COUNT),
        sentence=text("The standing as it would be, in words."),
        moved=FLAG,
        public=FLAG,
    ),
)
IMPACT = component(
    "Impact",
    answer(
        "What a change would do; nothing was written.",
        reached=COUNT | {"description": "How many claims it would have computed again."},
        results=list_of(ref(PROSPECT), f"At most {MOST_LOOKED_AT} of them, those that move first."),
    ),
)
ANNULLED = component("AnnulmentForeseen", body("Which withdrawal.", required=("withdrawal",), withdrawal=ID))
LOOKED = "Only looked at, and undone."
Post = TypeVar("Post", bound=Callable[..., HttpResponse])
DETAIL = "Takes what the real request takes, does it, tells what follows, and undoes it all."


class ImpactDoor(Endpoint):
    tag = "Impacts"

    def foresee(self, change: Callable[[], object]) -> HttpResponse:
        """What would follow from a change, which is rolled back."""
        with transaction.atomic():
            change()
            prospects, reached = foresee_standings()
            mine = claims_for(self.actor).filter(pk__in=[one.claim.pk for one in prospects])
            visible = set(mine.values_list("pk", flat=True))
            shown = [shape_prospect(one) for one in prospects if one.claim.pk in visible]
            transaction.set_rollback(True)
        return answer_json({"reached": reached, "results": shown}, tagged=False)


def shape_prospect(one: Prospect) -> dict[str, Any]:
    claim: Claim = one.claim
    return {
        "claim": {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement},
        "before": one.before and one.before.value,
        "after": one.after.value,
        "lines_before": one.lines_before,
        "lines_after": one.lines_after,
        "sentence": one.sentence,
        "moved": one.moved,
        "public": one.public,
    }


def foreseeing(name: str, what: str, scope: Scope, takes: str, example: dict[str, str]) -> Callable[[Post], Post]:
    """An operation that takes what the real request takes, and answers with what would follow."""
    summary = f"Tell what {what} would do"
    told = {"detail": DETAIL, "answers": IMPACT, "conditional": False}
    return operation(name, summary, scope=scope, body=takes, example=example, **told)


class ReportImpact(ImpactDoor):
    @foreseeing(
        *("foresee_report", "recording a report", Scope.REPORTS_WRITE, REPORT_INPUT),
        {"claim": "clm-ferry-aground", "document": "doc-evening-bulletin", "stance": "denies"},
    )
    def post(self) -> HttpResponse:
        return self.foresee(lambda: record(self.actor, self.body))


class WithdrawalImpact(ImpactDoor):
    @foreseeing(
        *("foresee_withdrawal", "recording a withdrawal", Scope.REPORTS_WRITE, WITHDRAWAL_INPUT),
        {"document": "doc-evening-bulletin", "kind": "deleted", "at": "2025-03-04"},
    )
    def post(self) -> HttpResponse:
        return self.foresee(lambda: take_back(self.actor, self.body))


class AnnulmentImpact(ImpactDoor):
    @foreseeing(
        *("foresee_annulment", "annulling a withdrawal", Scope.REPORTS_WRITE, ANNULLED),
        {"withdrawal": "wd-evening-bulletin"},
    )
    def post(self) -> HttpResponse:
        rows = withdrawals_for(self.actor)
        row = named(rows, self.body["withdrawal"], self.actor, "withdrawal")
        return self.foresee(lambda: annul_withdrawal(by=self.actor.person, withdrawal=row, why=LOOKED, notice=LOOKED))


class TieImpact(ImpactDoor):
    @foreseeing(
        *("foresee_tie", "declaring a tie", Scope.SOURCES_WRITE, TIE_INPUT),
        {"source": "src-port-police", "tied_to": "src-interior-ministry", "kind": "arm_of"},
    )
    def post(self) -> HttpResponse:
        return self.foresee(lambda: declare(self.actor, self.body))
