"""Whatever is changed of something public goes with a notice to readers, in one transaction, through every door."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.checklists import label_verdict
from claims.actions.importing import import_case
from claims.actions.publishing import correct_claim, publish_claim
from claims.casefile.export import export_case
from claims.casefile.problems import BadCaseError
from claims.casefile.reading import read_case
from claims.dossier import open_dossier
from claims.models import Claim, Correction, Publication, Question, Report, Withdrawal
from claims.vocabulary import Verdict, WorkflowState
from sources.models import Document
from tests.claims.admin.full_house import House
from tests.desk.test_two_editors import open_form

pytestmark = pytest.mark.django_db
NOTICE = "We had the number wrong."


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def page(row: models.Model, verb: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{verb}", args=[row.pk])


def second_public(house: House) -> Claim:
    """Another claim that readers see."""
    claim = house.desk.claim("Some forty boats were lost.", "about 40")
    publish_claim(by=house.people["publisher"], claim=claim, override="for this test")
    return claim


def answering(house: House) -> Claim:
    """A public claim that answers the question."""
    question = Question.objects.get(pk=house.rows["question"].pk)
    claim: Claim = house.desk.claim("Nine boats were lost.", "9", question)
    publish_claim(by=house.people["publisher"], claim=claim, override="for this test")
    return claim


def form_of(client: Client, row: models.Model, **changes: Any) -> dict[str, Any]:
    return open_form(client, row) | {"why": "so it is"} | changes


def by_form(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    changes = {"statement": "More than 50 boats were lost."} | notice
    return house.claim, client.post(page(house.claim, "change"), form_of(client, house.claim, **changes))


def by_inline_of_question(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    claim, question = answering(house), house.rows["question"]
    return claim, client.post(page(question, "change"), form_of(client, question, text="How many sank?", **notice))


def by_translation(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    row = house.rows["claimtranslation"]
    return house.claim, client.post(page(row, "change"), form_of(client, row, statement="Човни.", **notice))


def by_dropping_a_translation(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    return house.claim, client.post(page(house.rows["claimtranslation"], "drop"), {"why": "wrong"} | notice)


def by_merge(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    other = second_public(house)
    said = {"into_key": house.claim.pk, "into": house.claim.statement, "why": "the same"} | notice
    return other, client.post(page(other, "merge"), said)


def by_undoing_a_merge(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    other = second_public(house)
    Claim.objects.filter(pk=other.pk).update(merged_into=house.claim)
    return other, client.post(page(other, "unmerge"), {"why": "not the same"} | notice)


def by_split(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    live = Report.objects.live().filter(claim=house.claim).values_list("pk", flat=True)
    said = {"statement": "Boats sank.", "reports": list(live)[:1], "why": "two things"} | notice
    return house.claim, client.post(page(house.claim, "split"), said)


def by_superseding(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    report = Report.objects.live().filter(claim=house.claim).earliest("pk")
    answer = client.get(reverse("desk:supersede", args=[report.pk]))
    said = {f"{name}_key": "" for name in ("of_claim", "material", "publisher")} | {
        "claim_key": report.claim_id,
        "claim": "it",
        "document_key": report.document_id,
        "document": "it",
        "stance": "denies",
        "why": "misread",
        "links-TOTAL_FORMS": "0",
        "links-INITIAL_FORMS": "0",
    }
    assert answer.status_code == 200
    return house.claim, client.post(reverse("desk:supersede", args=[report.pk]), said | notice)


def by_deed(name: str) -> Callable[..., tuple[Claim, Any]]:
    def do(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
        if name == "resume":
            Claim.objects.filter(pk=house.claim.pk).update(workflow_state=WorkflowState.PAUSED.value)
        return house.claim, client.post(page(house.claim, name), notice)

    return do


def by_annulling(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    said = {"why": "the page had only moved"} | notice
    return house.claim, client.post(page(house.rows["withdrawal"], "annul"), said)


def by_document(field: str, value: str) -> Callable[..., tuple[Claim, Any]]:
    def do(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
        row = house.rows["document"]
        return house.claim, client.post(page(row, "change"), form_of(client, row, **{field: value}, **notice))

    return do


def by_publisher_of_document(house: House, client: Client, notice: dict[str, str]) -> tuple[Claim, Any]:
    row, other = house.rows["document"], house.desk.source("Hill Echo")
    said = {"publisher_key": other.pk, "publisher": other.name} | notice
    return house.claim, client.post(page(row, "change"), form_of(client, row, **said))


DOORS: dict[str, Callable[..., tuple[Claim, Any]]] = {
    "the form": by_form,
    "the form of its question": by_inline_of_question,
    "a translation": by_translation,
    "dropping a translation": by_dropping_a_translation,
    "a merge": by_merge,
    "undoing a merge": by_undoing_a_merge,
    "a split": by_split,
    "a report in place of another": by_superseding,
    "a correction": by_deed("correct"),
    "pausing": by_deed("pause"),
    "resuming": by_deed("resume"),
    "withdrawing": by_deed("withdraw"),
    "annulling a withdrawal": by_annulling,
    "the title of a document": by_document("title", "Forty boats lost"),
    "the date of a document": by_document("published", "2025-06-01"),
    "the publisher of a document": by_publisher_of_document,
}


@pytest.mark.parametrize("door", DOORS)
def test_a_public_change_without_a_notice_is_refused_and_changes_nothing(house: House, door: str) -> None:
    client = house.client("publisher")
    document = Document.objects.values().get(pk=house.rows["document"].pk)
    claim, answer = DOORS[door](house, client, {})
    before = Correction.objects.filter(claim=claim).count()
    assert answer.status_code in (200, 422), (door, answer.status_code)
    told = answer.content.decode().lower()
    assert "tell readers" in told or "this field is required" in told, door
    held = Claim.objects.get(pk=claim.pk)
    assert held.statement == claim.statement
    assert Document.objects.values().get(pk=house.rows["document"].pk) == document
    assert Correction.objects.filter(claim=claim).count() == before
    assert not Report.objects.filter(stance="denies").exists()
    assert Withdrawal.objects.in_force().filter(claim=house.claim).exists()
    assert not Claim.objects.filter(statement="Boats sank.").exists()


@pytest.mark.parametrize("door", DOORS)
def test_with_a_notice_the_change_and_the_correction_come_together(house: House, door: str) -> None:
    claim, answer = DOORS[door](house, house.client("publisher"), {"notice": NOTICE})
    assert answer.status_code == 302, (door, answer.content.decode()[:3000])
    assert Correction.objects.filter(claim=claim, notice=NOTICE).count() == 1, door


def test_no_bulk_action_changes_what_is_public(house: House) -> None:
    """Whatever the list offers for many at once either refuses public claims or leaves what readers see as it is."""
    other = second_public(house)
    client = house.client("administrator")
    url = reverse("admin:claims_claim_changelist")
    offered = [name for name, _ in client.get(url).context["action_form"].fields["action"].choices if name]
    assert "trash" in offered
    for name in offered:
        seen = {claim.pk: open_dossier(claim).as_json()["statement"] for claim in (house.claim, other)}
        states = dict(Claim.objects.values_list("pk", "workflow_state"))
        said = {"action": name, "_selected_action": list(seen), "_deed": "1", "why": "all at once", "notice": ""}
        client.post(url, said | {"override": "now", "to": ""})
        assert dict(Claim.objects.values_list("pk", "workflow_state")) == states, name
        for claim in (house.claim, other):
            again = Claim.objects.get(pk=claim.pk)
            assert again.trashed_at is None, name
            assert open_dossier(again).as_json()["statement"] == seen[claim.pk], name


def test_an_import_that_says_otherwise_of_something_public_is_refused(house: House) -> None:
    case = json.loads("".join(export_case(house.newsroom, title="Weir")))
    public = next(row for row in case["claims"] if row["id"] == house.claim.external_id)
    public["statement"] = "More than 99 boats were lost."
    before = Publication.objects.count()
    read = read_case(json.dumps(case))
    with pytest.raises(BadCaseError) as refused:
        import_case(by=house.people["editor"], newsroom=house.newsroom, title="again", records=read.records)
    assert len(refused.value.problems) == 1
    assert Claim.objects.get(pk=house.claim.pk).statement == house.claim.statement
    assert Publication.objects.count() == before


def test_a_reporter_puts_nothing_in_place_of_what_readers_have_seen(house: House) -> None:
    client = house.client("reporter")
    claim, answer = by_superseding(house, client, {"notice": NOTICE})
    assert "Only an editor" in answer.content.decode()
    assert not Correction.objects.filter(claim=claim, notice=NOTICE).exists()


def test_a_verdict_is_published_in_the_newsrooms_own_word_and_that_word_is_sealed(house: House) -> None:
    ada, editor, other = (house.people[who] for who in ("administrator", "editor", "second editor"))
    made = assess_claim(by=editor, claim=house.claim, verdict=Verdict.FALSE, reasons="Nobody counted them.")
    approve_assessment(by=other, assessment=made)
    correct_claim(by=house.people["publisher"], claim=house.claim, notice="A new verdict.")
    address = f"/claims/{house.claim.public_id}/"
    assert "Not true" in Client().get(address).content.decode()
    workspace = reverse("admin:claims_claim_workspace", args=[house.claim.pk])
    assert "Not true (False)" in house.client("editor").get(workspace).content.decode()

    label_verdict(by=ada, newsroom=house.newsroom, verdict=Verdict.FALSE, label="Made up", why="plainer")
    assert "Not true" in Client().get(address).content.decode()
    assert "Made up" not in Client().get(address).content.decode()
    assert "Made up (False)" in house.client("editor").get(page(house.claim, "assess")).content.decode()
