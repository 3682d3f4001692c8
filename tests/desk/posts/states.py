"""Bringing a row of the house into the state in which something can be done to it, mostly past the actions."""

from collections.abc import Callable
from typing import Any

from claims.actions.assessments import assess_claim
from claims.actions.merging import merge_claim
from claims.actions.standings import settle_all
from claims.models import Claim, ClaimStanding
from claims.vocabulary import Verdict
from sources.actions.merging import merge_source
from sources.models import Document, Feed, Source
from tests.claims.admin.full_house import House

Before = Callable[[House], Any]


def claim_in(state: str, **more: Any) -> Before:
    return lambda house: Claim.objects.filter(pk=house.claim.pk).update(workflow_state=state, **more)


def unpublished(state: str) -> Before:
    return claim_in(state, first_published_at=None)


def judged_anew(house: House) -> None:
    row = assess_claim(
        by=house.people["editor"], claim=house.claim, verdict=Verdict.FALSE, reasons="It was one boat."
    )
    house.rows["assessment"] = row


def merged_claim(house: House) -> None:
    into = Claim.objects.get(statement__startswith="Twelve")
    Claim.objects.filter(pk=house.claim.pk).update(workflow_state="draft", first_published_at=None)
    merge_claim(by=house.people["editor"], claim=Claim.objects.get(pk=house.claim.pk), into=into, why="the same")


def published_source(house: House) -> None:
    house.rows["source"] = Document.objects.filter(newsroom=house.newsroom).earliest("pk").publisher


def merged_source(house: House) -> None:
    into = Source.objects.get(name="Pier Post")
    merge_source(
        by=house.people["editor"], source=Source.objects.get(pk=house.rows["source"].pk), into=into, why="one"
    )


def enable(house: House) -> None:
    endpoint = house.rows["webhookendpoint"]
    type(endpoint)._default_manager.filter(pk=endpoint.pk).update(active=True, disabled_at=None, disabled_because="")


def with_side(house: House) -> None:
    house.rows["source"] = house.rows["alignment"].source  # type: ignore[attr-defined]  # an alignment


def unseen_step(house: House) -> None:
    house.rows["standingstep"] = house.claim.standing_steps.filter(acknowledgement=None).latest("pk")


def due(house: House) -> None:
    ClaimStanding.objects.filter(pk=house.claim.pk).update(due_since="2025-06-04T00:00Z")


def contradicted(house: House) -> None:
    other = Claim.objects.get(statement="No boat was lost.")
    house.desk.report(other, "Hill Radio", ["Port authority"], worded="12")
    settle_all()
    house.rows["claim"] = other


def on_one_voice(house: House) -> None:
    ClaimStanding.objects.filter(pk=house.claim.pk).update(single_voice=True, hangs_on=str(house.rows["source"].pk))


def fresh_claim(house: House) -> None:
    house.rows["claim"] = Claim.objects.get(statement__startswith="Twelve")


def trashed(house: House) -> None:
    Claim.objects.filter(pk=house.claim.pk).update(
        workflow_state="draft", first_published_at=None, trashed_at="2025-06-04T00:00Z"
    )


def addressed(house: House) -> None:
    Document.objects.update(url="https://93.184.215.14/a")


def unpolled(house: House) -> None:
    Feed.objects.update(active=False)
