"""Problem details (RFC 9457): every refusal of the API, with a code and a place for each fault."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    BadRequest,
    PermissionDenied,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from rest_framework import exceptions

from newsrooms.actions.idempotent_call import KeyReusedError, StillRunningError
from newsrooms.api.bytes import write_json
from newsrooms.strict_json import NotStrictJSONError, point

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="newsroom"'

# What each kind of refusal means: status and title. The reference lists them; ``type`` points there.
PROBLEMS: dict[str, tuple[int, str]] = {
    "malformed": (400, "The request cannot be read"),
    "unauthenticated": (401, "Who you are is not known"),
    "forbidden": (403, "You may not do this"),
    "not_found": (404, "There is nothing here"),
    "method_not_allowed": (405, "This cannot be done here"),
    "conflict": (409, "This does not fit what is here already"),
    "still_running": (409, "The first request with this Idempotency-Key is still running"),
    "length_required": (411, "Say how long the body is"),
    "stale": (412, "This was changed meanwhile"),
    "too_large": (413, "The body is too large"),
    "unsupported_media_type": (415, "The body is of a kind that is not read here"),
    "invalid": (422, "Some of what was sent cannot be accepted"),
    "key_reused": (422, "This Idempotency-Key came before with another request"),
    "precondition_required": (428, "Say which version you are changing"),
    "too_many_requests": (429, "Too many requests"),
    "internal": (500, "Something went wrong on our side"),
    "unavailable": (503, "This cannot be answered just now"),
}
# Refusals of actions that are about what is already there, not about what was sent.
CONFLICTS = frozenset(
    {"unique", "unique_together", "superseded", "stale", "public", "not_public", "unapproved", "sealed", "taken"}
    | {"not_live", "disabled", "still_due", "ended", "too_many", "changed_content", "judged", "decided", "answered"}
    | {"struck", "still_said", "still_translated", "more_voices"}
    | {"not_refused", "merged", "not_merged", "taken_back", "nothing_to_undo", "annulled"}
)


# Exceptions of Django, of DRF and of the house, with what is said of each; "" says what the exception itself does.
FORESEEN: tuple[tuple[tuple[type[Exception], ...], str, str, dict[str, str]], ...] = (
    ((KeyReusedError,), "key_reused", "Use a new key for a new request.", {}),
    ((StillRunningError,), "still_running", "Ask again in a moment.", {"Retry-After": "2"}),
    # Two requests at once: what each was told is free, only one could have.
    ((IntegrityError,), "conflict", "Something else took this place meanwhile; read again, then try again.", {}),
    ((SuspiciousOperation, BadRequest), "malformed", "The request is not one that a well-meaning client sends.", {}),
    ((DataError,), "invalid", "A value is of a kind or size that cannot be kept.", {}),
    ((Http404, exceptions.NotFound), "not_found", "There is nothing here.", {}),
    ((exceptions.NotAuthenticated,), "unauthenticated", "", {"WWW-Authenticate": CHALLENGE}),
    ((exceptions.AuthenticationFailed,), "unauthenticated", "", {"WWW-Authenticate": CHALLENGE}),
    ((PermissionDenied, exceptions.PermissionDenied), "forbidden", "", {}),
    ((exceptions.MethodNotAllowed,), "method_not_allowed", "", {}),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the part of the request it is in (one of pointer, parameter, header), a code and a reason."""

    code: str
    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None

    def as_json(self) -> dict[str, str]:
        place = {"pointer": self.pointer, "parameter": self.parameter, "header": self.header}
        return {"code": self.code, "detail": self.detail} | {k: v for k, v in place.items() if v is not None}


@dataclass(eq=False)
class ProblemError(Exception):
    """A refusal of the API, raised anywhere in a door. ``kind`` is one of ``PROBLEMS``."""

    kind: str
    detail: str = ""
    faults: list[Fault] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return PROBLEMS[self.kind][0]


def answer_problem(problem: ProblemError) -> HttpResponse:
    """The refusal as an answer."""
    status, title = PROBLEMS[problem.kind]
    body: dict[str, Any] = {
        "type": f"{resolve_url('api-docs')}problems/#{problem.kind}",
        "title": title,
        "status": status,
        "code": problem.kind,
        "detail": problem.detail or f"{title}.",
    }
    if problem.faults:
        body["errors"] = [fault.as_json() for fault in problem.faults]
    answer = HttpResponse(write_json(body), status=status, content_type=MEDIA_TYPE, headers=dict(problem.headers))
    answer["Cache-Control"] = "no-store"
    return answer


def problem_of(error: Exception, request: HttpRequest) -> ProblemError:
    """What to answer to an exception of a door or an action; what nobody foresaw is logged and is a 500."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, NotStrictJSONError):
        faults = [Fault(fault.code, fault.reason, pointer=fault.pointer) for fault in error.faults]
        return ProblemError("malformed", "The body is not acceptable JSON.", faults)
    if isinstance(error, ValidationError):
        return _of_validation(error)
    for kinds, kind, detail, headers in FORESEEN:
        if isinstance(error, kinds):
            return ProblemError(kind, detail or str(error), headers=headers)
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    if isinstance(error, (OperationalError, InterfaceError)):
        return ProblemError("unavailable", "The database does not answer; try again.", headers={"Retry-After": "5"})
    return ProblemError("internal", "It was noted; try again later.")


def _of_validation(error: ValidationError) -> ProblemError:
    faults = list(_faults(error))
    kind = "conflict" if faults and all(fault.code in CONFLICTS for fault in faults) else "invalid"
    return ProblemError(kind, " ".join(dict.fromkeys(fault.detail for fault in faults))[:1000], faults)


def _faults(error: ValidationError) -> Iterable[Fault]:
    named = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    # Django forgets the code given beside a dictionary of messages; it still stands among the arguments.
    given = error.args[1] if len(error.args) > 1 else None
    for name, errors in named.items():
        pointer = "" if name == NON_FIELD_ERRORS else point("", name)
        for one in errors:
            params = one.params or {}
            place = str(params.get("pointer", "")) or pointer + str(params.get("at", ""))
            for message in one.messages:
                yield Fault(one.code or given or "invalid", message, pointer=place)
