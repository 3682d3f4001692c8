"""Contradictions, differences, drift and what is missing, in sentences of the reader's language."""

from typing import Any

from django.utils.translation import ngettext

from claims.sentences import list_names, say_contradiction, say_next_step
from claims.spoken import gettext as _
from claims.telling.voices import call_voice
from claims.vocabulary import DriftKind, Incomparable, QuantityRelation

Part = dict[str, Any]


def tell_contradictions(dossier: Part) -> list[Part]:
    """Each contradiction once, in a sentence. Another claim stands beside it as a link, with those who say that."""
    publishers = {
        report["id"]: report["document"]["publisher"]["name"]
        for report in (*dossier["reports"], *dossier["related_reports"])
    }
    gathered: dict[tuple[object, ...], Part] = {}
    for part in dossier["contradictions"]:
        names = [publishers[key] for key in part.get("with_reports", ()) if key in publishers]
        about = part.get("with_claim") or (part.get("with_report") or {}).get("claim")
        claim = about if about and about["id"] != dossier["id"] else None
        who = list_names([publishers.get(key, "") for key in part["reports"]])
        # "X says this is not so" is one sentence for each; of another claim one sentence names all.
        key = (part["kind"], part["relation"], who, claim["id"] if claim else tuple(names))
        entry = gathered.setdefault(key, part | {"with_claim": claim, "who": who, "names": []})
        entry["names"] += names
    return [_in_a_sentence(entry) for entry in gathered.values()]


def _in_a_sentence(entry: Part) -> Part:
    named = list_names(entry["names"])
    what, said_by = ("", named) if entry["with_claim"] else (named, "")
    told = say_contradiction(entry["kind"], entry["relation"], what).strip()
    return entry | {"told": told, "said_by": said_by}


def tell_difference(part: Part) -> Part:
    """Why two figures that differ do not contradict each other."""
    reason = part["incomparable"]
    told = INCOMPARABLE[reason]() if reason else RELATIONS.get(part["relation"], _its_own)()
    return part | {"told": told, "who": (part.get("with_report") or {}).get("publisher", "")}


def tell_drift(part: Part) -> str:
    """What changed on the way from one to the next, with both wordings."""
    return DRIFTS[part["kind"]]() % {
        "who": part["passed_on_by"],
        "from": part["said_by"],
        "said": part["said"] or "…",
        "passed": part["passed_on"] or "…",
    }


def tell_missing(standing: Part) -> Part:
    """What would move the standing, and what all support hangs on."""
    step = standing["next_step"]
    return {
        "step": step["step"],
        "text": say_next_step(step["step"], step["around"]),
        "hinges": [
            told for hinge in standing["bottlenecks"] if (told := tell_hinge(hinge | called_in(standing, hinge)))
        ],
    }


def called_in(standing: Part, hinge: Part) -> Part:
    """The name by which the rest of the page calls a voice."""
    voices = {voice["voice"]: call_voice(voice) for voice in standing["voices"]}
    return {"name": voices.get(hinge["voice"], hinge["name"])}


def tell_hinge(hinge: Part) -> str:
    """What is left without one voice: “Without X, 2 lines of support become 1.” Nothing where no count falls."""
    counts = ("low", "with_parties", "high")
    level = next((name for name in counts if hinge["without"][name] < hinge["lines"][name]), None)
    if level is None:
        return ""
    lines, left = hinge["lines"][level], hinge["without"][level]
    words = ngettext(
        "Without %(name)s, %(lines)d line of support becomes %(left)d.",
        "Without %(name)s, %(lines)d lines of support become %(left)d.",
        lines,
    )
    return words % {"name": hinge["name"], "lines": lines, "left": left}


def _its_own() -> str:
    return _("The figures differ without excluding each other.")


RELATIONS = {
    QuantityRelation.GREW: lambda: _("A figure of another date; the total grew between the two."),
    QuantityRelation.OVERLAPS: lambda: _("The two figures overlap."),
    QuantityRelation.COVERS: lambda: _("The other figure is wider and leaves room for this one."),
    QuantityRelation.WITHIN: lambda: _("The other figure is narrower and lies within this one."),
}
INCOMPARABLE = {
    Incomparable.ABSENT: lambda: _("One of the two gives no figure."),
    Incomparable.UNIT: lambda: _("Counted in different units, so the numbers say nothing about each other."),
    Incomparable.COUNTED: lambda: _("Different things are counted, so the numbers say nothing about each other."),
    Incomparable.SCOPE: lambda: _("Counted over a different area or scope."),
    Incomparable.DATE: lambda: _("Counted at a different time."),
    Incomparable.VAGUE: lambda: _("One of the two is too vague to be compared."),
    Incomparable.FRACTION: lambda: _("One of the two is a share of something that is not known."),
}
DRIFTS = {
    DriftKind.HEDGE_DROPPED: lambda: _("Caution lost: %(from)s said “%(said)s”, %(who)s made it “%(passed)s”."),
    DriftKind.NUMBER_CHANGED: lambda: _("Number changed: %(from)s said “%(said)s”, %(who)s made it “%(passed)s”."),
    DriftKind.MEASURE_CHANGED: lambda: _(
        "Another thing counted: %(from)s spoke of “%(said)s”, %(who)s of “%(passed)s”."
    ),
    DriftKind.SCOPE_WIDENED: lambda: _("Widened: %(from)s said “%(said)s”, %(who)s made it “%(passed)s”."),
    DriftKind.ATTRIBUTION_DROPPED: lambda: _("%(who)s leaves out that it has this from %(from)s."),
}
