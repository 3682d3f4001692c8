"""Making a network small enough to be read: outlets alike are folded, and nobody who would know is hidden.

What is folded are outlets and relays that have it from the same: one box names two of them and counts the others.
All their names stand in the words beside the picture. An origin, a voice that support hangs on and an origin that
took it back are never folded. Where many origins are alike they are gathered in one box, which names each.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from claims.pictures.network import Band, Edges, Key, Node
from claims.vocabulary import OriginKind

MOST_ALIKE = 4
MOST_OUTLETS = 12
MOST_RELAYS = 8
MOST_CIRCLING = 8
MOST_ORIGINS = 8
MOST_APART = 20

Neighbours = dict[Key, list[Key]]


class Roles:
    """What each node of a band is there for."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.outs, self.ins = band.outs(), band.ins()

    def is_protected(self, node: Node) -> bool:
        """Whether it must be seen, whatever else is folded: whoever would know, or is at the end of what is known."""
        ends = not self.outs[node.key] and node.kind != OriginKind.UNTRACED
        return node.is_origin or node.bottleneck is not None or ends

    def is_outlet(self, node: Node) -> bool:
        """What readers see, and nobody is known to have it from there."""
        return not self.is_protected(node) and not node.circles and not self.ins[node.key]

    def is_relay(self, node: Node) -> bool:
        return not self.is_protected(node) and not node.circles and bool(self.ins[node.key])

    def is_circling(self, node: Node) -> bool:
        return not self.is_protected(node) and node.circles

    def is_end(self, node: Node) -> bool:
        """An origin, or where the trail ends, that nothing hangs on: many such may share a box."""
        return not self.outs[node.key] and node.bottleneck is None and self.is_protected(node)


def fold(band: Band) -> Band:
    """A band of no more than some forty nodes, however many reports there are."""
    band = _fold_alike(band)
    band = _fold_rest(band, Roles.is_outlet, MOST_OUTLETS)
    band = _fold_rest(band, Roles.is_relay, MOST_RELAYS)
    band = _fold_rest(band, Roles.is_circling, MOST_CIRCLING)
    return _gather_ends(band)


def _fold_alike(band: Band) -> Band:
    """Fold those that have it from the same. Folded relays can make outlets alike: so again."""
    while True:
        roles = Roles(band)
        groups: dict[Hashable, list[Node]] = {}
        for node in band.nodes.values():
            if roles.is_outlet(node) or roles.is_relay(node):
                below = frozenset((key, band.edges[node.key, key]) for key in roles.outs[node.key])
                alike = (bool(roles.ins[node.key]), node.live, node.kind, below)
                groups.setdefault(alike, []).append(node)
        many = [group for group in groups.values() if len(group) > (1 if group[0].more else MOST_ALIKE)]
        if not many:
            return band
        for group in many:
            band = merge(band, group)


def _fold_rest(band: Band, is_such: Callable[[Roles, Node], bool], most: int) -> Band:
    """Fold what is still too much of a sort, one box of each kind; those with most reports stay."""
    roles = Roles(band)
    such = [node for node in band.nodes.values() if is_such(roles, node)]
    if len(such) <= most:
        return band
    stay = {node.key for node in sorted(such, key=lambda node: -node.reports)[: most - 3]}
    groups: dict[Hashable, list[Node]] = {}
    for node in such:
        if node.key not in stay:
            groups.setdefault((node.live, node.kind == OriginKind.UNTRACED), []).append(node)
    for group in groups.values():
        band = merge(band, group)
    return band


def _gather_ends(band: Band) -> Band:
    """Put origins that nothing tells apart in one box; where there are still too many, those of a kind."""
    for most, fine in ((MOST_ORIGINS, True), (MOST_APART, False)):
        roles = Roles(band)
        ends = [node for node in band.nodes.values() if roles.is_end(node)]
        groups: dict[Hashable, list[Node]] = {}
        for node in ends:
            seen = frozenset(roles.ins[node.key]) if fine else bool(roles.ins[node.key])
            marks = (node.kind, node.interest, node.live, node.taken_back is None, node.reports > 0)
            groups.setdefault((seen, marks), []).append(node)
        for group in groups.values():
            if len(group) > 1 and (len(group) > most if fine else len(ends) > most):
                band = merge(band, group, gathered=True)
    return band


def merge(band: Band, group: Sequence[Node], *, gathered: bool = False) -> Band:
    """The band with one node for a group of them, in the place of the first; named first is who reports most."""
    if len(group) < 2:
        return band
    first = group[0]
    ranked = sorted(group, key=lambda node: -node.reports) if not gathered else group
    one = replace(
        first,
        key=f"{first.key}+",
        names=tuple(name for node in ranked for name in _name(node)),
        voice="",
        reports=sum(node.reports for node in group),
        kind=first.kind if len({node.kind for node in group}) == 1 else None,
        more=0 if gathered else sum(node.more or 1 for node in group),
        gathered=gathered,
    )
    folded = {node.key for node in group}
    merged = Band(band.side)
    for key, node in band.nodes.items():
        if key == first.key:
            merged.nodes[one.key] = one
        elif key not in folded:
            merged.nodes[key] = node
    edges: Edges = {}
    for (above, below), live in band.edges.items():
        edge = (one.key if above in folded else above, one.key if below in folded else below)
        if edge[0] != edge[1]:
            edges[edge] = edges.get(edge, False) or live
    merged.edges = edges
    return merged


def _name(node: Node) -> tuple[str, ...]:
    """Its names; those of one voice as one."""
    return node.names if node.more or node.gathered else (" / ".join(node.names),)
