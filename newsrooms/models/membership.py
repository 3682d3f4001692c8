"""Who works in which newsroom, as what, and since when."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from newsrooms.guards import keep_history
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.vocabulary import Role, as_choices


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self, at: datetime | None = None) -> Self:
        """Memberships in force at a moment; now when ``at`` is None."""
        if at is None:
            return self.filter(ended_at=None)
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), since_at__lte=at)

    def with_at_least(self, role: Role) -> Self:
        """Memberships whose role may do all that ``role`` may."""
        return self.filter(role__in=[other.value for other in Role if other.includes(role)])


@keep_history()
class Membership(models.Model):
    """A person's place in one newsroom: a role, since when, and until when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=as_choices(Role))
    since_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["newsroom", "user", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "newsroom"],
                condition=Q(ended_at=None),
                name="a_person_has_one_live_membership_in_a_newsroom",
                violation_error_message="This person is already a member of this newsroom.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since_at")),
                name="a_membership_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="a_role_is_one_of_the_five",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.newsroom}"
