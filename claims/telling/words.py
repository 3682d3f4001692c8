"""The words of the trade as readers are told them: a label and one plain sentence for each, in their language."""

from dataclasses import dataclass

from django.utils.functional import Promise

from claims.spoken import gettext_lazy as _
from claims.spoken import pgettext_lazy
from claims.vocabulary import (
    Confidence,
    Interest,
    NotCounted,
    OriginKind,
    Place,
    Relation,
    RequestOutcome,
    Stance,
    Standing,
    Verdict,
    VoiceInterest,
    WorkflowState,
)
from sources.vocabulary import SourceKind, TieKind


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the trade: how it is called, what it means, and its tone (good, mixed, bad, open or none)."""

    label: str | Promise
    meaning: str | Promise = ""
    tone: str = "none"


STANDINGS: dict[str, Word] = {
    Standing.UNREPORTED: Word(_("No report yet"), _("No document that says this has been entered."), "none"),
    Standing.WITHDRAWN: Word(
        _("Taken back"), _("All that supported this was taken back or rested on what was taken back."), "bad"
    ),
    Standing.REFUTED: Word(
        _("Refuted by the evidence"),
        _("Several independent sources say otherwise, and no disinterested source supports it."),
        "bad",
    ),
    Standing.CONTESTED: Word(_("Contested"), _("Named sources say this, and named sources say otherwise."), "mixed"),
    Standing.DISPUTED: Word(_("Disputed"), _("Only those who say otherwise have been heard."), "bad"),
    Standing.UNVERIFIED: Word(
        _("No origin found"),
        _("It is repeated, but nobody who could know of their own has been named."),
        "open",
    ),
    Standing.INTERESTED_ONLY: Word(
        _("Only interested parties say so"), _("Everyone named who says this gains if it is believed."), "open"
    ),
    Standing.CORROBORATED: Word(
        _("Independently corroborated"),
        _("Sources that do not depend on each other say so, and nobody named says otherwise."),
        "good",
    ),
    Standing.PARTLY_CORROBORATED: Word(
        _("Partly corroborated"),
        _("Several sources point the same way, but they do not yet make two independent lines."),
        "mixed",
    ),
    Standing.ADMITTED: Word(
        _("Admitted"), _("One source says so, and it is a source that the claim harms."), "mixed"
    ),
    Standing.SINGLE_SOURCE: Word(
        _("One source"),
        _("It all goes back to one source without a stake in it. Nobody else has it on their own."),
        "open",
    ),
}

VERDICTS: dict[str, Word] = {
    Verdict.VERIFIED: Word(_("Verified"), _("Our editors hold this to be true."), "good"),
    Verdict.PARTLY_VERIFIED: Word(_("Partly verified"), _("Our editors hold part of this to be true."), "mixed"),
    Verdict.UNVERIFIED: Word(
        pgettext_lazy("verdict", "Unverified"), _("Our editors could not verify this so far."), "open"
    ),
    Verdict.CONTESTED: Word(
        pgettext_lazy("verdict", "Contested"), _("Our editors find that serious sources disagree."), "mixed"
    ),
    Verdict.MISLEADING: Word(
        _("Misleading"), _("Our editors find that this leaves readers with a wrong idea."), "bad"
    ),
    Verdict.FALSE: Word(_("False"), _("Our editors hold this to be untrue."), "bad"),
    Verdict.UNVERIFIABLE: Word(_("Unverifiable"), _("Our editors find that this cannot be checked."), "open"),
    Verdict.WITHDRAWN: Word(
        pgettext_lazy("verdict", "Withdrawn"), _("Our editors no longer stand by a verdict on this."), "none"
    ),
}

CONFIDENCES: dict[str, str | Promise] = {
    Confidence.LOW: _("low confidence"),
    Confidence.MODERATE: _("moderate confidence"),
    Confidence.HIGH: _("high confidence"),
}

STANCES: dict[str, str | Promise] = {
    Stance.ASSERTS: _("says so"),
    Stance.DENIES: _("denies it"),
    Stance.DISPUTES: _("says it is false"),
    Stance.CANNOT_VERIFY: _("could not verify it"),
    Stance.NO_POSITION: _("mentions it without taking a position"),
}

RELATIONS: dict[str, str | Promise] = {
    Relation.SAYS: pgettext_lazy("relation", "says"),
    Relation.REPORTS: pgettext_lazy("relation", "reports"),
    Relation.QUOTES: pgettext_lazy("relation", "quotes"),
    Relation.CITES: pgettext_lazy("relation", "cites"),
    Relation.TOLD: pgettext_lazy("relation", "told"),
    Relation.POSTS: pgettext_lazy("relation", "posts"),
    Relation.CONFIRMS: pgettext_lazy("relation", "confirms"),
    Relation.VERIFIES: pgettext_lazy("relation", "verifies"),
    Relation.ANNOUNCES: pgettext_lazy("relation", "announces"),
    Relation.SHOWS: pgettext_lazy("relation", "shows"),
    Relation.TRANSLATES: pgettext_lazy("relation", "translates"),
    Relation.REPRINTS: pgettext_lazy("relation", "reprints"),
}

ORIGINS: dict[str, str | Promise] = {
    OriginKind.GROUNDED: _("named, and speaks of its own knowledge"),
    OriginKind.UNNAMED: _("not named"),
    OriginKind.UNTRACED: _("no origin given"),
}

INTERESTS: dict[str, str | Promise] = {
    VoiceInterest.NONE: _("no stake in it known"),
    VoiceInterest.INTERESTED: _("gains if this is believed"),
    VoiceInterest.ADMITS: _("says this against its own interest"),
}

STAKES: dict[str, str | Promise] = {
    Interest.HELPED: _("gains if this is believed"),
    Interest.HARMED: _("loses if this is believed"),
}

STATES: dict[str, str | Promise] = {
    WorkflowState.PUBLISHED: _("Published"),
    WorkflowState.PAUSED: _("Paused"),
    WorkflowState.CORRECTED: _("Corrected"),
    WorkflowState.WITHDRAWN: pgettext_lazy("claim", "Withdrawn"),
}

NOT_COUNTED: dict[str, str | Promise] = {
    NotCounted.WITHDRAWN: _("It was taken back."),
    NotCounted.ORPHANED: _("It rested only on what was taken back."),
    NotCounted.COULD_NOT_VERIFY: _("It says it could not verify this."),
    NotCounted.NO_POSITION: _("It takes no position."),
    NotCounted.COMPATIBLE_ONLY: _("Its figure fits this one without confirming it."),
    NotCounted.INCOMPARABLE: _("Its figure cannot be compared with this one."),
    NotCounted.GREW: _("Its figure is of another date, and the total grew between the two."),
    NotCounted.OTHER_CLAIM: _("It speaks of a related claim."),
    NotCounted.TOO_OLD: _("It is older than the evidence policy allows."),
    NotCounted.CIRCULAR: _("It rests on reports that rest on each other."),
    NotCounted.UNTRACED_BESIDE_ATTRIBUTED: _("It names no origin, and others do."),
}

OUTCOMES: dict[str, Word] = {
    RequestOutcome.WAITING: Word(_("We have your request and will look at it."), "", "open"),
    RequestOutcome.ACCEPTED: Word(_("You were right, and we have corrected the page."), "", "good"),
    RequestOutcome.PARTLY: Word(_("You were right in part."), "", "mixed"),
    RequestOutcome.DECLINED: Word(_("We looked at it and leave the page as it is."), "", "none"),
}

PLACES: dict[str, str | Promise] = {
    Place.HEADLINE: _("in the headline"),
    Place.LEAD: _("in the lead"),
    Place.CAPTION: _("in a caption"),
}

SOURCE_KINDS: dict[str, str | Promise] = {
    SourceKind.OUTLET: _("news outlet"),
    SourceKind.AGENCY: _("news agency"),
    SourceKind.OFFICIAL: _("official"),
    SourceKind.GOVERNMENT: _("government body"),
    SourceKind.MILITARY: _("military body"),
    SourceKind.INTELLIGENCE: _("intelligence service"),
    SourceKind.COMPANY: _("company"),
    SourceKind.ORGANISATION: _("organisation"),
    SourceKind.ANALYST: _("analysts"),
    SourceKind.WITNESS: _("witness"),
    SourceKind.CHANNEL: _("channel"),
    SourceKind.DOCUMENT: _("document"),
    SourceKind.FOOTAGE: _("footage"),
    SourceKind.UNNAMED: _("unnamed"),
}

TIES: dict[str, str | Promise] = {
    TieKind.CONTROLLED_BY: _("controlled by"),
    TieKind.ARM_OF: _("an arm of"),
    TieKind.OWNED_BY: _("owned by"),
    TieKind.SAME_MATERIAL: _("works from the same material as"),
}
