"""Where a newsroom wants to be told of changes, and with what it checks that we are the teller."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only, keep_history, never_deleted
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import EventType, Role, as_choices


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The endpoints of the newsrooms this person administers."""
        return self.filter(newsroom__in=Newsroom.objects.visible_to_as(user, Role.ADMINISTRATOR))

    def active(self) -> Self:
        """Those that are told of events."""
        return self.filter(active=True)


@keep_history()
class WebhookEndpoint(models.Model):
    """An address of a newsroom that is told of events by signed POST, in the way of Standard Webhooks."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="webhook_endpoints")
    name = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=500)
    event_types = ArrayField(
        models.CharField(max_length=40, choices=as_choices(EventType)),
        default=list,
        blank=True,
        help_text="None named: all of them.",
    )
    filters = models.JSONField(
        default=dict, blank=True, help_text='Facets an event must have, such as {"standing": ["contested"]}.'
    )
    public_only = models.BooleanField(default=False, help_text="Tell only of what readers may see.")
    active = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_because = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        ordering = ["newsroom", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active=True, disabled_at=None) | Q(active=False, disabled_at__isnull=False),
                name="an_endpoint_is_active_or_disabled_at_a_moment",
            )
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return self.name or self.url

    def wants(self, event_type: str, facets: Mapping[str, str], *, public: bool) -> bool:
        """Whether it is to be told of such an event. Each filter names a facet and the values that will do."""
        return (
            (not self.event_types or event_type in self.event_types)
            and (public or not self.public_only)
            and all(str(facets.get(facet)) in values for facet, values in self.filters.items())
        )


class WebhookSecretQuerySet(models.QuerySet["WebhookSecret"]):
    def live(self, at: datetime) -> Self:
        """Secrets that sign at a moment, the newest first."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at)).order_by("-pk")


class WebhookSecret(models.Model):
    """What one signing secret of an endpoint is derived from; the secret itself is in no table."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="secrets")
    salt = models.CharField(max_length=64, editable=False)
    master = models.CharField(
        max_length=16, editable=False, help_text="The name of the SECRET_KEY it is derived from."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookSecretQuerySet.as_manager()

    class Meta:
        ordering = ["endpoint", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(expires_at=None), name="an_endpoint_has_one_current_secret"
            )
        ]
        triggers = append_only(derived_fields=("expires_at",))

    def __str__(self) -> str:
        return f"secret of {self.endpoint} since {self.created_at:%Y-%m-%d}"
