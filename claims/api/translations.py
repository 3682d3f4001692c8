"""Translations: a claim in another language of the pages."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from claims.actions.translations import (
    LONGEST_REASONS,
    LONGEST_STATEMENT,
    drop_translation,
    translate_claim,
)
from claims.api.inputs import NOTICE_IF_PUBLIC, WHY
from claims.api.relations import ENDED, RelationDoor
from claims.models import ClaimTranslation
from newsrooms.api.bytes import answer_json
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.shapes import FLAG, INSTANT, answer, body, list_of, or_null, text
from newsrooms.vocabulary import Scope

LANGUAGES = [code for code, _ in settings.LANGUAGES]
NOTICE = Parameter("notice", NOTICE_IF_PUBLIC, "What readers are told; needed where the claim is public.")
TRANSLATION = component(
    "Translation",
    answer(
        "A claim in another language, made by a person.",
        language=text(enum=LANGUAGES),
        statement=text(),
        reasons=or_null(text("Of the verdict that stood then.")),
        current=FLAG | {"description": "Whether the claim still says what was translated; readers see it then only."},
        changed_at=INSTANT,
    ),
)
component("Translations", answer("All languages of a claim.", results=list_of(ref(TRANSLATION))))
TRANSLATION_INPUT = component(
    "TranslationInput",
    body(
        "The claim in this language, and the reasons of its approved verdict.",
        required=("statement",),
        statement=text(longest=LONGEST_STATEMENT, least=1),
        reasons=text(longest=LONGEST_REASONS),
        why=WHY,
        notice=NOTICE_IF_PUBLIC | {"description": "What readers are told; needed where they have seen another one."},
    ),
)


def shape_translation(row: ClaimTranslation, statement: str) -> dict[str, Any]:
    return {
        "language": row.language,
        "statement": row.statement,
        "reasons": row.reasons or None,
        "current": row.of_statement == statement,
        "changed_at": row.changed_at.isoformat(),
    }


class Translations(RelationDoor):
    @operation(
        "list_translations", "List the translations of a claim", scope=Scope.CLAIMS_READ, answers="Translations"
    )
    def get(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        return answer_json({"results": [shape_translation(row, claim.statement) for row in claim.translations.all()]})


class OneTranslation(RelationDoor):
    @operation(
        "translate_claim",
        "Say a claim in another language",
        detail="Once the claim is reworded, readers see the original again. If-Match is the ETag of the dossier.",
        scope=Scope.CLAIMS_WRITE,
        body=TRANSLATION_INPUT,
        answers=TRANSLATION,
        changes=True,
        conditional=False,
        example={"statement": "Le ferry du soir s'est échoué avec plus de 40 passagers à bord."},
    )
    def put(self, id: str, language: str) -> HttpResponse:
        if language not in LANGUAGES:
            raise Http404
        claim = self.hold(id)
        row = translate_claim(
            by=self.actor.person,
            claim=claim,
            language=language,
            statement=self.body["statement"],
            reasons=self.body.get("reasons", ""),
            why=self.body.get("why", ""),
            notice=self.body.get("notice", ""),
        )
        return answer_json(shape_translation(row, claim.statement), tagged=False)

    @operation(
        "drop_translation",
        "Take a translation away",
        detail="If-Match is the ETag of the claim's dossier. History keeps it.",
        scope=Scope.CLAIMS_WRITE,
        query=(NOTICE,),
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, language: str) -> HttpResponse:
        claim = self.claim(id)
        row = claim.translations.filter(language=language[:16].replace("\0", "")).first()
        if row is None:
            raise Http404
        self.hold(id)
        drop_translation(by=self.actor.person, translation=row, why=ENDED, notice=self.query.get("notice", ""))
        return HttpResponse(status=204)
