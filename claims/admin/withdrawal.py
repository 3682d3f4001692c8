"""Withdrawals in the admin: recorded and annulled by deeds, never edited."""

from typing import Any

from django.contrib import admin

from claims.actions.withdrawals import annul_withdrawal, withdraw_statement
from claims.admin.fields import NoticeField
from claims.models import PUBLIC_STATES, Withdrawal
from claims.rules import why_not_judge
from claims.shown_on import claims_struck_by
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import AboutForm, Deed
from sources.admin.fields import MomentField, ReasonField
from sources.admin.forms import ActingForm


class WithdrawalForm(ActingForm):
    happened = MomentField(required=True, help_text="When it was taken back, as exactly as it is known.")

    class Meta:
        model = Withdrawal
        fields = ("kind", "source", "claim", "document", "noticed_in", "note")

    may_move_standings = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "claim"):
            if name in self.fields:
                self.fields[name].help_text = "Who took back what it said of which claim: both, and no document."
        if "document" in self.fields:
            self.fields["document"].help_text = "Or the document that was deleted, edited, corrected or retracted."


class AnnulForm(AboutForm):
    """How one knows, and what readers of public claims are told."""

    why = ReasonField(help_text="How you know that nothing was taken back.")
    notice = NoticeField()

    def about(self, row: Withdrawal, user: User) -> None:
        if not claims_struck_by(row).filter(workflow_state__in=PUBLIC_STATES).exists():
            del self.fields["notice"]


def annul(by: User, withdrawal: Withdrawal, said: dict[str, Any]) -> Withdrawal:
    return annul_withdrawal(by=by, withdrawal=withdrawal, why=said["why"], notice=said.get("notice", ""))


def why_not_annul(user: User, withdrawal: Withdrawal) -> str | None:
    """Why this person may not say that this withdrawal was entered by mistake."""
    if withdrawal.annulled_at is not None:
        return "This withdrawal was annulled already."
    return why_not_judge(user, withdrawal.newsroom)


@admin.register(Withdrawal)
class WithdrawalAdmin(ActingAdmin):
    form = WithdrawalForm
    least_to_add = Role.EDITOR
    list_display = ("kind", "happened_on", "source", "claim", "document", "noticed_in", "recorded_by", "annulled_at")
    list_select_related = ("source", "claim", "document", "noticed_in", "recorded_by", "annulled_by", "newsroom")
    list_filter = ("kind", ("annulled_at", admin.EmptyFieldListFilter), "newsroom")
    search_fields = ("source__name", "claim__statement", "document__title", "note", "external_id")
    autocomplete_fields = ("source", "claim", "document", "noticed_in")
    ordering = ("-recorded_at", "-id")
    fields_to_add = ("kind", "source", "claim", "document", "happened", "noticed_in", "note")
    shown = (
        *("kind", "source", "claim", "document", "happened_on", "noticed_in", "note"),
        *("external_id", "public_id", "recorded_by", "recorded_at"),
        *("annulled_at", "annulled_by", "annulled_because"),
    )
    deeds = (
        Deed(
            "annul",
            "It was entered by mistake",
            annul,
            why_not_annul,
            form=AnnulForm,
            explanation="Nothing was taken back: what fell with it stands again, as if this had never been typed."
            " What we said while it was in force stays on record, and so does this row.",
            done="Annulled. What had fallen with it stands again.",
            grave=True,
        ),
    )

    @admin.display(description="happened", ordering="happened_at")
    def happened_on(self, withdrawal: Withdrawal) -> str:
        return str(withdrawal.happened)

    def add(self, by: User, values: dict[str, Any], why: str) -> Withdrawal:
        return withdraw_statement(by=by, at=values.pop("happened"), **values | {"note": values["note"] or why})
