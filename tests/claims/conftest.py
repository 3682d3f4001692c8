"""What the tests of the upper floor stand on."""

import pytest

from newsrooms.actions.newsroom import open_newsroom
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.claims.post import Post, open_post
from tests.newsrooms.cast import hire, sign_up


@pytest.fixture
def desk(db: None) -> Desk:
    """The Weir Herald, with its editor Emil entering everything."""
    newsroom = open_newsroom(by=None, slug="weir-herald", name="Weir Herald", administrator=sign_up("ada"))
    return Desk(newsroom, hire(newsroom, "emil", Role.EDITOR))


@pytest.fixture
def post(db: None) -> Post:
    return open_post()
