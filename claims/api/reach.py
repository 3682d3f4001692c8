"""How far a change would reach: the claims that rest on a source, with all that share its voice, or on a document."""

from collections.abc import Iterable

from django.http import HttpResponse

from claims.api.claim_rows import COLUMNS, write_claim_rows
from claims.api.claims import SUMMARY_PAGE
from claims.api.visible import claims_for
from claims.touched import by_documents, by_sources, with_one_voice
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import operation
from newsrooms.api.pages import PAGING, answer_page_of_rows
from newsrooms.vocabulary import Scope
from sources.models import Document, Source


class Reach(Endpoint):
    def show(self, claims: Iterable[int]) -> HttpResponse:
        visible = claims_for(self.actor)
        rows = visible.filter(pk__in=list(claims), newsroom__in=self.actor.newsrooms())
        return answer_page_of_rows(
            self.asked, rows, COLUMNS, lambda page: write_claim_rows(page, visible), self.query
        )


class ClaimsOfSource(Reach):
    tag = "Sources"

    @operation(
        "list_claims_of_source",
        "List the claims a change of a source would reach",
        detail="Those in which it, or a source of the same voice or side, speaks or has a stake.",
        scope=Scope.CLAIMS_READ,
        query=PAGING,
        answers=SUMMARY_PAGE,
    )
    def get(self, id: str) -> HttpResponse:
        source = find(self.actor.own(Source.objects.visible_to(self.actor.user)), id, self.actor)
        return self.show(by_sources(with_one_voice([source.pk])))


class ClaimsOfDocument(Reach):
    tag = "Documents"

    @operation(
        "list_claims_of_document",
        "List the claims that rest on a document",
        scope=Scope.CLAIMS_READ,
        query=PAGING,
        answers=SUMMARY_PAGE,
    )
    def get(self, id: str) -> HttpResponse:
        document = find(self.actor.own(Document.objects.visible_to(self.actor.user)), id, self.actor)
        return self.show(by_documents([document.pk]))
