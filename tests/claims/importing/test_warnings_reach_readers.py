"""Circles of sources, citations of what came later and headlines that drift: imported, then told on page and desk."""

from typing import Any

import pytest
from django.test import Client

from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.dossier import open_dossier
from claims.models import Claim
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from tests.claims.importing.conftest import Importing
from tests.newsrooms.cast import hire, sign_up


def source(name: str) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "kind": "outlet"}


def document(name: str, publisher: str, published: str) -> dict[str, Any]:
    return {"id": name, "publisher": publisher, "title": f"Story {name}", "published_at": published}


def report(name: str, page: str, *credited: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"id": name, "claim": "lock", "document": page, "stance": "asserts"}
    return base | ({"chains": [list(credited)]} if credited else {}) | more


CASE = {
    "format": "factcheck-case/1",
    "title": "The lock",
    "sources": [source("Wiki"), source("Paper"), source("Radio"), source("Keeper")],
    "documents": [
        document("wiki-1", "wiki", "2025-05-01"),
        document("paper-1", "paper", "2025-05-02"),
        document("wiki-2", "wiki", "2025-05-03"),
        document("radio-1", "radio", "2025-05-04"),
        document("keeper-1", "keeper", "2025-05-09"),
    ],
    "claims": [{"id": "lock", "statement": "The lock lost 40 gates.", "quantity": {"worded": "40"}}],
    "reports": [
        report("w1", "wiki-1"),
        report("p1", "paper-1", {"source": "wiki", "relation": "cites", "document": "wiki-1"}),
        report("w2", "wiki-2", {"source": "paper", "relation": "cites", "document": "paper-1"}),
        report("r1", "radio-1", {"source": "keeper", "relation": "cites", "document": "keeper-1"}),
        report("k1", "keeper-1", own_reporting=True, quantity={"worded": "about 40"}, hedge="about", place="body"),
        report("k2", "keeper-1", own_reporting=True, quantity={"worded": "40"}, place="headline"),
    ],
}


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return open_newsroom(by=None, slug="weir", name="Weir desk", administrator=sign_up("ada"))


@pytest.fixture
def pages(newsroom: Newsroom, importing: Importing) -> tuple[str, str]:
    """The public page and the workspace of the imported claim."""
    importing(CASE)
    settle_all()
    claim = Claim.objects.get()
    petra = hire(newsroom, "petra", Role.PUBLISHER)
    publish_claim(by=petra, claim=claim, override="for the test")
    settle_all()
    client = Client()
    client.force_login(petra)
    public = Client().get(f"/claims/{claim.public_id}/").content.decode()
    return public, client.get(f"/admin/claims/claim/{claim.pk}/workspace/").content.decode()


CIRCLE = "pass on each other’s earlier words: nobody in this circle is a separate origin."


def test_a_circle_of_sources_is_told_to_readers_and_editors(pages: tuple[str, str]) -> None:
    for page in pages:
        assert CIRCLE in page


def test_a_citation_of_something_published_later_is_told(pages: tuple[str, str]) -> None:
    for page in pages:
        assert "Radio cites “Story keeper-1” by Keeper, which was published only later." in page


def test_a_headline_that_dropped_the_hedge_of_the_body_is_told(pages: tuple[str, str]) -> None:
    drift = [drift for part in open_dossier(Claim.objects.get()).reports for drift in part["drift"]]
    assert ("hedge_dropped", "about 40", "40") in [(one["kind"], one["said"], one["passed_on"]) for one in drift]
    for page in pages:
        assert "about 40" in page
    assert "Changed on the way" in pages[1]
