"""Borrowings in the admin: two passages about one claim in near the same words, for an editor to judge."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.actions.borrowings import decide_borrowing
from claims.admin.standing import link_to_claim
from claims.models import Borrowing
from claims.rules import why_not_judge
from claims.wording import Words, compare_wordings
from newsrooms.models import User
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed
from sources.vocabulary import ReprintState


def why_not_decide(user: User, borrowing: Borrowing) -> str | None:
    if borrowing.state != ReprintState.PROPOSED.value:
        return f"This was {borrowing.state} already."
    return why_not_judge(user, borrowing.claim.newsroom)


@admin.register(Borrowing)
class BorrowingAdmin(ActingAdmin):
    """Reports that tell a claim in near the same words as earlier ones. An editor judges; no machine merges."""

    newsroom_path = "claim__newsroom"
    list_display = ("about", "later", "earlier", "alike", "state", "decided_by")
    list_display_links = ("later",)
    list_select_related = (
        *("claim__newsroom", "report__document__publisher", "original__document__publisher", "decided_by"),
    )
    list_filter = ("state", "claim__newsroom")
    search_fields = ("claim__statement", "report__document__title", "original__document__title", "reason")
    ordering = ("-id",)
    shown = (
        *("about", "later", "earlier", "alike", "side_by_side"),
        *("state", "reason", "proposed_at", "decided_by", "decided_at"),
    )
    deeds = (
        Deed(
            "accept",
            "It has it from there",
            lambda by, row, said: decide_borrowing(by=by, borrowing=row, accepted=True, why=said["why"]),
            why_not_decide,
            explanation="For this claim the later report then counts as a relay of the earlier one, in every figure.",
            done="They count as one line now.",
            bulk=True,
            primary=True,
        ),
        Deed(
            "refuse",
            "It found out for itself",
            lambda by, row, said: decide_borrowing(by=by, borrowing=row, accepted=False, why=said["why"]),
            why_not_decide,
            explanation="Both count as before, and the pair is not proposed again.",
            done="Both count on their own.",
            bulk=True,
        ),
    )

    @admin.display(description="claim")
    def about(self, row: Borrowing) -> Any:
        return link_to_claim(row.claim)

    @admin.display(description="later")
    def later(self, row: Borrowing) -> str:
        document = row.report.document
        return f"{document.publisher.name}, {document.published or 'without a date'}"

    @admin.display(description="earlier")
    def earlier(self, row: Borrowing) -> str:
        document = row.original.document
        return f"{document.publisher.name}, {document.published or 'without a date'}"

    @admin.display(description="alike beside quotations", ordering="likeness")
    def alike(self, row: Borrowing) -> str:
        return f"{row.likeness:.0%}"

    @admin.display(description="the two passages")
    def side_by_side(self, row: Borrowing) -> SafeString:
        """The earlier passage and the later one; what both have is marked."""
        words = compare_wordings(row.original_passage, row.passage)
        return format_html(
            '<div class="sides"><div><h3>{}</h3><p dir="auto">{}</p></div>'
            '<div><h3>{}</h3><p dir="auto">{}</p></div></div>',
            self.earlier(row),
            mark_shared(words, "gone"),
            self.later(row),
            mark_shared(words, "come"),
        )


def mark_shared(words: list[Words], own: str) -> SafeString:
    """One of two wordings: what it shares with the other marked, what is its ``own`` plain."""
    here = [part for part in words if part.kind in ("same", own)]
    parts = (format_html("<mark>{}</mark>" if part.kind == "same" else "{}", part.text) for part in here)
    return format_html_join("", "{}", ((part,) for part in parts))
