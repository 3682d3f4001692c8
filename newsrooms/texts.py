"""Text as it may be stored: what PostgreSQL or a reader could not hold is refused with a reason."""

import unicodedata

from django.core.exceptions import ValidationError


def clean_text(text: str, *, field: str, longest: int | None = None, blank: bool = True) -> str:
    """``text`` stripped, in Unicode NFC and with plain newlines; ``ValidationError`` under ``field`` for what cannot
    be stored.

    Refused: NUL, lone surrogates, other control characters than newline and tab, more than ``longest``
    characters, and nothing at all unless ``blank``.
    """
    if any(unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t" for character in text):
        raise ValidationError({field: ValidationError("Holds a character that cannot be stored.", "unstorable")})
    cleaned = unicodedata.normalize("NFC", plain_newlines(text)).strip()
    if not cleaned and not blank:
        raise ValidationError({field: ValidationError("Is missing.", "required")})
    if longest is not None and len(cleaned) > longest:
        raise ValidationError({field: ValidationError(f"Is longer than {longest} characters.", "too_long")})
    return cleaned


def plain_newlines(text: str) -> str:
    """``text`` with every end of a line as one newline; browsers send two characters for it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
