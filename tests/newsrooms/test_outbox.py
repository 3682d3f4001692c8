"""The outbox: events are written with their change, told to whom they concern, and read as a feed without gaps."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsrooms.actions.event import BURST, fan_out_events, number_events, record_event, record_events
from newsrooms.actions.webhook_endpoint import disable_endpoint, open_endpoint, send_test
from newsrooms.changes import numbered_events
from newsrooms.models import Delivery, Event, Newsroom, User, WebhookEndpoint
from newsrooms.vocabulary import EventType, Role
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier, sign_up

pytestmark = pytest.mark.django_db


def happen(newsroom: Newsroom | None, object_id: str = "claim1", **more: object) -> Event:
    kind = EventType.STANDING_CHANGED
    with transaction.atomic():
        return record_event(newsroom=newsroom, kind=kind, object_type="claim", object_id=object_id, **more)  # type: ignore[arg-type]  # by name


def listen(by: User, newsroom: Newsroom, **more: object) -> WebhookEndpoint:
    return open_endpoint(by=by, newsroom=newsroom, url="https://hooks.example.org/in", **more).endpoint  # type: ignore[arg-type]  # by name


def told() -> list[tuple[str, str]]:
    rows = Delivery.objects.order_by("pk").values_list("event__object_id", "endpoint__newsroom__slug")
    return [(object_id, slug) for object_id, slug in rows]


def later() -> datetime:
    return timezone.now() + BURST


@pytest.mark.django_db(transaction=True)
def test_an_event_is_not_written_outside_the_transaction_of_its_change() -> None:
    newsroom, _ = open_harbour_post()
    with pytest.raises(RuntimeError, match="in the transaction"):
        record_event(newsroom=newsroom, kind=EventType.CLAIM_CREATED, object_type="claim", object_id="x")
    with pytest.raises(RuntimeError, match="in the transaction"):
        record_events([Event(newsroom=newsroom, type="claim.created")])


def test_an_event_goes_to_the_endpoints_of_its_newsroom_and_to_no_other() -> None:
    post, olena = open_harbour_post()
    courier, hana = open_hill_courier()
    listen(olena, post)
    listen(hana, courier)
    happen(post, "of the post")
    happen(None, "of all", public=True)
    assert fan_out_events(now=later()) == 2
    assert told() == [("of the post", "harbour-post"), ("of all", "harbour-post"), ("of all", "hill-courier")]


def test_what_belongs_to_no_newsroom_cannot_be_private() -> None:
    with pytest.raises(IntegrityError, match="belongs_to_no_newsroom"):
        happen(None)


@pytest.mark.parametrize(
    ("wish", "told_of"),
    [
        ({}, True),
        ({"event_types": [EventType.STANDING_CHANGED]}, True),
        ({"event_types": [EventType.CLAIM_CREATED]}, False),
        ({"filters": {"standing": ["contested", "refuted"]}}, True),
        ({"filters": {"standing": ["refuted"]}}, False),
        ({"filters": {"standing": ["contested"], "claim": ["other"]}}, False),
        ({"filters": {"state": ["published"]}}, False),
        ({"filters": {"standing": []}}, False),
        ({"public_only": True}, False),
    ],
)
def test_types_facets_and_publicity_decide_whether_an_endpoint_is_told(
    wish: dict[str, object], told_of: bool
) -> None:
    newsroom, olena = open_harbour_post()
    listen(olena, newsroom, **wish)
    happen(newsroom, facets={"standing": "contested", "claim": "claim1"})
    fan_out_events(now=later())
    assert bool(told()) is told_of


def test_nobody_is_told_twice_of_one_event() -> None:
    newsroom, olena = open_harbour_post()
    listen(olena, newsroom)
    happen(newsroom)
    assert [fan_out_events(now=later()) for _ in range(3)] == [1, 0, 0]
    assert len(told()) == 1


def test_a_burst_is_told_once_as_its_last_event_when_it_is_over() -> None:
    newsroom, olena = open_harbour_post()
    listen(olena, newsroom)
    events = [happen(newsroom, f"version {n}", burst_key="standing of claim1") for n in range(5)]
    happen(newsroom, "alone")
    assert fan_out_events(now=timezone.now()) == 1
    assert told() == [("alone", "harbour-post")]
    assert fan_out_events(now=later()) == 5
    assert told()[1:] == [("version 4", "harbour-post")]
    assert set(Event.objects.filter(folded_into=events[-1]).values_list("pk", flat=True)) == {
        e.pk for e in events[:-1]
    }


def test_of_a_burst_an_endpoint_is_told_the_last_it_wants_though_another_came_after() -> None:
    newsroom, olena = open_harbour_post()
    listen(olena, newsroom, filters={"standing": ["contested"]})
    listen(olena, newsroom, public_only=True)
    for name, standing, public in (("a", "contested", True), ("b", "contested", False), ("c", "refuted", False)):
        happen(newsroom, name, facets={"standing": standing}, burst_key="standing of claim1", public=public)
    fan_out_events(now=later())
    assert sorted(object_id for object_id, _ in told()) == ["a", "b"]


def test_a_facet_no_event_has_is_refused_as_a_filter_and_as_a_facet() -> None:
    newsroom, olena = open_harbour_post()
    with pytest.raises(ValidationError, match=r"no such facet\. There are: claim, state, standing") as refusal:
        listen(olena, newsroom, filters={"colour": ["red"]})
    assert list(refusal.value.message_dict) == ["filters"]
    with pytest.raises(ValueError, match="colour"):
        happen(newsroom, facets={"colour": "red"})


def test_bursts_of_two_newsrooms_or_two_keys_are_not_mixed() -> None:
    post, olena = open_harbour_post()
    courier, hana = open_hill_courier()
    listen(olena, post)
    listen(hana, courier)
    happen(post, "a", burst_key="one")
    happen(courier, "b", burst_key="one")
    happen(post, "c", burst_key="two")
    fan_out_events(now=later())
    assert sorted(told()) == [("a", "harbour-post"), ("b", "hill-courier"), ("c", "harbour-post")]


def test_a_burst_is_not_cut_in_two_by_the_size_of_a_batch() -> None:
    newsroom, olena = open_harbour_post()
    listen(olena, newsroom)
    for n in range(10):
        happen(newsroom, f"version {n}", burst_key="standing of claim1")
    assert fan_out_events(now=later(), limit=3) == 10
    assert told() == [("version 9", "harbour-post")]


def test_a_disabled_endpoint_is_owed_nothing() -> None:
    newsroom, olena = open_harbour_post()
    endpoint = listen(olena, newsroom)
    disable_endpoint(by=olena, endpoint=endpoint, why="moving house")
    happen(newsroom)
    fan_out_events(now=later())
    assert told() == []


def test_events_are_the_record_and_stay_as_written() -> None:
    newsroom, _ = open_harbour_post()
    event = happen(newsroom)
    assert event.public_id.startswith("evt_")
    for change in ({"object_id": "other"}, {"public": True}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        event.delete()


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER, Role.EDITOR, Role.PUBLISHER])
def test_only_administrators_open_endpoints_and_see_them(role: Role) -> None:
    newsroom, olena = open_harbour_post()
    endpoint = listen(olena, newsroom)
    other = hire(newsroom, "petro", role)
    with pytest.raises(PermissionDenied):
        listen(other, newsroom)
    with pytest.raises(PermissionDenied):
        send_test(by=other, endpoint=endpoint)
    assert not WebhookEndpoint.objects.visible_to(other).exists()
    assert list(WebhookEndpoint.objects.visible_to(olena)) == [endpoint]
    assert not WebhookEndpoint.objects.visible_to(sign_up("nadia")).exists()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://hooks.example.org/",
        "javascript:alert(1)",
        "https://",
        "https://user:pass@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org:port/",
        "https://[::1/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX-Y: 1",
        "https://hooks.example.org/" + "x" * 500,
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    newsroom, olena = open_harbour_post()
    with pytest.raises(ValidationError) as refusal:
        open_endpoint(by=olena, newsroom=newsroom, url=url)
    assert list(refusal.value.message_dict) == ["url"]


def test_plain_http_is_for_trying_out_alone(settings: object) -> None:
    newsroom, olena = open_harbour_post()
    settings.PRODUCTION = True  # type: ignore[attr-defined]  # pytest-django's settings
    with pytest.raises(ValidationError, match="https"):
        open_endpoint(by=olena, newsroom=newsroom, url="http://hooks.example.org/")


def test_a_test_event_goes_to_one_endpoint_whatever_it_subscribes_to() -> None:
    newsroom, olena = open_harbour_post()
    endpoint = listen(olena, newsroom, event_types=[EventType.CLAIM_CREATED])
    listen(olena, newsroom)
    delivery = send_test(by=olena, endpoint=endpoint)
    fan_out_events(now=later())
    assert list(Delivery.objects.all()) == [delivery]


def test_an_event_has_its_place_once_and_for_good() -> None:
    newsroom, _ = open_harbour_post()
    happen(newsroom, "one")
    happen(newsroom, "two")
    assert number_events() == 2
    assert [event.object_id for event in numbered_events()] == ["one", "two"]
    happen(newsroom, "three")
    assert (number_events(), number_events()) == (1, 0)
    assert [event.position for event in numbered_events(after=1)] == [2, 3]
