"""Names for rows that the outside may see: random, so that they neither count rows nor can be guessed."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_public_id() -> str:
    """A fresh id: 16 characters of lowercase Crockford base32, 80 bits from the system's secure randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_event_id() -> str:
    """What a receiver of events tells repeats by: ``evt_`` and a public id."""
    return f"evt_{new_public_id()}"
