"""Redactions over the API: words that readers are no longer shown, at whatever date they ask."""

from typing import Any

from django.http import HttpResponse

from claims.actions.redactions import LONGEST, SHORTEST, redact_words
from claims.api.inputs import LONG
from claims.api.relations import RelationDoor
from claims.models import Redaction
from newsrooms.api.operations import component, operation
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import INSTANT, answer, body, text
from newsrooms.vocabulary import Scope

REDACTION = component(
    "Redaction",
    answer(
        "That words had to go: struck from all that the newsroom shows, also as it was in the past. Not said here.",
        why=text("For the house only."),
        redacted_at=INSTANT,
        redacted_by=text("User name."),
    ),
)
REDACTION_INPUT = component(
    "RedactionInput",
    body(
        "Which words must go, what readers are told, and why.",
        required=("words", "notice", "why"),
        words=text("Exactly as they stand; capitals make no difference.", longest=LONGEST, least=SHORTEST),
        notice=text("Public: that something was removed, and why, without repeating it.", longest=5000, least=1),
        why=text("For the house only.", longest=min(LONG, 5000), least=1),
    ),
)


def shape_redaction(row: Redaction) -> dict[str, Any]:
    return {
        "why": row.why,
        "redacted_at": row.redacted_at.isoformat(),
        "redacted_by": row.redacted_by.username,
    }


class Redactions(RelationDoor):
    @operation(
        "list_redactions",
        "List the words struck because of a claim",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(REDACTION),
    )
    def get(self, id: str) -> HttpResponse:
        rows = Redaction.objects.filter(claim=self.claim(id)).select_related("redacted_by")
        return answer_page(self.asked, rows, lambda page: map(shape_redaction, page), self.query)

    @operation(
        "redact_words",
        "Redact words of a public claim",
        detail="Struck for good from every page, version, feed and export of the newsroom, as of any date; the rows"
        " stay as they were for the house. What the claim says today is corrected first. Not to be undone.",
        scope=Scope.PUBLISH,
        body=REDACTION_INPUT,
        answers=REDACTION,
        status=201,
        example={
            "words": "Jaro Withy",
            "notice": "We removed the name of a private person.",
            "why": "He was never charged.",
        },
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        row = redact_words(by=self.actor.person, claim=claim, **self.body)
        self.settled(claim.pk)
        return self.created(shape_redaction(row), self.asked.path)
