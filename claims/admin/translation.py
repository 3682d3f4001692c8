"""Translations of claims in the admin."""

from typing import Any

from django.contrib import admin

from claims.actions.translations import drop_translation, translate_claim
from claims.admin.fields import NoticedForm, NoticeField
from claims.models import PUBLIC_STATES, ClaimTranslation
from claims.rules import why_not_judge
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import AboutForm, Deed
from sources.admin.fields import ReasonField


class TranslationForm(NoticedForm):
    """A claim in another language; readers who have seen it are told of a change."""

    def is_public(self) -> bool:
        return self.instance.claim.workflow_state in PUBLIC_STATES


class DropForm(AboutForm):
    """Why it is taken away, and what readers of a public claim are told."""

    why = ReasonField()
    notice = NoticeField()

    def about(self, row: ClaimTranslation, user: User) -> None:
        if row.claim.workflow_state not in PUBLIC_STATES:
            del self.fields["notice"]


@admin.register(ClaimTranslation)
class ClaimTranslationAdmin(ActingAdmin):
    form = TranslationForm
    newsroom_path = "claim__newsroom"
    least_to_add = least_to_change = Role.EDITOR
    list_display = ("statement", "language", "still_true")
    list_filter = ("language", "claim__newsroom")
    list_select_related = ("claim",)
    search_fields = ("statement", "claim__statement")
    autocomplete_fields = ("claim",)
    ordering = ("-id",)
    fields_to_add = ("claim", "language", "statement", "reasons")
    fields_to_change = ("statement", "reasons", "notice")
    shown = ("claim", "language", "of_statement", "still_true", "changed_at")
    deeds = (
        Deed(
            "drop",
            "Take away this translation",
            lambda by, row, said: drop_translation(
                by=by, translation=row, why=said["why"], notice=said.get("notice", "")
            ),
            lambda user, row: why_not_judge(user, row.claim.newsroom),
            form=DropForm,
            grave=True,
        ),
    )

    @admin.display(description="of the words that stand now", boolean=True)
    def still_true(self, row: ClaimTranslation) -> bool:
        return row.of_statement == row.claim.statement

    def add(self, by: User, values: dict[str, Any], why: str) -> ClaimTranslation:
        return translate_claim(by=by, why=why, **values)

    def change(self, by: User, row: ClaimTranslation, changes: dict[str, Any], why: str) -> ClaimTranslation:
        words = {"statement": row.statement, "reasons": row.reasons} | changes
        return translate_claim(by=by, claim=row.claim, language=row.language, why=why, **words)
