"""One row for each operation of the API. A new operation needs a row."""

from tests.factcheck.api.row import ADMINISTRATOR, CLAIM_ETAG, EDITOR, NEW_REPORT, READER, REPORTER, Row, says
from tests.factcheck.api.rows_of_claims import OF_CLAIMS
from tests.factcheck.api.world import PAGE

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
    "split_source": Row(
        EDITOR,
        ("source",),
        body=says(name="Another", why="two"),
        instead={"public": 422},
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
    **OF_CLAIMS,
    # what a newsroom sets for itself
    "list_newsrooms": Row(),
    "read_newsroom": Row(READER, ("newsroom",)),
    "change_newsroom": Row(
        ADMINISTRATOR, ("newsroom",), body=says(methodology="Two read it."), etag="/newsrooms/{newsroom}/"
    ),
    "read_publish_gate": Row(READER, ("newsroom",)),
    "set_publish_gate": Row(
        *(ADMINISTRATOR, ("newsroom",)),
        body=says(needs_assessment=True, needs_checklist=False, needs_report=False),
        etag="/newsrooms/{newsroom}/publish-gate/",
    ),
    "list_checklist_items": Row(READER, ("newsroom",)),
    "add_checklist_item": Row(ADMINISTRATOR, ("newsroom",), body=says(text="Ask the other side.")),
    "read_checklist_item": Row(READER, ("newsroom", "task")),
    "change_checklist_item": Row(
        *(ADMINISTRATOR, ("newsroom", "task")),
        body=says(required=False),
        etag="/newsrooms/{newsroom}/checklist-items/{task}/",
    ),
    "retire_checklist_item": Row(
        ADMINISTRATOR, ("newsroom", "task"), etag="/newsrooms/{newsroom}/checklist-items/{task}/"
    ),
    "list_verdict_labels": Row(READER, ("newsroom",)),
    "read_verdict_label": Row(READER, ("newsroom", "verdict")),
    "label_verdict": Row(
        *(ADMINISTRATOR, ("newsroom", "verdict")),
        body=says(label="Holds up"),
        etag="/newsrooms/{newsroom}/verdict-labels/{verdict}/",
    ),
    "list_hedges": Row(READER, ("newsroom",)),
    "add_hedge": Row(EDITOR, ("newsroom",), body=says(words=["a smattering"], comparator="vague", low=3, high=8)),
    "read_hedge": Row(READER, ("newsroom", "hedge")),
    "change_hedge": Row(
        EDITOR, ("newsroom", "hedge"), body=says(after=True), etag="/newsrooms/{newsroom}/hedges/{hedge}/"
    ),
    "remove_hedge": Row(EDITOR, ("newsroom", "hedge"), etag="/newsrooms/{newsroom}/hedges/{hedge}/"),
    # what the desk works with
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
    "foresee_annulment": Row(EDITOR, body=lambda world, held: {"withdrawal": world.withdrawal.public_id}),
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
        notice=True,
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
    "annul_withdrawal": Row(EDITOR, ("withdrawal",), body=says(why="x", notice="It had only moved."), notice=True),
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
    "fetch_import": Row(EDITOR, body=says(address="http://127.0.0.1/case.json"), instead={"public": 422}),
    "read_import": Row(READER, ("job",)),
    "list_import_problems": Row(READER, ("job",)),
    "cancel_import": Row(EDITOR, ("job",), body=says()),
    "export_case": Row(READER),
}
