"""Sources in the admin: who speaks, under which names, on whose side, and how reliable an editor finds them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join

from newsrooms.admin.filters import HappenedFilter
from newsrooms.models import User
from newsrooms.vocabulary import Role, as_choices
from sources.actions.merging import merge_source, unmerge_source
from sources.actions.sources import add_source, align_source, change_source, end_alignment, grade_source, set_aliases
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import AboutForm, Deed
from sources.admin.fields import NamesField, ReasonField
from sources.admin.forms import ActingForm
from sources.admin.picking import PickField, limit_picks
from sources.admin.read_only import ReadOnlyInline
from sources.models import Alignment, Source, SourceGrade, Tie
from sources.rules import why_not_judge_ties
from sources.vocabulary import Reliability


class SourceForm(ActingForm):
    """A source with all the names it goes by."""

    aliases = NamesField(help_text="Further names in any script, one to a line.")

    class Meta:
        model = Source
        fields = ("newsroom", "name", "kind", "country", "url", "note", "external_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["aliases"] = [alias.name for alias in self.instance.aliases.all()]


class GradeForm(forms.Form):
    """An Admiralty letter, with reasons."""

    letter = forms.ChoiceField(choices=as_choices(Reliability), help_text="NATO Admiralty: A reliable … F unknown.")
    why = ReasonField(label="Reasons")


class AlignForm(AboutForm):
    """Whose side a source takes."""

    aligned_with = PickField("sources")
    why = ReasonField(label="Reason")

    def about(self, row: Source, user: User) -> None:
        limit_picks(self, row.newsroom_id, left_out=row.pk)


class EndAlignmentForm(AboutForm):
    """Which declared side is taken back."""

    alignment = forms.ModelChoiceField(Alignment.objects.none())
    why = ReasonField()

    def about(self, row: Source, user: User) -> None:
        self.fields["alignment"].queryset = row.alignments.select_related("aligned_with", "source")  # type: ignore[attr-defined]  # a ModelChoiceField


def why_not_judge_source(user: User, source: Source) -> str | None:
    return why_not_judge_ties(user, source.newsroom)


def why_not_end_alignment(user: User, source: Source) -> str | None:
    if not source.alignments.exists():
        return "This source takes nobody's side."
    return why_not_judge_ties(user, source.newsroom)


class MergeForm(AboutForm):
    """Which source it is the same as."""

    into = PickField("sources", label="Merge into")
    why = ReasonField(help_text="How you know that they are one.")

    def about(self, row: Source, user: User) -> None:
        limit_picks(self, row.newsroom_id, left_out=row.pk)


def why_not_merge(user: User, source: Source) -> str | None:
    if source.merged_into_id is not None:
        return "This source was merged already."
    return why_not_judge_ties(user, source.newsroom)


def why_not_unmerge(user: User, source: Source) -> str | None:
    if source.merged_into_id is None:
        return "This source was not merged into another."
    return why_not_judge_ties(user, source.newsroom)


def merge(by: User, source: Source, said: dict[str, Any]) -> object:
    if not isinstance(said["into"], Source):
        raise ValidationError({"into": "Pick the source it becomes."}, "required")
    return merge_source(by=by, source=source, into=said["into"], why=said["why"])


class GradesInline(ReadOnlyInline):
    model = SourceGrade
    fields = readonly_fields = ("letter", "reasons", "given_by", "given_at")


class SidesInline(ReadOnlyInline):
    model = Alignment
    fk_name = "source"
    fields = readonly_fields = ("aligned_with", "reason")
    verbose_name_plural = "sides it takes"


class TiesInline(ReadOnlyInline):
    model = Tie
    fk_name = "source"
    fields = readonly_fields = ("kind", "tied_to", "since_at", "until_at", "reason")
    verbose_name_plural = "speaks with one voice with"


@admin.register(Source)
class SourceAdmin(ActingAdmin):
    form = SourceForm
    change_form_template = "desk/source.html"
    least_to_add = least_to_change = Role.REPORTER
    list_display = ("name", "kind", "country", "other_names", "letter")
    list_filter = ("kind", "newsroom", ("merged_into", HappenedFilter))
    search_fields = ("name", "aliases__name", "external_id")
    ordering = ("name", "id")
    fields_to_add = ("newsroom", "name", "kind", "aliases", "country", "url", "note", "external_id")
    fields_to_change = ("name", "kind", "aliases", "country", "url", "note", "external_id")
    read_instead = {"aliases": "other_names"}
    shown = ("public_id", "merged_into")
    inlines = (SidesInline, TiesInline, GradesInline)
    deeds: ClassVar[tuple[Deed, ...]] = (
        Deed(
            "grade",
            "Grade",
            lambda by, source, said: grade_source(by=by, source=source, letter=said["letter"], reasons=said["why"]),
            why_not_judge_source,
            form=GradeForm,
            explanation="A letter an editor gives, dated and with reasons. Earlier letters stay; none is averaged.",
        ),
        Deed(
            "align",
            "Declare a side",
            lambda by, source, said: align_source(
                by=by, source=source, aligned_with=said["aligned_with"], reason=said["why"]
            ),
            why_not_judge_source,
            form=AlignForm,
            explanation="A source that takes a side is interested in what helps that side. It is not control.",
        ),
        Deed(
            "end-side",
            "Take back a side",
            lambda by, source, said: end_alignment(by=by, alignment=said["alignment"], why=said["why"]),
            why_not_end_alignment,
            form=EndAlignmentForm,
        ),
        Deed(
            "merge",
            "Merge into another",
            merge,
            why_not_merge,
            form=MergeForm,
            explanation="Two names for one source. All it said is read as the other's; nothing is rewritten.",
            grave=True,
        ),
        Deed(
            "unmerge",
            "Undo the merge",
            lambda by, source, said: unmerge_source(by=by, source=source, why=said["why"]),
            why_not_unmerge,
            primary=True,
        ),
    )

    @admin.display(description="also known as")
    def other_names(self, source: Source) -> str:
        return format_html_join(", ", "<bdi>{}</bdi>", ((alias.name,) for alias in source.aliases.all()))

    @admin.display(description="grade")
    def letter(self, source: Source) -> str:
        return next((grade.letter for grade in source.grades.all()), "")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).prefetch_related("aliases", "grades")

    def get_inlines(self, request: HttpRequest, obj: Source | None) -> Any:
        return self.inlines if obj else ()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """One that was merged into another is not offered where a source is picked."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into=None)
        return found, repeats

    def add(self, by: User, values: dict[str, Any], why: str) -> Source:
        return add_source(by=by, why=why, **values)

    def change(self, by: User, row: Source, changes: dict[str, Any], why: str) -> Source:
        aliases = changes.pop("aliases", None)
        changed = change_source(by=by, source=row, why=why, **changes)
        if aliases is not None:
            set_aliases(by=by, source=changed, aliases=aliases, why=why)
        return changed
