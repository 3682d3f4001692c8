"""Where a URL points, read strictly: a URL that two readers could read differently is refused, with the reason."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from sources.fetching.policy import Policy

LONGEST_URL = 4000
DEFAULT_PORTS = {"http": 80, "https": 443}
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
CONTROL = re.compile(r"[\x00-\x20\x7f\\]")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
INSIDE = ("localhost", "local", "internal", "onion", "alt", "home.arpa")
SAFE = "%/:=&?~+!$,;'@()*[]|"


class RefusedURLError(ValueError):
    """A URL that will not be fetched; the message is a reason fit for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One place to send a request: scheme, host in ASCII without brackets, port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and, when it is not the scheme's own, port, as a ``Host`` header and a URL write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def read_target(url: str, policy: Policy) -> Target:
    """Read an http(s) URL into a target, or raise ``RefusedURLError`` with the part that is wrong and why."""
    url = url.strip()
    if len(url) > LONGEST_URL:
        raise RefusedURLError(f"the address is longer than {LONGEST_URL} characters")
    if CONTROL.search(url) or not url.isprintable():
        raise RefusedURLError("the address contains a space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedURLError("the address cannot be read as a URL") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise RefusedURLError("scheme: only http and https are fetched")
    if "@" in parts.netloc:
        raise RefusedURLError("host: an address must not carry a user name or password")
    if port is None:
        port = DEFAULT_PORTS[parts.scheme]
    if not policy.permits_port(port):
        raise RefusedURLError("port: only 80 and 443 are fetched")
    host = read_host(parts.netloc, parts.hostname or "")
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query)


def follow(base: Target, location: str, policy: Policy) -> Target:
    """The target a ``Location`` header names, seen from ``base``; ``RefusedURLError`` when it may not be followed."""
    try:
        joined = urljoin(base.url, location.strip())
    except ValueError:
        raise RefusedURLError("the redirect cannot be read as a URL") from None
    return read_target(joined.replace(" ", "%20"), policy)


def read_host(netloc: str, host: str) -> str:
    """A host name in lower-case ASCII (IDNA 2008 after UTS 46 mapping), or a canonical IP literal."""
    if netloc.startswith("["):
        return _read_ipv6(host)
    if not host or "%" in host:
        raise RefusedURLError("host: there is none, or it is percent-encoded")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:  # idna's own errors are of this kind
            raise RefusedURLError("host: not a valid international domain name") from None
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        return _read_ipv4(host)
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise RefusedURLError("host: not a valid domain name")
    if len(labels) < 2 or any(host.endswith(f".{inside}") for inside in INSIDE):
        raise RefusedURLError("host: not a public domain name")
    return host


def _read_ipv4(host: str) -> str:
    try:
        return str(IPv4Address(host))  # refuses leading zeros, hexadecimal and short forms
    except ValueError:
        raise RefusedURLError("host: an IPv4 address must be four plain numbers") from None


def _read_ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError:
        raise RefusedURLError("host: not a valid IPv6 address") from None
    if address.scope_id is not None:
        raise RefusedURLError("host: an IPv6 address must not carry a zone")
    return str(address)
