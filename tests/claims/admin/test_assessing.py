"""The desk's page for a verdict: what is judged is what its author read."""

import re

from django.urls import reverse

from claims.actions.publishing import correct_claim
from claims.models import Assessment
from tests.claims.admin.full_house import House


def test_a_verdict_on_words_that_were_changed_meanwhile_is_asked_for_once_more(full_house: House) -> None:
    house, claim = full_house, full_house.claim
    client, page = house.client("editor"), reverse("admin:claims_claim_assess", args=[full_house.claim.pk])

    def mark_on(content: str) -> str:
        found = re.search(r'name="read" value="([0-9a-f]{64})"', content)
        assert found
        return found[1]

    said = {"verdict": "false", "reasons": "Nobody counted them.", "read": mark_on(client.get(page).content.decode())}
    before = Assessment.objects.count()
    correct_claim(by=house.people["publisher"], claim=claim, notice="Twenty.", statement="Twenty boats were lost.")
    answer = client.post(page, said)
    content = answer.content.decode()
    assert (answer.status_code, Assessment.objects.count()) == (422, before)
    assert "Twenty boats were lost." in content
    assert "Nobody counted them." in content
    assert client.post(page, said | {"read": mark_on(content)}).status_code == 302
    assert Assessment.objects.count() == before + 1


def test_a_verdict_that_says_not_what_was_read_is_asked_for_once_more(full_house: House) -> None:
    page = reverse("admin:claims_claim_assess", args=[full_house.claim.pk])
    said = {"verdict": "false", "reasons": "Nobody counted them."}
    assert full_house.client("editor").post(page, said).status_code == 422
