"""Whoever approves reads the whole of what they answer for on the page on which they approve it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.assessments import assess_claim
from claims.actions.checklists import add_item
from claims.actions.standings import settle_all
from claims.vocabulary import Confidence, Verdict
from tests.claims.admin.full_house import House, build_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    house = build_people()
    house.desk.report(house.claim, "Coast Wire", ["Harbour office"], worded="more than 40")
    add_item(by=house.people["administrator"], newsroom=house.newsroom, text="Called the harbour")
    settle_all()
    return house


def page_of(house: House, **said: Any) -> str:
    given = {"verdict": Verdict.MISLEADING, "reasons": "Most were dinghies.\nNobody counted the rest."}
    row = assess_claim(by=house.people["editor"], claim=house.claim, confidence=Confidence.MODERATE, **given | said)
    answer = house.client("second editor").get(reverse("admin:claims_assessment_approve", args=[row.pk]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_prints_the_assessment_whole(house: House) -> None:
    page = page_of(house)
    for words in (
        "More than 40 boats were lost.",
        "Misleading",
        "Moderate",
        "Most were dinghies.<br>Nobody counted the rest.",
        "Emil",
        "Coast Wire, “Coast Wire on 2025-06-01”: supports (from Harbour office)",
        "not public; no embargo",
        "Called the harbour: not ticked, required",
        "Not ticked on the checklist: Called the harbour.",
    ):
        assert words in page, words


def test_its_queries_do_not_grow_with_the_reports(house: House) -> None:
    row = assess_claim(by=house.people["editor"], claim=house.claim, verdict=Verdict.FALSE, reasons="So it is.")
    client = house.client("second editor")
    asked = []
    for number in range(2):
        address = reverse("admin:claims_assessment_approve", args=[row.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
        for name in range(6):
            house.desk.report(house.claim, f"Pier {number} {name}", ["Harbour office"], worded="more than 40")
        settle_all()
    assert asked[1] <= asked[0]
