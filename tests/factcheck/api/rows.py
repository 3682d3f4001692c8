"""One row for each operation of the API: where it is asked, with what, and who may. A new operation needs a row.

The names in an address are attributes of the world (``source``, ``tie`` …) or of what is held in a state (``claim``,
``report`` …). ``least`` is the role a person needs; None where members' role does not matter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newsrooms.vocabulary import Role
from tests.factcheck.api.world import PAGE, Held, World

Make = Callable[[World, Held], Any]
READER, REPORTER, EDITOR, PUBLISHER, ADMINISTRATOR = Role


@dataclass(frozen=True)
class Row:
    """``ids``: what the address names. ``drafts``: whether the thing is hidden while its claim is a draft (by state).
    ``least_of_public``: the role it takes once readers see the claim, where that is more.
    ``etag``: where the ETag for If-Match is read. ``instead``: another status for who may, by state."""

    least: Role | None = READER
    ids: tuple[str, ...] = ()
    body: Make | None = None
    kind: str = "application/json"
    query: str = ""
    follows_claim: bool = False
    etag: str = ""
    least_of_public: Role | None = None
    instead: dict[str, int] = field(default_factory=dict)


def says(**body: Any) -> Make:
    return lambda world, held: body


NEW_REPORT: Make = lambda world, held: {  # noqa: E731  # a row reads better with a name for it
    "claim": held.claim.external_id,
    "document": world.document.external_id,
    "stance": "asserts",
}
CLAIM_ETAG = "/claims/{claim}/"

ROWS: dict[str, Row] = {
    # start
    "read_root": Row(None),
    "read_session": Row(None),
    "create_session": Row(None, body=says(username="nobody", password="wrong")),
    "delete_session": Row(None),
    "list_changes": Row(None),
    # keys and webhooks
    "list_keys": Row(ADMINISTRATOR),
    "create_key": Row(ADMINISTRATOR, body=says(name="x", scopes=["keys:manage"])),
    "read_key": Row(ADMINISTRATOR, ("key",)),
    "revoke_key": Row(ADMINISTRATOR, ("key",), etag="/keys/{key}/"),
    "rotate_key": Row(ADMINISTRATOR, ("key",), body=says()),
    "list_webhook_endpoints": Row(ADMINISTRATOR),
    "create_webhook_endpoint": Row(ADMINISTRATOR, body=says(url="https://desk.example.org/two")),
    "read_webhook_endpoint": Row(ADMINISTRATOR, ("endpoint",)),
    "change_webhook_endpoint": Row(
        ADMINISTRATOR, ("endpoint",), body=says(name="new"), etag="/webhook-endpoints/{endpoint}/"
    ),
    "rotate_webhook_secret": Row(ADMINISTRATOR, ("endpoint",), body=says()),
    "send_webhook_test": Row(ADMINISTRATOR, ("endpoint",), body=says()),
    "list_deliveries": Row(ADMINISTRATOR, ("endpoint",)),
    "replay_dead_letters": Row(ADMINISTRATOR, ("endpoint",), body=says(since="2020-01-01T00:00:00Z")),
    "read_delivery": Row(ADMINISTRATOR, ("delivery",)),
    "replay_delivery": Row(ADMINISTRATOR, ("delivery",), body=says()),
    # the ground floor
    "list_sources": Row(),
    "create_source": Row(REPORTER, body=says(name="New", kind="outlet")),
    "read_source": Row(READER, ("source",)),
    "change_source": Row(REPORTER, ("source",), body=says(url="https://r.example"), etag="/sources/{source}/"),
    "list_grades": Row(READER, ("source",)),
    "grade_source": Row(EDITOR, ("source",), body=says(letter="B")),
    "align_source": Row(
        EDITOR, ("side",), body=lambda world, held: {"source": world.source.external_id, "reason": "known"}
    ),
    "end_alignment": Row(EDITOR, ("source", "side"), etag="/sources/{source}/"),
    "list_claims_of_source": Row(READER, ("source",)),
    "list_ties": Row(),
    "declare_tie": Row(
        EDITOR,
        body=lambda world, held: {
            "source": world.source.external_id,
            "tied_to": world.side.external_id,
            "kind": "arm_of",
        },
    ),
    "read_tie": Row(READER, ("tie",)),
    "change_tie": Row(EDITOR, ("tie",), body=says(until="2024"), etag="/ties/{tie}/"),
    "end_tie": Row(EDITOR, ("tie",), etag="/ties/{tie}/"),
    "list_documents": Row(),
    "create_document": Row(
        REPORTER, body=lambda world, held: {"publisher": world.source.external_id, "title": "New"}
    ),
    "read_document": Row(READER, ("document",)),
    "change_document": Row(REPORTER, ("document",), body=says(language="nb"), etag="/documents/{document}/"),
    "list_captures": Row(READER, ("document",)),
    "upload_capture": Row(REPORTER, ("document",), body=lambda world, held: PAGE, kind="text/html"),
    "fetch_document": Row(REPORTER, ("page",), body=says()),
    "merge_source": Row(
        EDITOR, ("source",), body=lambda world, held: {"into": world.side.external_id, "why": "one and the same"}
    ),
    "unmerge_source": Row(EDITOR, ("source",), body=says(why="two"), instead={"public": 409}),
    "list_claims_of_document": Row(READER, ("document",)),
    "read_capture": Row(READER, ("capture",)),
    "read_captured_text": Row(READER, ("capture",)),
    "list_feeds": Row(),
    "add_feed": Row(
        REPORTER,
        body=lambda world, held: {"url": "https://two.example.org/f.xml", "source": world.source.external_id},
    ),
    "read_feed": Row(READER, ("feed",)),
    "change_feed": Row(REPORTER, ("feed",), body=says(title="New"), etag="/feeds/{feed}/"),
    # claims
    "list_claims": Row(None),
    "write_claim": Row(REPORTER, body=says(statement="A new one.")),
    "read_claim": Row(None, ("claim",), follows_claim=True),
    "change_claim": Row(REPORTER, ("claim",), body=says(tags=["x"]), follows_claim=True, etag=CLAIM_ETAG),
    "list_claim_reports": Row(None, ("claim",), follows_claim=True),
    "read_timeline": Row(None, ("claim",), follows_claim=True),
    "read_graph": Row(None, ("claim",), follows_claim=True),
    "read_provenance": Row(None, ("claim",), follows_claim=True),
    "list_publications": Row(None, ("claim",), follows_claim=True),
    "list_claim_corrections": Row(None, ("claim",), follows_claim=True),
    "list_corrections": Row(None),
    "publish_claim": Row(PUBLISHER, ("claim",), body=says(override="x"), follows_claim=True, instead={"public": 409}),
    "correct_claim": Row(
        PUBLISHER, ("claim",), body=says(notice="x", location="y"), follows_claim=True, instead={"draft": 409}
    ),
    "move_claim": Row(
        EDITOR, ("claim",), body=says(move="send_back", note="x"), follows_claim=True, instead={"public": 409}
    ),
    "set_embargo": Row(
        PUBLISHER,
        ("claim",),
        body=says(until="2990-01-01T00:00:00Z"),
        follows_claim=True,
        etag=CLAIM_ETAG,
        instead={"public": 409},
    ),
    "assign_claim": Row(REPORTER, ("claim",), body=says(to="editor"), follows_claim=True, etag=CLAIM_ETAG),
    "list_comments": Row(READER, ("claim",), follows_claim=True),
    "add_comment": Row(REPORTER, ("claim",), body=says(body="Seen."), follows_claim=True),
    "read_checklist": Row(READER, ("claim",), follows_claim=True),
    "tick_checklist": Row(
        REPORTER, ("claim",), body=says(done=[]), follows_claim=True, etag="/claims/{claim}/checklist/"
    ),
    "keep_as_published": Row(EDITOR, ("claim",), body=says(why="x"), follows_claim=True, instead={"draft": 409}),
    "list_second_looks": Row(READER, ("claim",), follows_claim=True),
    "find_no_conflict": Row(
        EDITOR,
        ("claim",),
        body=says(key="none", why="x"),
        follows_claim=True,
        instead={"draft": 422, "public": 422},
    ),
    "raise_contradiction_again": Row(EDITOR, ("claim", "look"), follows_claim=True, etag=CLAIM_ETAG),
    "list_standing_steps": Row(READER, ("claim",), follows_claim=True),
    "acknowledge_steps": Row(
        EDITOR,
        ("claim",),
        body=lambda world, held: {"steps": [held.claim.standing_steps.order_by("pk")[0].public_id]},
        follows_claim=True,
    ),
    "list_distinctions": Row(READER, ("claim",), follows_claim=True),
    "distinguish_claim": Row(
        REPORTER,
        ("claim",),
        body=lambda world, held: {"claim": world.held["public"].other.external_id},
        follows_claim=True,
    ),
    "list_similar_claims": Row(READER, ("claim",), follows_claim=True),
    "merge_claim": Row(
        EDITOR,
        ("other",),
        body=lambda world, held: {
            "into": world.held["public"].claim.external_id,
            "why": "x",
            "notice": "y",
        },
        follows_claim=True,
    ),
    "unmerge_claim": Row(
        EDITOR, ("claim",), body=says(why="x"), follows_claim=True, instead={"draft": 409, "public": 409}
    ),
    "split_claim": Row(
        EDITOR,
        ("claim",),
        body=lambda world, held: {
            "statement": "Half.",
            "reports": [held.report.external_id],
            "why": "x",
            "notice": "One was two.",
        },
        follows_claim=True,
    ),
    "undo_last_change": Row(
        REPORTER, ("claim",), body=says(), follows_claim=True, instead={"draft": 409, "public": 409}
    ),
    "list_translations": Row(READER, ("claim",), follows_claim=True),
    "translate_claim": Row(
        EDITOR, ("claim", "ukrainian"), body=says(statement="Паром."), follows_claim=True, etag=CLAIM_ETAG
    ),
    "drop_translation": Row(EDITOR, ("claim", "french"), query="?notice=Gone.", follows_claim=True, etag=CLAIM_ETAG),
    "list_suggestions": Row(),
    "read_suggestion": Row(READER, ("suggestion",)),
    "accept_suggestion": Row(REPORTER, ("suggestion",), body=says()),
    "refuse_suggestion": Row(REPORTER, ("suggestion",), body=says()),
    "reopen_suggestion": Row(REPORTER, ("suggestion",), body=says(), instead={"public": 409}),
    "list_losses": Row(),
    "read_loss": Row(READER, ("loss",)),
    "accept_loss": Row(EDITOR, ("loss",), body=says()),
    "refuse_loss": Row(EDITOR, ("loss",), body=says(reason="x")),
    "list_correction_requests": Row(),
    "read_correction_request": Row(READER, ("request",)),
    "answer_correction_request": Row(EDITOR, ("request",), body=says(outcome="declined", answer="x")),
    "foresee_report": Row(REPORTER, body=NEW_REPORT, follows_claim=True),
    "foresee_withdrawal": Row(
        EDITOR,
        body=lambda world, held: {
            "claim": held.claim.external_id,
            "source": world.side.external_id,
            "kind": "retracted",
            "at": "2025-06-03",
        },
        follows_claim=True,
    ),
    "foresee_tie": Row(
        EDITOR,
        body=lambda world, held: {
            "source": world.source.external_id,
            "tied_to": world.side.external_id,
            "kind": "arm_of",
        },
    ),
    "list_stakes": Row(READER, ("claim",), follows_claim=True),
    "declare_stake": Row(
        EDITOR,
        ("claim",),
        body=lambda world, held: {"source": world.source.external_id, "interest": "helped", "reason": "x"},
        follows_claim=True,
    ),
    "end_stake": Row(EDITOR, ("claim", "stake"), follows_claim=True, etag=CLAIM_ETAG),
    "list_exclusions": Row(READER, ("claim",), follows_claim=True),
    "exclude_claim": Row(
        EDITOR,
        ("other",),
        body=lambda world, held: {"claim": world.held["public"].claim.external_id},
        follows_claim=True,
        instead={"public": 409},
    ),
    "end_exclusion": Row(EDITOR, ("claim", "other"), follows_claim=True, etag=CLAIM_ETAG),
    "list_parts": Row(READER, ("claim",), follows_claim=True),
    "declare_part": Row(
        EDITOR,
        ("claim",),
        body=lambda world, held: {"claim": held.other.external_id},
        follows_claim=True,
        instead={"draft": 409, "public": 409},
    ),
    "end_part": Row(EDITOR, ("claim", "other"), follows_claim=True, etag=CLAIM_ETAG),
    "list_copies": Row(READER, ("claim",), follows_claim=True),
    "judge_copy": Row(
        EDITOR,
        ("claim",),
        body=lambda world, held: {
            "document": held.copy.document.public_id,
            "original": held.report.document.public_id,
            "accepted": True,
            "why": "x",
        },
        follows_claim=True,
    ),
    "read_record": Row(READER, ("source",)),
    "list_policies": Row(),
    "set_policy": Row(ADMINISTRATOR, body=says(name="x", why="x")),
    "list_questions": Row(),
    "ask_question": Row(REPORTER, body=says(text="Why?")),
    "read_question": Row(READER, ("question",)),
    "change_question": Row(REPORTER, ("question",), body=says(scope="x"), etag="/questions/{question}/"),
    "list_reports": Row(),
    "record_report": Row(REPORTER, body=NEW_REPORT, follows_claim=True),
    "read_report": Row(READER, ("report",), follows_claim=True),
    "supersede_report": Row(
        *(REPORTER, ("report",)),
        body=says(stance="denies", why="x", notice="We had it wrong."),
        follows_claim=True,
        least_of_public=EDITOR,
    ),
    "list_withdrawals": Row(),
    "record_withdrawal": Row(
        EDITOR,
        body=lambda world, held: {
            "claim": held.claim.external_id,
            "source": world.side.external_id,
            "kind": "retracted",
            "at": "2025-06-03",
        },
        follows_claim=True,
    ),
    "read_withdrawal": Row(READER, ("withdrawal",)),
    "list_assessments": Row(),
    "submit_assessment": Row(
        EDITOR,
        body=lambda world, held: {"claim": held.claim.external_id, "verdict": "false", "reasons": "x"},
        follows_claim=True,
    ),
    "read_assessment": Row(READER, ("assessment",)),
    "approve_assessment": Row(EDITOR, ("assessment",), body=says()),
    "list_imports": Row(),
    "start_import": Row(EDITOR, body=lambda world, held: b"id,claim,document,stance\n", kind="text/csv"),
    "read_import": Row(READER, ("job",)),
    "list_import_problems": Row(READER, ("job",)),
    "cancel_import": Row(EDITOR, ("job",), body=says()),
    "export_case": Row(READER),
}
