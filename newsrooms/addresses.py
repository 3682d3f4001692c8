"""Web addresses as a webhook endpoint may have them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError


def clean_endpoint_url(url: str) -> str:
    """The address, or ``ValidationError`` under ``url``: https (http too outside production), a host, nothing secret.

    Whether the host may be dialled at all is asked by the guarded client at each sending, not here: names move.
    """
    schemes = ("https",) if getattr(settings, "PRODUCTION", True) else ("https", "http")
    try:
        parts = urlsplit(url.strip())
        port_is_fine = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        raise _refusal("Is not a web address.", "invalid") from None
    if parts.scheme not in schemes:
        raise _refusal("Must begin with https://.", "scheme")
    if not parts.hostname or not port_is_fine or not url.isprintable() or " " in url.strip():
        raise _refusal("Is not a web address.", "invalid")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _refusal("Must have no user name, password or fragment.", "invalid")
    if len(url) > 500:
        raise _refusal("Is longer than 500 characters.", "too_long")
    return parts.geturl()


def _refusal(reason: str, code: str) -> ValidationError:
    return ValidationError({"url": ValidationError(reason, code)})
