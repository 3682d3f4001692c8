"""What is said of each box beside its name, in words with a mark: never by colour alone."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from claims.pictures.markup import isolate
from claims.pictures.network import Band, Node
from claims.spoken import gettext as _
from claims.telling.figures import tell_moment
from claims.vocabulary import Bearing, OriginKind, VoiceInterest

NAMED = 2
LEVELS = ("low", "with_parties", "high")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign and the words it stands for."""

    sign: str
    words: str


def marks_of(node: Node, band: Band, *, cited: bool, cites: bool) -> list[Mark]:
    """All marks of a node, the gravest first. ``cited``: somebody has it from there; ``cites``: it from others."""
    marks = []
    if not node.live:
        marks.append(Mark("cross", say_fall(node, cites=cites)))
    if node.bottleneck:
        marks.append(Mark("neck", say_hinge(node)))
    if node.interest == VoiceInterest.INTERESTED:
        marks.append(Mark("gain", say_gain(band)))
    if node.interest == VoiceInterest.ADMITS:
        marks.append(Mark("loss", _("says this against its own interest")))
    if node.kind == OriginKind.UNNAMED:
        marks.append(Mark("unnamed", _("not named")))
    if node.kind == OriginKind.UNTRACED:
        marks.append(Mark("unnamed", say_untraced(node, cites=cites)))
    if node.circles:
        marks.append(Mark("circle", _("part of a circle: they have it from each other")))
    if band.side == Bearing.OPPOSES and not node.reports and not cited:
        marks.append(Mark("cross", _("had said so, and takes it back as wrong")))
    if node.reports and not cites and node.kind != OriginKind.UNTRACED:
        marks.append(Mark("page", say_account(node, cited=cited)))
    if voice := say_voice(node):
        marks.append(Mark("voice", voice))
    return marks


def say_fall(node: Node, *, cites: bool) -> str:
    """Why it no longer stands."""
    if node.taken_back:
        return _("taken back %(when)s") % {"when": tell_moment(node.taken_back)}
    if node.taken_back is not None:
        return _("taken back")
    if cites:
        return _("rests on what was taken back")
    return _("heard only through what was taken back")


def say_hinge(node: Node) -> str:
    """What is left without it."""
    part = node.bottleneck or {}
    if part["single"]:
        return _("all support hangs on this")
    level = next((name for name in LEVELS if part["lines"][name] != part["without"][name]), "high")
    lines, left = part["lines"][level], part["without"][level]
    words = ngettext(
        "without it, %(lines)d line becomes %(left)d", "without it, %(lines)d lines become %(left)d", lines
    )
    return words % {"lines": lines, "left": left}


def say_account(node: Node, *, cited: bool) -> str:
    """That it speaks for itself, where readers can see it."""
    if cited:
        return _("each says so itself, in public") if node.gathered else _("says so itself, in public")
    return _("each on its own account") if node.gathered else _("on its own account")


def say_gain(band: Band) -> str:
    if band.side == Bearing.OPPOSES:
        return _("gains if this is not believed")
    return _("gains if this is believed")


def say_untraced(node: Node, *, cites: bool) -> str:
    if cites:
        return _("from there on it cannot be traced")
    if node.more:
        return _("none of them says from whom")
    return _("does not say from whom")


def say_voice(node: Node) -> str:
    """With whom it counts as one."""
    if node.gathered or node.more:
        return ""
    if node.voice:
        return _("one voice with %(name)s") % {"name": isolate(node.voice)}
    if len(node.names) > 1:
        return _("counted as one voice")
    return ""


def call(node: Node, *, cited: bool) -> list[str]:
    """What stands in the box: each name of a voice, or two of those folded and how many there are besides."""
    names = [isolate(name) for name in node.names]
    if node.more <= NAMED:
        return names
    count = node.more - NAMED
    if node.circles:
        words = ngettext("and %(count)d more in the circle", "and %(count)d more in the circle", count)
    elif cited:
        words = ngettext("and %(count)d more who pass it on", "and %(count)d more who pass it on", count)
    else:
        words = ngettext("and %(count)d more outlet", "and %(count)d more outlets", count)
    return [*names[:NAMED], words % {"count": count}]
