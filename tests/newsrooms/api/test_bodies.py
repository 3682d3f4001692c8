"""Bodies: the schema of each is compiled once, and what broke off is not taken for whole."""

import pytest

from newsrooms.api.operations import COMPONENTS, validator_of
from newsrooms.vocabulary import Scope
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import open_harbour_post


@pytest.mark.django_db
def test_the_schema_of_a_body_is_compiled_once_however_often_it_is_sent() -> None:
    newsroom, owner = open_harbour_post()
    asker = Asker.with_key(newsroom, owner, Scope.KEYS_MANAGE)
    validator_of.cache_clear()
    for _ in range(5):
        asker.post("/keys/", {"name": "", "scopes": ["keys:manage"]})
    counted = validator_of.cache_info()
    assert (counted.misses, counted.hits) == (1, 4)


def test_every_schema_can_be_compiled_with_what_it_refers_to_alone() -> None:
    assert all(validator_of(name) for name in COMPONENTS)
    assert validator_of("Why") is validator_of("Why")
