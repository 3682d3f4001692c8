"""What the tests of sources stand on: a newsroom with people and a source, and a web that answers as told."""

from datetime import timedelta

import pytest

from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.documents import add_document
from sources.actions.feeds import add_feed
from sources.actions.sources import add_source
from sources.models import Document, Feed, FeedState, Source
from sources.vocabulary import SourceKind
from tests.newsrooms.cast import hire, open_harbour_post
from tests.sources.fake_feed import URL
from tests.sources.fake_web import HOST, MORNING, Add, FakeWeb
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


@pytest.fixture
def add(newsroom: Newsroom, rita: User, fable: Source) -> Add:
    """Enter a document at a path of the Fable's site."""

    def enter(path: str) -> Document:
        return add_document(
            by=rita, newsroom=newsroom, publisher=fable, title=f"About {path}", url=f"https://{HOST}/{path}"
        )

    return enter


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses short enough to wait for."""
    monkeypatch.setattr("sources.actions.visits.APART", timedelta(milliseconds=20))


@pytest.fixture
def feed(newsroom: Newsroom, rita: User, fable: Source) -> Feed:
    """The Fable's feed, due this morning."""
    feed = add_feed(by=rita, newsroom=newsroom, url=URL, source=fable, title="The Fable", capture_items=False)
    FeedState.objects.update(next_poll_at=MORNING)
    return feed
