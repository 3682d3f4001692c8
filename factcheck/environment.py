"""How a setting is read from the environment: plain, as a flag, a list, a secret in a file, a database address."""

import os
import re
import secrets
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

FRAMER = re.compile(r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
GUESSED_FIRST = ("postgres", "password", "admin", "secret", "changeme", "change-me", "factcheck", "12345678")
PLACEHOLDERS = ("changeme", "change-me", "django-insecure", "secret", "insecure", "example")


def read_text(name: str, default: str = "") -> str:
    """The variable ``name``; else the contents of the file named by ``name_FILE``; else ``default``.

    Both at once are refused: nobody could tell which of the two is meant.
    """
    value, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and file:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; keep one of them.")
    if not file:
        return value or default
    try:
        return Path(file).read_text(encoding="utf-8").strip() or default
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE: {file} cannot be read ({error}).") from error


def read_word(name: str, default: str, *, among: Iterable[str]) -> str:
    """The variable ``name``, one of these words."""
    word, known = read_text(name, default), sorted(among)
    if word not in known:
        few = f"one of {', '.join(known)}" if len(known) < 12 else f"a known one, as {default}"
        raise ImproperlyConfigured(f"{name} is {word!r}; it is {few}.")
    return word


def read_flag(name: str, default: bool = False) -> bool:
    """1, true, yes, on or 0, false, no, off; anything else is refused rather than guessed."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return default


def read_number(name: str, default: int, *, least: int = 0, most: int = 1_000_000_000) -> int:
    """A whole number from ``least`` to ``most``."""
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value[:40]!r}; write a whole number from {least} to {most}.")
    return int(value)


def settle_settings() -> None:
    """Read the settings now, or end the process with the one line that names what is wrong with them."""
    try:
        settings.INSTALLED_APPS  # noqa: B018 - the first thing asked for reads them all
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def read_framers(name: str, default: str) -> list[str]:
    """Who may frame a page, as a Content-Security-Policy names them: ``*``, ``'self'``, ``'none'`` alone, or origins
    such as https://news.example and https://*.news.example. Anything else would be dropped by browsers in silence."""
    found = read_list(name, (default,))
    wrong = [one for one in found if one not in ("*", "'self'", "'none'") and not FRAMER.fullmatch(one)]
    if wrong:
        named = ", ".join(repr(one) for one in wrong)
        raise ImproperlyConfigured(
            f"{name} holds {named}; write *, 'self', 'none' or origins as https://news.example."
        )
    if "'none'" in found and len(found) > 1:
        raise ImproperlyConfigured(f"{name} holds 'none' and others besides; keep one or the others.")
    return found


def read_port(name: str = "PORT", default: int = 8000) -> int:
    """A port that one can listen on."""
    return read_number(name, default, least=1, most=65_535)


def read_list(name: str, default: Iterable[str] = ()) -> list[str]:
    """Comma-separated values, blanks dropped."""
    found = [part.strip() for part in os.environ.get(name, "").split(",")]
    return [part for part in found if part] or list(default)


def read_database(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's connection values for postgresql://user:password@host:port/database?option=value.

    A unix socket is ``postgresql:///database?host=/folder``. Other options go to libpq as they stand (sslmode, …).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}.") from error
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not database:
        raise ImproperlyConfigured(f"{name} must read postgresql://user:password@host:port/database.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": read_text("DATABASE_PASSWORD") or unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def read_redis(url: str) -> str:
    """A Redis address (redis://, rediss:// or unix://) with the password of REDIS_PASSWORD in it, if there is one."""
    parts = urlsplit(url)
    if url and parts.scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured(
            "REDIS_URL must read redis://host:port/number, rediss://… or unix:///path?db=number."
        )
    password = read_text("REDIS_PASSWORD")
    if not password or parts.password:
        return url
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:{quote(password, safe='')}@{place}"))


def read_broker(url: str) -> str:
    """Celery's spelling of a Redis address; a unix socket is unix:///path?db=0 to redis-py and different here."""
    if not url.startswith("unix://"):
        return url
    parts = urlsplit(url)
    return f"redis+socket://{parts.path}?virtual_host={dict(parse_qsl(parts.query)).get('db', '0')}"


def make_secret(file: Path) -> str:
    """The secret kept in ``file``, made at the first asking; whoever asks at the same time gets the same one."""
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise ImproperlyConfigured(why_no_folder(file.parent, error)) from error
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text(encoding="ascii")


def why_no_folder(folder: Path, error: OSError) -> str:
    """That the data cannot lie in ``folder``, and what would help."""
    return f"The data cannot lie in {folder} ({error.strerror}); set FACTCHECK_DATA to a folder of your own."


def name_weakness(secret: str) -> str | None:
    """Why this is no secret key for a server that others can reach; None when it will do."""
    if not secret:
        return "is missing"
    if len(secret) < 50 or len(set(secret)) < 12:
        return "is too short or too uniform: give 50 random characters or more"
    if any(word in secret.lower() for word in PLACEHOLDERS):
        return "looks like a placeholder"
    return None


def name_unsafe_host(hosts: Sequence[str]) -> str | None:
    """Why a server that answers to these names (``.example.org``: with all below it) is not safe; None when it is."""
    if not hosts or any("*" in host for host in hosts):
        return "must name the hosts, without *"
    if any(host.startswith(".") and "." not in host[1:] for host in hosts):
        return "names all of a top-level domain"
    return None


def name_unsafe_address(address: str, hosts: Sequence[str]) -> str | None:
    """Why this is not the public address of a site that answers to ``hosts``; None when it is."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return "must be the public https:// address"
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        return "must be an https:// address of a host alone, without a path"
    if not validate_host(parts.hostname, hosts):
        return f"is at {parts.hostname}, which ALLOWED_HOSTS does not name"
    return None


def is_guessable(password: str, user: str) -> bool:
    """Whether a password is one that everybody tries first. Without any, a socket or a certificate lets one in."""
    return bool(password) and password.lower() in {user.lower(), *GUESSED_FIRST}
