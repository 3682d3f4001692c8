"""What looks copied about a claim, over the API: listed and judged."""

from typing import Any

from django.http import Http404, HttpResponse

from claims.actions.borrowings import decide_borrowing
from claims.actions.standings import settle_now
from claims.api.relations import RelationDoor
from claims.likely_copies import LikelyCopy, copies_about
from claims.models import Borrowing
from newsrooms.api.bytes import answer_json
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.shapes import FLAG, ID, INSTANT, answer, body, list_of, or_null, text, word
from newsrooms.vocabulary import Scope
from sources.actions.reprints import decide_reprint
from sources.api.shapes import DOCUMENT_NAME, name_document
from sources.vocabulary import ReprintState

COPY = component(
    "Copy",
    answer(
        "Two documents that tell a claim in near the same words.",
        of={"type": "string", "enum": ["passages", "documents"], "description": "What was compared."},
        document=ref(DOCUMENT_NAME),
        original=ref(DOCUMENT_NAME),
        likeness={"type": "number", "description": "Share of five-word runs in common, beside quotations."},
        passages=or_null(list_of(text(), "What the later and the earlier one say.")),
        state=word(ReprintState),
        reason=text(),
        decided_by=or_null(text()),
        decided_at=or_null(INSTANT),
    ),
)
component("Copies", answer("All that look copied about a claim.", results=list_of(ref(COPY))))
COPY_INPUT = component(
    "CopyInput",
    body(
        "Whether one document has what it says about the claim from the other, and how you know.",
        required=("document", "original", "accepted", "why"),
        document=ID,
        original=ID,
        accepted=FLAG,
        why=text(longest=2000, least=1),
    ),
)


def shape_copy(copy: LikelyCopy) -> dict[str, Any]:
    return {
        "of": "passages" if copy.of_passages else "documents",
        "document": name_document(copy.document),
        "original": name_document(copy.original),
        "likeness": round(copy.likeness, 3),
        "passages": list(copy.passages) if copy.passages else None,
        "state": copy.state.value,
        "reason": copy.reason,
        "decided_by": copy.decided_by.shown_name if copy.decided_by else None,
        "decided_at": copy.decided_at.isoformat() if copy.decided_at else None,
    }


class Copies(RelationDoor):
    @operation(
        "list_copies",
        "List what looks copied about a claim",
        detail="Until a pair is judged it lowers the lower count of lines alone; accepted, the later is a relay.",
        scope=Scope.DRAFTS_READ,
        answers="Copies",
    )
    def get(self, id: str) -> HttpResponse:
        return answer_json({"results": [shape_copy(copy) for copy in copies_about(self.claim(id))]})

    @operation(
        "judge_copy",
        "Say whether one document has it from another",
        detail="Judges what is proposed between the two: their passages on this claim, and the whole documents.",
        scope=Scope.CLAIMS_WRITE,
        body=COPY_INPUT,
        answers="Copies",
        example={
            "document": "doc-courier-ferry",
            "original": "doc-wire-ferry",
            "accepted": True,
            "why": "It is signed with the agency's letters.",
        },
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        asked = [copy for copy in copies_about(claim) if self._is_asked_about(copy)]
        if not asked:
            raise Http404
        open_ones = [copy for copy in asked if copy.state is ReprintState.PROPOSED] or asked
        verdict = {"accepted": self.body["accepted"], "why": self.body["why"]}
        for copy in open_ones:
            if isinstance(copy.row, Borrowing):
                decide_borrowing(by=self.actor.person, borrowing=copy.row, **verdict)
            else:
                decide_reprint(by=self.actor.person, reprint=copy.row, **verdict)
        settle_now([claim.pk])
        return answer_json({"results": [shape_copy(copy) for copy in copies_about(claim)]})

    def _is_asked_about(self, copy: LikelyCopy) -> bool:
        named = (self.body["document"], self.body["original"])
        pair = (copy.document, copy.original)
        return all(name in (row.public_id, row.external_id) for name, row in zip(named, pair, strict=True))
