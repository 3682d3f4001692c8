"""What the tests of sources stand on: a newsroom with people and a source, and a web that answers as told."""

import pytest

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.sources import add_source
from sources.models import Source
from sources.vocabulary import SourceKind
from tests.newsrooms.cast import hire, open_harbour_post
from tests.sources.fake_web import FakeWeb
from tests.sources.fetching.conftest import reach, serve

__all__ = ["reach", "serve"]


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """The Harbour Post."""
    return open_harbour_post()[0]


@pytest.fixture
def rita(newsroom: Newsroom) -> User:
    """A reporter of the Harbour Post."""
    return hire(newsroom, "rita", Role.REPORTER)


@pytest.fixture
def edda(newsroom: Newsroom) -> User:
    """An editor of the Harbour Post."""
    return hire(newsroom, "edda", Role.EDITOR)


@pytest.fixture
def fable(newsroom: Newsroom, rita: User) -> Source:
    """The Daily Fable, an outlet."""
    return add_source(by=rita, newsroom=newsroom, name="The Daily Fable", kind=SourceKind.OUTLET)


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()
