"""One full house for all tests of a file that only look: building it takes longer than looking."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.claims.admin.full_house import House, build_house


@pytest.fixture(scope="module")
def full_house(django_db_setup: Any, django_db_blocker: Any) -> Iterator[House]:
    """Built once, inside a transaction that is rolled back; what a test writes is rolled back before."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_house()
        transaction.set_rollback(True)
