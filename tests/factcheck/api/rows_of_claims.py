"""Rows of the operations on a claim and what hangs on it."""

from tests.factcheck.api.row import CLAIM_ETAG, EDITOR, PUBLISHER, READER, REPORTER, Row, says

OF_CLAIMS: dict[str, Row] = {
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
    "list_redactions": Row(READER, ("claim",), follows_claim=True),
    "redact_words": Row(
        PUBLISHER,
        ("claim",),
        body=says(words="Jaro Withy", notice="We removed a name.", why="x"),
        follows_claim=True,
        instead={"draft": 409},
    ),
    "leave_on_one_voice": Row(EDITOR, ("claim",), body=says(why="x"), follows_claim=True, instead={"public": 409}),
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
        notice=True,
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
        notice=True,
        follows_claim=True,
    ),
    "undo_last_change": Row(
        REPORTER, ("claim",), body=says(), follows_claim=True, instead={"draft": 409, "public": 409}
    ),
    "list_translations": Row(READER, ("claim",), follows_claim=True),
    "translate_claim": Row(
        EDITOR, ("claim", "ukrainian"), body=says(statement="Паром."), follows_claim=True, etag=CLAIM_ETAG
    ),
    "drop_translation": Row(
        EDITOR, ("claim", "french"), query="?notice=Gone.", follows_claim=True, etag=CLAIM_ETAG, notice=True
    ),
}
