"""What a site asks robots to leave alone (RFC 9309), read from its robots.txt into a value that can be kept."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, unquote_to_bytes, urlsplit

from sources.fetching.policy import PRODUCT

MOST_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
KEPT_FOR = timedelta(hours=24)  # RFC 9309, 2.4
LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
PRODUCT_TOKEN = PRODUCT.split("/")[0].lower()
UNRESERVED = "-._~!$'()*,;:@&=+/?"
MOST_DELAY_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: a path pattern, and whether it allows."""

    pattern: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Whether the pattern covers this normalised path: ``*`` is any run of characters, a last ``$`` the end."""
        anchored = self.pattern.endswith("$")
        pieces = self.pattern.removesuffix("$").split("*")
        if not path.startswith(pieces[0]):
            return False
        at = len(pieces[0])
        for piece in pieces[1:-1]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if len(pieces) == 1:
            return not anchored or at == len(path)
        last = pieces[-1]
        if anchored:
            return len(path) - len(last) >= at and path.endswith(last)
        return path.find(last, at) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host allows us: rules of the groups that speak to us, and how long it asks us to wait between."""

    rules: tuple[Rule, ...] = ()
    delay_seconds: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether this URL may be fetched: the longest matching pattern decides, and ``allow`` wins a draw."""
        parts = urlsplit(url)
        path = normalise(parts.path or "/") + (f"?{normalise(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        matching = [rule for rule in self.rules if rule.matches(path)]
        return max(matching, key=lambda rule: (len(rule.pattern), rule.allows), default=Rule("", True)).allows


ALLOWS_ALL = Robots()
ALLOWS_NOTHING = Robots((Rule("/", False),))


def read_robots(text: str, *, product_token: str = PRODUCT_TOKEN) -> Robots:
    """Read a robots.txt. All groups naming our token are one group; without any, those naming ``*`` are."""
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    speaking_to: list[str] = []
    naming = False
    for line in text.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            speaking_to = [*speaking_to, name_of(value)] if naming else [name_of(value)]
            groups.setdefault(speaking_to[-1], ([], []))
            naming = True
            continue
        if key in {"allow", "disallow", "crawl-delay"}:
            naming = False
        for name in speaking_to:
            rules, delays = groups[name]
            if key in {"allow", "disallow"} and value.startswith(("/", "*")):
                rules.append(Rule(normalise(value), key == "allow"))
            if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d+)?", value):
                delays.append(float(value))
    rules, delays = groups.get(product_token.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(max(delays, default=0.0), MOST_DELAY_SECONDS))


def judge_robots(status: int | None, text: str) -> Robots:
    """What an answer for ``/robots.txt`` means (RFC 9309, 2.3.1): no file allows all, a failing server nothing."""
    if is_failing(status):
        return ALLOWS_NOTHING
    return read_robots(text) if status is not None and 200 <= status < 300 else ALLOWS_ALL


def expire_at(status: int | None, asked_at: datetime) -> datetime:
    """Until when an answer holds: a day, and a quarter of an hour for one that a failing server gave us."""
    return asked_at + (timedelta(minutes=15) if is_failing(status) else KEPT_FOR)


def is_failing(status: int | None) -> bool:
    """Whether a server (``None``: it gave no answer) failed rather than said something about robots."""
    return status is None or status >= 500 or status == 429


def name_of(written: str) -> str:
    """The product token of a user-agent line, in lower case; what follows it (a version, say) does not count."""
    match = re.match(r"[A-Za-z_-]+|\*", written)
    return match[0].lower() if match else ""


def normalise(path: str) -> str:
    """A path with its percent-encoding written one way, so that a pattern and an address can be compared."""
    parts = re.split("(%2[Ff])", path)  # an encoded slash is not a slash
    return "".join(
        "%2F" if part.upper() == "%2F" else quote(unquote_to_bytes(part), safe=UNRESERVED) for part in parts
    )
