"""Cursors: numbers of ours given out so that they count nothing and nobody can make one.

Enciphered by four Feistel rounds of HMAC-SHA256 over 64 bits (Luby and Rackoff 1988) and sealed with a tag, both
keyed by the SECRET_KEY and by what the number is of, so that a cursor of one list is none of another.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64Error
from hashlib import sha256

from django.conf import settings


def seal_cursor(number: int, noun: str) -> str:
    """The number as 24 letters."""
    left, right = divmod(number, 1 << 32)
    for turn in range(4):
        left, right = right, left ^ _round(turn, right, noun, settings.SECRET_KEY)
    sealed = (left << 32 | right).to_bytes(8, "big")
    return urlsafe_b64encode(sealed + _tag(sealed, noun, settings.SECRET_KEY)).decode()


def open_cursor(cursor: str, noun: str) -> int:
    """The number in a cursor. Raises ``ValueError`` for what was not given out for this noun."""
    try:
        whole = urlsafe_b64decode(cursor.encode("ascii"))
    except (BadBase64Error, ValueError):
        whole = b""
    sealed, tag = whole[:8], whole[8:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if len(sealed) == 8 and hmac.compare_digest(tag, _tag(sealed, noun, secret)):
            left, right = divmod(int.from_bytes(sealed, "big"), 1 << 32)
            for turn in (3, 2, 1, 0):
                left, right = right ^ _round(turn, left, noun, secret), left
            return left << 32 | right
    raise ValueError("It was not given out for this list.")


def _round(turn: int, half: int, noun: str, secret: str) -> int:
    return int.from_bytes(_keyed(f"{turn}:{half}", noun, secret)[:4], "big")


def _tag(sealed: bytes, noun: str, secret: str) -> bytes:
    return _keyed(sealed.hex(), noun, secret)[:10]


def _keyed(text: str, noun: str, secret: str) -> bytes:
    return hmac.new(f"cursor of {noun} {secret}".encode(), text.encode(), sha256).digest()
