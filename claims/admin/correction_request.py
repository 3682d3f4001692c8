"""What readers say is wrong, in the admin: read and answered."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from claims.actions.correction_requests import answer_request
from claims.admin.standing import link_to_claim
from claims.models import CorrectionRequest
from claims.rules import TOLD_THE_CONTACT, why_not_judge
from claims.vocabulary import RequestOutcome
from newsrooms.models import User
from newsrooms.vocabulary import as_choices
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed

DECIDED = [(value, label) for value, label in as_choices(RequestOutcome) if value != RequestOutcome.WAITING.value]


class AnswerForm(forms.Form):
    """What came of it, as the reader and anybody may read it."""

    outcome = forms.ChoiceField(choices=[("", "…"), *DECIDED])
    answer = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 4, "cols": 60}))


class DeclineForm(forms.Form):
    """Why nothing is corrected, as the reader and anybody may read it."""

    answer = forms.CharField(max_length=5000, label="Reason", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}))


def why_not_answer(user: User, request: CorrectionRequest) -> str | None:
    if request.outcome != RequestOutcome.WAITING.value:
        return "This request has been answered already."
    return why_not_judge(user, request.newsroom)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ActingAdmin):
    list_display = ("message", "about", "outcome", "received_at", "answered_by")
    list_select_related = ("claim", "answered_by")
    list_filter = ("outcome", "newsroom")
    search_fields = ("message", "answer", "claim__statement")
    ordering = ("-received_at", "-id")
    shown = (
        *("about", "version", "message", "evidence", "contact", "received_at"),
        *("outcome", "answer", "answered_at", "answered_by"),
    )
    deeds = (
        Deed(
            "answer",
            "Answer",
            lambda by, request, said: answer_request(
                by=by, request=request, outcome=RequestOutcome(said["outcome"]), answer=said["answer"]
            ),
            why_not_answer,
            form=AnswerForm,
            explanation="The answer is public. The claim itself is corrected on its own page.",
            primary=True,
        ),
        Deed(
            "decline",
            "Decline",
            lambda by, request, said: answer_request(
                by=by, request=request, outcome=RequestOutcome.DECLINED, answer=said["answer"]
            ),
            why_not_answer,
            form=DeclineForm,
            explanation="The reason is public.",
            done="Declined, with the reason.",
        ),
    )

    def get_fields(self, request: HttpRequest, obj: CorrectionRequest | None = None) -> Any:
        """Readers are promised that only editors see how to reach them."""
        fields = super().get_fields(request, obj)
        return fields if self.may(request, TOLD_THE_CONTACT, obj) else [name for name in fields if name != "contact"]

    def hidden_in_history(self, request: HttpRequest, row: CorrectionRequest) -> frozenset[str]:
        return frozenset() if self.may(request, TOLD_THE_CONTACT, row) else frozenset({"contact"})

    @admin.display(description="claim")
    def about(self, request: CorrectionRequest) -> SafeString:
        return link_to_claim(request.claim)
