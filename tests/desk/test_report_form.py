"""The form on which a report is entered: what an action refuses is said on it, and nothing is written."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Report
from tests.claims.cast import Desk
from tests.claims.conftest import desk as desk

pytestmark = pytest.mark.django_db


def test_a_chain_that_begins_with_the_publisher_is_refused_with_its_reason(desk: Desk, client: Client) -> None:
    claim, document = desk.claim("The weir was opened."), desk.document("River Radio")
    assert desk.by is not None
    client.force_login(desk.by)
    said = {f"{name}_key": "" for name in ("of_claim", "material", "publisher")} | {
        "claim_key": claim.pk,
        "claim": "it",
        "document_key": document.pk,
        "document": "it",
        "stance": "asserts",
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-chain": "1",
        "links-0-relation": "says",
        "links-0-source_key": document.publisher_id,
        "links-0-source": "River Radio",
    }
    answer = client.post(reverse("desk:report"), said)
    assert "The publisher itself is not repeated; begin with whom it credits." in answer.content.decode()
    assert not Report.objects.exists()
    board = desk.official("Water board")
    assert client.post(reverse("desk:report"), said | {"links-0-source_key": board.pk}).status_code == 302
    assert Report.objects.get().attributions.get().source == board
