"""Two administrators who set a policy at the same moment set two versions, one after the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from claims.actions.policies import set_policy
from claims.models import EvidencePolicy
from tests.newsrooms.cast import open_harbour_post

pytestmark = pytest.mark.django_db(transaction=True)


def test_policies_set_at_once_are_versions_one_after_the_other() -> None:
    newsroom, _ = open_harbour_post()
    start = Barrier(4)

    def work(number: int) -> None:
        start.wait(30)
        set_policy(by=None, newsroom=newsroom, name=f"trial {number}", why="trial")
        connection.close()

    people = [Thread(target=work, args=[number]) for number in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    versions = EvidencePolicy.objects.filter(newsroom=newsroom).order_by("version")
    assert list(versions.values_list("version", flat=True)) == [1, 2, 3, 4]
