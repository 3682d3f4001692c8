"""Who works on a claim is told what came of it: approved, published, contradicted, due again, withdrawn."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.import_jobs import ask_import, run_next_import
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.models import Claim
from claims.vocabulary import ImportForm, Stance
from newsrooms.models import Notification, User
from newsrooms.vocabulary import NotificationKind, Role
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire


@pytest.fixture
def ada(desk: Desk) -> User:
    return User.objects.get(username="ada")


def told(user: User | None) -> list[tuple[str, str]]:
    assert user is not None
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("kind", "object_id"))


def test_every_kind_of_notification_is_written_somewhere() -> None:
    rooms = [
        path
        for app in ("claims", "sources", "newsrooms")
        for path in Path(settings.BASE_DIR, app).rglob("actions/**/*.py")
    ]
    written = "\n".join(path.read_text() for path in rooms)
    assert [kind.name for kind in NotificationKind if f"NotificationKind.{kind.name}" not in written] == []


def test_an_author_is_told_that_the_assessment_was_approved_and_the_claim_published(desk: Desk, ada: User) -> None:
    claim = desk.claim("The bridge fell.")
    rita = hire(desk.newsroom, "rita", Role.EDITOR)
    assessment = assess_claim(by=rita, claim=claim, verdict="verified", reasons="Seen by two.")
    approve_assessment(by=ada, assessment=assessment, note="well done")
    publish_claim(by=ada, claim=claim)
    assert told(rita) == [("approved", claim.public_id), ("published", claim.public_id)]
    assert told(desk.by) == [("approved", claim.public_id), ("published", claim.public_id)]
    assert told(ada) == []


def test_who_entered_a_public_claim_is_told_that_its_ground_was_withdrawn_and_that_it_is_due(
    desk: Desk, ada: User
) -> None:
    claim = publish(desk, ada)
    Notification.objects.all().delete()
    Desk(desk.newsroom, ada).withdraw(claim, "Committee")
    settle_all()
    assert told(desk.by) == [("statement_withdrawn", claim.public_id), ("due_for_review", claim.public_id)]
    moved = Notification.objects.get(kind="due_for_review")
    assert (moved.params["from"], moved.params["to"]) == ("single_source", "withdrawn")
    assert told(ada) == []


def test_who_entered_a_claim_is_told_of_a_contradiction_that_was_not_there(desk: Desk, ada: User) -> None:
    claim = publish(desk, ada)
    Notification.objects.all().delete()
    desk.report(claim, "Courier", ["Ministry"], stance=Stance.DENIES)
    settle_all()
    assert ("contradiction_found", claim.public_id) in told(desk.by)


def test_who_asked_for_an_import_is_told_how_it_ended(desk: Desk, ada: User) -> None:
    good = {"type": "claim", "id": "clm-fire", "statement": "The mill burned for six hours."}
    files = [(ImportForm.LINES, json.dumps(good).encode()), (ImportForm.REPORTS, b"no such column\n1\n")]
    for form, content in files:
        ask_import(by=ada, newsroom=desk.newsroom, title="morning", form=form, content=io.BytesIO(content))
        assert run_next_import()
    titles = Notification.objects.filter(user=ada, kind="import_finished").order_by("pk")
    assert [note.params["title"] for note in titles] == ["morning (done)", "morning (refused)"]


def publish(desk: Desk, by: User) -> Claim:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Committee"])
    settle_all()
    publish_claim(by=by, claim=claim, override="in time for the evening")
    settle_all()
    return claim
