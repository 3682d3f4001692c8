"""What is sent to the desk's own buttons is taken as words or refused with the reason, and is never a fault."""

import pytest
from django.urls import reverse

from newsrooms.models import Notification, SavedView
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
NONSENSE = ["\x00", "2025-02-30T00:00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "²", "9" * 400]


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_sent_to_a_button_is_no_fault(house: House, value: str) -> None:
    client = house.client("editor")
    here = reverse("desk:suggestions-of", args=[house.rows["capture"].public_id])  # type: ignore[attr-defined]  # a capture
    for said in (
        *({name: value} for name in ("accept", "refuse", "reopen")),
        *({"chosen": value, name: "1", "reason": value} for name in ("accept_chosen", "refuse_chosen")),
    ):
        assert client.post(here, said).status_code in (302, 404), said
    assert client.post(reverse("desk:see-all"), {"until": value}).status_code == 302
    assert (
        client.post(reverse("desk:keep-view"), {"page": "claims", "name": value, "query": value}).status_code == 302
    )
    assert client.post(reverse("desk:impact", args=["k"]) + "seen/", {"note": value}).status_code == 404


@pytest.mark.parametrize("until", ["2025-02-30T00:00", "tomorrow", "2025-01-01T00:00"])
def test_what_is_no_moment_sees_nothing_and_says_so(house: House, until: str) -> None:
    editor = house.people["editor"]
    waits = Notification.objects.open().filter(user=editor).count()
    answer = house.client("editor").post(reverse("desk:see-all"), {"until": until}, follow=True)
    assert "“until”" in answer.content.decode()
    assert Notification.objects.open().filter(user=editor).count() == waits


def test_a_nul_in_the_name_of_a_kept_view_is_dropped(house: House) -> None:
    said = {"page": "claims", "name": "Mi\x00ne", "query": "q=\x00x"}
    house.client("editor").post(reverse("desk:keep-view"), said)
    assert SavedView.objects.get(name="Mine").query == "q=x"
