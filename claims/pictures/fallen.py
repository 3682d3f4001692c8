"""What no longer stands in a network: those who took it back, and all that only they held up."""

from dataclasses import replace

from claims.pictures.network import Band, Key, Part


def strike(band: Band, reports: list[Part], timeline: list[Part], folded: dict[str, Part], counted: set[Key]) -> None:
    """Strike who took it back, then all that only they held up or that only led to them. ``counted``: origins that
    the dossier finds to stand."""
    standing_on, struck = _own_reports(reports, folded)
    taken_back = {
        cause["publisher"]: cause.get("at", step["at"])
        for step in timeline
        for cause in step["causes"]
        if cause["kind"] == "withdrawal"
    }
    fallen: set[Key] = set()
    for key, node in band.nodes.items():
        said = next((taken_back[name] for name in node.names if name in taken_back), None)
        moment = struck.get(key, said)
        if moment is not None and key not in standing_on and key not in counted:
            band.nodes[key] = replace(node, taken_back=moment, live=False)
            fallen.add(key)
    dead = _spread(band, fallen, standing_on | counted)
    for key in dead:
        band.nodes[key] = replace(band.nodes[key], live=False)
    band.edges = {edge: live and not dead.intersection(edge) for edge, live in band.edges.items()}


def _own_reports(reports: list[Part], folded: dict[str, Part]) -> tuple[set[Key], dict[Key, str]]:
    """Who has a report that stands, and who took one back and when."""
    standing_on: set[Key] = set()
    struck: dict[Key, str] = {}
    for report in reports:
        publisher = report["document"]["publisher"]["id"]
        key = folded[publisher]["voice"] if publisher in folded else publisher
        if report["live"]:
            standing_on.add(key)
        elif not report["orphaned"]:
            struck.setdefault(key, report["withdrawn_at"] or "")
    return standing_on, struck


def _spread(band: Band, fallen: set[Key], stands: set[Key]) -> set[Key]:
    """The fallen, the relays that only lead to them, and whatever no report that stands leads to."""
    dead = set(fallen)
    outs, ins = band.outs(), band.ins()
    for _ in band.nodes:
        before = len(dead)
        for key in band.nodes:
            if key in dead or key in stands:
                continue
            leads_nowhere = bool(outs[key]) and all(below in dead for below in outs[key])
            unheard = not any(band.edges[above, key] and above not in dead for above in ins[key])
            if leads_nowhere or unheard:
                dead.add(key)
        if len(dead) == before:
            break
    return dead
