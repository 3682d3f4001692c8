"""Due work of the outbox: one event to be told to one endpoint, and each attempt at it."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only
from newsrooms.models.event import Event
from newsrooms.models.user import User
from newsrooms.models.webhook_endpoint import WebhookEndpoint
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import DeliveryState, as_choices


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Deliveries to the endpoints of the newsrooms this person administers."""
        return self.filter(endpoint__in=WebhookEndpoint.objects.visible_to(user))

    def dead(self) -> Self:
        """Dead letters: given up after the last attempt."""
        return self.filter(state=DeliveryState.DEAD.value)


class Delivery(models.Model):
    """One event owed to one endpoint: when it is due, how often it was tried, who holds it, how it ended.

    Held by lease: a worker that dies leaves it to be taken again, and the receiver knows a repeat by the event's id.
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=16, choices=as_choices(DeliveryState), default=DeliveryState.DUE.value)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    abandoned = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "endpoint"], name="an_event_is_owed_once_to_an_endpoint"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.DUE.value, ended_at=None)
                | (~Q(state=DeliveryState.DUE.value) & Q(ended_at__isnull=False, lease=None)),
                name="a_delivery_is_due_or_ended_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None) | Q(lease__isnull=False, leased_until__isnull=False),
                name="a_lease_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at"], condition=Q(state=DeliveryState.DUE.value), name="delivery_due"
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}"


class DeliveryAttempt(models.Model):
    """One POST of a delivery, as it went."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempt_log")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    url = models.CharField(max_length=500)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    excerpt = models.CharField(max_length=300, blank=True, help_text="How the answer began.")

    class Meta:
        verbose_name = "delivery attempt"
        ordering = ["delivery", "pk"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"attempt {self.number}: {self.status or self.error}"
