"""Dossiers told in few words, as JSON objects: what the pictures are given, without a database."""

import hashlib
from collections.abc import Sequence
from typing import Any

from lxml import etree

Part = dict[str, Any]
LINES = {"low": 1, "with_parties": 1, "high": 1}
NO_LINES = {"low": 0, "with_parties": 0, "high": 0}


def source(name: str, kind: str = "outlet") -> Part:
    return {"id": "s" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:15], "name": name, "kind": kind}


def figure(low: float | None, high: float | None, worded: str = "", **more: Any) -> Part:
    return {"worded": worded, "counted": "boats", "low": low, "high": high} | more


def report(publisher: str, *chains: Sequence[str], **told: Any) -> Part:
    """A report with each chain as the names it runs through; without one and not ``own``, it says not from whom."""
    when = told.pop("when", "2025-06-01")
    kinds: dict[str, str] = told.pop("kinds", {})
    own = told.pop("own", False)
    return {
        "id": f"r-{publisher}-{when}-{chains}",
        "document": {"publisher": source(publisher), "published_at": when},
        "stance": "asserts",
        "bearing": "supports",
        "relation": None,
        "incomparable": None,
        "quantity": None,
        "own_reporting": own,
        "chain": [[{"source": source(name, kinds.get(name, "official"))} for name in chain] for chain in chains],
        "live": True,
        "orphaned": False,
        "withdrawn_at": None,
    } | told


def voice(name: str, *, side: str = "supports", kind: str = "grounded", interest: str = "none") -> Part:
    part = {"voice": source(name)["id"], "name": name, "side": side, "kind": kind, "interest": interest}
    return part | {"sources": [source(name)], "reports": []}


def hinge(name: str, *, single: bool = True, lines: int = 1, left: int = 0) -> Part:
    of = dict.fromkeys(LINES, lines)
    without = dict.fromkeys(LINES, left)
    return {"voice": source(name)["id"], "name": name, "single": single, "lines": of, "without": without}


def folded(name: str, *names: str) -> Part:
    return {"voice": source(name)["id"], "name": name, "sources": [source(other) for other in names]}


def step(at: str, status: str = "single_source", lines: Part = LINES, *, moved: bool = True, **causes: Any) -> Part:
    told = [{"kind": "report", "id": name, "publisher": name, "stance": "asserts"} for name in causes.get("by", ())]
    back = causes.get("back", at)
    told += [
        {"kind": "withdrawal", "id": name, "publisher": name, "at": back} for name in causes.get("withdrawn", ())
    ]
    return {"at": at, "status": status, "lines": lines, "moved": moved, "causes": told}


def dossier(*reports: Part, **told: Any) -> Part:
    """A dossier of these reports; where no voices are given, the live ends of their chains are grounded ones."""
    own = [part for part in reports if "claim" not in part]
    voices = told.pop("voices", None)
    standing = {
        "status": "single_source",
        "lines": LINES,
        "voices": find_voices(reports) if voices is None else voices,
        "bottlenecks": told.pop("hinges", []),
        "folded": told.pop("folded", []),
        "not_counted": told.pop("not_counted", []),
        "computed_at": "2025-07-01T10:00:00+00:00",
    }
    return {
        "id": "clm1",
        "statement": "Forty boats left the harbour.",
        "quantity": None,
        "at": None,
        "url": "https://example.org/claims/clm1/",
        "standing": standing,
        "reports": own,
        "related_reports": [part for part in reports if "claim" in part],
        "timeline": [],
    } | told


def find_voices(reports: Sequence[Part]) -> list[Part]:
    """Who stands at the ends of live chains, once for each side."""
    found: dict[tuple[str, str], Part] = {}
    for part in reports:
        if not part["live"] or part["bearing"] not in ("supports", "opposes"):
            continue
        ends = [(chain[-1]["source"], "") for chain in part["chain"] if chain]
        if not part["chain"]:
            ends = [(part["document"]["publisher"], "grounded" if part["own_reporting"] else "untraced")]
        for end, kind in ends:
            kind = kind or ("unnamed" if end["kind"] == "unnamed" else "grounded")
            found.setdefault((part["bearing"], end["id"]), voice(end["name"], side=part["bearing"], kind=kind))
    return list(found.values())


def parse(svg: str) -> Any:
    """The markup as XML; an error where it is none."""
    return etree.fromstring(svg.encode(), etree.XMLParser(huge_tree=True))


def drawing(svg: str, which: str = "pic-wide") -> Any:
    """The drawing for one width of screen."""
    tree = parse(svg)
    found = tree.xpath(f"//div[@class='{which}']/svg")
    return found[0] if found else tree.xpath("//svg")[0]


def read(tree: Any) -> str:
    """All that is written in a drawing, beside its name and description, with single spaces."""
    texts = tree.xpath(".//*[local-name()='text']")
    return " ".join(" ".join(piece for text in texts for piece in text.itertext()).split())
