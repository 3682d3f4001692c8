"""A reader, and a Weir Herald that publishes."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.standings import settle_all
from claims.models import Assessment, Claim
from claims.vocabulary import Confidence, Verdict
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import User
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire, sign_up


class Reader:
    """Somebody with a browser and no account."""

    addresses = count(1)

    def __init__(self) -> None:
        self.client = Client(REMOTE_ADDR=f"198.51.100.{next(self.addresses) % 250}")

    def get(self, address: str, **headers: str) -> HttpResponse:
        """What the address answers. Headers are given with underscores."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        answer: Any = self.client.get(address, headers=given)
        return answer  # type: ignore[no-any-return]  # a response of the test client

    def read(self, address: str, **headers: str) -> str:
        """The page at an address that must be there."""
        answer = self.get(address, **headers)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()


@dataclass
class Herald:
    """The Weir Herald with its publisher Vera and its editors Emil and Edith."""

    desk: Desk
    vera: User
    emil: User
    edith: User

    def publish(self, claim: Claim) -> Claim:
        settle_all()
        publish_claim(by=self.vera, claim=claim)
        settle_all()
        claim.refresh_from_db()
        return claim

    def judge(self, claim: Claim, verdict: Verdict, reasons: str = "We read the gauge ourselves.") -> Assessment:
        """An assessment by Emil that Edith approved."""
        assessment = assess_claim(
            by=self.emil, claim=claim, verdict=verdict, confidence=Confidence.MODERATE, reasons=reasons
        )
        approve_assessment(by=self.edith, assessment=assessment)
        return assessment

    def correct(self, claim: Claim, notice: str, **changes: Any) -> None:
        correct_claim(by=self.vera, claim=claim, notice=notice, **changes)
        settle_all()
        claim.refresh_from_db()

    def flood(self) -> Claim:
        """A claim that three outlets carry and that goes back to one ministry; published with a verdict."""
        question = self.desk.question("How many homes were flooded at Lower Weir?", counted="homes")
        claim = self.desk.claim("At least 21 homes were flooded at Lower Weir.", "at least 21", question)
        for outlet in ("Gazette", "Courier", "Post"):
            self.desk.report(claim, outlet, ["Ministry of Rivers"], worded="at least 21")
        self.judge(claim, Verdict.PARTLY_VERIFIED)
        return self.publish(claim)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def herald(db: None) -> Herald:
    newsroom = open_newsroom(by=None, slug="weir-herald", name="Weir Herald", administrator=sign_up("ada"))
    vera = hire(newsroom, "vera", Role.PUBLISHER)
    emil, edith = hire(newsroom, "emil", Role.EDITOR), hire(newsroom, "edith", Role.EDITOR)
    return Herald(Desk(newsroom, vera), vera, emil, edith)
