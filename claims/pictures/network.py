"""The network of one side: who has it from whom, with voices as nodes, one for all that speak with it.

The rules of evidence work on statements; readers think of who spoke. So a node stands for a voice on one side, and
what it says there is live as long as one report that still stands leads to it. Who is an origin, and of what kind,
is the dossier's finding and is not worked out here again.
"""

from dataclasses import dataclass, field
from typing import Any

from claims.algebra.circular import find_name_loops
from claims.vocabulary import OriginKind

Part = dict[str, Any]
Key = str
Edges = dict[tuple[Key, Key], bool]


@dataclass(frozen=True, slots=True)
class Node:
    """A voice on one side. ``names``: its sources that are heard, in the order in which they are met."""

    key: Key
    names: tuple[str, ...]
    voice: str = ""
    """The name of the voice it speaks with, where that is not its own."""
    reports: int = 0
    """How many reports it published itself."""
    kind: str | None = None
    """What kind of origin it is, if the dossier finds it to be one (``OriginKind``)."""
    interest: str | None = None
    live: bool = True
    taken_back: str | None = None
    """When it took back what it said; "" where that is not known."""
    bottleneck: Part | None = None
    circles: bool = False
    more: int = 0
    """How many were folded into this node; ``names`` are theirs."""
    gathered: bool = False
    """Whether several origins of a kind share this node, each named."""

    @property
    def is_origin(self) -> bool:
        """Whether somebody is named, or at least described, who would know."""
        return self.kind in (OriginKind.GROUNDED, OriginKind.UNNAMED)


@dataclass(slots=True)
class Band:
    """One side's network. ``edges``: who has it from whom, and whether a report that stands says so."""

    side: str
    nodes: dict[Key, Node] = field(default_factory=dict)
    edges: Edges = field(default_factory=dict)

    def outs(self) -> dict[Key, list[Key]]:
        """For each node, whom it has it from, in the order in which they are met."""
        found: dict[Key, list[Key]] = {key: [] for key in self.nodes}
        for above, below in self.edges:
            found[above].append(below)
        return found

    def ins(self) -> dict[Key, list[Key]]:
        """For each node, who has it from there."""
        found: dict[Key, list[Key]] = {key: [] for key in self.nodes}
        for above, below in self.edges:
            found[below].append(above)
        return found

    def circles(self) -> list[list[Key]]:
        """The groups that have it from each other, each in the order of meeting."""
        order = {key: place for place, key in enumerate(self.nodes)}
        loops = find_name_loops({key: below for key, below in self.outs().items() if below})
        return sorted((sorted(loop, key=order.__getitem__) for loop in loops), key=lambda loop: order[loop[0]])
