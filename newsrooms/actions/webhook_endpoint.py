"""Opening, editing, pausing and testing webhook endpoints, and rotating what they check us by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.addresses import clean_endpoint_url
from newsrooms.models import Delivery, Event, Newsroom, User, WebhookEndpoint, WebhookSecret
from newsrooms.rules import why_not
from newsrooms.secrecy import derive_webhook_secret, name_master_secret, random_letters
from newsrooms.texts import clean_text
from newsrooms.vocabulary import EventType, Facet, Verb

OVERLAP = timedelta(hours=24)
MOST_ENDPOINTS = 50
MOST_FILTER_VALUES = 200
MOST_OLD_SECRETS = 4


@dataclass(frozen=True, slots=True)
class OpenedEndpoint:
    """An endpoint and the secret it now signs with, to be shown this once."""

    endpoint: WebhookEndpoint
    secret: str

    def __repr__(self) -> str:
        return f"OpenedEndpoint({self.endpoint})"


def open_endpoint(
    *,
    by: User,
    newsroom: Newsroom,
    url: str,
    name: str = "",
    event_types: Iterable[EventType] = (),
    filters: Mapping[str, Sequence[str]] | None = None,
    public_only: bool = False,
    why: str = "opened the endpoint",
) -> OpenedEndpoint:
    """An address to be told of events from now on. No event types: all. ``filters``: facet → values that will do.

    Raises ``PermissionDenied``, or ``ValidationError`` by field.
    """
    refuse_if(why_not(by, newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        _refuse_too_many(newsroom)
        endpoint = WebhookEndpoint(newsroom=newsroom, created_by=by)
        _fill(endpoint, url=url, name=name, event_types=event_types, filters=filters or {}, public_only=public_only)
        endpoint.save()
        return OpenedEndpoint(endpoint, _new_secret(endpoint))


def edit_endpoint(
    *,
    by: User,
    endpoint: WebhookEndpoint,
    url: str,
    name: str,
    event_types: Iterable[EventType],
    filters: Mapping[str, Sequence[str]],
    public_only: bool,
    why: str,
) -> WebhookEndpoint:
    """Change where and of what it is told; what is already due goes to the new address."""
    refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        locked = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        _fill(locked, url=url, name=name, event_types=event_types, filters=filters, public_only=public_only)
        locked.save()
    return locked


def disable_endpoint(*, by: User | None, endpoint: WebhookEndpoint, why: str) -> WebhookEndpoint:
    """Tell it no more; deliveries due wait until it is enabled again. ``by`` is None when it is gone (410)."""
    if by is not None:
        refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        locked = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        if locked.active:
            locked.active, locked.disabled_at, locked.disabled_because = False, timezone.now(), why[:200]
            locked.save(update_fields=["active", "disabled_at", "disabled_because"])
    return locked


def enable_endpoint(*, by: User, endpoint: WebhookEndpoint, why: str) -> WebhookEndpoint:
    """Tell it again; what was due meanwhile goes out now. What happened while it was disabled was not owed to it."""
    refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        if not endpoint.active:
            _refuse_too_many(endpoint.newsroom)
        locked = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        locked.active, locked.disabled_at, locked.disabled_because = True, None, ""
        locked.save(update_fields=["active", "disabled_at", "disabled_because"])
    return locked


def rotate_secret(
    *, by: User, endpoint: WebhookEndpoint, overlap: timedelta = OVERLAP, why: str = "rotated the secret"
) -> OpenedEndpoint:
    """A new signing secret; for ``overlap`` every message is signed with the old one too.

    Raises ``ValidationError`` where more than ``MOST_OLD_SECRETS`` would sign besides: each makes the header longer,
    and to end one that a receiver still checks by would lose it messages. Without overlap it is always possible.
    """
    refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    if overlap < timedelta(0):
        raise ValidationError({"overlap": ValidationError("Is negative.", "invalid")})
    with acting(by, why):
        locked = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        now = timezone.now()
        ends = now + overlap
        if overlap and locked.secrets.live(now).count() > MOST_OLD_SECRETS:
            reason = f"{MOST_OLD_SECRETS} old secrets sign still: wait until one ends, or end all by no overlap."
            raise ValidationError({"overlap_hours": ValidationError(reason, "too_many")})
        locked.secrets.filter(expires_at=None).update(expires_at=ends)
        locked.secrets.filter(expires_at__gt=ends).update(expires_at=ends)
        return OpenedEndpoint(locked, _new_secret(locked))


def send_test(*, by: User, endpoint: WebhookEndpoint, now: datetime | None = None) -> Delivery:
    """Owe this endpoint alone a test event, whatever it subscribes to; it must be active to get it."""
    refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    if not endpoint.active:
        raise ValidationError("The endpoint is disabled; enable it first.", "disabled")
    with acting(by, "sent a test event"):
        moment = now or timezone.now()
        event = Event.objects.create(
            newsroom=endpoint.newsroom,
            type=EventType.TEST.value,
            object_type="webhook_endpoint",
            object_id=endpoint.public_id,
            fanned_out_at=moment,
        )
        return Delivery.objects.create(event=event, endpoint=endpoint, due_at=moment)


def _refuse_too_many(newsroom: Newsroom) -> None:
    Newsroom.objects.select_for_update().get(pk=newsroom.pk)
    if newsroom.webhook_endpoints.active().count() >= MOST_ENDPOINTS:
        raise ValidationError(f"A newsroom has at most {MOST_ENDPOINTS} active endpoints.", "too_many")


def _new_secret(endpoint: WebhookEndpoint) -> str:
    salt = random_letters(40)
    WebhookSecret.objects.create(endpoint=endpoint, salt=salt, master=name_master_secret(settings.SECRET_KEY))
    return derive_webhook_secret(settings.SECRET_KEY, salt)


def _fill(
    endpoint: WebhookEndpoint,
    *,
    url: str,
    name: str,
    event_types: Iterable[EventType],
    filters: Mapping[str, Sequence[str]],
    public_only: bool,
) -> None:
    endpoint.url = clean_endpoint_url(clean_text(url, field="url", longest=500, blank=False))
    endpoint.name = clean_text(name, field="name", longest=100)
    endpoint.event_types = sorted({event_type.value for event_type in event_types})
    endpoint.filters = clean_filters(filters)
    endpoint.public_only = public_only


def clean_filters(filters: object) -> dict[str, list[str]]:
    """Facets with the values that will do, as texts; ``ValidationError`` under ``filters`` for anything else."""
    if not isinstance(filters, Mapping):
        raise ValidationError({"filters": ValidationError("Give facets with lists of values.", "invalid")})
    cleaned: dict[str, list[str]] = {}
    for facet, values in filters.items():
        if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
            raise ValidationError({"filters": ValidationError("Give a list of texts for each facet.", "invalid")})
        if facet not in set(Facet):
            reason = f"There is no such facet. There are: {', '.join(Facet)}."
            raise ValidationError({"filters": ValidationError(reason, "unknown_facet")})
        cleaned[str(facet)] = [clean_text(value, field="filters", longest=200) for value in values]
    if sum(len(values) for values in cleaned.values()) > MOST_FILTER_VALUES:
        raise ValidationError(
            {"filters": ValidationError(f"Names more than {MOST_FILTER_VALUES} values.", "too_many")}
        )
    return cleaned
