"""What a newsroom keeps for its own desk, in the admin: checklist, gate, verdict labels, comments, distinctions."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.actions.checklists import add_item, change_item, label_verdict, retire_item, set_gate
from claims.admin.standing import link_to_claim
from claims.models import ChecklistItem, ChecklistTick, Comment, Distinction, PublishGate, VerdictLabel
from claims.rules import why_not_set_policy
from newsrooms.admin.filters import HappenedFilter
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed

ASKS = ("needs_assessment", "needs_checklist", "needs_report")


def why_not_retire(user: User, item: ChecklistItem) -> str | None:
    if item.retired_at is not None:
        return "It is off the checklist already."
    return why_not_set_policy(user, item.newsroom)


@admin.register(ChecklistItem)
class ChecklistItemAdmin(ActingAdmin):
    least_to_add = least_to_change = Role.ADMINISTRATOR
    list_display = ("text", "position", "required", "retired_at", "newsroom")
    list_filter = ("required", ("retired_at", HappenedFilter), "newsroom")
    search_fields = ("text",)
    ordering = ("newsroom", "position", "id")
    fields_to_add = ("newsroom", "text", "required")
    fields_to_change = ("text", "required", "position")
    shown = ("retired_at",)
    deeds = (
        Deed(
            "retire",
            "Take off the checklist",
            lambda by, item, said: retire_item(by=by, item=item, why=said["why"]),
            why_not_retire,
            least=Role.ADMINISTRATOR,
            explanation="What was ticked stays on record.",
            bulk=True,
        ),
    )

    def add(self, by: User, values: dict[str, Any], why: str) -> ChecklistItem:
        return add_item(by=by, why=why, **values)

    def change(self, by: User, row: ChecklistItem, changes: dict[str, Any], why: str) -> ChecklistItem:
        return change_item(by=by, item=row, why=why, **changes)


@admin.register(ChecklistTick)
class ChecklistTickAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("item", "about", "ticked_by", "ticked_at")
    list_select_related = ("item", "claim", "ticked_by")
    list_filter = ("claim__newsroom",)
    search_fields = ("item__text", "claim__statement")
    ordering = ("-id",)
    shown = ("item", "about", "ticked_by", "ticked_at")

    @admin.display(description="claim")
    def about(self, tick: ChecklistTick) -> SafeString:
        return link_to_claim(tick.claim)


@admin.register(PublishGate)
class PublishGateAdmin(ActingAdmin):
    """Set once, then changed; without one, unapproved verdicts and unticked items keep the gate shut."""

    least_to_add = least_to_change = Role.ADMINISTRATOR
    list_display = ("newsroom", *ASKS)
    list_select_related = ("newsroom",)
    list_filter = ("newsroom",)
    search_fields = ("newsroom__name",)
    ordering = ("newsroom",)
    fields_to_add = ("newsroom", *ASKS)
    fields_to_change = ASKS
    shown = ("newsroom",)

    def add(self, by: User, values: dict[str, Any], why: str) -> PublishGate:
        return set_gate(by=by, why=why or "gate set", **values)

    def change(self, by: User, row: PublishGate, changes: dict[str, Any], why: str) -> PublishGate:
        return set_gate(by=by, newsroom=row.newsroom, why=why, **changes)


@admin.register(VerdictLabel)
class VerdictLabelAdmin(ActingAdmin):
    least_to_add = least_to_change = Role.ADMINISTRATOR
    list_display = ("verdict", "label", "newsroom")
    list_select_related = ("newsroom",)
    list_filter = ("newsroom",)
    search_fields = ("label", "verdict")
    ordering = ("newsroom", "verdict")
    fields_to_add = ("newsroom", "verdict", "label")
    fields_to_change = ("label",)
    shown = ("verdict",)

    def add(self, by: User, values: dict[str, Any], why: str) -> VerdictLabel:
        return label_verdict(by=by, why=why, **values)

    def change(self, by: User, row: VerdictLabel, changes: dict[str, Any], why: str) -> VerdictLabel:
        return label_verdict(
            by=by, newsroom=row.newsroom, verdict=row.verdict, label=changes.get("label", row.label), why=why
        )


@admin.register(Comment)
class CommentAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("body", "about", "author", "made_at")
    list_select_related = ("claim", "author")
    list_filter = ("claim__newsroom",)
    search_fields = ("body", "claim__statement", "author__display_name")
    ordering = ("-id",)
    shown = ("body", "about", "author", "made_at")

    @admin.display(description="claim")
    def about(self, comment: Comment) -> SafeString:
        return link_to_claim(comment.claim)


@admin.register(Distinction)
class DistinctionAdmin(ActingAdmin):
    """Claims that were offered as alike, and are not."""

    newsroom_path = "claim__newsroom"
    list_display = ("claim", "other", "why", "said_by", "said_at")
    list_select_related = ("claim", "other", "said_by")
    list_filter = ("claim__newsroom",)
    search_fields = ("claim__statement", "other__statement", "why")
    ordering = ("-id",)
    shown = ("claim", "other", "why", "said_by", "said_at")
