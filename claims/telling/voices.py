"""The voices that all reports go back to, each with the ways that lead to it: who has it through whom."""

from typing import Any

from claims.telling.paths import tell_path
from claims.telling.words import INTERESTS, ORIGINS
from claims.vocabulary import OriginKind

Part = dict[str, Any]
MOST_WAYS = 8
MOST_PUBLISHERS = 6
KINDS = [kind.value for kind in OriginKind]


def gather_voices(dossier: Part, side: str) -> list[Part]:
    """The voices of one side, each with the ways that lead to it."""
    reports = {report["id"]: report for report in (*dossier["reports"], *dossier["related_reports"])}
    every = dossier["standing"]["voices"]
    voices = []
    for voice in every:
        if voice["side"] != side:
            continue
        own = {source["id"] for source in voice["sources"]}
        others = {source["id"] for other in every for source in other["sources"]} - own
        leading = [reports[key] for key in voice["reports"] if key in reports]
        ways = gather_ways(distinct(paths_of(leading, own, others)))
        called = call_voice(voice)
        voices.append(
            {
                "name": called,
                "kind": voice["kind"],
                "kind_text": ORIGINS[voice["kind"]],
                "interest": voice["interest"],
                "interest_text": INTERESTS[voice["interest"]],
                "sources": voice["sources"],
                "others": [source for source in voice["sources"] if source["name"] != called],
                "folded_with": voice["name"] if voice["name"] != called else "",
                "ways": ways[:MOST_WAYS],
                "more_ways": max(0, len(ways) - MOST_WAYS),
            }
        )
    return sorted(voices, key=lambda voice: KINDS.index(voice["kind"]))


def call_voice(voice: Part) -> str:
    """What to call a voice: by the source that speaks, where only one of it does."""
    sources = voice["sources"]
    return str(sources[0]["name"] if len(sources) == 1 else voice["name"])


def paths_of(reports: list[Part], own: set[str], others: set[str]) -> list[Part]:
    """The chains that end with these sources, or join another chain that does; none that ends with ``others``."""
    paths = []
    for report in reports:
        publisher = report["document"]["publisher"]["id"]
        ends = {number: chain[-1]["source"]["id"] for number, chain in enumerate(report["chain"]) if chain}
        ending = [chain for number, chain in enumerate(report["chain"]) if ends.get(number) in own]
        joining = [chain for number, chain in enumerate(report["chain"]) if ends.get(number) not in others]
        chains = ending or joining or ([[]] if not report["chain"] and publisher not in others else [])
        related = report.get("claim")
        paths += [tell_path(report, chain) | {"claim": related, "anchored": related is None} for chain in chains]
    return paths


def distinct(paths: list[Part]) -> list[Part]:
    """The paths without those that only repeat another: headline and body of one document have it the same way."""
    seen: dict[tuple[object, ...], Part] = {}
    for path in paths:
        seen.setdefault((path["publisher_id"], path["published_at"], *_way(path)), path)
    return list(seen.values())


def gather_ways(paths: list[Part]) -> list[Part]:
    """Paths that run through the same names as one way with several publishers, the most travelled first."""
    ways: dict[tuple[object, ...], Part] = {}
    for path in paths:
        way = ways.setdefault(_way(path), path | {"publishers": []})
        way["publishers"].append(
            {
                "name": path["publisher"],
                "id": path["publisher_id"],
                "published_at": path["published_at"],
                "report": path["report"] if path["anchored"] else None,
            }
        )
    for way in ways.values():
        way["more_publishers"] = max(0, len(way["publishers"]) - MOST_PUBLISHERS)
        way["publishers"] = way["publishers"][:MOST_PUBLISHERS]
    return sorted(ways.values(), key=lambda way: -len(way["publishers"]) - way["more_publishers"])


def _way(path: Part) -> tuple[object, ...]:
    names = tuple([(step["id"], step["kind"]) for step in path["steps"]])
    return (path["live"], path["own_reporting"], path["open_end"], str(path["claim"]), names)
