"""What a person is told of: in the desk at once, by e-mail as they wish."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import NotificationKind, as_choices


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> Self:
        """One's own, as long as one still works in the newsroom they speak of."""
        return self.filter(Q(newsroom=None) | Q(newsroom__in=Newsroom.objects.visible_to(user)), user=user)

    def open(self) -> Self:
        """Not yet acknowledged."""
        return self.filter(acknowledged_at=None)


class Notification(models.Model):
    """That something waits for a person: its kind, the object it is about, and the few words to say it with.

    Until it is acknowledged there is one for each kind and object; what comes meanwhile is counted on it.
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40, choices=as_choices(NotificationKind))
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)
    times = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "object_type", "object_id"],
                condition=Q(acknowledged_at=None),
                name="one_open_notification_for_each_kind_and_object",
            )
        ]
        indexes = [
            models.Index(fields=["user", "-last_at"], condition=Q(acknowledged_at=None), name="notification_open"),
            models.Index(
                fields=["user", "last_at"],
                condition=Q(acknowledged_at=None, mailed_at=None),
                name="notification_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} for {self.user}"
