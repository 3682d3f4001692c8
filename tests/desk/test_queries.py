"""The desk asks the database the same number of times however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.queues import QUEUES
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
MORE = 12


@pytest.fixture
def house(full_house: House, db: None) -> House:
    fill(full_house, 2)
    return full_house


def fill(house: House, number: int) -> None:
    """So many published claims, each contradicted, hanging on one voice and assigned to the editor."""
    question = house.desk.question(f"How many of {number}?", counted="boats")
    claims = []
    for count in range(number):
        claim = house.desk.claim(f"{count + 100} boats were lost.", str(count + 100), question)
        house.desk.report(claim, f"Pier Post {number} {count}", ["Port authority"], worded=str(count + 100))
        claims.append(claim)
    settle_all()
    for claim in claims:
        publish_claim(by=house.people["publisher"], claim=claim, override="for the test")
        type(claim).objects.filter(pk=claim.pk).update(assigned_to=house.people["editor"])
    settle_all()


def count(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200, page
        return len(queries)


def test_pages_of_the_desk_ask_as_often_of_much_as_of_little(house: House) -> None:
    lists = [reverse(f"admin:claims_{noun}_changelist") for noun in ("claim", "report", "question", "publication")]
    pages = [
        reverse("admin:index"),
        *(reverse("desk:queue", args=[name]) for name in QUEUES),
        *(f"{reverse('desk:search')}?q=boats&in={noun}" for noun in ("claims", "reports", "sources", "documents")),
        *lists,
        reverse("desk:notices"),
    ]
    client = house.client("administrator")
    few = {page: count(client, page) for page in pages}
    fill(house, MORE)
    many = {page: count(client, page) for page in pages}
    assert {page: (few[page], many[page]) for page in pages if many[page] > few[page]} == {}
