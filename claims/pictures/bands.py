"""The networks of a dossier: those who say so, those whose figures merely fit, and those who say otherwise."""

from collections.abc import Iterable
from dataclasses import replace

from claims.pictures.fallen import strike
from claims.pictures.network import Band, Key, Node, Part
from claims.vocabulary import Bearing, OriginKind
from sources.vocabulary import SourceKind

SIDES = (Bearing.SUPPORTS, Bearing.COMPATIBLE, Bearing.OPPOSES)


def read_bands(dossier: Part) -> list[Band]:
    """The networks of those who say so, whose figures merely fit, and who say otherwise; empty ones are left out."""
    reports = [*dossier["reports"], *dossier["related_reports"]]
    bands = [_read_band(dossier, side, [part for part in reports if part["bearing"] == side]) for side in SIDES]
    return [band for band in bands if band.nodes]


def _read_band(dossier: Part, side: str, reports: list[Part]) -> Band:
    band = Band(side)
    standing = dossier["standing"]
    folded = {source["id"]: part for part in standing.get("folded", ()) for source in part["sources"]}
    ends: dict[Key, str] = {}
    for report in reports:
        publisher = _meet(band, report["document"]["publisher"], folded)
        band.nodes[publisher] = replace(band.nodes[publisher], reports=band.nodes[publisher].reports + 1)
        for chain in report["chain"]:
            above = publisher
            for link in chain:
                below = _meet(band, link["source"], folded)
                if below != above:
                    band.edges[above, below] = band.edges.get((above, below), False) or report["live"]
                above = below
            if chain:
                ends[above] = chain[-1]["source"]["kind"]
        if not report["chain"]:
            ends[publisher] = "" if report["own_reporting"] else OriginKind.UNTRACED
    counted = _mark_origins(band, standing["voices"], folded, ends)
    strike(band, reports, dossier["timeline"], folded, counted)
    _mark_bottlenecks(band, standing["bottlenecks"])
    for circle in band.circles():
        for key in circle:
            band.nodes[key] = replace(band.nodes[key], circles=True)
    return band


def _meet(band: Band, source: Part, folded: dict[str, Part]) -> Key:
    """The node of a source, made where it is first met, its name added where it is new."""
    under = folded.get(source["id"])
    key: Key = under["voice"] if under else source["id"]
    node = band.nodes.get(key)
    if node is None:
        called = under["name"] if under and under["name"] != source["name"] else ""
        band.nodes[key] = Node(key, (source["name"],), voice=called)
    elif source["name"] not in node.names:
        names = (*node.names, source["name"])
        known = (under or {}).get("name", "")
        band.nodes[key] = replace(node, names=names, voice="" if known in names else known)
    return key


def _mark_origins(band: Band, voices: list[Part], folded: dict[str, Part], ends: dict[Key, str]) -> set[Key]:
    """What the dossier finds of each end of a chain, and which it counts. Of figures that merely fit, and of outlets
    that do not count because they name nobody, it says nothing: there the report tells."""
    cites = {above for above, _ in band.edges}
    for key, kind in ends.items():
        if kind == OriginKind.UNTRACED and key not in cites:
            band.nodes[key] = replace(band.nodes[key], kind=OriginKind.UNTRACED)
        elif band.side == Bearing.COMPATIBLE and key not in cites:
            found = OriginKind.UNNAMED if kind == SourceKind.UNNAMED else OriginKind.GROUNDED
            band.nodes[key] = replace(band.nodes[key], kind=found)
    counted: set[Key] = set()
    for voice in voices:
        if voice["side"] == band.side:
            # Somebody who retracted speaks on the other side without a report, and is met here first.
            for key in dict.fromkeys(_meet(band, source, folded) for source in voice["sources"]):
                band.nodes[key] = replace(band.nodes[key], kind=voice["kind"], interest=voice["interest"])
                counted.add(key)
    return counted


def _mark_bottlenecks(band: Band, bottlenecks: Iterable[Part]) -> None:
    if band.side != Bearing.SUPPORTS:
        return
    for part in bottlenecks:
        keys = [part["voice"]] if part.get("voice") in band.nodes else _called(band, part["name"])
        for key in keys:
            band.nodes[key] = replace(band.nodes[key], bottleneck=part)


def _called(band: Band, name: str) -> list[Key]:
    return [key for key, node in band.nodes.items() if name == node.voice or name in node.names]
