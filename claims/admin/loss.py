"""Losses in the admin: what stood in a captured page and what stands there now, side by side, for an editor."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from claims.actions.losses import accept_loss, refuse_loss
from claims.admin.standing import link_to_claim
from claims.matching.marking import Mark, Run, cut_runs
from claims.models import ProposedWithdrawal
from claims.rules import why_not_judge
from claims.vocabulary import LossState, WithdrawalKind
from claims.wording import Words, compare_wordings
from newsrooms.models import User
from newsrooms.vocabulary import as_choices
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import AboutForm, Deed, ReasonForm
from sources.admin.fields import MomentField, ReasonField
from sources.models import Capture

STATEMENT, DOCUMENT = "statement", "document"
SCOPES = [
    (STATEMENT, "What the publisher said of this claim"),
    (DOCUMENT, "All that this document says, of every claim"),
]
ANSWERS = {
    "missing": "The site says there is no such page.",
    "gone": "The site says the page has been removed.",
}
LABELS = {"figures": "Figures", "names": "Names", "negations": "Negations", "words": "Words", "address": "Address"}


class AcceptForm(AboutForm):
    """What was taken back, how, and when."""

    kind = forms.ChoiceField(choices=as_choices(WithdrawalKind), label="It was")
    scope = forms.ChoiceField(choices=SCOPES, label="What was taken back", widget=forms.RadioSelect)
    happened = MomentField(label="When", help_text="As exactly as it is known. Empty: when it was noticed.")
    why = ReasonField(required=False, label="Note", help_text="Kept with the withdrawal.")

    @classmethod
    def initial_of(cls, row: Any, user: User) -> dict[str, Any]:
        return {"kind": row.kind, "scope": STATEMENT if row.report_id else DOCUMENT}

    def about(self, row: Any, user: User) -> None:
        if row.report_id is None:
            self.fields["scope"] = forms.ChoiceField(
                choices=SCOPES[1:], label="What was taken back", widget=forms.RadioSelect, initial=DOCUMENT
            )


class RefuseForm(ReasonForm):
    """Why nothing was taken back."""


def accept(by: User, loss: ProposedWithdrawal, said: dict[str, Any]) -> object:
    whole = said["scope"] == DOCUMENT
    return accept_loss(
        by=by, loss=loss, kind=said["kind"], whole_document=whole, at=said["happened"], note=said["why"]
    )


def why_not_decide(user: User, loss: ProposedWithdrawal) -> str | None:
    if loss.state != LossState.PROPOSED.value:
        return f"This was {loss.state} already."
    return why_not_judge(user, loss.newsroom)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two captures: its text with the passage marked, or what the site answered instead."""

    capture: Capture | None
    runs: list[Run]
    answer: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of difference, before and now."""

    label: str
    before: str
    now: str


@admin.register(ProposedWithdrawal)
class LossAdmin(ActingAdmin):
    """Quotes and pages that are no longer there. An editor decides; no machine withdraws anything."""

    change_form_template = "desk/suggestions/loss.html"
    list_display = ("document", "kind", "outcome", "about", "state", "proposed_at", "decided_by")
    list_select_related = ("document__publisher", "report__claim", "decided_by", "newsroom")
    list_filter = ("state", "kind", "outcome", "newsroom")
    search_fields = ("document__title", "report__claim__statement", "reason", "public_id")
    ordering = ("-proposed_at", "-id")
    shown = (
        *("document", "about", "kind", "outcome", "state", "reason", "withdrawal"),
        *("proposed_at", "decided_at", "decided_by"),
    )
    deeds = (
        Deed(
            "accept",
            "It was taken back",
            accept,
            why_not_decide,
            form=AcceptForm,
            explanation="A withdrawal is recorded, dated, with both captures as evidence. What stood on it falls.",
            done="Recorded as a withdrawal.",
            primary=True,
        ),
        Deed(
            "refuse",
            "Nothing was taken back",
            lambda by, loss, said: refuse_loss(by=by, loss=loss, reason=said["why"]),
            why_not_decide,
            form=RefuseForm,
            explanation="The reports stand as they are. It is asked again only if the passage changes further.",
            done="The reports stand.",
            bulk=True,
        ),
    )

    @admin.display(description="claim")
    def about(self, loss: ProposedWithdrawal) -> str:
        return link_to_claim(loss.report.claim) if loss.report else "everything that rests on this page"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        loss = self.row_or_404(request, object_id)
        extra = {**(extra_context or {}), **lay_side_by_side(loss)}
        return super().change_view(request, object_id, form_url, extra)


def lay_side_by_side(loss: ProposedWithdrawal) -> dict[str, Any]:
    """Both captures with the passage marked, what differs, and the two wordings word by word."""
    report, after = loss.report, loss.after
    exact = report.quote_exact if report else ""
    now = after.text.text[loss.start : loss.end] if after.text and loss.start is not None else ""
    before_at = find_before(loss)
    return {
        "loss": loss,
        "before": side_of(loss.before, before_at),
        "after": side_of(after, (loss.start, loss.end) if loss.start is not None else None),
        "differences": list_differences(loss),
        "wording": wording_of(exact, now),
        "affected": [] if report else reports_on(loss),
    }


def find_before(loss: ProposedWithdrawal) -> tuple[int, int] | None:
    """Where the quote stands in the earlier capture."""
    report = loss.report
    if (
        report is None
        or report.quote_start is None
        or report.quote_end is None
        or report.capture_id != loss.before_id
    ):
        return None
    return report.quote_start, report.quote_end


def side_of(capture: Capture | None, place: Any) -> Side:
    if capture is None or capture.text is None:
        return Side(capture, [], ANSWERS.get(capture.outcome, "Nothing that can be shown.") if capture else "")
    marks = [Mark(place[0], place[1], "passage")] if place else []
    return Side(capture, cut_runs(capture.text.text, marks), "")


def list_differences(loss: ProposedWithdrawal) -> list[Difference]:
    return [
        Difference(LABELS.get(kind, kind), ", ".join(values["before"]) or "none", ", ".join(values["now"]) or "none")
        for kind, values in loss.differs.items()
        if isinstance(values, dict)
    ]


def wording_of(before: str, now: str) -> list[Words]:
    return compare_wordings(before, now) if before and now else []


def reports_on(loss: ProposedWithdrawal) -> list[Any]:
    """The claims that rest on a page that is gone."""
    reports = loss.document.reports.filter(superseded_by=None).select_related("claim")
    return list({report.claim_id: report.claim for report in reports}.values())
