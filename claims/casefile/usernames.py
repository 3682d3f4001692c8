"""Usernames of a case file: as Django takes them, and none that passes for another by letters of two scripts."""

import re
import unicodedata

from django.contrib.auth.validators import UnicodeUsernameValidator

FORM = re.compile(str(UnicodeUsernameValidator.regex))
LONGEST = 150
ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})  # whose letters pass for one another


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
