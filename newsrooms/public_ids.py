"""Names for rows that the outside may see: random, so that they neither count rows nor can be guessed."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


def new_public_id() -> str:
    """A fresh id: 16 characters of lowercase Crockford base32, 80 bits from the system's secure randomness."""
    bits = secrets.randbits(5 * LENGTH)
    return "".join([PAIRS[bits >> place & 1023] for place in range(0, 5 * LENGTH, 10)])


def new_event_id() -> str:
    """What a receiver of events tells repeats by: ``evt_`` and a public id."""
    return f"evt_{new_public_id()}"
