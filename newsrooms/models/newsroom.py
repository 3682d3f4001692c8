"""The tenant: one newsroom."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from newsrooms.clocks import refuse_unknown_time_zone
from newsrooms.guards import keep_history
from newsrooms.models.user import User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import Role


class NewsroomQuerySet(models.QuerySet["Newsroom"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The newsrooms this person is now a member of; all of them for a superuser, none for a stranger."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(pk__in=user.memberships.live().values("newsroom"))

    def visible_to_as(self, user: User | AnonymousUser, role: Role) -> Self:
        """Of those, the ones in which the person has at least this role."""
        mine = self.visible_to(user)
        if not user.is_authenticated or user.is_superuser:
            return mine
        return mine.filter(pk__in=user.memberships.live().with_at_least(role).values("newsroom"))


@keep_history()
class Newsroom(models.Model):
    """A tenant: the people, keys and endpoints of one publication, and the claims that are its own."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    contact = models.CharField(
        max_length=254, blank=True, help_text="Where readers can write: an e-mail or web address."
    )
    website = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=16, default="en", help_text="Language tag, such as en or pt-BR.")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[refuse_unknown_time_zone])
    ownership = models.TextField(blank=True, help_text="Who owns and who funds this newsroom, as readers see it.")
    methodology = models.TextField(blank=True, help_text="How this newsroom checks claims, as readers see it.")
    corrections_policy = models.TextField(
        blank=True, help_text="How this newsroom corrects itself, as readers see it."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NewsroomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
