"""Due work of newsrooms that needs no other app, called by the clock: fan-out, letters, forgetting."""

import time
from collections.abc import Sequence

from celery import shared_task
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from newsrooms.actions.digest import mail_digests
from newsrooms.actions.event import fan_out_events, number_events
from newsrooms.actions.idempotent_call import forget_answers
from newsrooms.letters import write_letter
from newsrooms.models import Notification, User

# Seconds after which a task that loops over due work lets others have the process; the clock sends it again.
TURN = 60.0


@shared_task(name="newsrooms.fan_out")
def fan_out() -> None:
    """Give events their place in the feed, and decide whom to tell of them, until none waits."""
    number_events()
    ends = time.monotonic() + TURN
    while time.monotonic() < ends and fan_out_events(now=timezone.now()):
        pass


@shared_task(name="newsrooms.mail_letters")
def mail_letters() -> None:
    """Send the letters that are due; without a mail server they wait, and are seen in the desk."""
    if settings.EMAIL_HOST:
        mail_digests(now=timezone.now(), send=send_letter)


@shared_task(name="newsrooms.forget_old_answers")
def forget_old_answers() -> None:
    """Delete kept answers past their day, and sessions past theirs."""
    forget_answers(now=timezone.now())
    SessionStore.clear_expired()


def send_letter(user: User, notifications: Sequence[Notification]) -> None:
    """One e-mail in plain text."""
    subject, text = write_letter(user, notifications, settings.SITE_URL + reverse("admin:index"))
    send_mail(subject, text, None, [user.email])
