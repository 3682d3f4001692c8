"""The limits a fetch keeps to: whom it may dial, how long, how much, and who it says it is."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

from sources.fetching.address_table import Address, Network, why_not_dial

Resolve = Callable[[str, int], Sequence[str]]

WEB_PORTS = frozenset({80, 443})
PRODUCT = "FactcheckDesk/0.1"


def resolve_with_system(host: str, port: int) -> list[str]:
    """The addresses the system's resolver gives for a host, in its order. ``OSError`` when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one fetch may do.

    ``permitted`` names exact (address, port) pairs that may be dialled although the table refuses them. It
    exists for tests and for a demonstration on one machine, is given only by the code that makes the policy,
    and must never be filled from anything an editor or a caller of the API can write.
    """

    deadline_seconds: float = 30.0
    connect_seconds: float = 10.0
    max_bytes: int = 10_000_000
    max_header_bytes: int = 262_144
    max_redirects: int = 5
    contact: str = ""
    resolve: Resolve = resolve_with_system
    permitted: frozenset[tuple[str, int]] = frozenset()
    also_refused: tuple[Network, ...] = field(default=())

    @property
    def user_agent(self) -> str:
        """The name we go by, with where to complain: ``FactcheckDesk/0.1 (+https://desk.example/contact)``."""
        return f"{PRODUCT} (+{self.contact})" if self.contact else PRODUCT

    def permits_port(self, port: int) -> bool:
        return port in WEB_PORTS or any(port == permitted for _, permitted in self.permitted)

    def why_not_dial(self, address: str, port: int) -> str | None:
        """Why this address and port may not be dialled under this policy, or ``None``."""
        try:
            parsed: Address = ip_address(address)
        except ValueError:
            return "not an address"
        if (str(parsed), port) in self.permitted:
            return None
        if port not in WEB_PORTS:
            return f"port {port}"
        if any(parsed.version == network.version and parsed in network for network in self.also_refused):
            return "refused by this installation"
        return why_not_dial(parsed)


PUBLIC = Policy()
