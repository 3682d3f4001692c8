"""Who may do what: the table that every write of the admin and the desk is held to, one row for each.

``least`` is the least role that does it; ``None``: nobody through this door. ``said`` is what is typed where the page
does not fill itself, ``before`` brings the row into the state in which it can be done.
"""

from dataclasses import dataclass
from typing import Any

from newsrooms.vocabulary import Role
from tests.desk.posts.states import (
    Before,
    addressed,
    claim_in,
    contradicted,
    due,
    enable,
    fresh_claim,
    judged_anew,
    merged_claim,
    merged_source,
    on_one_voice,
    published_source,
    trashed,
    unpolled,
    unpublished,
    unseen_step,
    with_side,
)

READER, REPORTER, EDITOR = Role.READER, Role.REPORTER, Role.EDITOR
PUBLISHER, ADMINISTRATOR = Role.PUBLISHER, Role.ADMINISTRATOR
OF_ROW: dict[str, tuple[str, str]] = {
    "claim": ("claim", "Twelve of the boats were ferries."),
    "other": ("claim", "No boat was lost."),
    "excludes": ("claim", "No boat was lost."),
    "total": ("claim", "No boat was lost."),
    "part": ("claim", "Twelve of the boats were ferries."),
    "source": ("source", "Pier Post"),
    "tied_to": ("source", "Coast Wire"),
    "aligned_with": ("source", "Pier Post"),
    "publisher": ("source", "Coast Wire"),
    "document": ("document", "of Coast Wire"),
}


@dataclass(frozen=True)
class Row:
    """One write."""

    least: Role | None
    said: dict[str, Any] | None = None
    before: Before = lambda house: None
    many: bool = False
    """The same is an action over the chosen rows of the list."""
    where: str = ""
    """Which list that is."""


def why(**more: Any) -> dict[str, Any]:
    return {"why": "So it is.", **more}


NOTICE = {"notice": "We looked again and found the count wrong."}
TABLE: dict[str, Row] = {
    "apikey add": Row(ADMINISTRATOR, {"scopes": ["claims:read"]}),
    "apikey change": Row(ADMINISTRATOR, {"name": "Another"}),
    "apikey revoke": Row(ADMINISTRATOR),
    "apikey rotate": Row(ADMINISTRATOR),
    "newsroom add": Row(None),
    "newsroom change": Row(ADMINISTRATOR, {"name": "Another"}),
    "user add": Row(None),
    "delivery add": Row(None),
    "delivery change": Row(None),
    "notification add": Row(None),
    "notification change": Row(None),
    "savedview add": Row(None),
    "savedview change": Row(None),
    "webhookendpoint add": Row(
        ADMINISTRATOR, {"url": "https://hooks.example.org/two", "event_types": ["claim.published"]}
    ),
    "webhookendpoint change": Row(ADMINISTRATOR, {"name": "Another"}),
    "webhookendpoint disable": Row(ADMINISTRATOR, before=enable),
    "webhookendpoint enable": Row(ADMINISTRATOR),
    "webhookendpoint rotate": Row(ADMINISTRATOR),
    "webhookendpoint test": Row(ADMINISTRATOR, before=enable),
    "capture add": Row(REPORTER, {"content": "file"}),
    "capture change": Row(None),
    "duefetch add": Row(None),
    "duefetch change": Row(None),
    "reprint add": Row(None),
    "reprint change": Row(None),
    "reprint accept": Row(EDITOR, many=True),
    "reprint refuse": Row(EDITOR, many=True),
    "hashcheck add": Row(None),
    "hashcheck change": Row(None),
    "document add": Row(REPORTER, {"title": "Another"}),
    "document change": Row(REPORTER, {"title": "Another"}),
    "document capture": Row(REPORTER, before=addressed, many=True),
    "feed add": Row(REPORTER, {"url": "https://93.184.215.14/other"}),
    "feed change": Row(REPORTER, {"title": "Another"}),
    "feed stop": Row(REPORTER, why(), many=True),
    "feed resume": Row(REPORTER, why(), before=unpolled, many=True),
    "feeditem add": Row(None),
    "feeditem change": Row(None),
    "source add": Row(REPORTER),
    "source change": Row(REPORTER, {"name": "Another"}),
    "source grade": Row(EDITOR, why(letter="C")),
    "source align": Row(EDITOR, why()),
    "source end-side": Row(EDITOR, why(alignment="first"), before=with_side),
    "source merge": Row(EDITOR, why(into="Pier Post")),
    "source split": Row(
        EDITOR, why(name="Pier Two", documents="first", notice="They are two."), before=published_source
    ),
    "source unmerge": Row(EDITOR, why(), before=merged_source),
    "tie add": Row(EDITOR),
    "tie change": Row(EDITOR, {"reason": "Another"}),
    "tie end": Row(EDITOR, why(), many=True),
    "alignment add": Row(EDITOR, {"aligned_with": "Town of Weir"}),
    "alignment change": Row(None),
    "alignment end": Row(EDITOR, why(), many=True),
    "sourcegrade add": Row(None),
    "sourcegrade change": Row(None),
    "report add": Row(None),
    "report change": Row(None),
    "withdrawal add": Row(EDITOR, {"happened": "2025-06-04", "source": "Pier Post", "claim": "No boat was lost."}),
    "withdrawal change": Row(None),
    "suggestion add": Row(None),
    "suggestion change": Row(None),
    "assessment add": Row(EDITOR),
    "assessment change": Row(None),
    "assessment approve": Row(EDITOR, before=judged_anew),
    "approval add": Row(None),
    "approval change": Row(None),
    "publication add": Row(None),
    "publication change": Row(None),
    "correction add": Row(None),
    "correction change": Row(None),
    "standingstep add": Row(None),
    "standingstep change": Row(None),
    "standingstep acknowledge": Row(EDITOR, before=unseen_step, many=True),
    "dueclaim add": Row(None),
    "dueclaim change": Row(None),
    "borrowing add": Row(None),
    "borrowing change": Row(None),
    "borrowing accept": Row(EDITOR, why(), many=True),
    "borrowing refuse": Row(EDITOR, why(), many=True),
    "claim add": Row(REPORTER),
    "claim change": Row(REPORTER, {"statement": "Another"}, before=unpublished("draft")),
    "claim comment": Row(REPORTER, {"body": "Who counted?"}),
    "claim tick": Row(REPORTER, {"items": []}),
    "claim still-stands": Row(EDITOR, why(), before=due, many=True),
    "claim no-conflict": Row(EDITOR, why(), before=contradicted),
    "claim leave-on-one-voice": Row(EDITOR, why(), before=on_one_voice),
    "claim merge": Row(EDITOR, why(into="Twelve of the boats were ferries."), before=unpublished("draft")),
    "claim unmerge": Row(EDITOR, why(), before=merged_claim),
    "claim split": Row(EDITOR, why(reports="first"), before=unpublished("draft")),
    "claim send-to-review": Row(REPORTER, before=unpublished("draft"), many=True),
    "claim assess": Row(EDITOR, {"verdict": "false"}),
    "claim publish": Row(PUBLISHER, {"override": "Now."}, before=fresh_claim, many=True),
    "claim correct": Row(PUBLISHER, NOTICE),
    "claim send-back": Row(EDITOR, why(), before=unpublished("in_review"), many=True),
    "claim assign": Row(REPORTER, {"to": "reader"}, many=True),
    "claim embargo": Row(PUBLISHER, {"until": "2030-01-01T10:00"}, before=unpublished("draft")),
    "claim stake": Row(EDITOR, why()),
    "claim exclude": Row(EDITOR, why(other="Twelve of the boats were ferries.")),
    "claim part": Row(EDITOR, why(other="No boat was lost.")),
    "claim pause": Row(PUBLISHER, NOTICE),
    "claim resume": Row(PUBLISHER, NOTICE, before=claim_in("paused")),
    "claim withdraw": Row(PUBLISHER, NOTICE),
    "claim redact": Row(PUBLISHER, why(words="a great wave", **NOTICE)),
    "claim trash": Row(EDITOR, why(), before=unpublished("draft"), many=True),
    "claim restore": Row(EDITOR, why(), before=trashed, many=True, where="?state=trash"),
    "correctionrequest add": Row(None),
    "correctionrequest change": Row(None),
    "correctionrequest answer": Row(EDITOR, {"answer": "Thank you."}),
    "correctionrequest decline": Row(EDITOR, {"answer": "It stands."}),
    "checklistitem add": Row(ADMINISTRATOR),
    "checklistitem change": Row(ADMINISTRATOR, {"text": "Another"}),
    "checklistitem retire": Row(ADMINISTRATOR, why(), many=True),
    "checklisttick add": Row(None),
    "checklisttick change": Row(None),
    "publishgate add": Row(ADMINISTRATOR),
    "publishgate change": Row(ADMINISTRATOR, {"needs_report": []}),
    "verdictlabel add": Row(ADMINISTRATOR),
    "verdictlabel change": Row(ADMINISTRATOR, {"label": "Another"}),
    "comment add": Row(None),
    "comment change": Row(None),
    "distinction add": Row(None),
    "distinction change": Row(None),
    "proposedwithdrawal add": Row(None),
    "proposedwithdrawal change": Row(None),
    "proposedwithdrawal accept": Row(EDITOR),
    "proposedwithdrawal refuse": Row(EDITOR, why(), many=True),
    "evidencepolicy add": Row(ADMINISTRATOR, why()),
    "evidencepolicy change": Row(None),
    "question add": Row(REPORTER),
    "question change": Row(REPORTER, {"text": "Another?"}),
    "hedgerow add": Row(EDITOR),
    "hedgerow change": Row(EDITOR, {"words": "a great"}),
    "hedgerow remove": Row(EDITOR, why()),
    "stake add": Row(EDITOR),
    "stake change": Row(None),
    "stake end": Row(EDITOR, why(), many=True),
    "exclusion add": Row(EDITOR),
    "exclusion change": Row(None),
    "exclusion end": Row(EDITOR, why(), many=True),
    "part add": Row(EDITOR),
    "part change": Row(None),
    "part end": Row(EDITOR, why(), many=True),
    "secondlook add": Row(None),
    "secondlook change": Row(None),
    "secondlook raise-again": Row(EDITOR, why()),
    "acknowledgement add": Row(None),
    "acknowledgement change": Row(None),
    "claimtranslation add": Row(EDITOR, {"language": "fr"}),
    "claimtranslation change": Row(EDITOR, {"statement": "Another"}, before=unpublished("draft")),
    "claimtranslation drop": Row(EDITOR, why(), before=unpublished("draft")),
}
