"""The picture of who has it from whom, in words: every voice, every link, every mark, nothing folded."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

from claims.pictures.marks import marks_of
from claims.pictures.markup import clean, isolate
from claims.pictures.network import Band, Key, Node
from claims.pictures.picture import Line
from claims.pictures.titles import title_band
from claims.sentences import say_not_counted
from claims.spoken import gettext as _
from claims.vocabulary import Bearing

Part = dict[str, Any]


def name_all(names: Sequence[str]) -> str:
    """Every name, as a sentence holds them."""
    shown = [isolate(name) for name in dict.fromkeys(names)]
    if len(shown) < 2:
        return "".join(shown)
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]}


def tell_graph(bands: Sequence[Band], dossier: Part) -> list[Line]:
    """One line for each side, and below it who has it from whom and what is to be known of each."""
    told = [_tell_band(band) for band in bands]
    aside = _tell_aside(dossier)
    return [*told, aside] if aside else told


def _tell_band(band: Band) -> Line:
    outs = band.outs()
    seen = [node for node in band.nodes.values() if node.reports]
    origins = [node for node in band.nodes.values() if node.is_origin]
    outlets = ngettext("%(count)d publishes this", "%(count)d publish this", len(seen)) % {"count": len(seen)}
    ends = ngettext("%(count)d origin", "%(count)d origins", len(origins)) % {"count": len(origins)}
    first = _("%(side)s: %(outlets)s; behind them: %(origins)s.") % {
        "side": title_band(band),
        "outlets": outlets,
        "origins": ends,
    }
    below = [*_tell_links(band, outs), *_tell_voices(band, outs)]
    return Line(first, tuple(Line(sentence) for sentence in below))


def _tell_links(band: Band, outs: dict[Key, list[Key]]) -> list[str]:
    """Who has it from whom; those who have it from the same in one sentence."""
    alike: dict[tuple[tuple[Key, bool], ...], list[Node]] = {}
    for key, node in band.nodes.items():
        below = tuple(sorted((other, band.edges[key, other]) for other in outs[key]))
        if below:
            alike.setdefault(below, []).append(node)
    told = []
    for below, nodes in alike.items():
        who = name_all([name_node(node) for node in nodes])
        stands = [name_node(band.nodes[key]) for key, live in below if live]
        fallen = [name_node(band.nodes[key]) for key, live in below if not live]
        words = ngettext("%(who)s has it from %(whom)s.", "%(who)s have it from %(whom)s.", len(nodes))
        if stands:
            told.append(words % {"who": who, "whom": name_all(stands)})
        words = ngettext(
            "%(who)s had it from %(whom)s; that no longer stands.",
            "%(who)s had it from %(whom)s; that no longer stands.",
            len(nodes),
        )
        if fallen:
            told.append(words % {"who": who, "whom": name_all(fallen)})
    return told


def _tell_voices(band: Band, outs: dict[Key, list[Key]]) -> list[str]:
    """What each voice is marked with; those marked alike in one sentence."""
    ins = band.ins()
    alike: dict[tuple[str, ...], list[Node]] = {}
    for key, node in band.nodes.items():
        marks = marks_of(node, band, cited=bool(ins[key]), cites=bool(outs[key]))
        if marks or not (ins[key] or outs[key]):
            alike.setdefault(tuple(mark.words for mark in marks), []).append(node)
    told = []
    for words, nodes in alike.items():
        who = name_all([name_node(node) for node in nodes])
        told.append(f"{who}: {'; '.join(words)}." if words else f"{who}.")
    return told


def name_node(node: Node) -> str:
    return " / ".join(clean(name) for name in node.names)


def _tell_aside(dossier: Part) -> Line | None:
    """Reports that take no side: not drawn, told."""
    why = {part["report"]: part for part in dossier["standing"]["not_counted"]}
    told = []
    for report in dossier["reports"]:
        part = why.get(report["id"])
        if report["bearing"] == Bearing.NEUTRAL and part:
            told.append(clean(say_not_counted(part["reason"], isolate(part["publisher"]), part["rests_on"])))
    if not told:
        return None
    first = ngettext(
        "Not drawn: %(count)d report that takes no side.",
        "Not drawn: %(count)d reports that take no side.",
        len(told),
    )
    return Line(first % {"count": len(told)}, tuple(Line(sentence) for sentence in dict.fromkeys(told)))
