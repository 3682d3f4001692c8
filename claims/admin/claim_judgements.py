"""Deeds of a claim that judge what the machine raised, and whether two claims are one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.actions.merging import merge_claim, split_claim, unmerge_claim
from claims.actions.reviews import keep_as_published
from claims.actions.second_looks import find_no_conflict, leave_on_one_voice
from claims.admin.fields import NoticeField
from claims.admin.picking import PickField, limit_picks
from claims.dossier import open_dossier
from claims.models import PUBLIC_STATES, Claim, Report
from claims.rules import why_not_judge
from claims.workflow import Move, why_not_move
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.deeds import AboutForm, Deed
from sources.admin.fields import ReasonField


class ConflictForm(AboutForm):
    """Which contradiction is none."""

    key = forms.ChoiceField(label="Contradiction", widget=forms.RadioSelect)
    why = ReasonField(help_text="Remembered: this contradiction is not raised again.")

    def about(self, row: Claim, user: User) -> None:
        found = open_dossier(row).contradictions
        field = self.fields["key"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(part["key"], part["text"]) for part in found]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]


class MergeForm(AboutForm):
    """Into which claim, why, and what readers are told if the claim is public."""

    into = PickField("claims", label="Merge into")
    why = ReasonField(help_text="Why the two are true and false together.")
    notice = NoticeField()

    def about(self, row: Claim, user: User) -> None:
        limit_picks(self, row.newsroom_id, left_out=row.pk)
        if row.workflow_state not in PUBLIC_STATES:
            del self.fields["notice"]


class UnmergeForm(AboutForm):
    why = ReasonField()
    notice = NoticeField()

    def about(self, row: Claim, user: User) -> None:
        if row.workflow_state not in PUBLIC_STATES:
            del self.fields["notice"]


class SplitForm(AboutForm):
    """What the new claim says, and which reports speak of it."""

    statement = forms.CharField(
        max_length=1000, label="What the new claim says", widget=forms.Textarea(attrs={"rows": 2})
    )
    reports = forms.ModelMultipleChoiceField(
        Report.objects.none(), label="Reports that speak of it", widget=forms.CheckboxSelectMultiple
    )
    why = ReasonField()
    notice = NoticeField()

    def about(self, row: Claim, user: User) -> None:
        live = Report.objects.live().filter(claim=row).select_related("document__publisher")
        if row.workflow_state not in PUBLIC_STATES:
            del self.fields["notice"]
        self.fields["reports"].queryset = live  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


def why_not_keep(user: User, claim: Claim) -> str | None:
    if claim.workflow_state not in PUBLIC_STATES:
        return "This claim is not public; nothing was published that could stand."
    return why_not_move(user, claim, Move.JUDGE)


def why_not_find_no_conflict(user: User, claim: Claim) -> str | None:
    standing = getattr(claim, "standing", None)
    if standing is None or not standing.contradicted:
        return "Nothing contradicts this claim that was not looked at."
    return why_not_judge(user, claim.newsroom)


def why_not_leave_on_one_voice(user: User, claim: Claim) -> str | None:
    standing = getattr(claim, "standing", None)
    if standing is None or not standing.single_voice:
        return "This claim does not hang on one voice."
    return why_not_move(user, claim, Move.JUDGE)


def merge(by: User, claim: Claim, said: dict[str, Any]) -> object:
    if not isinstance(said["into"], Claim):
        raise ValidationError({"into": "Pick the claim it becomes."}, "required")
    return merge_claim(by=by, claim=claim, into=said["into"], why=said["why"], notice=said.get("notice", ""))


JUDGEMENTS = (
    Deed(
        "still-stands",
        "Still stands",
        lambda by, claim, said: keep_as_published(by=by, claim=claim, why=said["why"]),
        why_not_keep,
        explanation="Looked at again: what readers were shown stands as it is. It is no longer due, and not stale.",
        done="Noted: it still stands.",
        bulk=True,
    ),
    Deed(
        "no-conflict",
        "No conflict",
        lambda by, claim, said: find_no_conflict(by=by, claim=claim, key=said["key"], why=said["why"]),
        why_not_find_no_conflict,
        form=ConflictForm,
        explanation="A difference of period, scope, revision or wording is no contradiction. Say which it is.",
    ),
    Deed(
        "leave-on-one-voice",
        "Leave on one voice",
        lambda by, claim, said: leave_on_one_voice(by=by, claim=claim, why=said["why"]),
        why_not_leave_on_one_voice,
        explanation="Why this one voice will do. It is asked again when the claim comes to hang on another.",
        done="Noted. It is asked again when the claim hangs on another voice.",
    ),
    Deed(
        "merge",
        "Merge into another",
        merge,
        lambda user, claim: why_not_move(user, claim, Move.MERGE),
        form=MergeForm,
        explanation="Only for claims that are true and false together. Nothing is rewritten; it can be undone.",
        grave=True,
    ),
    Deed(
        "unmerge",
        "Undo the merge",
        lambda by, claim, said: unmerge_claim(by=by, claim=claim, why=said["why"], notice=said.get("notice", "")),
        lambda user, claim: why_not_move(user, claim, Move.UNMERGE),
        form=UnmergeForm,
        primary=True,
    ),
    Deed(
        "split",
        "Split",
        lambda by, claim, said: split_claim(
            by=by,
            claim=claim,
            statement=said["statement"],
            reports=said["reports"],
            why=said["why"],
            notice=said.get("notice", ""),
        ),
        lambda user, claim: why_not_move(user, claim, Move.SPLIT),
        least=Role.EDITOR,
        form=SplitForm,
        explanation="For a claim that says two things: a new draft takes one, with the reports that speak of it.",
    ),
)
