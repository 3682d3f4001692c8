"""Claims in the admin: the list with its filters, the form that rewords, and what can be done to one or many."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from claims.actions.claims import reword_claim, write_claim
from claims.actions.distinctions import distinguish
from claims.actions.publishing import correct_claim
from claims.admin.claim_deeds import CLAIM_DEEDS
from claims.admin.claim_filters import AssignedFilter, EvidenceFilter, StandingFilter, StateFilter
from claims.admin.fields import FigureForm, HoldsField, NoticeField, say_figure
from claims.admin.standing import (
    claim_address,
    lines_of_standing,
    link_to_claim,
    standing_chip,
    standing_of,
    state_chip,
)
from claims.admin.workspace import ClaimPages
from claims.gate import SEALED_FIELDS
from claims.models import PUBLIC_STATES, Claim
from claims.quantity_columns import columns_of
from newsrooms.admin.permitted import person
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.fields import MomentField, NamesField

FIGURE = ("figure", "counted", "unit", "quantity_of_claim")
CONTENT = ("statement", "question", *FIGURE, "as_of", "location", "tags", "language")


class ClaimForm(FigureForm):
    """A claim's words. One that is public is changed with a notice to its readers."""

    as_of = MomentField(label="As of", help_text="What the figure speaks of: 2025-06-15, or 2025-06.")
    tags = NamesField(help_text="One to a line.", widget=forms.Textarea(attrs={"rows": 2, "cols": 40}))
    notice = NoticeField()
    verdict_holds = HoldsField()
    not_the_same = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    class Meta:
        model = Claim
        fields = ("newsroom", "statement", "question", "quantity_of_claim", "location", "language", "external_id")
        widgets = {"statement": forms.Textarea(attrs={"rows": 3, "cols": 80})}

    may_move_standings = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "quantity_of_claim" in self.fields:
            self.fields["quantity_of_claim"].label = "Share of claim"
        if "language" in self.fields:
            self.fields["language"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("notice") and not cleaned.get("why"):
            cleaned["why"] = cleaned["notice"]
            self.errors.pop("why", None)
        return cleaned

    def changes(self) -> dict[str, Any]:
        changed = super().changes()
        figure = {name: changed.pop(name) for name in FIGURE if name in changed}
        if figure:
            quantity = self.cleaned_data.get("quantity")
            empty = dict.fromkeys(("quantity_low", "quantity_high", "quantity_of_claim")) | dict.fromkeys(
                ("quantity_worded", "quantity_comparator", "quantity_unit", "quantity_counted"), ""
            )
            blank = empty | {"quantity_low_open": False, "quantity_high_open": False}
            changed |= blank | columns_of(quantity, self.cleaned_data.get("quantity_of_claim"))
        changed.pop("not_the_same", None)
        return changed | {name: self.cleaned_data.get(name) for name in ("notice", "verdict_holds")}


@admin.register(Claim)
class ClaimAdmin(ClaimPages, ActingAdmin):
    form = ClaimForm
    least_to_add = least_to_change = Role.REPORTER
    list_display = ("claim", "standing_word", "lines", "state", "figure", "as_of_text", "assigned_to")
    list_display_links = None
    list_select_related = ("standing", "question", "assigned_to")
    list_filter = (StateFilter, StandingFilter, EvidenceFilter, AssignedFilter, "newsroom")
    search_fields = ("statement", "external_id__exact", "public_id__exact")
    autocomplete_fields = ("question", "quantity_of_claim")
    ordering = ("-id",)
    fields_to_add = ("newsroom", *CONTENT, "external_id", "not_the_same")
    fields_to_change = (*CONTENT, "not_the_same")
    shown = ("state", "standing_word", "external_id", "public_id", "created_by", "created_at")
    deeds = CLAIM_DEEDS
    change_form_template = "admin/claims/claim_form.html"

    @admin.display(description="claim", ordering="statement")
    def claim(self, claim: Claim) -> SafeString:
        return link_to_claim(claim)

    @admin.display(description="standing", ordering="standing__status")
    def standing_word(self, claim: Claim) -> SafeString:
        return standing_chip(standing_of(claim))

    @admin.display(description="lines", ordering="standing__lines_with_parties")
    def lines(self, claim: Claim) -> str:
        return lines_of_standing(standing_of(claim))

    @admin.display(description="state", ordering="workflow_state")
    def state(self, claim: Claim) -> SafeString:
        return state_chip(claim)

    @admin.display(description="figure", ordering="quantity_low")
    def figure(self, claim: Claim) -> str:
        return say_figure(claim)

    @admin.display(description="as of", ordering="as_of_at")
    def as_of_text(self, claim: Claim) -> str:
        return str(claim.as_of or "")

    def get_fields(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        fields = super().get_fields(request, obj)
        if obj is not None and obj.workflow_state in PUBLIC_STATES and self.has_change_permission(request, obj):
            return ("notice", "verdict_holds", *fields)
        return fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is public is changed by those who publish."""
        public = obj is not None and obj.workflow_state in PUBLIC_STATES
        return self.may(request, Role.PUBLISHER if public else self.least_to_change, obj)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """What lies in the trash or was merged is not offered where a claim is picked."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(trashed_at=None, merged_into=None)
        return found, repeats

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saved with it: from which like ones it was told apart."""
        super().save_model(request, obj, form, change)
        keys = [int(key) for key in form.cleaned_data["not_the_same"].split(",") if key.isascii() and key.isdigit()]
        for other in self.get_queryset(request).filter(pk__in=keys[:20], newsroom=obj.newsroom_id):
            distinguish(by=person(request), claim=obj, other=other)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with what can be made of it: a table, a kept view."""
        query = request.GET.urlencode()
        forms_of = (("export-claims", "CSV"), ("export-chosen", "Case file"), ("export-reviews", "ClaimReview"))
        links = [{"url": f"{reverse(f'desk:{name}')}?{query}", "label": label} for name, label in forms_of]
        shown = {"list_links": links, "kept_page": "claims", "kept_query": query, "desk_page": "claims"}
        return super().changelist_view(request, shown | (extra_context or {}))

    def url_of(self, row: Any) -> str:
        return claim_address(row.pk)

    def add(self, by: User, values: dict[str, Any], why: str) -> Claim:
        entered = {name: values[name] for name in ("newsroom", "statement", "question", "as_of", "location")}
        entered |= {name: values[name] for name in ("tags", "language", "external_id", "quantity") if name in values}
        return write_claim(by=by, why=why, of_claim=values["quantity_of_claim"], **entered)

    def change(self, by: User, row: Claim, changes: dict[str, Any], why: str) -> Claim:
        """What readers see of a public claim is changed by a correction; the rest by an edit."""
        notice, verdict_holds = changes.pop("notice") or "", changes.pop("verdict_holds") or ""
        if row.workflow_state in PUBLIC_STATES and SEALED_FIELDS.intersection(changes):
            correct_claim(by=by, claim=row, notice=notice, verdict_holds=verdict_holds, **changes)
            return Claim.objects.get(pk=row.pk)
        return reword_claim(by=by, claim=row, why=why, **changes)
