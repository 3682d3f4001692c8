"""Whence a request comes and how many it may make: budgets per key, person or address, and headers that say so."""

import hashlib
import math
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from newsrooms.api.actor import Actor
from newsrooms.api.problems import ProblemError
from newsrooms.limits import Budget, Verdict, open_limiter

MINUTE = 60


def address_of(request: HttpRequest) -> str:
    """The caller's address: the peer, or what the declared number of proxies (``PROXY_HOPS``) has passed on.

    Only what our own proxies wrote is believed: with one, the last entry of X-Forwarded-For; a visitor may have
    written the ones before. An IPv6 caller counts as its /64, of which one household has all addresses.
    """
    address = str(request.META.get("REMOTE_ADDR") or "")
    hops: int = settings.PROXY_HOPS
    if hops:
        passed_on = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(passed_on) >= hops:
            address = passed_on[-hops]
    try:
        parsed = ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return str(parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else parsed)


def budget_of(actor: Actor, request: HttpRequest) -> Budget:
    """How often this actor may ask in any minute."""
    limits: dict[str, int] = settings.API_LIMITS
    if actor.is_stranger:
        return Budget(f"address {address_of(request)}", limits["stranger"], MINUTE)
    return Budget(actor.name, limits["key" if actor.key else "person"], MINUTE)


def spend(actor: Actor, request: HttpRequest) -> Verdict:
    """Count this request. Raises the 429 problem when there are none left."""
    return refuse_unless_allowed(open_limiter().spend([budget_of(actor, request)]))


def refuse_if_spent(request: HttpRequest, username: str = "") -> None:
    """Count a try at a key or a password: 30 in any minute from one address, and 30 in any quarter of an hour at one
    account, whatever the addresses. Raises the 429 problem when there are none left."""
    most = settings.API_LIMITS["failed_tries"]
    budgets = [Budget(f"failed tries {address_of(request)}", most, MINUTE)]
    if username:
        account = hashlib.sha256(username.casefold().encode()).hexdigest()[:32]
        budgets.append(Budget(f"tries at {account}", most, 15 * MINUTE))
    refuse_unless_allowed(open_limiter().spend(budgets))


def refuse_unless_allowed(verdict: Verdict) -> Verdict:
    if verdict.allowed:
        return verdict
    wait = str(math.ceil(verdict.retry_after))
    reason = f"No more than {verdict.budget.limit} requests in {verdict.budget.seconds} seconds. Wait {wait} s."
    raise ProblemError("too_many_requests", reason, headers={"Retry-After": wait} | name_limits(verdict))


def name_limits(verdict: Verdict) -> dict[str, str]:
    """The RateLimit header fields (IETF draft, httpapi working group). A limit nobody could count is not named."""
    policy = f'"default";q={verdict.budget.limit};w={verdict.budget.seconds}'
    if verdict.degraded:
        return {"RateLimit-Policy": policy}
    left = f'"default";r={verdict.remaining};t={math.ceil(verdict.reset_after)}'
    return {"RateLimit-Policy": policy, "RateLimit": left}


def tell_limits(answer: HttpResponse, verdict: Verdict | None) -> None:
    """Put the header fields on an answer."""
    if verdict is not None:
        for name, value in name_limits(verdict).items():
            answer[name] = value
