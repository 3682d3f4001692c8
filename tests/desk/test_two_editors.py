"""Two editors on one form: the second save is refused with both versions shown, and nothing of either is lost."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Question
from claims.vocabulary import WorkflowState
from sources.models import Source, Tie
from tests.claims.admin.full_house import House
from tests.desk.posts.rows import furnish

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"[^>]*>', re.DOTALL)
STALE = "saved this while you were writing"


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def address(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def open_form(client: Client, row: models.Model) -> dict[str, Any]:
    """What the form would send if it were saved as it opened."""
    answer = client.get(address(row))
    form = answer.context["adminform"].form
    sent: dict[str, Any] = {}
    for name in form.fields:
        bound = form[name]
        value = bound.field.prepare_value(bound.value())
        if isinstance(value, tuple):
            sent[f"{name}_key"], sent[name] = value
        elif value is True:
            sent[name] = "on"
        elif value not in (None, False):
            sent[name] = value
    return sent | {"_save": "Save"} | management_of(answer.content.decode())


def management_of(page: str) -> dict[str, str]:
    """The counters of the page's inlines."""
    found = re.findall(r'<input type="hidden" name="([a-z_]+-[A-Z_]+_FORMS)" value="(\d+)"', page)
    return dict(found)


CASES: tuple[tuple[str, str, str, str, str], ...] = (
    ("source", "country", "NO", "note", "Says so every year."),
    ("source", "aliases", "Мерія\nTown hall", "note", "Says so every year."),
    ("question", "scope", "in the harbour", "unit", "boats"),
    ("document", "title", "Forty boats lost", "language", "nn"),
    ("tie", "reason", "The town pays for it.", "since", "2020"),
    ("checklistitem", "text", "Called the harbour master", "position", "3"),
    ("verdictlabel", "label", "Untrue", "label", "Wrong"),
    ("claimtranslation", "statement", "Втрачено 40 човнів.", "statement", "Понад 40 човнів зникло."),
)


@pytest.mark.parametrize(("noun", "first", "theirs", "second", "mine"), CASES)
def test_the_second_save_of_a_stale_form_is_refused_with_both_versions(
    house: House, noun: str, first: str, theirs: str, second: str, mine: str
) -> None:
    row = house.rows[noun]
    one, other = house.client("administrator"), house.client("administrator")
    opened = open_form(one, row)
    notice = {"notice": "It was put better."} if noun in ("question", "claimtranslation", "document") else {}
    later = open_form(other, row)
    assert one.post(address(row), opened | {first: theirs, "why": "as they say"} | notice).status_code == 302
    kept = type(row)._default_manager.values().get(pk=row.pk)

    refused = other.post(address(row), later | {second: mine, "why": "better so"} | notice)
    page = unescape(refused.content.decode())
    assert refused.status_code == 200
    assert STALE in page
    assert theirs.split("\n")[-1] in page
    assert mine in page
    assert type(row)._default_manager.values().get(pk=row.pk) == kept

    form = refused.context["adminform"].form
    again = later | {second: mine, "why": "better so", "seen": form.data["seen"]} | notice
    assert other.post(address(row), again).status_code == 302


def test_a_claim_reworded_meanwhile_is_not_reworded_back(house: House) -> None:
    claim = house.desk.claim("Two piers were lost.", "2")
    emil, edda = house.client("editor"), house.client("second editor")
    first, second = open_form(emil, claim), open_form(edda, claim)
    assert emil.post(address(claim), first | {"statement": "Two piers sank.", "why": "plainer"}).status_code == 302
    refused = edda.post(address(claim), second | {"location": "Weir", "why": "where it was"})
    page = refused.content.decode()
    assert f"Emil {STALE}" in page
    assert "Two piers sank." in page
    claim.refresh_from_db()
    assert (claim.statement, claim.location) == ("Two piers sank.", "")


def test_a_form_opened_after_the_other_saved_is_taken(house: House) -> None:
    source = house.rows["source"]
    for country in ("NO", "SE"):
        client = house.client("reporter")
        assert (
            client.post(address(source), open_form(client, source) | {"country": country, "why": "so"}).status_code
            == 302
        )
    assert Source.objects.get(pk=source.pk).country == "SE"


def test_every_form_of_a_row_that_can_be_saved_remembers_with_what_it_was_opened(house: House) -> None:
    furnish(house)
    client, without = house.client("administrator"), []
    for model in admin.site._registry:
        row = house.rows[model._meta.model_name or ""]
        answer = client.get(address(row))
        if b'name="_save"' not in answer.content:
            continue
        form = answer.context["adminform"].form
        counted = model is Claim and re.search(rb'name="version" value="\d+"', answer.content)
        if not counted and not (form["seen"].initial and b'name="seen"' in answer.content):
            without.append(model.__name__)
    assert without == []


@pytest.mark.parametrize("seen", ["", "{", "[]", '"a"', '{"name": 3}', '{"name": {"a": 1}}', "[" * 3000])
def test_a_mark_that_is_none_is_no_fault(house: House, seen: str) -> None:
    question = house.rows["question"]
    client = house.client("reporter")
    answer = client.post(address(question), open_form(client, question) | {"scope": "x", "why": "so", "seen": seen})
    assert answer.status_code in (200, 302)
    assert Question.objects.get(pk=question.pk)
    assert Tie.objects.exists()
    assert Claim.objects.exclude(workflow_state=WorkflowState.DRAFT.value).exists()
