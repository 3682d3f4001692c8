"""What the deeds of a claim ask for."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from claims.admin.picking import PickField, limit_picks
from claims.gate import checklist_of, words_mark
from claims.models import Claim
from claims.verdict_labels import verdict_choices
from claims.vocabulary import Confidence, Interest
from newsrooms.clocks import zone_of
from newsrooms.models import User
from newsrooms.vocabulary import as_choices
from sources.admin.deeds import AboutForm
from sources.admin.fields import ReasonField


class NoticeForm(forms.Form):
    """A notice that readers see."""

    notice = forms.CharField(
        label="Notice to readers",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Public, dated, and kept for good: what was wrong or has changed.",
    )


class PublishForm(forms.Form):
    """Publishing, and the reason when it goes past the gate."""

    override = forms.CharField(
        label="Reason for publishing past the gate",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Only when the gate refuses. It stays visible to readers.",
    )


class AssessForm(AboutForm):
    """One editor's verdict, in the newsroom's own words for the core list."""

    verdict = forms.ChoiceField()
    confidence = forms.ChoiceField(choices=[("", "not stated"), *as_choices(Confidence)], required=False)
    reasons = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 60}),
        help_text="For readers, once another editor has approved it and it is published.",
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, row: Claim, user: User) -> dict[str, Any]:
        return {"read": words_mark(row)}

    def about(self, row: Claim, user: User) -> None:
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [("", "…"), *verdict_choices(row.newsroom_id)]
        self.statement, self.mark = row.statement, words_mark(row)

    def clean(self) -> dict[str, Any] | None:
        """Refuse once what was written about other words; sent again as it then stands it is taken."""
        cleaned = super().clean()
        if self.cleaned_data.get("read") != self.mark:
            typed = MultiValueDict(dict(self.data.lists()) if isinstance(self.data, MultiValueDict) else {})
            typed["read"] = self.mark
            self.data = typed
            raise ValidationError(
                f"The claim was reworded while you wrote. It says “{self.statement}” now: is this still your "
                "verdict? Nothing is lost; if it is, send it again.",
                "stale",
            )
        return cleaned


class MemberChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class AssignForm(AboutForm):
    """Whose the claim is from now on."""

    to = MemberChoice(User.objects.none(), required=False, label="Assign to", empty_label="nobody")
    note = ReasonField(required=False, label="Note")

    @classmethod
    def initial_of(cls, row: Claim, user: User) -> dict[str, Any]:
        return {"to": row.assigned_to_id or user.pk}

    def about(self, row: Claim, user: User) -> None:
        members = User.objects.filter(memberships__newsroom=row.newsroom_id, memberships__ended_at=None)
        self.fields["to"].queryset = members.order_by("display_name", "username")  # type: ignore[attr-defined]  # a ModelChoiceField


class EmbargoForm(AboutForm):
    """Until when readers see nothing, by the newsroom's clock."""

    until = forms.DateTimeField(
        required=False,
        label="Readers see it from",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    why = ReasonField(required=False)
    zone: ZoneInfo

    @classmethod
    def initial_of(cls, row: Claim, user: User) -> dict[str, Any]:
        if row.embargo_until is None:
            return {}
        return {"until": row.embargo_until.astimezone(zone_of(row.newsroom.time_zone)).replace(tzinfo=None)}

    def about(self, row: Claim, user: User) -> None:
        self.zone = zone_of(row.newsroom.time_zone)
        self.fields["until"].help_text = f"Time in {row.newsroom.time_zone}. Empty lifts the embargo."

    def clean_until(self) -> Any:
        """The moment entered, read by the newsroom's clock and not by the server's."""
        until = self.cleaned_data["until"]
        return until and timezone.make_aware(timezone.make_naive(until), self.zone)


class StakeForm(AboutForm):
    """Whom the claim helps or harms."""

    source = PickField("sources")
    interest = forms.ChoiceField(choices=as_choices(Interest), help_text="What it does to the source if believed.")
    why = ReasonField(label="Reason", help_text="Readers see this beside the source, on the claim's page.")

    def about(self, row: Claim, user: User) -> None:
        limit_picks(self, row.newsroom_id)


class OtherClaimForm(AboutForm):
    """Another claim of the newsroom, and the reason."""

    other = PickField("claims", label="Other claim")
    why = ReasonField(label="Reason")

    def about(self, row: Claim, user: User) -> None:
        limit_picks(self, row.newsroom_id, left_out=row.pk)


class CommentForm(forms.Form):
    body = forms.CharField(
        label="Comment",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="@name tells that colleague.",
    )


class TickForm(AboutForm):
    """What of the checklist is done."""

    items = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Done")

    @classmethod
    def initial_of(cls, row: Claim, user: User) -> dict[str, Any]:
        return {"items": [item.pk for item in checklist_of(row) if item.ticked_by]}

    def about(self, row: Claim, user: User) -> None:
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared so above
        field.choices = [(item.pk, item.text) for item in checklist_of(row)]
