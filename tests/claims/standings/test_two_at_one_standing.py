"""A person who finds that a claim stands, and a worker that computes it meanwhile: neither undoes the other."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.reviews import keep_as_published
from claims.actions.standings import settle_all
from claims.models import Claim, ClaimStanding
from claims.stored import LOCKS
from newsrooms.models import User
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire, open_harbour_post

pytestmark = pytest.mark.django_db(transaction=True)
Doing = Callable[[User, Claim], object]


@pytest.mark.parametrize(
    "do",
    [
        lambda by, claim: keep_as_published(by=by, claim=claim, why="it stands"),
        lambda by, claim: correct_claim(by=by, claim=claim, notice="Looked at again."),
    ],
    ids=["keep", "correct"],
)
def test_a_claim_that_was_looked_at_is_not_made_due_again_by_a_worker_that_began_before(do: Doing) -> None:
    newsroom, _ = open_harbour_post()
    vera = hire(newsroom, "vera", Role.PUBLISHER)
    claim = Desk(newsroom).claim("The pier stands.")
    publish_claim(by=vera, claim=claim, override="for the test")
    settle_all()
    since = timezone.now()
    ClaimStanding.objects.filter(claim=claim).update(due_since=since)

    def work() -> None:
        do(vera, claim)
        connection.close()

    worker = connection.copy()
    person = Thread(target=work)
    try:
        with worker.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(LOCKS, [[claim.pk]])  # it has read the standing, with since when it is due
            person.start()
            person.join(1)
            cursor.execute("UPDATE claims_claimstanding SET due_since = %s WHERE claim_id = %s", [since, claim.pk])
            cursor.execute("COMMIT")
    finally:
        worker.close()
    person.join(60)
    assert ClaimStanding.objects.get(claim=claim).due_since is None
