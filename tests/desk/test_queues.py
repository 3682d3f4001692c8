"""The queues: each that is promised, with a count true for the person, and nothing offered that is refused."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.actions.publishing import publish_claim
from claims.actions.second_looks import leave_on_one_voice
from claims.actions.standings import settle_all
from claims.models import Claim, ClaimStanding, Suggestion
from claims.queues import QUEUES, count_queues, rows_of_queue
from claims.vocabulary import Stance, WorkflowState
from newsrooms.models import Visit
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
ROLES = ("reader", "reporter", "editor", "second editor", "publisher", "administrator")
PROMISED = {"due", "suggestions", "contradictions", "withdrawals", "approval", "assigned", "one-voice", "stale"}


@pytest.fixture
def house(full_house: House, db: None) -> House:
    """A newsroom in which something waits in every queue."""
    desk, claim = full_house.desk, full_house.claim
    other = full_house.rows["question"]
    boats = [desk.claim(f"{number} boats were lost.", str(number), other) for number in (12, 30)]  # type: ignore[arg-type]  # a question
    desk.report(boats[0], "Pier Post", ["Port authority"], worded="12")
    desk.report(boats[1], "Hill Radio", ["Coast guard"], worded="30")
    denied = desk.claim("The ferry sank.")
    desk.report(denied, "Pier Post", ["Port authority"])
    desk.report(denied, "Hill Radio", ["Ferry line"], stance=Stance.DENIES)
    settle_all()
    for one in (*boats, denied):
        publish_claim(by=full_house.people["publisher"], claim=one, override="for the test")
    waiting = desk.claim("The pier stands.")
    Claim.objects.filter(pk=waiting.pk).update(workflow_state=WorkflowState.IN_REVIEW.value)
    Claim.objects.filter(pk=denied.pk).update(changed_at=timezone.now() - timedelta(days=400))
    people = [full_house.people[role] for role in ROLES]
    for number, person in enumerate(people):
        mine = desk.claim(f"Rumour number {number}.")
        Claim.objects.filter(pk=mine.pk).update(assigned_to=person)
    ClaimStanding.objects.filter(claim=claim).update(due_since=timezone.now())
    return full_house


def shown(client: Client, name: str) -> list[Any]:
    answer = client.get(reverse("desk:queue", args=[name]))
    return list(answer.context["entries"]) if answer.status_code == 200 else []


def test_every_queue_that_is_promised_is_there() -> None:
    assert set(QUEUES) >= PROMISED


@pytest.mark.parametrize("role", ROLES)
def test_a_count_on_the_desk_is_the_length_of_its_list(house: House, role: str) -> None:
    client, person = house.client(role), house.people[role]
    home = client.get(reverse("admin:index"))
    told = {count.queue.name: count.waiting for count, _ in home.context["desk_queues"]}
    told |= {count.queue.name: 0 for count in home.context["quiet_queues"]}
    assert told == {count.queue.name: count.waiting for count in count_queues(person, None)}
    for name in QUEUES:
        rows = rows_of_queue(person, name)
        assert (name in told) is (rows is not None)
        if rows is not None:
            assert len(shown(client, name)) == rows.count() == told[name], name


def test_to_another_newsroom_every_queue_is_empty(house: House) -> None:
    assert {count.waiting for count in count_queues(house.people["stranger"], None)} == {0}


def test_something_waits_in_most_queues_of_this_house(house: House) -> None:
    waiting = {count.queue.name for count in count_queues(house.people["second editor"], None) if count.waiting}
    assert waiting >= PROMISED - {"approval"} | {"review", "losses", "requests"}


def offers(house: House, role: str) -> Iterator[tuple[str, str]]:
    """All that this person’s queues offer, but for suggestions, whose pages have tests of their own."""
    for name in set(QUEUES) - {"suggestions"}:
        for entry in shown(house.client(role), name):
            for offer in (entry.accept, entry.dismiss):
                if offer is not None:
                    yield name, offer[1]


@pytest.mark.parametrize("state", [None, *WorkflowState])
def test_what_a_queue_offers_can_be_done(house: House, state: WorkflowState | None) -> None:
    """In whatever state the claims are: no key leads to a refusal."""
    if state is not None:
        public = state in (WorkflowState.PUBLISHED, WorkflowState.CORRECTED, WorkflowState.PAUSED)
        first = timezone.now() if public or state is WorkflowState.WITHDRAWN else None
        Claim.objects.update(workflow_state=state.value, first_published_at=first)
    for role in ROLES:
        client = house.client(role)
        for name, address in offers(house, role):
            assert client.get(address).status_code == 200, (role, name, address)


@pytest.mark.parametrize(
    "name", sorted({"due", "approval", "review", "ready", "contradictions", "withdrawals", "losses"})
)
def test_a_queue_of_work_can_be_answered_with_yes_and_with_no(house: House, name: str) -> None:
    for entry in shown(house.client("administrator"), name):
        assert entry.accept, entry
        assert entry.dismiss or name == "withdrawals", entry


def test_what_moved_is_told_from_what_to_what(house: House) -> None:
    client = house.client("editor")
    moves = [(entry.before, entry.after) for entry in shown(client, "withdrawals")]
    page = unescape(client.get(reverse("desk:queue", args=["withdrawals"])).content.decode())
    assert moves
    for before, after in moves:
        assert before
        assert after
        assert before != after
        assert before in page
        assert after in page


def test_a_contradiction_says_with_what(house: House) -> None:
    page = unescape(house.client("editor").get(reverse("desk:queue", args=["contradictions"])).content.decode())
    assert "The figures cannot both be right: Pier Post and “12 boats were lost.”" in page
    assert "The figures cannot both be right: Pier Post and Hill Radio" in page
    assert "Hill Radio says this is not so." in page


def test_a_contradiction_stays_new_only_until_the_next_visit_however_often_it_is_computed(house: House) -> None:
    client, editor = house.client("editor"), house.people["editor"]
    client.get(reverse("admin:index"))
    Visit.objects.filter(user=editor).update(
        previous_at=timezone.now() + timedelta(seconds=1), last_at=timezone.now() + timedelta(seconds=1)
    )
    claim = Claim.objects.get(statement="12 boats were lost.")
    house.desk.report(claim, "Weir Radio", ["Port authority"], worded="12")
    settle_all()
    [entry] = [entry for entry in shown(client, "contradictions") if entry.title == claim.statement]
    assert not entry.new


def test_the_one_voice_is_named_and_a_reason_to_leave_it_so_is_remembered_for_this_voice(house: House) -> None:
    editor, client = house.people["editor"], house.client("editor")
    claim = Claim.objects.get(statement="12 boats were lost.")
    [entry] = [entry for entry in shown(client, "one-voice") if entry.title == claim.statement]
    assert entry.note == "It all hangs on Port authority."
    assert entry.dismiss is not None
    answer = client.post(entry.dismiss[1], {"why": "Nobody else can count them.", "next": "/admin/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert claim.statement not in [entry.title for entry in shown(client, "one-voice")]

    ClaimStanding.objects.filter(claim=claim).update(hangs_on="Harbour master")
    assert claim.statement in [entry.title for entry in shown(client, "one-voice")]
    ClaimStanding.objects.filter(claim=claim).update(single_voice=False)
    assert claim.statement not in [entry.title for entry in shown(client, "one-voice")]
    with pytest.raises(Exception, match="does not hang on one voice"):
        leave_on_one_voice(by=editor, claim=claim, why="so")


def test_what_came_since_the_last_visit_is_marked(house: House) -> None:
    client, editor = house.client("editor"), house.people["editor"]
    client.get(reverse("admin:index"))
    long_ago = timezone.now() - timedelta(days=2)
    Visit.objects.filter(user=editor).update(previous_at=long_ago, last_at=long_ago)
    page = client.get(reverse("admin:index"))
    counts = {count.queue.name: count for count, _ in page.context["desk_queues"]}
    assert counts["contradictions"].new == counts["contradictions"].waiting > 0
    assert "new</span>" in page.content.decode()
    Suggestion.objects.update(suggested_at=long_ago - timedelta(days=1))
    counts = {count.queue.name: count for count, _ in client.get("/admin/").context["desk_queues"]}
    assert (counts["suggestions"].waiting, counts["suggestions"].new) == (1, 0)
