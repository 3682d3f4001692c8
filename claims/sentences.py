"""Reasons in plain sentences, made from the data of a dossier in whatever language is active.

The dossier keeps both: the data, from which any door can speak its reader's language, and the English sentence.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import ngettext

from claims.spoken import gettext as _
from claims.vocabulary import LoopLevel, NextStep, NotCounted, QuantityRelation, Standing

Part = dict[str, Any]
MOST_NAMED = 3
HANGING = {Standing.PARTLY_CORROBORATED, Standing.INTERESTED_ONLY, Standing.SINGLE_SOURCE, Standing.ADMITTED}


def list_names(names: Sequence[str], *, any_of: bool = False) -> str:
    """Names in a row, as a sentence holds them: at most three, then how many others; ``any_of`` them, or all."""
    shown = list(dict.fromkeys(names))
    if len(shown) > MOST_NAMED:
        others = len(shown) - MOST_NAMED + 1
        more = ngettext("%(count)d other", "%(count)d others", others) % {"count": others}
        shown = [*shown[: MOST_NAMED - 1], more]
    if len(shown) < 2:
        return "".join(shown)
    parts = {"names": ", ".join(shown[:-1]), "last": shown[-1]}
    return (_("%(names)s or %(last)s") if any_of else _("%(names)s and %(last)s")) % parts


def say_standing(standing: Part) -> str:
    """The standing in a breath: how many report it, what follows, and whose error would undo it."""
    outlets = standing["outlets"]
    said = []
    if outlets:
        spoken = ngettext("%(count)d outlet speaks of this.", "%(count)d outlets speak of this.", outlets)
        said.append(spoken % {"count": outlets})
    said.append(say_reason(standing["reasons"][0]))
    named = standing["reasons"][0]["voices"]
    single = [part for part in standing["reasons"] if part["rule"] == "hangs_on_one_voice"]
    relays = [name for part in single for name in part["voices"] if name not in named]
    if relays and standing["status"] in HANGING:
        said.append(_("It all hangs on %(names)s.") % {"names": list_names(relays)})
    return " ".join(said)


def say_reason(reason: Part) -> str:
    """One step of the conclusion. ``reason`` has the rule, the names of voices, and numbers."""
    names = list_names(reason["voices"], any_of=reason["rule"] == "hangs_on_one_voice")
    numbers = reason["numbers"]
    return REASONS[reason["rule"]](names, numbers)


def say_not_counted(reason: str, publisher: str, rests_on: Sequence[str]) -> str:
    """Why a report of ``publisher`` is on no line. ``rests_on``: the names of those it adds nothing to."""
    return NOT_COUNTED[NotCounted(reason)]() % {"publisher": publisher, "names": list_names(rests_on)}


def say_next_step(step: str, around: Sequence[str]) -> str:
    """What would do most for the standing."""
    if NextStep(step) in NEXT_STEPS_AROUND and around:
        return NEXT_STEPS_AROUND[NextStep(step)]() % {"names": list_names(around)}
    return NEXT_STEPS[NextStep(step)]()


def say_contradiction(kind: str, relation: str | None, with_what: str) -> str:
    """What contradicts the claim. ``with_what`` is the other claim's statement or the other reports' publisher."""
    if kind == "exclusive":
        return _("This cannot be true together with: %(what)s") % {"what": with_what}
    if kind == "denial":
        return _("%(what)s says this is not so.") % {"what": with_what}
    if relation == QuantityRelation.DISJOINT:
        return _("The figures cannot both be right: %(what)s") % {"what": with_what}
    return _("The figures disagree: %(what)s") % {"what": with_what}


def say_loop(level: str, grounded: bool, voices: Sequence[str]) -> str:
    """What a circle of reports, or of sources over time, means for the count."""
    names = {"names": list_names(voices)}
    if level == LoopLevel.SOURCE:
        return _("%(names)s pass on each other’s earlier words: nobody in this circle is a separate origin.") % names
    if grounded:
        return _("%(names)s cite each other; only what they have from elsewhere counts.") % names
    return _("%(names)s rest only on each other, and reach no origin.") % names


def say_later_citation(publisher: str, title: str, cited: str) -> str:
    """A report that credits something published after it; one of the two dates, or the credit, is wrong."""
    what = {"publisher": publisher, "title": title, "cited": cited}
    return _("%(publisher)s cites “%(title)s” by %(cited)s, which was published only later.") % what


def say_parts(relation: str, together: str) -> str:
    """Whether declared parts add up to the total. ``together``: their sum in words."""
    if relation == QuantityRelation.DISJOINT:
        return _("The declared parts come to %(sum)s, which is not the figure claimed.") % {"sum": together}
    if relation == QuantityRelation.INCOMPARABLE:
        return _("The declared parts cannot be added up: they are not of one unit.")
    if relation == QuantityRelation.EQUAL:
        return _("The declared parts add up to the figure claimed.")
    return _("The declared parts come to %(sum)s, which agrees with the figure claimed.") % {"sum": together}


def _lines(count: int) -> str:
    return ngettext("%(count)d independent line", "%(count)d independent lines", count) % {"count": count}


Numbers = dict[str, int]


def _say_corroborated(numbers: "Numbers") -> str:
    """Lines of interested sides are counted, and said to be such."""
    in_doubt = numbers.get("in_doubt", 0)
    interested = numbers["with_parties"] - numbers["low"] - in_doubt
    said = _("%(lines)s support it.") % {"lines": _lines(numbers["with_parties"])}
    if in_doubt:
        copied = ngettext(
            "%(count)d of them may only repeat another.", "%(count)d of them may only repeat others.", in_doubt
        )
        said = f"{said} {copied % {'count': in_doubt}}"
    if interested <= 0:
        return said
    one_side = ngettext(
        "%(count)d of them comes from a side that gains by it.",
        "%(count)d of them come from sides that gain by it.",
        interested,
    )
    return f"{said} {one_side % {'count': interested}}"


REASONS: dict[str, Callable[[str, Numbers], str]] = {
    Standing.UNREPORTED: lambda names, numbers: _("Nobody whose report we hold says anything on this yet."),
    Standing.WITHDRAWN: lambda names, numbers: _("It was said and then taken back; no support is left standing."),
    Standing.REFUTED: lambda names, numbers: (
        _("%(lines)s speak against it, and nothing independent speaks for it.")
        % {"lines": _lines(numbers["opposing_low"])}
    ),
    Standing.CONTESTED: lambda names, numbers: _("Identified sources stand on both sides of this."),
    Standing.DISPUTED: lambda names, numbers: _(
        "Reports speak against this, and none that still stands supports it."
    ),
    Standing.UNVERIFIED: lambda names, numbers: _(
        "Nobody can be named who would know: support is unnamed or untraced."
    ),
    Standing.INTERESTED_ONLY: lambda names, numbers: (
        _("Only those who gain if it is believed say so: %(names)s.") % {"names": names}
    ),
    Standing.CORROBORATED: lambda names, numbers: _say_corroborated(numbers),
    Standing.PARTLY_CORROBORATED: lambda names, numbers: (
        _("%(names)s support it, but not by separate ways.") % {"names": names}
        if numbers["identified"] > 1
        else _("%(names)s supports it; other figures are compatible with it but weaker.") % {"names": names}
    ),
    Standing.ADMITTED: lambda names, numbers: _("%(names)s says so against its own interest.") % {"names": names},
    Standing.SINGLE_SOURCE: lambda names, numbers: (
        _("All of it goes back to one source: %(names)s.") % {"names": names}
    ),
    "interested": lambda names, numbers: (
        _("On the side that gains if this is believed: %(names)s.") % {"names": names}
    ),
    "only_material_of_others": lambda names, numbers: (
        _("%(names)s had only the material of others to work from.") % {"names": names}
    ),
    "only_material_of_a_side": lambda names, numbers: (
        _("%(names)s had only the material of an interested side to work from.") % {"names": names}
    ),
    "admits": lambda names, numbers: _("Against its own interest it is said by: %(names)s.") % {"names": names},
    "unnamed": lambda names, numbers: _("Not named: %(names)s.") % {"names": names},
    "untraced": lambda names, numbers: _("Where %(names)s have it from is not said.") % {"names": names},
    "opposed": lambda names, numbers: _("Against it: %(names)s.") % {"names": names},
    "hangs_on_one_voice": lambda names, numbers: (
        _("If %(names)s is wrong, no independent support is left.") % {"names": names}
    ),
    "compatible_figures": lambda names, numbers: (
        _("Figures that are compatible but do not say the same come from: %(names)s.") % {"names": names}
    ),
    "taken_back": lambda names, numbers: _("Some reports were taken back."),
    "copied": lambda names, numbers: (
        _("Counted with those whose words they have, as an editor found: %(names)s.") % {"names": names}
    ),
    "looks_copied": lambda names, numbers: (
        _("In near the same words as earlier reports, which nobody has judged yet: %(names)s.") % {"names": names}
    ),
    "orphaned": lambda names, numbers: _("Some reports rested only on what was taken back."),
    "circular": lambda names, numbers: _("Some reports rest only on each other, and reach no origin."),
}
NOT_COUNTED: dict[NotCounted, Callable[[], str]] = {
    NotCounted.WITHDRAWN: lambda: _("%(publisher)s: taken back or deleted."),
    NotCounted.ORPHANED: lambda: _("%(publisher)s: rested only on what was taken back."),
    NotCounted.COULD_NOT_VERIFY: lambda: _("%(publisher)s: says it could not verify this."),
    NotCounted.NO_POSITION: lambda: _("%(publisher)s: takes no position."),
    NotCounted.COMPATIBLE_ONLY: lambda: _("%(publisher)s: its figure is compatible, but does not say the same."),
    NotCounted.INCOMPARABLE: lambda: _("%(publisher)s: its figure cannot be compared with this one."),
    NotCounted.GREW: lambda: _("%(publisher)s: a figure of another date; the total grew between the two."),
    NotCounted.OTHER_CLAIM: lambda: _("%(publisher)s: speaks of a related claim and settles nothing here."),
    NotCounted.TOO_OLD: lambda: _("%(publisher)s: older than the evidence policy allows."),
    NotCounted.CIRCULAR: lambda: _("%(publisher)s: rests on reports that rest on each other."),
    NotCounted.UNTRACED_BESIDE_ATTRIBUTED: lambda: _(
        "%(publisher)s: says not where it has this from, and others do."
    ),
}
NEXT_STEPS: dict[NextStep, Callable[[], str]] = {
    NextStep.FIND_A_REPORT: lambda: _("Find a report that says or denies this."),
    NextStep.NAME_THE_ORIGIN: lambda: _("Find out who truly knows: an origin that can be named."),
    NextStep.FIND_A_WAY_OUT_OF_THE_LOOP: lambda: _("Find out whether any of these reports has it from elsewhere."),
    NextStep.FIND_A_DISINTERESTED_ORIGIN: lambda: _("One origin that gains nothing by it would change the picture."),
    NextStep.FIND_ANOTHER_ORIGIN: lambda: _("One more independent origin would corroborate it."),
    NextStep.FIND_ANOTHER_WAY_ROUND: lambda: _(
        "One report that reaches an origin by another way would corroborate it."
    ),
    NextStep.ASK_AFTER_THE_WITHDRAWAL: lambda: _("Ask who took it back, and why."),
    NextStep.SETTLE_THE_OPPOSITION: lambda: _("Find out which side has it right: who of them truly knows?"),
    NextStep.NOTHING_MORE: lambda: _("Nothing more is needed for this standing."),
}
NEXT_STEPS_AROUND: dict[NextStep, Callable[[], str]] = {
    NextStep.FIND_A_DISINTERESTED_ORIGIN: lambda: _(
        "One origin that gains nothing by it, other than %(names)s, would change the picture."
    ),
    NextStep.FIND_ANOTHER_ORIGIN: lambda: _(
        "One more independent origin, not through %(names)s, would corroborate it."
    ),
    NextStep.FIND_ANOTHER_WAY_ROUND: lambda: _(
        "One report that reaches an origin other than through %(names)s would corroborate it."
    ),
}
