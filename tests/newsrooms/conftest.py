"""What the tests of newsrooms stand on."""

from collections.abc import Iterator
from typing import Any

import pgtrigger
import pytest
from django.db.backends.postgresql.operations import DatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def _clean_up_between_tests_past_the_guards() -> Iterator[None]:
    """Django empties tables after a test of real transactions; the guards against TRUNCATE let that one through."""
    flush = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        guards = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
        statements = flush(self, *args, **kwargs)
        return [f"SELECT set_config('pgtrigger.ignore', '{{{guards}}}', true)", *statements] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
