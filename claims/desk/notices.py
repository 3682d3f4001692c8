"""Notices: what a person is told of, seen by a click."""

from datetime import UTC
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from claims.admin.standing import claim_address
from claims.desk.posted import posted
from claims.models import Claim
from newsrooms.actions.notification import acknowledge, acknowledge_all
from newsrooms.admin.permitted import person
from newsrooms.letters import say
from newsrooms.models import Notification

MOST_SHOWN = 200


def show_notices(request: HttpRequest) -> HttpResponse:
    """What waits to be seen, the newest first."""
    user = person(request)
    rows = list(Notification.objects.visible_to(user).open().select_related("newsroom")[:MOST_SHOWN])
    context = {
        **admin.site.each_context(request),
        "title": "Notices",
        "notices": [{"row": row, "text": say(row), "said": row.params.get("said", "")} for row in rows],
        "now": timezone.now().isoformat(),
        "digest": user.get_digest_display(),
        "desk_page": "notices",
    }
    return TemplateResponse(request, "desk/notices.html", context)


@require_POST
def see_notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """This one is seen; on to what it is about."""
    notice = get_object_or_404(Notification.objects.visible_to(person(request)), public_id=public_id)
    acknowledge(by=person(request), notification=notice)
    return HttpResponseRedirect(_addresses([notice]).get(notice.object_id) or reverse("desk:notices"))


@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    """All that was on the page is seen; what came since is not."""
    written = posted(request).get("until", "")
    try:
        until = parse_datetime(written) if written else timezone.now()
        until = until and min(until, timezone.now()).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):  # no date, no zone, out of all time
        until = None
    if until is None:
        messages.error(
            request, "Until when you have seen them (“until”) is no moment with its zone; nothing is changed."
        )
        return HttpResponseRedirect(reverse("desk:notices"))
    count = acknowledge_all(by=person(request), until=until)
    messages.success(request, f"{count} seen.")
    return HttpResponseRedirect(reverse("desk:notices"))


def _addresses(rows: list[Notification]) -> dict[str, Any]:
    wanted = [row.object_id for row in rows if row.object_type == "claim"]
    rows_of = Claim.objects.filter(public_id__in=wanted).values_list("pk", "public_id")
    return {key: claim_address(pk) for pk, key in rows_of}
