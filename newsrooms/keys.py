"""Readings about API keys: whose a presented secret is, and what it may be used for."""

import hmac
from datetime import datetime

from newsrooms.models import ApiKey
from newsrooms.roles import role_in
from newsrooms.rules import scopes_beyond
from newsrooms.secrecy import LOOKUP_LENGTH, SECRET_LENGTH, hash_secret
from newsrooms.vocabulary import Scope

MARK = "fck_"
LENGTH = len(MARK) + LOOKUP_LENGTH + 1 + SECRET_LENGTH
PREFIX_LENGTH = len(MARK) + LOOKUP_LENGTH


def find_key(presented: str, at: datetime) -> ApiKey | None:
    """The key this secret opens at ``at``; None when there is none, or it has expired or was revoked.

    One query whatever is presented. Found by its public prefix; the hash of the whole is compared in constant time.
    """
    if len(presented) != LENGTH or not presented.isascii() or not presented.isprintable():
        return None
    key = (
        ApiKey.objects.live(at)
        .filter(prefix=presented[:PREFIX_LENGTH], acts_for__is_active=True)
        .select_related("newsroom", "acts_for")
        .first()
    )
    known = bytes(key.digest) if key else bytes(32)
    matches = hmac.compare_digest(hash_secret(presented), known)
    return key if key is not None and matches else None


def usable_scopes(key: ApiKey) -> frozenset[Scope]:
    """What the key may be used for now: its scopes, less those for which its person no longer has the role."""
    scopes = [Scope(scope) for scope in key.scopes]
    return frozenset(scopes) - frozenset(scopes_beyond(role_in(key.acts_for, key.newsroom), scopes))
