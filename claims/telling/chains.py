"""Who says so and from whom they have it: reports as readable chains, gathered under the voices they go back to."""

from typing import Any

from claims.telling.explaining import tell_drift
from claims.telling.figures import tell_quantity
from claims.telling.words import INTERESTS, NOT_COUNTED, ORIGINS, PLACES, RELATIONS, STANCES
from claims.vocabulary import OriginKind

Part = dict[str, Any]
MOST_PATHS = 8
KINDS = [kind.value for kind in OriginKind]


def tell_reports(dossier: Part) -> list[Part]:
    """Every report on the claim, oldest first, with its chains as steps and why it may not count."""
    why = {entry["report"]: entry for entry in dossier["standing"]["not_counted"]}
    return [tell_report(report, why.get(report["id"])) for report in dossier["reports"]]


def tell_report(report: Part, uncounted: Part | None) -> Part:
    """One report: who published what when, in which words, and through whom it has it."""
    document = report["document"]
    return {
        "id": report["id"],
        "publisher": document["publisher"],
        "title": document["title"],
        "url": document["url"],
        "language": document["language"],
        "published_at": document["published_at"],
        "captured": document["captured"],
        "stance": STANCES[report["stance"]],
        "bearing": report["bearing"],
        "quantity": report["quantity"],
        "figure": tell_quantity(report["quantity"]),
        "hedge": report["hedge"],
        "place": PLACES.get(report["place"] or ""),
        "quote": report["quote"],
        "direct_quotation": report["direct_quotation"],
        "own_reporting": report["own_reporting"],
        "paths": [tell_path(report, chain) for chain in report["chain"]] or [tell_path(report, [])],
        "drifts": [tell_drift(drift) for drift in report["drift"]],
        "live": report["live"],
        "withdrawn_at": report["withdrawn_at"],
        "not_counted": NOT_COUNTED[uncounted["reason"]] if uncounted else None,
        "claim": report.get("claim"),
    }


def tell_path(report: Part, chain: list[Part]) -> Part:
    """One chain from what readers can see down to its end. ``open_end``: nobody is named there."""
    document = report["document"]
    steps = [
        {
            "name": link["source"]["name"],
            "id": link["source"]["id"],
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


def gather_voices(dossier: Part, side: str) -> list[Part]:
    """The voices of one side, each with the paths that lead to it."""
    reports = {report["id"]: report for report in (*dossier["reports"], *dossier["related_reports"])}
    voices = []
    for voice in dossier["standing"]["voices"]:
        if voice["side"] != side:
            continue
        own = {source["id"] for source in voice["sources"]}
        leading = [reports[key] for key in voice["reports"] if key in reports]
        paths = distinct([path for report in leading for path in paths_to(report, own)])
        voices.append(
            {
                "name": voice["name"],
                "kind": voice["kind"],
                "kind_text": ORIGINS[voice["kind"]],
                "interest": voice["interest"],
                "interest_text": INTERESTS[voice["interest"]],
                "sources": voice["sources"],
                "others": [source for source in voice["sources"] if source["name"] != voice["name"]],
                "paths": paths[:MOST_PATHS],
                "more_paths": max(0, len(paths) - MOST_PATHS),
            }
        )
    return sorted(voices, key=lambda voice: KINDS.index(voice["kind"]))


def paths_to(report: Part, sources: set[str]) -> list[Part]:
    """The chains of a report that end with one of these sources; all of them where none does (they join others)."""
    ending = [chain for chain in report["chain"] if chain and chain[-1]["source"]["id"] in sources]
    related = report.get("claim")
    paths = [tell_path(report, chain) for chain in ending or report["chain"] or [[]]]
    return [path | {"claim": related, "anchored": related is None} for path in paths]


def distinct(paths: list[Part]) -> list[Part]:
    """The paths without those that only repeat another: headline and body of one document have it the same way."""
    seen: dict[tuple[object, ...], Part] = {}
    for path in paths:
        names = tuple((step["id"], str(step["relation"])) for step in path["steps"])
        seen.setdefault((path["publisher_id"], path["published_at"], path["live"], str(path["claim"]), names), path)
    return list(seen.values())
