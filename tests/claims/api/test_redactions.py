"""Words that were redacted stand in no answer of the API, whoever asks, wherever the report is looked for."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.redactions import redact_words
from claims.actions.reports import LinkEntry, Quote, ReportEntry, supersede_report
from claims.actions.standings import settle_all
from claims.models import Claim, Report
from claims.vocabulary import Relation, Stance, Verdict
from claims.webhook_payloads import payload_of
from factcheck.api.openapi import find_routes
from newsrooms.models import Event
from newsrooms.vocabulary import Role, Scope
from sources.models import Document
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

NAME = "Jaro Withy"
WHO = ("a stranger", "another newsroom", "a reader of the house")
# What the house keeps for itself as it stands: rows of its own, which nobody outside may read.
OF_THE_HOUSE = re.compile(r"/(assessments|comments|documents|questions|record|sources|withdrawals)/")


@pytest.fixture
def claim(house: House) -> Claim:
    """A public claim with a report that named somebody, another that took its place, and a redaction of the name."""
    claim = house.desk.claim("The weir was opened by hand.")
    document = house.desk.document("River Radio")
    Document.objects.filter(pk=document.pk).update(title="How JARO WITHY opened the weir")
    editor = house.hire("edda", Role.EDITOR)
    told = ReportEntry(
        stance=Stance.ASSERTS,
        chains=[[LinkEntry(house.desk.official("Water board"), Relation.SAYS, hedge="as Jaro Withy put it")]],
        quote=Quote("Jaro Withy opened the weir by hand.", "Yesterday Jaro Withy"),
        hedge="Jaro Withy believes",
    )
    first = house.desk.report(claim, "Hill Echo", ["Miller"])
    report = supersede_report(
        by=house.vera, report=first, entry=told, why="It named Jaro Withy.", document=document, claim=claim
    )
    assessment = assess_claim(by=editor, claim=claim, verdict=Verdict.VERIFIED, reasons="Jaro Withy told us so.")
    settle_all()
    approve_assessment(by=house.vera, assessment=assessment)
    house.publish(claim)
    supersede_report(
        by=house.vera,
        report=report,
        entry=ReportEntry(stance=Stance.CANNOT_VERIFY),
        why="Jaro Withy said no such thing.",
        notice="Jaro Withy said no such thing.",
        document=document,
        claim=claim,
    )
    settle_all()
    notice = "We removed the name of a private person."
    redact_words(by=house.vera, claim=claim, words=NAME.lower(), notice=notice, why="Private.")
    settle_all()
    return claim


def asker_of(house: House, who: str) -> Asker:
    if who == "a stranger":
        return Asker()
    if who == "another newsroom":
        return Asker.with_key(house.gazette, house.gazette.memberships.get().user)
    return house.key()


def addresses(claim: Claim) -> list[str]:
    """Every route that can be read, with the ids of all that there is to be read there."""
    ids = {"claims": [claim.public_id], "reports": list(Report.objects.values_list("public_id", flat=True))}
    found = []
    for route in find_routes():
        path = route.path.removeprefix("/api/v1")
        if any(method == "get" for method, _ in route.operations()):
            noun = path.split("/")[1]
            wanted = ids.get(noun, [""]) if "{id}" in path else [""]
            found += [path.replace("{id}", one, 1) for one in wanted if path.count("{") == bool(one)]
    then = (timezone.now() - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%MZ")
    known = f"/claims/{claim.public_id}/"
    asked = [f"{known}?at={then}", f"{known}?recorded_by={then}", f"{known}timeline/?at={then}"]
    return [*found, *asked, f"{known}reports/?live=false", "/reports/?live=false", "/changes/?view=newsroom"]


@pytest.mark.parametrize("who", WHO)
def test_no_answer_of_the_api_has_them(house: House, claim: Claim, who: str) -> None:
    asker = asker_of(house, who)
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        answers = {path: asker.get(path) for path in addresses(claim)}
    told = {
        path
        for path, answer in answers.items()
        if "withy" in answer.body.decode(errors="replace").casefold()
        and not (who == WHO[-1] and OF_THE_HOUSE.search(path))
    }
    assert told == set()
    struck = {path for path, answer in answers.items() if "[…]" in answer.body.decode(errors="replace")}
    assert f"/claims/{claim.public_id}/reports/" in struck
    if who == WHO[-1]:
        assert "/reports/?live=false" in struck
        gone = [row for row in answers["/reports/?live=false"].json["results"] if row["superseded_by"]]
        assert {"[…] opened the weir by hand."} <= {row["quote"]["exact"] for row in gone if row["quote"]}


def test_no_webhook_tells_them(house: House, claim: Claim) -> None:
    told = [payload_of(event) for event in Event.objects.all()]
    assert any(told)
    assert "withy" not in json.dumps(told).casefold()


def test_words_are_redacted_over_the_api_as_in_the_admin_and_refused_by_their_place(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened.")
    report = house.desk.report(claim, "Hill Echo", ["Jaro Withy"])
    assert report.claim == claim
    path = f"/claims/{claim.public_id}/redactions/"
    body = {"words": "Jaro Withy", "notice": "We removed the name of a private person.", "why": "never charged"}
    assert (key.post(path, body).status, key.post(path, body).faults) == (409, {("/claim", "not_public")})
    house.publish(claim)
    stranger = Asker()
    assert b"Jaro Withy" in stranger.get(f"/claims/{claim.public_id}/").body
    assert key.post(path, body | {"words": "Ja"}).faults == {("/words", "too_short")}
    assert key.post(path, body | {"notice": "No Jaro Withy."}).faults == {("/notice", "repeats")}
    assert key.post(path, body | {"words": "weir was"}).faults == {("/words", "still_said")}
    editor = Asker.with_key(house.herald, house.hire("edda", Role.EDITOR), Scope.DRAFTS_READ, Scope.PUBLISH)
    assert editor.post(path, body).status == 403
    done = key.post(path, body)
    assert (done.status, done.json["why"], done.json["redacted_by"]) == (201, "never charged", "vera")
    assert key.get(path).json["results"] == [done.json]
    assert stranger.get(path).status == 401
    assert b"Jaro Withy" not in stranger.get(f"/claims/{claim.public_id}/").body
    assert stranger.get(f"/claims/{claim.public_id}/corrections/").json["results"][0]["notice"] == body["notice"]
    assert (key.post(path, body).status, key.post(path, body).faults) == (409, {("/words", "struck")})
