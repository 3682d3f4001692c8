"""The admin site of this house: its home is the desk, and its pages know what a change does to standings.

This room imports no admin package: those ask for the site while they are being read.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import update_wrapper
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from claims.actions.due import follow_ground_changes
from claims.actions.foresight import Prospect, foresee_standings
from claims.actions.name_keys import refresh_name_keys
from claims.actions.standings import settle_now
from claims.desk.entries import entries_of
from claims.desk.signing_in import CountedSignIn
from claims.desk.visits import last_visit_of
from claims.models import DueClaim
from claims.queues import count_queues
from claims.telling.words import STANDINGS
from newsrooms.acting import through
from newsrooms.models import Notification, SavedView, User
from newsrooms.roles import roles_of
from newsrooms.vocabulary import Role
from sources.acting_site import ActingSite, Foreseen, Foresight
from sources.keys_first import rows_between

MOST_SETTLED_AT_ONCE = 50
HEAD = 3
MOST_NEWSROOMS = 3


class DeskSite(ActingSite):
    """Django's admin with the desk in it."""

    site_header = "Fact desk"
    site_title = "Fact desk"
    index_title = "Desk"
    index_template = "desk/desk.html"
    enable_nav_sidebar = False
    login_form = CountedSignIn

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if request.user.is_authenticated:
            context["open_notifications"] = Notification.objects.visible_to(request.user).open().count()
        return context

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The desk: what waits for this person, what is new, and all the nouns below."""
        now = timezone.now()
        user = cast(User, request.user)
        roles = roles_of(user)
        last_visit = last_visit_of(user, roles, now)
        counts = count_queues(user, last_visit)
        heads = {}
        for count in counts:
            if count.waiting:
                rows = rows_between(count.rows, 0, HEAD)
                heads[count.queue.name] = entries_of(count.queue.name, rows, last_visit, roles)
        context = {
            "last_visit": last_visit,
            "desk_queues": [(count, heads.get(count.queue.name, [])) for count in counts if count.waiting],
            "quiet_queues": [count for count in counts if not count.waiting],
            "saved_views": SavedView.objects.visible_to(user).select_related("user")[:30],
            "may_write": any(role.includes(Role.REPORTER) for role in roles.values()),
            "desk_page": "desk",
        }
        return super().index(request, context | (extra_context or {}))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page behind this door: its writes are known to come through it, its refusals are in its own style."""
        behind_the_door = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if "\x00" in request.GET.get("q", ""):  # in a search it is a slip of the clipboard, elsewhere no address
                asked = request.GET.copy()
                asked["q"] = request.GET["q"].replace("\x00", "")
                request.GET = asked  # type: ignore[assignment]  # Django's own is only said to be immutable
            asked_for = [part for name, values in request.GET.lists() for part in (name, *values)]
            if any("\x00" in part for part in (request.path, *asked_for)):
                return self.refuse(request, "There is nothing at this address.", status=404)
            try:
                with through("admin"):
                    response: HttpResponseBase = behind_the_door(request, *args, **kwargs)
            except PermissionDenied as error:
                return self.refuse(request, str(error) or "You may not do this.", status=403)
            except Http404:
                return self.refuse(request, "There is nothing at this address.", status=404)
            return response

        return update_wrapper(answer, view)

    def refuse(self, request: HttpRequest, reason: str, *, status: int) -> HttpResponseBase:
        """Why a page cannot be seen, to whoever is signed in."""
        context = {**self.each_context(request), "title": "This cannot be shown", "reason": reason}
        return TemplateResponse(request, "admin/refused.html", context, status=status)

    def settle(self, newsrooms: Iterable[int], since: datetime) -> None:
        follow_ground_changes()
        for newsroom in list(newsrooms)[:MOST_NEWSROOMS]:
            refresh_name_keys(newsroom)
        due = DueClaim.objects.filter(claim__newsroom__in=list(newsrooms), not_before__gte=since, parked_at=None)
        claims = list(due.order_by("claim").values_list("claim", flat=True)[:MOST_SETTLED_AT_ONCE])
        if claims:
            settle_now(claims)

    def foresee(self) -> Foresight:
        prospects, reached = foresee_standings()
        return Foresight(tuple(foreseen(prospect) for prospect in prospects), reached)


def foreseen(prospect: Prospect) -> Foreseen:
    """A prospect in words."""
    before = str(STANDINGS[prospect.before].label) if prospect.before else "no standing yet"
    return Foreseen(
        claim=prospect.claim.statement,
        url=reverse("admin:claims_claim_change", args=[prospect.claim.pk]),
        before=before,
        before_status=prospect.before.value if prospect.before else "unreported",
        after=str(STANDINGS[prospect.after].label),
        after_status=prospect.after.value,
        lines_before=say_lines(prospect.lines_before),
        lines_after=say_lines(prospect.lines_after),
        sentence=prospect.sentence,
        moved=prospect.moved,
        public=prospect.public,
    )


def say_lines(lines: list[int]) -> str:
    """Three counts in words: low, with parties, high."""
    if not lines:
        return ""
    low, parties, high = lines
    if low == high:
        return f"{low} {'line' if low == 1 else 'lines'}"
    return f"{low} to {high} lines, {parties} with parties" if low != parties else f"{low} to {high} lines"
