"""What readers say is wrong, as a queue in the admin: read, and answered once."""

from typing import Any

from django import forms
from django.contrib import admin

from claims.actions.correction_requests import answer_request
from claims.models import CorrectionRequest
from claims.rules import why_not_judge
from claims.vocabulary import RequestOutcome
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed

ANSWERS = [
    (RequestOutcome.ACCEPTED.value, "Right; the page has been corrected"),
    (RequestOutcome.PARTLY.value, "Right in part"),
    (RequestOutcome.DECLINED.value, "The page stays as it is"),
]


class AnswerForm(forms.Form):
    """What came of a request."""

    outcome = forms.ChoiceField(choices=ANSWERS)
    answer = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80}),
        help_text="Shown at the address that the reader was given. Correct the claim itself on its own page first.",
    )


def why_not_answer(user: User, row: Any) -> str | None:
    """Why this person may not answer this request."""
    if row.outcome != RequestOutcome.WAITING:
        return "This request has been answered already."
    return why_not_judge(user, row.newsroom)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ActingAdmin):
    least_to_see = Role.REPORTER
    list_display = ("message_begins", "claim", "outcome", "received_at")
    list_filter = ("outcome", "newsroom")
    search_fields = ("message", "claim__statement")
    list_select_related = ("claim",)
    ordering = ("-received_at", "-id")
    shown = (
        "claim",
        "version",
        "message",
        "evidence",
        "contact",
        "received_at",
        "outcome",
        "answer",
        "answered_at",
        "answered_by",
    )
    deeds = (
        Deed(
            "answer",
            "Answer",
            lambda by, row, said: answer_request(
                by=by, request=row, outcome=RequestOutcome(said["outcome"]), answer=said["answer"]
            ),
            why_not_answer,
            form=AnswerForm,
            explanation="The reader sees the answer at the address they were given.",
            done="Answered.",
        ),
    )

    @admin.display(description="what is wrong", ordering="message")
    def message_begins(self, row: CorrectionRequest) -> str:
        return str(row)
