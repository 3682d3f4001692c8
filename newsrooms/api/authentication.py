"""How a request shows who asks: a key in the Authorization header, or the session of a person who signed in."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request

from newsrooms.actions.api_key import touch_key
from newsrooms.api.actor import Actor
from newsrooms.api.callers import refuse_if_spent
from newsrooms.api.problems import CHALLENGE, Fault, ProblemError
from newsrooms.keys import MARK, find_key
from newsrooms.models import ApiKey, User


class KeyAuthentication(BaseAuthentication):
    """``Authorization: Bearer fck_…``. A key that is wrong, expired or revoked is refused, never ignored."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        given = request.META.get("HTTP_AUTHORIZATION")
        if given is None:
            return None
        kind, _, presented = given.partition(" ")
        if kind.lower() != "bearer" or not presented.strip():
            raise refuse_key("Send “Authorization: Bearer” and the key.")
        now = timezone.now()
        key = find_key(presented.strip(), now)
        if key is None:
            refuse_if_spent(request._request)
            raise refuse_key("This key is not known, has expired or was revoked.", ', error="invalid_token"')
        touch_key(key=key, at=now)
        return key.acts_for, key

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class CookieAuthentication(SessionAuthentication):
    """The session cookie of the desk. A request that changes anything must also send its CSRF token."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        person = request._request.user if request._request.COOKIES else None
        if not isinstance(person, User) or not person.is_active:
            return None
        self.enforce_csrf(request._request)  # type: ignore[arg-type]  # the stubs want DRF's wrapper, which would parse the body
        return person, None


def actor_of(request: Request) -> Actor:
    """Who asks. Raises the 401 problem for a key that does not open, the 403 problem for a missing CSRF token."""
    user: User | AnonymousUser = request.user
    auth: Any = request.auth
    return Actor(user, auth)


def refuse_key(reason: str, error: str = "") -> ProblemError:
    """The 401 for a key that does not open."""
    faults = [Fault("invalid_key", reason, header="Authorization")]
    return ProblemError("unauthenticated", reason, faults, {"WWW-Authenticate": CHALLENGE + error})


def refuse_key_in_address(request: HttpRequest) -> None:
    """A key in a URL ends in logs and histories: the request is refused, and the key is to be revoked."""
    if MARK in request.META.get("QUERY_STRING", "") or MARK in request.path:
        reason = "A key never stands in a URL. Send it in the Authorization header, and revoke this one."
        raise ProblemError("malformed", reason, [Fault("key_in_url", reason)])
