"""Who publishes, as machines are told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publisher:
    """A newsroom's name and its address."""

    name: str
    url: str
