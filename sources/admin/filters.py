"""Filters of lists that know whose they are: what is not in one's newsrooms is offered by none."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with


class NewsroomFilter(admin.RelatedFieldListFilter):
    """The newsrooms one works in, where there are several; others are not named."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        mine = Newsroom.objects.filter(pk__in=newsrooms_with(request, Role.READER))
        return [(str(newsroom.pk), newsroom.name) for newsroom in mine]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1


class ThereAreFilter(admin.AllValuesFieldListFilter):
    """The values there are; rows that have none are named too, for a link without a word is none."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or "not known"}


class OwnRowsFilter(admin.RelatedFieldListFilter):
    """Rows of another noun, as that noun's own page would list them for this person."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        other = model_admin.admin_site._registry.get(field.remote_field.model)
        rows = other.get_queryset(request) if other is not None else field.remote_field.model._default_manager.none()
        return [(str(row.pk), str(row)) for row in rows]
