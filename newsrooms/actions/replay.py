"""Telling again: one delivery, or all dead letters of an endpoint."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Delivery, User, WebhookEndpoint
from newsrooms.rules import why_not
from newsrooms.vocabulary import DeliveryState, Verb


def replay_delivery(*, by: User, delivery: Delivery, why: str = "told again") -> Delivery:
    """Make an ended delivery due again, with all its attempts before it; the event keeps its id."""
    refuse_if(why_not(by, delivery.endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if locked.state == DeliveryState.DUE:
            raise ValidationError("This delivery is still due.", "still_due")
        _make_due(Delivery.objects.filter(pk=locked.pk))
        locked.refresh_from_db()
    return locked


def replay_dead(*, by: User, endpoint: WebhookEndpoint, since: datetime, why: str = "told again") -> int:
    """Make all dead letters of an endpoint since a moment due again; returns how many."""
    refuse_if(why_not(by, endpoint.newsroom, Verb.MANAGE_WEBHOOKS))
    with acting(by, why):
        return _make_due(Delivery.objects.dead().filter(endpoint=endpoint, ended_at__gte=since))


def _make_due(deliveries: QuerySet[Delivery]) -> int:
    return deliveries.update(
        state=DeliveryState.DUE.value, due_at=timezone.now(), attempts=0, abandoned=0, ended_at=None, last_error=""
    )
