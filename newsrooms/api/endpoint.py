"""The way of every request of the API: who asks, how often, what they may, what they sent, how it is answered."""

import errno
import hashlib
import logging
import tempfile
from collections.abc import Callable
from typing import IO, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView

from newsrooms.acting import through
from newsrooms.actions.idempotent_call import (
    Answer,
    answer_once,
    clean_idempotency_key,
    fingerprint_request,
    is_answered,
)
from newsrooms.api.actor import STRANGER, Actor
from newsrooms.api.authentication import CookieAuthentication, KeyAuthentication, actor_of, refuse_key_in_address
from newsrooms.api.bodies import declared_length, read_body, read_json_body, refuse_cut_off, refuse_misshapen
from newsrooms.api.bytes import answer_json, etag_of, has_it_already, write_json
from newsrooms.api.callers import spend, tell_limits
from newsrooms.api.operations import Operation, operation_of, validator_of
from newsrooms.api.problems import Fault, ProblemError, answer_problem, problem_of
from newsrooms.limits import Verdict
from newsrooms.vocabulary import Scope

logger = logging.getLogger(__name__)

SAFE = frozenset({"GET", "HEAD"})
QUERY_CANCELED = "57014"
KEPT_HEADERS = ("Content-Type", "ETag", "Location", "Cache-Control")
PIECE = 65_536


class Endpoint(APIView):
    """One route of the API. Its methods are declared with ``@operation`` and get ``self.actor``, ``self.query`` and
    ``self.body`` read and checked; those that write run in one transaction, under the door's name."""

    authentication_classes = (KeyAuthentication, CookieAuthentication)
    permission_classes = ()
    throttle_classes = ()
    parser_classes = ()
    http_method_names = ["get", "head", "post", "put", "patch", "delete", "options"]
    tag: ClassVar[str] = ""

    asked: HttpRequest
    actor: Actor
    query: dict[str, Any]
    body: Any
    upload: IO[bytes] | None = None
    etag: str

    def dispatch(self, request: HttpRequest, *args: Any, **ids: str) -> HttpResponseBase:
        verdict: Verdict | None = None
        try:
            self.asked = request
            refuse_key_in_address(request)
            self.actor = self._find_actor(request)
            verdict = spend(self.actor, request)
            answer = self._answer(request, ids)
        except Exception as error:
            answer = self._refuse(error, request)
        finally:
            if self.upload is not None:
                self.upload.close()
        tell_limits(answer, verdict)
        if "Cache-Control" not in answer:
            answer["Cache-Control"] = "no-cache" if self._is_public(request) else "private, no-cache"
        answer["Vary"] = "Authorization, Cookie"
        return answer

    def _find_actor(self, request: HttpRequest) -> Actor:
        if "HTTP_AUTHORIZATION" not in request.META and not request.COOKIES:
            return STRANGER
        return actor_of(self.initialize_request(request))

    def _answer(self, request: HttpRequest, ids: dict[str, str]) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": self._allowed()})
        declared = operation_of(self, "get" if request.method == "HEAD" else str(request.method))
        if declared is None:
            raise MethodNotAllowed(str(request.method))
        if declared.scope is not None:
            self.actor.demand(declared.scope)
        self.query = declared.read_query(dict(request.GET.lists()))
        self._demand_publish_for(self.query.get("notice"))
        handler: Callable[..., HttpResponse] = getattr(self, str(request.method).lower())
        if request.method in SAFE:
            answer = handler(**ids)
            etag = answer.headers.get("ETag")
            if etag and answer.status_code == 200 and has_it_already(request, etag):
                return HttpResponse(status=304, headers={"ETag": etag})
            return answer
        return self._act(request, declared, lambda: handler(**ids))

    def _act(self, request: HttpRequest, declared: Operation, handler: Callable[[], HttpResponse]) -> HttpResponse:
        if declared.changes and not request.META.get("HTTP_IF_MATCH", "").strip():
            raise ProblemError(
                "precondition_required",
                "Send If-Match with the ETag you have seen.",
                [Fault("required", "Is missing.", header="If-Match")],
            )
        digest = self._take_body(request, declared)
        sent = request.META.get("HTTP_IDEMPOTENCY_KEY") if request.method == "POST" else None
        key = None if sent is None or self.actor.is_stranger else clean_key(sent)
        refusal: Exception | None = None
        if declared.dials and not (key and is_answered(actor=self.actor.name, key=key, now=timezone.now())):
            refusal = self._dial_first(request, declared)

        def produce() -> HttpResponse:
            try:
                if refusal is not None:
                    raise refusal
                with transaction.atomic(), through(self.actor.door):
                    if not declared.dials:
                        self._read_body(request, declared)
                    return handler()
            except Exception as error:
                return self._refuse(error, request)

        return self._answer_once(request, key, digest, produce) if key else produce()

    def _dial_first(self, request: HttpRequest, declared: Operation) -> Exception | None:
        """Ask the other site, which may be slow, while no transaction is open. Why nothing came of it, if so."""
        try:
            self._read_body(request, declared)
            self.dial()
        except Exception as error:
            return error
        return None

    def dial(self) -> None:
        """What an operation that dials asks of another site, kept for its handler."""

    def _answer_once(
        self, request: HttpRequest, key: str, digest: bytes, produce: Callable[[], HttpResponse]
    ) -> HttpResponse:
        kind = request.META.get("CONTENT_TYPE", "")
        parts = (str(request.method), request.get_full_path(), kind)

        def produce_kept() -> Answer:
            given = produce()
            headers = tuple((name, given[name]) for name in KEPT_HEADERS if name in given)
            return Answer(given.status_code, headers, given.content, kept_body=getattr(given, "kept_body", None))

        answer = answer_once(
            actor=self.actor.name,
            key=key,
            fingerprint=fingerprint_request(*(part.encode() for part in parts), digest),
            produce=produce_kept,
            now=timezone.now(),
        )
        given = HttpResponse(answer.body, status=answer.status, headers=dict(answer.headers))
        if answer.repeated:
            given["Idempotency-Replayed"] = "true"
        return given

    def _take_body(self, request: HttpRequest, declared: Operation) -> bytes:
        """Take the body in: whole, or put aside on disk when the operation says it may be long. Its SHA-256."""
        if not declared.raw:
            self.body = read_body(request, largest=declared.largest)
            return hashlib.sha256(self.body).digest()
        kind = (request.META.get("CONTENT_TYPE") or "").partition(";")[0].strip().lower()
        if kind not in declared.raw:
            raise ProblemError("unsupported_media_type", f"Send one of: {', '.join(declared.raw)}.")
        length = declared_length(request, declared.largest)
        self.upload = aside = tempfile.TemporaryFile(dir=settings.UPLOADS)  # noqa: SIM115  # closed when the request is answered
        digest, size = hashlib.sha256(), 0
        while piece := request.read(PIECE):
            size += len(piece)
            if size > declared.largest:
                raise ProblemError("too_large", f"A body has at most {declared.largest} bytes here.")
            digest.update(piece)
            aside.write(piece)
        aside.flush()
        refuse_cut_off(size, length)
        aside.seek(0)
        return digest.digest()

    def _read_body(self, request: HttpRequest, declared: Operation) -> None:
        if declared.body is not None:
            self.body = read_json_body(request, self.body)
            refuse_misshapen(self.body, validator_of(declared.body))
            notice = self.body.get("notice") if isinstance(self.body, dict) else None
            self._demand_publish_for(notice)
        elif not declared.raw and self.body.strip():
            raise ProblemError("malformed", "This takes no body.")

    def _demand_publish_for(self, notice: Any) -> None:
        """What is told to readers takes the scope for it, whatever else the operation is: nothing public is changed
        without a notice."""
        if isinstance(notice, str) and notice.strip():
            self.actor.demand(Scope.PUBLISH)

    def refuse_stale(self, current: Any) -> None:
        """Raise the 412 problem unless If-Match names the current representation (strong comparison)."""
        etag = current if isinstance(current, str) else etag_of(write_json(current))
        asked = [tag.strip() for tag in self.asked.META.get("HTTP_IF_MATCH", "").split(",")]
        if etag not in asked and asked != ["*"]:
            reason = "If-Match does not name the version that is here now. Read it again, then change it."
            raise ProblemError("stale", reason, [Fault("stale", reason, header="If-Match")])

    def sent_file(self) -> IO[bytes]:
        """The file an operation with ``raw`` was sent, from its beginning."""
        assert self.upload is not None  # noqa: S101  # _take_body put it aside
        return self.upload

    def created(self, value: Any, location: str) -> HttpResponse:
        """201 with where the new thing is."""
        return answer_json(value, status=201, headers={"Location": location})

    def _refuse(self, error: Exception, request: HttpRequest) -> HttpResponse:
        if isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") == QUERY_CANCELED:
            error = ProblemError("unavailable", "This took too long; ask for less.", headers={"Retry-After": "10"})
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            logger.error("no room for the body of %s", request.path)
            error = ProblemError(
                "unavailable", "There is no room for this body just now.", headers={"Retry-After": "60"}
            )
        answer = answer_problem(problem_of(error, request))
        if answer.status_code == 405:
            answer["Allow"] = self._allowed()
        return answer

    def _allowed(self) -> str:
        declared = {name.upper() for name in self.http_method_names if operation_of(self, name)}
        given = declared | ({"HEAD"} if "GET" in declared else set()) | {"OPTIONS"}
        return ", ".join(name.upper() for name in self.http_method_names if name.upper() in given)

    def _is_public(self, request: HttpRequest) -> bool:
        return request.method in SAFE and getattr(self, "actor", None) is not None and self.actor.is_stranger


def clean_key(sent: str) -> str:
    """The Idempotency-Key as it was sent. Raises the 400 problem that names the header."""
    try:
        return clean_idempotency_key(sent)
    except ValidationError as error:
        [reason] = error.messages
        raise ProblemError("malformed", reason, [Fault("wrong_form", reason, header="Idempotency-Key")]) from None
