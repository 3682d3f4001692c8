"""The hot reads: stored dossiers given out as they lie, and the answer not given again."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

from claims.dossier import open_dossier
from claims.dossier.opening import canonical
from claims.models import Claim
from claims.stored import ready_dossier, stored_dossier
from newsrooms.api.bytes import JSON
from newsrooms.api.operations import Parameter
from newsrooms.api.shapes import MOMENT_INPUT
from sources.algebra.moments import read_moment

AT = Parameter(
    "at", MOMENT_INPUT, "As it was known at the end of that year, month, day or minute.", example="2025-06-15"
)
RECORDED_BY = Parameter(
    "recorded_by",
    MOMENT_INPUT,
    "As this system knew it at the end of that year, month, day or minute: what had been entered by then, with ties, "
    "stakes, relations, merges, wordings and the policy as they were declared then; beside it what we said (`said`). "
    "The answer never changes afterwards, but for words that had to be struck; of a public claim it says nothing "
    "from before it was published. `at` goes by when things were published, whenever they were entered.",
    example="2025-06-15",
)


def read_at(written: str | None, parameter: Parameter = AT) -> datetime | None:
    """The instant “as of” means: the last of the written span. None when nothing, or the future, is asked."""
    if written is None:
        return None
    try:
        at = read_moment(written).last_instant
    except ValueError as error:
        raise parameter.refuse("not_a_moment", str(error)) from None
    return at if at < timezone.now() else None


def read_dossier(claim: Claim, at: datetime | None = None, recorded_by: datetime | None = None) -> tuple[bytes, str]:
    """The dossier as bytes, as stored where it is of now, with its strong entity tag."""
    now = at is None and recorded_by is None
    body, digest = stored_dossier(claim) if now else canonical(open_dossier(claim, at, recorded_by=recorded_by))
    return body.encode(), f'"{digest}"'


def read_public_dossier(public_id: str, held: str) -> HttpResponse | None:
    """The answer for anybody, from one query; ``held`` is If-None-Match. None where nothing is stored to trust."""
    tag = held.strip().removeprefix("W/").strip('"')
    ready = ready_dossier(public_id, held=tag)
    if ready is None:
        return None
    digest, body = ready
    headers = {"ETag": f'"{digest}"'}
    if body is None:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body.encode(), content_type=JSON, headers=headers)


def show_dossier(claim: Claim, *, status: int = 200, location: str = "") -> HttpResponse:
    """A claim's dossier as an answer to a change of it."""
    body, etag = read_dossier(claim)
    headers = {"ETag": etag} | ({"Location": location} if location else {})
    return HttpResponse(body, status=status, content_type=JSON, headers=headers)
