"""To a member of another newsroom nothing of this one exists: at no address of the desk, by no id, in no error."""

import pytest
from django.urls import reverse

from claims.models import Claim, Distinction, ImportJob
from newsrooms.models import SavedView
from tests.claims.admin.full_house import House
from tests.claims.admin.test_every_page import PRIVATE

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def addresses(house: House) -> dict[str, str]:
    rows, claim = house.rows, house.claim
    newsroom = house.newsroom.pk
    return {
        "report on a claim": f"{reverse('desk:report')}?claim={claim.pk}",
        "report from a document": f"{reverse('desk:report')}?document={rows['document'].pk}",
        "supersede": reverse("desk:supersede", args=[rows["report"].pk]),
        "text": reverse("desk:text", args=[rows["document"].pk]),
        "figure": reverse("desk:figure", args=[newsroom]) + "?worded=more+than+40",
        "suggestions": reverse("desk:suggestions-of", args=[rows["capture"].public_id]),  # type: ignore[attr-defined]  # a capture
        "pick sources": reverse("desk:pick", args=["sources"]) + f"?q=Mayor&newsroom={newsroom}",
        "pick sources in Cyrillic": reverse("desk:pick", args=["sources"]) + "?q=Мерія",
        "pick claims": reverse("desk:pick", args=["claims"]) + "?q=boats",
        "pick documents": reverse("desk:pick", args=["documents"]) + "?q=Coast",
        "pick questions": reverse("desk:pick", args=["questions"]) + "?q=boats",
        "similar": reverse("desk:similar") + f"?newsroom={newsroom}&statement=More+than+40+boats+were+lost",
        "search": reverse("desk:search") + "?q=boats",
        "search sources": reverse("desk:search") + "?q=Mayor&in=sources",
        "search reports": reverse("desk:search") + "?q=Mayor&in=reports",
        "history of a person": reverse("desk:history") + f"?who={house.people['editor'].username}",
        "case": reverse("desk:export-case", args=[house.newsroom.slug, "json"]),
        "django autocomplete": reverse("admin:autocomplete")
        + "?app_label=claims&model_name=stake&field_name=claim&term=boats",
        "list by id": reverse("admin:claims_claim_changelist") + f"?id__exact={claim.pk}",
        "list by source": reverse("admin:claims_report_changelist") + f"?q={claim.external_id}",
    }


@pytest.mark.parametrize("who", ["stranger", "anonymous"])
def test_no_address_of_the_desk_tells_of_it(house: House, who: str) -> None:
    asked_for = (b"q=", b"value=", "“".encode())
    for name, address in addresses(house).items():
        answer = house.client(who).get(address, follow=True)
        assert answer.status_code in (200, 403, 404), name
        body = b"".join(answer) if answer.streaming else answer.content
        for line in body.splitlines():
            if any(part in line for part in asked_for):
                continue
            for word in PRIVATE[1:]:
                assert word not in line, (name, line)
            assert b"boats were lost" not in line, (name, line)


def test_no_deed_by_a_strangers_hand_reaches_it(house: House) -> None:
    """By address, in bulk, and by ids put into forms of one's own."""
    stranger, claim = house.client("stranger"), house.claim
    for deed in ("assign", "withdraw", "pause", "comment", "merge", "split", "trash", "stake"):
        said = {"why": "mine", "notice": "mine", "body": "mine", "to": ""}
        assert stranger.post(reverse(f"admin:claims_claim_{deed}", args=[claim.pk]), said).status_code == 404
    bulk = {"action": "assign", "_selected_action": [claim.pk], "_deed": "1", "to": "", "note": "mine"}
    answer = stranger.post(reverse("admin:claims_claim_changelist"), bulk, follow=True)
    assert claim.statement not in answer.content.decode()
    mine = Claim.objects.filter(newsroom__slug="hill-courier")
    said = {"statement": "Ours.", "why": "x", "quantity_of_claim_key": str(claim.pk), "quantity_of_claim": "x"}
    said |= {"question_key": str(house.rows["question"].pk), "question": "How many?", "language": "en"}
    answer = stranger.post(reverse("admin:claims_claim_add"), said)
    assert not mine.exists()
    assert "How many boats were lost?" not in answer.content.decode()
    assert stranger.post(reverse("desk:undo", args=[claim.pk])).status_code == 404
    assert stranger.post(reverse("desk:supersede", args=[house.rows["report"].pk]), {}).status_code == 404
    assert Claim.objects.get(pk=claim.pk).assigned_to is None
    assert Distinction.objects.count() == 1
    assert not ImportJob.objects.exists()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("key", ["²", "0", "-1", "99999999999999999999", "1' OR 1=1", "%00", "%25%30", "a" * 3000])
def test_an_address_that_names_nothing_is_no_fault(house: House, key: str) -> None:
    client = house.client("editor")
    pages = [
        *(f"/admin/claims/claim/{key}/{verb}/" for verb in ("workspace", "change", "history", "assess")),
        f"/admin/desk/report/?claim={key}",
        f"/admin/desk/report/?document={key}",
        f"/admin/desk/similar/?newsroom={key}&statement=x&but={key}",
        f"/admin/desk/pick/claims/?newsroom={key}&q=x",
        f"/admin/desk/search/?q={key}&page={key}",
        f"/admin/claims/claim/{house.claim.pk}/history/?from={key}&to={key}",
        f"/admin/desk/history/?who={key}",
        f"/admin/desk/queues/one-voice/?page={key}",
        f"/admin/claims/claim/?p={key}&state={key}&o={key}&q={key}",
    ]
    for page in pages:
        assert client.get(page).status_code in (200, 302, 403, 404), page
