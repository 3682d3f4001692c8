"""Usernames of a case file: as Django takes them, and none that passes for another by letters of two scripts."""

import hashlib
import re
import unicodedata

from django.contrib.auth.validators import UnicodeUsernameValidator

FORM = re.compile(str(UnicodeUsernameValidator.regex))
LONGEST = 150
ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})  # whose letters pass for one another


def account_of(name: str, newsroom: str) -> str:
    """The username of the account that stands here for somebody of a file who is nobody of this newsroom.

    ``newsroom`` is its slug. So no file reaches the accounts of other newsrooms, nor learns which there are.
    """
    told = name if len(name) + 1 + len(newsroom) <= LONGEST else hashlib.sha256(name.encode()).hexdigest()[:20]
    return f"{told}@{newsroom}"


def name_in_file(username: str, newsroom: str) -> str:
    """The name that such an account had in its file; any other username as it is."""
    return username.removesuffix(f"@{newsroom}") or username


def why_not_username(name: str) -> str | None:
    """Why nobody can have this username, or ``None``."""
    if not 0 < len(name) <= LONGEST or not FORM.fullmatch(name):
        return f"is not a username of 1 to {LONGEST} letters, digits and @/./+/-/_"
    if unicodedata.normalize("NFKC", name) != name:
        return "is not a username in its plain form (Unicode NFKC)"
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()} & ALIKE
    if len(scripts) > 1:
        both = " and ".join(sorted(script.title() for script in scripts))
        return f"mixes letters of {both}, so it may pass for another"
    return None
