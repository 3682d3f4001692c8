"""A feed without a site: items and RSS as a site would write them, polled through the fake web."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from sources.actions.visits import visit_host
from sources.models import FeedState
from tests.sources.fake_web import HOST, MORNING, FakeWeb, Page

URL = f"https://{HOST}/rss"


def item(
    guid: str, *, title: str = "", url: str = "", at: datetime | None = MORNING - timedelta(hours=1), more: str = ""
) -> str:
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    link = url or f"https://fable.example/{guid}"
    return (
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{escape(title or f'Item {guid}')}</title>"
        f"<link>{escape(link)}</link>{date}{more}</item>"
    )


def rss(*items: str, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    body = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Fable</title>'
        f"{''.join(items)}</channel></rss>"
    )
    return Page(body.encode(), headers=headers)


def poll(web: FakeWeb) -> FeedState:
    """Visit until nothing is due at this moment, six seconds between visits."""
    while visit_host(host=HOST, visit=web.visit, clock=web.clock):
        web.pass_time(seconds=6)
    return FeedState.objects.get()
