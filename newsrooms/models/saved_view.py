"""Lists as a person keeps them."""

from typing import Self

from django.db import models
from django.db.models import Q

from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User
from newsrooms.public_ids import new_public_id


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and those colleagues share, in newsrooms one works in."""
        return self.filter(Q(user=user) | Q(shared=True), newsroom__in=Newsroom.objects.visible_to(user))


class SavedView(models.Model):
    """A list with its filters under a name: one person's, or shared with their newsroom."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    page = models.CharField(max_length=60, help_text="Which list: claims, sources, suggestions, …")
    query = models.CharField(max_length=2000, blank=True, help_text="Its filters, as a query string.")
    shared = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "newsroom", "page", "name"],
                name="a_person_names_a_view_of_a_list_once",
                violation_error_message="You already have a view of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name
