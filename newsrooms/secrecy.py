"""Secrets: made from the system's randomness, kept only as hashes, or derived when they must be used again."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from newsrooms.public_ids import ALPHABET

LOOKUP_LENGTH = 10
SECRET_LENGTH = 40
WEBHOOK_SECRET_BYTES = 32


def random_letters(length: int) -> str:
    """``length`` characters of five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hash_secret(presented: str) -> bytes:
    """SHA-256. Enough for a secret of 200 random bits: nobody searches them, so nothing need slow the search."""
    return hashlib.sha256(presented.encode("utf-8", "surrogatepass")).digest()


def name_master_secret(master: str) -> str:
    """A name for one SECRET_KEY that tells nothing about it: so that a derived secret can be derived again."""
    return hmac.new(master.encode(), b"name of this key", hashlib.sha256).hexdigest()[:16]


def find_master_secret(name: str) -> str | None:
    """The SECRET_KEY of that name, among the one in force and the fallbacks; None when it is gone."""
    masters = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return next((master for master in masters if name_master_secret(master) == name), None)


def derive_webhook_secret(master: str, salt: str) -> str:
    """The signing secret ``whsec_…`` (32 bytes, base64) that belongs to a salt: it lies in no table and no dump."""
    derived = hmac.new(master.encode(), b"webhook secret " + salt.encode(), hashlib.sha256).digest()
    return "whsec_" + base64.b64encode(derived[:WEBHOOK_SECRET_BYTES]).decode()
