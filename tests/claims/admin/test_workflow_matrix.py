"""Person × state × move, generated from the workflow's table: what is offered is what is done, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims.actions.assessments import assess_claim
from claims.actions.claims import reword_claim
from claims.actions.comments import add_comment
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.workflow import (
    assign_claim,
    pause_claim,
    restore_claim,
    resume_claim,
    send_back,
    send_to_review,
    set_embargo,
    trash_claim,
    withdraw_claim,
)
from claims.admin.claim_deeds import CLAIM_DEEDS
from claims.models import Claim
from claims.vocabulary import Verdict, WorkflowState
from claims.workflow import RULES, Move, why_not_move, why_not_now
from newsrooms.models import User
from newsrooms.vocabulary import Role
from tests.claims.admin.full_house import House, build_people

pytestmark = pytest.mark.django_db
TOMORROW = timezone.now() + timedelta(days=1)
ROLES = ("reader", "reporter", "editor", "publisher", "administrator")
Do = Callable[[User, Claim], object]
DOING: dict[Move, Do] = {
    Move.REWORD: lambda by, claim: reword_claim(by=by, claim=claim, why="clearer", statement="Said otherwise."),
    Move.SEND_TO_REVIEW: lambda by, claim: send_to_review(by=by, claim=claim),
    Move.SEND_BACK: lambda by, claim: send_back(by=by, claim=claim, why="no origin"),
    Move.ASSESS: lambda by, claim: assess_claim(by=by, claim=claim, verdict=Verdict.FALSE, reasons="So it is."),
    Move.PUBLISH: lambda by, claim: publish_claim(by=by, claim=claim, override="urgent"),
    Move.CORRECT: lambda by, claim: correct_claim(by=by, claim=claim, notice="The place was wrong.", location="Weir"),
    Move.PAUSE: lambda by, claim: pause_claim(by=by, claim=claim, notice="We look again."),
    Move.RESUME: lambda by, claim: resume_claim(by=by, claim=claim, notice="It stands."),
    Move.WITHDRAW: lambda by, claim: withdraw_claim(by=by, claim=claim, notice="It was wrong."),
    Move.ASSIGN: lambda by, claim: assign_claim(by=by, claim=claim, to=None),
    Move.EMBARGO: lambda by, claim: set_embargo(by=by, claim=claim, until=TOMORROW),
    Move.TRASH: lambda by, claim: trash_claim(by=by, claim=claim, why="a double"),
    Move.RESTORE: lambda by, claim: restore_claim(by=by, claim=claim),
    Move.COMMENT: lambda by, claim: add_comment(by=by, claim=claim, body="Is it so?"),
}


@pytest.fixture
def house(db: None) -> House:
    return build_people()


def put(claim: Claim, state: WorkflowState, *, trashed: bool = False) -> Claim:
    """The claim as it would be in this state, written past the actions."""
    now = timezone.now()
    published = now if RULES[Move.CORRECT].states and state in RULES[Move.CORRECT].states else None
    Claim.objects.filter(pk=claim.pk).update(
        workflow_state=state.value, first_published_at=published, trashed_at=now if trashed else None
    )
    return Claim.objects.select_related("newsroom").get(pk=claim.pk)


def is_refused(do: Do, by: User, claim: Claim) -> bool:
    """Whether the action refuses; whatever it wrote is taken back."""
    try:
        with transaction.atomic():
            do(by, claim)
            transaction.set_rollback(True)
    except (PermissionDenied, ValidationError):
        return True
    return False


@pytest.mark.parametrize("move", DOING)
def test_an_action_is_done_exactly_when_the_rule_allows_it(house: House, move: Move) -> None:
    for who, state, trashed in product((*ROLES, "stranger"), WorkflowState, (False, True)):
        if trashed and state in RULES[Move.CORRECT].states:
            continue
        claim = put(house.claim, state, trashed=trashed)
        by = house.people[who]
        reason = why_not_move(by, claim, move)
        assert is_refused(DOING[move], by, claim) is (reason is not None), (who, state, trashed, reason)


@pytest.mark.parametrize("deed", [deed for deed in CLAIM_DEEDS if not deed.quiet], ids=lambda deed: deed.name)
def test_a_deed_is_offered_exactly_to_those_who_may_do_it(house: House, deed: object) -> None:
    name = deed.name  # type: ignore[attr-defined]  # a deed
    page = reverse(f"admin:claims_claim_{name}", args=[house.claim.pk])
    for state in (WorkflowState.DRAFT, WorkflowState.IN_REVIEW, WorkflowState.PUBLISHED):
        put(house.claim, state)
        for role in ROLES:
            client = house.client(role)
            workspace = client.get(reverse("admin:claims_claim_workspace", args=[house.claim.pk]))
            offered = page in workspace.content.decode()
            assert (client.get(page).status_code == 200) is offered, (role, state)


def test_who_may_not_is_told_why_when_they_try(house: House) -> None:
    page = reverse("admin:claims_claim_publish", args=[house.claim.pk])
    answer = house.client("reporter").post(page, {"override": "now"})
    assert answer.status_code == 403
    assert "Only a publisher or administrator of this newsroom may publish" in answer.content.decode()
    assert Claim.objects.get().workflow_state == WorkflowState.DRAFT


def test_every_move_has_a_rule_and_every_rule_of_a_claim_a_least_role_above_reader() -> None:
    assert set(RULES) == set(Move)
    assert all(rule.least is not Role.READER for rule in RULES.values())


@pytest.mark.parametrize("state", list(WorkflowState))
def test_there_is_a_way_on_from_every_state(house: House, state: WorkflowState) -> None:
    claim = put(house.claim, state)
    assert any(why_not_now(claim, move) is None for move in Move)
