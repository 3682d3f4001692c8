"""One chain as steps: from what readers can see, through those who passed it on, down to its end."""

from typing import Any

from claims.telling.figures import tell_quantity
from claims.telling.words import RELATIONS

Part = dict[str, Any]


def tell_path(report: Part, chain: list[Part]) -> Part:
    """One chain from what readers can see down to its end. ``open_end``: nobody is named there."""
    document = report["document"]
    steps = [
        {
            "name": link["source"]["name"],
            "id": link["source"]["id"],
            "kind": link["relation"],
            "relation": RELATIONS[link["relation"]],
            "url": link["document"]["url"] if link["document"] else None,
            "captured": bool(link["document"] and link["document"]["captured"]),
            "figure": tell_quantity(link["quantity"]),
            "quote": (link["quote"] or {}).get("exact", ""),
        }
        for link in chain
    ]
    return {
        "report": report["id"],
        "publisher": document["publisher"]["name"],
        "publisher_id": document["publisher"]["id"],
        "published_at": document["published_at"],
        "steps": steps,
        "own_reporting": report["own_reporting"] and not chain,
        "open_end": not chain and not report["own_reporting"],
        "live": report["live"],
    }
