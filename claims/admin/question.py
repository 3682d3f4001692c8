"""Questions and the hedge table in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from claims.actions.claims import ask_question
from claims.actions.hedges import add_hedge, change_hedge, remove_hedge
from claims.actions.questions import change_question
from claims.admin.fields import HoldsField, NoticedForm
from claims.admin.standing import figure_of
from claims.models import PUBLIC_STATES, HedgeRow, Question
from claims.rules import why_not_judge
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed
from sources.admin.fields import NamesField


class QuestionForm(NoticedForm):
    """What claims answer; readers of those that are public are told of a change."""

    may_move_standings = True
    verdicts_hold = HoldsField(label="Why the verdicts hold")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "notice" not in self.fields:
            del self.fields["verdicts_hold"]
        elif not self.is_public():
            self.fields["verdicts_hold"].widget = forms.HiddenInput()

    def changes(self) -> dict[str, Any]:
        return super().changes() | {"verdicts_hold": self.cleaned_data.get("verdicts_hold", "")}

    def is_public(self) -> bool:
        return bool(self.instance.claims.current().filter(workflow_state__in=PUBLIC_STATES).exists())


@admin.register(Question)
class QuestionAdmin(ActingAdmin):
    form = QuestionForm
    least_to_add = least_to_change = Role.REPORTER
    list_display = ("text", "counted", "unit", "basis", "answers")
    list_filter = ("basis", "newsroom")
    search_fields = ("text", "counted", "scope", "external_id")
    ordering = ("text", "id")
    fields_to_add = ("newsroom", "text", "counted", "unit", "scope", "basis", "external_id")
    fields_to_change = ("text", "counted", "unit", "scope", "basis", "external_id", "notice", "verdicts_hold")
    shown = ("figures", "public_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        current = Q(claims__trashed_at=None, claims__merged_into=None)
        questions: QuerySet[Question] = super().get_queryset(request)
        return questions.annotate(answered=Count("claims", filter=current))

    @admin.display(description="claims", ordering="answered")
    def answers(self, question: Any) -> int:
        return int(question.answered)

    @admin.display(description="figures of its claims")
    def figures(self, question: Question) -> str:
        rows = question.claims.current().select_related("standing").order_by("as_of_at", "id")[:100]
        return figure_of(rows)

    def add(self, by: User, values: dict[str, Any], why: str) -> Question:
        return ask_question(by=by, why=why, **values)

    def change(self, by: User, row: Question, changes: dict[str, Any], why: str) -> Question:
        return change_question(by=by, question=row, why=why, **changes)


@admin.register(HedgeRow)
class HedgeRowAdmin(ActingAdmin):
    """The newsroom's own hedge table. Where it has no row of its own, the house's table is in force."""

    least_to_add = least_to_change = Role.EDITOR
    list_display = ("position", "worded", "comparator", "after", "margin", "low", "high", "newsroom")
    list_display_links = ("position", "worded")
    list_filter = ("comparator", "newsroom")
    search_fields = ("words",)
    ordering = ("newsroom", "position")
    fields_to_add = ("newsroom", "words", "comparator", "after", "margin", "low", "high", "position")
    fields_to_change = ("words", "comparator", "after", "margin", "low", "high", "position")
    deeds = (
        Deed(
            "remove",
            "Remove this row",
            lambda by, row, said: remove_hedge(by=by, hedge=row, why=said["why"]),
            lambda user, row: why_not_judge(user, row.newsroom),
            explanation="Figures already read stay as they were read; history keeps the row.",
            grave=True,
        ),
    )

    @admin.display(description="words")
    def worded(self, row: HedgeRow) -> str:
        return ", ".join(row.words)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            return NamesField(required=True, help_text="One to a line.")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position" and isinstance(field, forms.IntegerField):
            field.required = False
            field.help_text = "Empty: last."
        return field

    def add(self, by: User, values: dict[str, Any], why: str) -> HedgeRow:
        return add_hedge(by=by, why=why, **values)

    def change(self, by: User, row: HedgeRow, changes: dict[str, Any], why: str) -> HedgeRow:
        return change_hedge(by=by, hedge=row, why=why, **changes)
