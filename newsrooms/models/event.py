"""The outbox: what happened, written in the transaction that did it."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast
from django.utils import timezone

from newsrooms.guards import append_only
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.public_ids import new_event_id
from newsrooms.vocabulary import EventType, as_choices


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What concerns the person's newsrooms, and what anyone may know."""
        return self.filter(Q(public=True) | Q(newsroom__in=Newsroom.objects.visible_to(user)))

    def waiting(self) -> Self:
        """Events nobody has yet decided whom to tell of."""
        return self.filter(fanned_out_at=None)


class Event(models.Model):
    """That something happened: what, to which object and when, but no text, which is rendered when sent.

    ``facets`` are the small words endpoints filter by ({"claim": "…", "standing": "contested"}). Events of one type
    and ``burst_key``, which names what they are about, that come close together are folded into the last: each
    endpoint is told once, of the last it wants.
    """

    public_id = models.CharField(max_length=24, unique=True, editable=False, default=new_event_id)
    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    type = models.CharField(max_length=40, choices=as_choices(EventType))
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    facets = models.JSONField(default=dict, blank=True)
    public = models.BooleanField(default=False)
    burst_key = models.CharField(max_length=120, blank=True)
    occurred_at = models.DateTimeField(default=timezone.now)
    # The writing transaction: what was committed before another began to write has the lower number.
    transaction = models.BigIntegerField(
        editable=False,
        db_default=Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
    )
    position = models.BigIntegerField(
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="Its place in the feed, given once it is committed.",
    )
    fanned_out_at = models.DateTimeField(null=True, blank=True)
    folded_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="folded")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["transaction", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(newsroom__isnull=False) | Q(public=True), name="what_belongs_to_no_newsroom_is_public"
            ),
            models.CheckConstraint(
                condition=Q(folded_into=None) | ~Q(folded_into=F("pk")), name="an_event_is_not_folded_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["transaction", "id"], condition=Q(position=None), name="event_without_a_place"),
            models.Index(fields=["position"], condition=Q(public=True), name="event_for_readers"),
            models.Index(fields=["newsroom", "position"], name="event_of_newsroom"),
            models.Index(fields=["id"], condition=Q(fanned_out_at=None), name="event_waiting"),
            models.Index(
                fields=["burst_key"],
                condition=Q(fanned_out_at=None) & ~Q(burst_key=""),
                name="event_waiting_in_burst",
            ),
            models.Index(fields=["object_type", "object_id"], name="event_of_object"),
        ]
        triggers = append_only(except_fields=("fanned_out_at", "folded_into", "position"))

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"
