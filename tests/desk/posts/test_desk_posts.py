"""The desk's own pages sent to by each person: what writes is done by whom the table says, what only looks writes
nothing; and each deed of a claim in each of its states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from claims.actions.claims import reword_claim
from claims.admin.claim_deeds import CLAIM_DEEDS
from claims.models import Claim, ImportJob, Report, StandingStep
from claims.vocabulary import WorkflowState
from newsrooms.vocabulary import Role
from tests.claims.admin.full_house import House
from tests.claims.admin.test_workflow_matrix import put
from tests.desk.posts.fingerprint import fingerprint
from tests.desk.posts.forms import Data, fill_form
from tests.desk.posts.rows import ROLES
from tests.desk.posts.table import TABLE
from tests.desk.posts.test_posts import (
    COLLEAGUE,
    PRIVATE,
    Hands,
    changes,
    data_for,
    furnished,
    hands,
    house,
    post,
    reason_of,
)
from tests.desk.posts.verbs import Verb, pages_of_desk

__all__ = ["furnished", "hands", "house"]
pytestmark = pytest.mark.django_db
Rows = Any


@dataclass(frozen=True)
class Page:
    """A page that writes: the least role that may, where it is for this house, and what is sent."""

    least: Role
    where: Callable[[Rows], list[object]] = lambda rows: []
    sent: Callable[[House], Data] = lambda house: {}
    fills: bool = False
    """The page's own form is sent, with that."""
    whose: str = ""
    """Whose alone it is, whatever the role."""


def a_report(house: House) -> Data:
    document: Any = house.rows["document"]
    return {
        "claim": "x", "claim_key": str(house.claim.pk), "document": "x", "document_key": str(document.pk),
        "stance": "asserts", "links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0", "why": "misheard",
        "notice": "A report was misheard.",
    }  # fmt: skip


def a_file(house: House) -> Data:
    content = SimpleUploadedFile("t.csv", b"id,claim,document,stance\n")
    return {"newsroom": str(house.newsroom.pk), "content": content, "form": "reports"}


def a_refusal(house: House) -> Data:
    suggestion: Any = house.rows["suggestion"]
    return {"refuse": suggestion.public_id}


def previewed(rows: Rows) -> list[object]:
    ImportJob.objects.filter(pk=rows["importjob"].pk).update(
        dry_run=True, state="done", ended_at=rows["hashcheck"].ended_at
    )
    return [rows["importjob"].public_id]


def unseen_move(rows: Rows) -> list[object]:
    step = StandingStep.objects.filter(acknowledgement=None).exclude(before="").latest("pk")
    return [step.batch or step.public_id]


def last_act(rows: Rows) -> list[object]:
    claim = Claim.objects.get(statement__startswith="Twelve")
    editor = claim.newsroom.memberships.get(user__username="edda").user
    reword_claim(by=editor, claim=claim, why="clearer", location="Quay")
    return [claim.pk]


WRITES: dict[str, Page] = {
    "keep-view": Page(Role.READER, sent=lambda house: {"page": "claims", "name": "New", "query": "q=x"}),
    "drop-view": Page(Role.READER, lambda rows: [rows["savedview"].public_id], whose="administrator"),
    "report": Page(Role.REPORTER, sent=a_report),
    "supersede": Page(
        Role.REPORTER, lambda rows: [Report.objects.filter(superseded_by=None).latest("pk").pk], a_report
    ),
    "suggestions-of": Page(Role.REPORTER, lambda rows: [rows["capture"].public_id], a_refusal),
    "suggestion": Page(Role.REPORTER, lambda rows: [rows["suggestion"].public_id], fills=True),
    "imports": Page(Role.EDITOR, sent=a_file),
    "write-import": Page(Role.EDITOR, previewed),
    "stop-import": Page(Role.EDITOR, lambda rows: [rows["importjob"].public_id]),
    "see-impact": Page(Role.EDITOR, unseen_move),
    "undo": Page(Role.REPORTER, last_act, whose=COLLEAGUE),
    "see-all": Page(Role.READER),
    "see-notice": Page(Role.READER, lambda rows: [rows["notification"].public_id], whose="administrator"),
}
LOOKS: dict[str, Callable[[Rows], list[object]]] = {
    "queue": lambda rows: ["due"],
    "view": lambda rows: [rows["savedview"].public_id],
    "text": lambda rows: [rows["document"].pk],
    "figure": lambda rows: [rows["newsroom"].pk],
    "import": lambda rows: [rows["importjob"].public_id],
    "import-state": lambda rows: [rows["importjob"].public_id],
    "impact": unseen_move,
    "source-record": lambda rows: [rows["source"].pk],
    "export-case": lambda rows: [rows["newsroom"].slug, "json"],
    "pick": lambda rows: ["claims"],
    **{
        name: lambda rows: []
        for name in (
            *("suggestions", "impacts", "exports", "export-claims", "export-chosen", "export-reviews"),
            *("export-reports", "search", "similar", "history", "notices"),
        )
    },
}


def test_every_page_of_the_desk_is_known_to_write_or_only_to_look() -> None:
    assert set(pages_of_desk()) == set(WRITES) | set(LOOKS)
    assert not set(WRITES) & set(LOOKS)


@pytest.mark.parametrize("name", WRITES)
def test_a_page_that_writes_does_so_for_whom_the_table_says(house: House, hands: Hands, name: str) -> None:
    page = WRITES[name]
    address = reverse(f"desk:{name}", args=page.where(house.rows))
    data = (fill_form(hands.of(COLLEAGUE), address) if page.fills else {}) | page.sent(house)
    before = fingerprint()
    for role in ROLES:
        who = COLLEAGUE if role == "editor" else role
        may = Role(role).includes(page.least) and page.whose in ("", who)
        with transaction.atomic():
            client, answer = post(hands, who, address, data)
            changed = changes(before)
            reason = "" if changed else reason_of(client, answer)
            transaction.set_rollback(True)
        assert answer.status_code < 500
        assert bool(changed) is may, (role, answer.status_code, changed, reason)
        assert may or reason, (role, answer.status_code)
    if page.where(house.rows) or name == "report":
        before = fingerprint()
        for who in (*(f"their {role}" for role in ROLES), "anonymous"):
            _, answer = post(hands, who, address, data)
            assert answer.status_code < 500
            assert not [word for word in PRIVATE if word in answer.content], (who, answer.status_code)
        assert changes(before) == set()


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_that_only_looks_writes_nothing_when_sent_to(house: House, hands: Hands, name: str) -> None:
    address = reverse(f"desk:{name}", args=LOOKS[name](house.rows))
    before = fingerprint()
    for who in ("reader", COLLEAGUE, "administrator", "their administrator", "anonymous"):
        _, answer = post(hands, who, address, {"why": "So it is.", "post": "yes"})
        assert answer.status_code < 500
    assert changes(before) == set()


@pytest.mark.parametrize("deed", CLAIM_DEEDS, ids=lambda deed: deed.name)
def test_a_deed_is_done_in_the_states_its_rule_names_and_refused_with_the_reason_in_the_others(
    house: House, hands: Hands, deed: Any
) -> None:
    verb = Verb("claim", deed.name)
    data = data_for(house, hands, verb, TABLE[str(verb)])
    address = verb.address(house.claim.pk)
    for state in (*WorkflowState, None):
        claim = put(house.claim, state or WorkflowState.DRAFT, trashed=state is None)
        house.rows["claim"] = claim
        before = fingerprint()
        for role in ROLES:
            who = COLLEAGUE if role == "editor" else role
            why_not = deed.why_not(house.people[who], claim)
            with transaction.atomic():
                client, answer = post(hands, who, address, data)
                changed = changes(before)
                reason = "" if changed else reason_of(client, answer)
                transaction.set_rollback(True)
            assert answer.status_code < 500, (state, role)
            assert not (changed and why_not), (state, role, why_not, changed)
            assert changed or reason, (state, role, answer.status_code)
