"""What a program of a newsroom signs in with."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from newsrooms.guards import append_only, keep_history
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import Role, Scope, as_choices


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The keys of the newsrooms this person administers."""
        return self.filter(newsroom__in=Newsroom.objects.visible_to_as(user, Role.ADMINISTRATOR))

    def live(self, at: datetime) -> Self:
        """Keys neither revoked nor expired at a moment."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None)


@keep_history(exclude=("digest", "last_used_at"))
class ApiKey(models.Model):
    """A secret with which a program acts for a person in one newsroom, within its scopes; kept only as a hash."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=32, choices=as_choices(Scope)))
    prefix = models.CharField(max_length=24, unique=True, editable=False)
    digest = models.BinaryField(max_length=32, editable=False)
    acts_for = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_keys")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)
    successor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessor"
    )

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        ordering = ["newsroom", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(scopes__len__gte=1), name="a_key_may_do_something"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=[scope.value for scope in Scope]), name="a_key_has_known_scopes"
            ),
            models.CheckConstraint(condition=~Q(successor=F("pk")), name="a_key_does_not_succeed_itself"),
        ]
        indexes = [models.Index(fields=["newsroom", "name"])]
        # Who it acts for, what it may do and its secret are fixed at its making; a revoked key never comes back.
        triggers = append_only(
            except_fields=("revoked_at", "revoked_by", "successor"),
            derived_fields=("name", "expires_at", "last_used_at"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def door(self) -> str:
        """How history names this key."""
        return f"api key {self.name} ({self.prefix})"
