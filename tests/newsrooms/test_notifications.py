"""Notifications: who is told, how often, what a click does, and when a letter goes out."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from newsrooms.actions.delivery import attempt_delivery, take_deliveries
from newsrooms.actions.digest import SETTLE, last_digest_hour, mail_digests
from newsrooms.actions.membership import end_membership
from newsrooms.actions.notification import acknowledge, acknowledge_all, acknowledge_object, notify
from newsrooms.actions.webhook_endpoint import open_endpoint, send_test
from newsrooms.letters import LINES, say, write_letter
from newsrooms.models import Newsroom, Notification, User
from newsrooms.tasks import mail_letters
from newsrooms.vocabulary import Digest, NotificationKind, Role
from newsrooms.webhooks.schedule import Reply
from tests.newsrooms.cast import hire, open_harbour_post, sign_up

pytestmark = pytest.mark.django_db
KYIV_MORNING = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)  # a Wednesday, 7:00 in Kyiv


def tell(*users: User, object_id: str = "claim1", title: str = "41 aircraft hit", by: User | None = None) -> None:
    notify(
        users=users,
        newsroom=Newsroom.objects.get(),
        kind=NotificationKind.DUE_FOR_REVIEW,
        object_type="claim",
        object_id=object_id,
        params={"title": title},
        by=by,
    )


def test_people_of_the_newsroom_are_told_but_not_who_did_it_nor_who_left() -> None:
    newsroom, olena = open_harbour_post()
    edda, roman = hire(newsroom, "edda", Role.EDITOR), hire(newsroom, "roman", Role.REPORTER)
    end_membership(by=olena, membership=roman.memberships.get(), why="left")
    tell(olena, edda, edda, roman, sign_up("nadia"), by=olena)
    assert [one.user for one in Notification.objects.all()] == [edda]


def test_what_is_not_acknowledged_is_counted_not_repeated_and_has_the_newest_words() -> None:
    _, olena = open_harbour_post()
    for title in ("one", "two", "three"):
        tell(olena, title=title)
    one = Notification.objects.get()
    assert (one.times, one.params) == (3, {"title": "three"})


def test_after_a_click_the_next_one_is_new() -> None:
    _, olena = open_harbour_post()
    tell(olena)
    acknowledge(by=olena, notification=Notification.objects.get())
    tell(olena)
    assert Notification.objects.open().count() == 1
    assert Notification.objects.count() == 2


def test_nobody_clicks_for_another() -> None:
    newsroom, olena = open_harbour_post()
    tell(olena)
    with pytest.raises(PermissionDenied):
        acknowledge(by=hire(newsroom, "edda", Role.EDITOR), notification=Notification.objects.get())


def test_all_is_acknowledged_up_to_the_moment_the_page_was_made() -> None:
    _, olena = open_harbour_post()
    tell(olena, object_id="seen")
    page_made_at = timezone.now()
    tell(olena, object_id="came since")
    assert acknowledge_all(by=olena, until=page_made_at) == 1
    assert Notification.objects.open().get().object_id == "came since"


def test_opening_the_object_acknowledges_what_waited_about_it() -> None:
    _, olena = open_harbour_post()
    tell(olena, object_id="a")
    tell(olena, object_id="b")
    assert acknowledge_object(by=olena, object_type="claim", object_id="a") == 1
    assert Notification.objects.open().get().object_id == "b"


def test_who_left_no_longer_sees_what_the_newsroom_told_them() -> None:
    newsroom, olena = open_harbour_post()
    roman = hire(newsroom, "roman", Role.REPORTER)
    tell(roman)
    assert Notification.objects.visible_to(roman).count() == 1
    assert Notification.objects.visible_to(olena).count() == 0
    end_membership(by=olena, membership=roman.memberships.get(), why="left")
    assert Notification.objects.visible_to(roman).count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_tellings_at_once_make_one_notification_and_lose_none() -> None:
    _, olena = open_harbour_post()
    start = threading.Barrier(8)

    def run(_: int) -> None:
        start.wait()
        tell(olena)
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(8)))
    assert Notification.objects.get().times == 8


@pytest.mark.parametrize(
    ("digest", "now", "due"),
    [
        (Digest.NEVER, KYIV_MORNING, None),
        (Digest.AT_ONCE, KYIV_MORNING, KYIV_MORNING - SETTLE),
        (Digest.DAILY, KYIV_MORNING, KYIV_MORNING),
        (Digest.DAILY, KYIV_MORNING + timedelta(hours=10), KYIV_MORNING),
        (Digest.DAILY, KYIV_MORNING - timedelta(seconds=1), KYIV_MORNING - timedelta(days=1)),
        (Digest.WEEKLY, KYIV_MORNING, KYIV_MORNING - timedelta(days=2)),
        (Digest.WEEKLY, KYIV_MORNING - timedelta(days=2, seconds=1), KYIV_MORNING - timedelta(days=9)),
        # Clocks went forward on 29 March: seven in the morning stays seven in the morning.
        (Digest.DAILY, datetime(2026, 3, 29, 4, 0, tzinfo=UTC), datetime(2026, 3, 29, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_letter_is_due_in_the_morning_of_the_persons_own_clock(
    digest: Digest, now: datetime, due: datetime | None
) -> None:
    user = User(username="mira", digest=digest.value, time_zone="Europe/Kyiv")
    assert last_digest_hour(user, now) == due


def wish(user: User, digest: Digest) -> User:
    User.objects.filter(pk=user.pk).update(digest=digest.value)
    user.refresh_from_db()
    return user


def letters(now: datetime) -> list[tuple[str, list[str]]]:
    sent: list[tuple[str, list[str]]] = []

    def send(user: User, notifications: Sequence[Notification]) -> None:
        sent.append((user.username, [one.object_id for one in notifications]))

    mail_digests(now=now, send=send)
    return sent


def test_each_person_gets_one_letter_for_all_that_waits_once() -> None:
    newsroom, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    edda = wish(hire(newsroom, "edda", Role.EDITOR), Digest.NEVER)
    tell(olena, edda, object_id="a")
    tell(olena, edda, object_id="b")
    assert letters(timezone.now()) == [], "what comes together is given a moment to come together"
    later = timezone.now() + SETTLE
    assert letters(later) == [("olena", ["a", "b"])]
    assert letters(later) == []
    tell(olena, object_id="a")
    assert letters(timezone.now() + SETTLE) == [("olena", ["a"])], "it happened again after the letter"


def test_what_was_seen_in_the_desk_is_not_mailed() -> None:
    _, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    tell(olena)
    acknowledge(by=olena, notification=Notification.objects.get())
    assert letters(timezone.now() + SETTLE) == []


def test_a_letter_that_did_not_go_out_stays_due() -> None:
    _, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    tell(olena)

    def fail(user: User, notifications: Sequence[Notification]) -> None:
        raise OSError("no mail server")

    assert mail_digests(now=timezone.now() + SETTLE, send=fail) == 0
    assert letters(timezone.now() + SETTLE) == [("olena", ["claim1"])]


def test_one_bad_address_keeps_nobody_elses_letter_back() -> None:
    newsroom, olena = open_harbour_post()
    mira = hire(newsroom, "mira", Role.EDITOR)
    for user in (olena, mira):
        wish(user, Digest.AT_ONCE)
    tell(olena, mira)
    went_out: list[str] = []

    def send(user: User, notifications: Sequence[Notification]) -> None:
        if user == olena:
            raise OSError("no such mailbox")
        went_out.append(user.username)

    assert mail_digests(now=timezone.now() + SETTLE, send=send) == 1
    assert went_out == ["mira"]


def test_what_is_said_again_while_the_letter_is_sent_stays_due() -> None:
    _, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    tell(olena)

    def send(user: User, notifications: Sequence[Notification]) -> None:
        tell(olena, title="43 aircraft hit")

    mail_digests(now=timezone.now() + SETTLE, send=send)
    assert letters(timezone.now() + SETTLE * 2) == [("olena", ["claim1"])]


def test_the_letter_says_what_waits_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_HOST", "mail.newsroom.test")
    _, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    tell(olena, title="41 aircraft\r\nBcc: x@example.org")
    Notification.objects.update(last_at=timezone.now() - SETTLE)
    mail_letters()
    (letter,) = mail.outbox
    assert letter.to == ["olena@example.org"]
    assert letter.subject == "1 thing waits for you at the desk"
    assert "- Due for review: 41 aircraft Bcc: x@example.org\n" in letter.body
    assert "/admin/" in letter.body


def test_without_a_mail_server_letters_wait() -> None:
    _, olena = open_harbour_post()
    wish(olena, Digest.AT_ONCE)
    tell(olena)
    Notification.objects.update(last_at=timezone.now() - SETTLE)
    mail_letters()
    assert mail.outbox == []
    assert Notification.objects.get().mailed_at is None


def test_every_kind_can_be_said() -> None:
    assert set(LINES) == set(NotificationKind)
    params = {"title": "T {title}", "from": "corroborated", "to": "contested"}
    for kind in NotificationKind:
        line = say(Notification(kind=kind.value, object_type="claim", object_id="c", params=params, times=2))
        assert line.endswith("T {title} (corroborated → contested) (2 times)")
    assert "claim c" in say(Notification(kind="approved", object_type="claim", object_id="c"))
    assert "2 things wait" in write_letter(User(username="m"), [Notification(kind="approved")] * 2, "x")[0]


def test_administrators_are_told_of_a_dead_letter_once_however_many_there_are() -> None:
    newsroom, olena = open_harbour_post()
    hire(newsroom, "petro", Role.PUBLISHER)
    endpoint = open_endpoint(by=olena, newsroom=newsroom, url="https://hooks.example.org/", name="Site").endpoint
    for _ in range(3):
        delivery = send_test(by=olena, endpoint=endpoint)
        type(delivery).objects.update(attempts=99)
        for one in take_deliveries(worker="w", now=timezone.now()):
            attempt_delivery(delivery=one, post=lambda *_: Reply(500), render=lambda _: {}, now=timezone.now())
    told = Notification.objects.get()
    assert (told.user, told.kind, told.params["title"], told.times) == (olena, "endpoint_failing", "Site", 3)
