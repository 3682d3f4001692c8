"""A row of every noun that has a page: those of the full house, of the ground and of the newsrooms."""

import io

from django.utils import timezone

from claims.actions.extractions import suggest_reports
from claims.actions.import_jobs import ask_import
from claims.models import Suggestion
from claims.vocabulary import ImportForm
from newsrooms.actions.api_key import create_key
from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.actions.desk import save_view
from newsrooms.actions.notification import notify
from newsrooms.actions.webhook_endpoint import open_endpoint, send_test
from newsrooms.models import Delivery, Notification
from newsrooms.vocabulary import NotificationKind, Role, Scope
from newsrooms.webhooks.schedule import Reply
from sources.actions.feeds import add_feed
from sources.models import Capture, Document, DueFetch, FeedItem, HashCheck, Reprint
from sources.vocabulary import FeedItemFate, ReprintBasis
from tests.claims.admin.full_house import House
from tests.newsrooms.cast import hire

ROLES = ("reader", "reporter", "editor", "publisher", "administrator")


def furnish(house: House) -> None:
    """Add to the house what it lacks, and to the Hill Courier a person in every role."""
    newsroom, ada, desk = house.newsroom, house.people["administrator"], house.desk
    courier = house.people["stranger"].memberships.get().newsroom
    for role in ROLES:
        house.people[f"their {role}"] = hire(courier, f"their-{role}", Role(role))
    key = create_key(by=ada, newsroom=newsroom, name="Script", scopes=[Scope.CLAIMS_READ]).key
    endpoint = open_endpoint(by=ada, newsroom=newsroom, url="https://hooks.example.org/", name="Site").endpoint
    send_test(by=ada, endpoint=endpoint)
    for one in take_deliveries(worker="w", now=timezone.now()):
        attempt_delivery(delivery=one, post=lambda *_: Reply(410), render=lambda _: {}, now=timezone.now())
    notify(
        users=list(house.people.values()), newsroom=newsroom, kind=NotificationKind.ASSIGNED, object_type="claim",
        object_id=house.claim.public_id, params={"statement": "boats"},
    )  # fmt: skip
    wire = desk.source("Coast Wire")
    now = timezone.now()
    feed = add_feed(by=ada, newsroom=newsroom, url="https://93.184.215.14/feed", source=wire, title="Wire")
    copy, document = desk.document("Pier Post"), house.rows["document"]
    assert isinstance(document, Document)
    content = io.BytesIO(b"id,claim,document,stance\n")
    waiting = ask_import(by=ada, newsroom=newsroom, title="t", form=ImportForm.REPORTS, content=content)
    Suggestion.objects.filter(fingerprint="f" * 64).delete()
    captured = house.rows["capture"]
    assert isinstance(captured, Capture)
    house.rows |= {
        "suggestion": suggest_reports(capture=captured)[0],
        "newsroom": newsroom,
        "user": ada,
        "apikey": key,
        "webhookendpoint": endpoint,
        "delivery": Delivery.objects.get(),
        "notification": Notification.objects.filter(user=ada).latest("pk"),
        "savedview": save_view(by=ada, newsroom=newsroom, page="claims", name="Mine", query="q=boats"),
        "feed": feed,
        "feeditem": FeedItem.objects.create(feed=feed, guid="1", fate=FeedItemFate.OLD.value, first_seen_at=now),
        "duefetch": DueFetch.objects.create(document=document, host="w.example", cause="asked", due_at=now),
        "reprint": Reprint.objects.create(
            document=copy, original=document, basis=ReprintBasis.LIKE_TEXT.value, resemblance=0.9, containment=0.9,
            beside_quotes=0.9,
        ),
        "hashcheck": HashCheck.objects.create(started_at=now, ended_at=now, payloads=0, texts=0, mismatches=0),
        "importjob": waiting,
    }  # fmt: skip
