"""The first word of every query about a newsroom's own rows: who may see them."""

from typing import Any, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User

M = TypeVar("M", bound=models.Model)


class HousedQuerySet(models.QuerySet[M]):
    """Rows of a noun that names its newsroom (or leads to it by ``home``): seen only by those who work there."""

    home = "newsroom"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The rows of the newsrooms this person works in. A stranger meets them only through public claims."""
        condition: dict[str, Any] = {f"{self.home}__in": Newsroom.objects.visible_to(user)}
        return self.filter(**condition)
