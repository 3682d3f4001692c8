"""Ties and sides in the admin: why two sources speak with one voice, and whose side one takes."""

from typing import Any

from django.contrib import admin

from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.sources import align_source, end_alignment
from sources.actions.ties import change_tie, declare_tie, end_tie
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed
from sources.admin.fields import MomentField
from sources.admin.forms import ActingForm
from sources.models import Alignment, SourceGrade, Tie
from sources.rules import why_not_judge_ties


class TieForm(ActingForm):
    since = MomentField()
    until = MomentField()

    class Meta:
        model = Tie
        fields = ("newsroom", "source", "kind", "tied_to", "reason")


@admin.register(Tie)
class TieAdmin(ActingAdmin):
    form = TieForm
    least_to_add = least_to_change = Role.EDITOR
    list_display = ("source", "kind", "tied_to", "period", "reason")
    list_select_related = ("source", "tied_to")
    list_filter = ("kind", "newsroom")
    search_fields = ("source__name", "source__aliases__name", "tied_to__name", "tied_to__aliases__name", "reason")
    autocomplete_fields = ("source", "tied_to")
    ordering = ("-id",)
    fields_to_add = ("newsroom", "source", "kind", "tied_to", "since", "until", "reason")
    fields_to_change = ("since", "until", "reason")
    shown = ("source", "kind", "tied_to")
    deeds = (
        Deed(
            "end",
            "Take back this tie",
            lambda by, tie, said: end_tie(by=by, tie=tie, why=said["why"]),
            lambda user, tie: why_not_judge_ties(user, tie.newsroom),
            explanation="As if it had never been; history keeps it. For a tie that ended in time, set “until”.",
            bulk=True,
            grave=True,
        ),
    )

    @admin.display(description="from – until")
    def period(self, tie: Tie) -> str:
        return f"{tie.since or '…'} – {tie.until or '…'}" if tie.since or tie.until else "always"

    def add(self, by: User, values: dict[str, Any], why: str) -> Tie:
        return declare_tie(by=by, why=why, **values)

    def change(self, by: User, row: Tie, changes: dict[str, Any], why: str) -> Tie:
        return change_tie(by=by, tie=row, why=why, **changes)


class AlignmentForm(ActingForm):
    class Meta:
        model = Alignment
        fields = ("source", "aligned_with", "reason")


@admin.register(Alignment)
class AlignmentAdmin(ActingAdmin):
    form = AlignmentForm
    newsroom_path = "source__newsroom"
    least_to_add = Role.EDITOR
    list_display = ("source", "aligned_with", "reason")
    list_select_related = ("source", "aligned_with")
    list_filter = ("source__newsroom",)
    search_fields = ("source__name", "source__aliases__name", "aligned_with__name", "aligned_with__aliases__name")
    autocomplete_fields = ("source", "aligned_with")
    ordering = ("-id",)
    fields_to_add = ("source", "aligned_with", "reason")
    shown = ("source", "aligned_with", "reason")
    deeds = (
        Deed(
            "end",
            "Take back this side",
            lambda by, alignment, said: end_alignment(by=by, alignment=alignment, why=said["why"]),
            lambda user, alignment: why_not_judge_ties(user, alignment.source.newsroom),
            explanation="As if it had never been declared; history keeps it.",
            bulk=True,
            grave=True,
        ),
    )

    def add(self, by: User, values: dict[str, Any], why: str) -> Alignment:
        return align_source(by=by, why=why, **values)


@admin.register(SourceGrade)
class SourceGradeAdmin(ActingAdmin):
    """Given on the page of the source; here all of them are read."""

    newsroom_path = "source__newsroom"
    list_display = ("source", "letter", "reasons", "given_by", "given_at")
    list_select_related = ("source", "given_by")
    list_filter = ("letter", "source__newsroom")
    search_fields = ("source__name", "source__aliases__name", "reasons")
    ordering = ("-given_at", "-id")
    shown = ("source", "letter", "reasons", "given_by", "given_at")
