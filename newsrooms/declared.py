"""Rows as they were declared by a moment: as they lie, or as the history that triggers write had them then.

What keeps its history (`newsrooms.guards.keep_history`) can be read so. A history row is not a row of the noun, but
has all its columns under the same names, so that the same filters and ``values_list`` work on either.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Greatest

M = TypeVar("M", bound=models.Model)


def declared(noun: type[M], near: Q, by: datetime | None) -> models.QuerySet[Any]:
    """The rows that ``near`` picks, as of ``by``; of now without one. ``near`` names columns, and ``id`` for the key.

    Only the versions of rows that ``near`` ever picked are read, so the cost does not follow the size of the table.
    """
    if by is None:
        return noun._default_manager.filter(near)
    kept = history_of(noun)
    versions = kept.filter(pgh_created_at__lte=by, pgh_obj_id__in=kept.filter(near).values("pgh_obj_id"))
    last = versions.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    return kept.filter(near, pgh_id__in=last).exclude(pgh_label="delete")


def declared_in_bulk(
    noun: type[M], keys: Iterable[int], by: datetime | None, *, earliest: str = "", only: Sequence[str] = ()
) -> dict[int, M]:
    """The rows of these keys as of ``by``, each by its key; one that was entered later as it was first.

    ``earliest`` names a column of the noun that holds a moment: no row is read as of before its own. ``only`` names
    the columns to read where that saves something. One query.
    """
    wanted = set(keys)
    if by is None or not wanted:
        now = noun._default_manager.filter(pk__any_of=wanted)
        return {row.pk: row for row in (now.only(*only) if only else now)}
    until: Any = Greatest(models.Value(by), F(f"pgh_obj__{earliest}")) if earliest else by
    kept = history_of(noun).filter(pgh_obj__any_of=wanted)
    # The last version up to the moment; without one, the first of those that came later.
    in_time = Case(When(pgh_created_at__lte=until, then=F("pgh_id")), default=-F("pgh_id"))
    chosen = kept.annotate(place=in_time).order_by("pgh_obj_id", "-place").distinct("pgh_obj_id")
    return {version.pgh_obj_id: as_row(noun, version) for version in chosen}


def as_row(noun: type[M], version: Any) -> M:
    """A row of the noun, not to be saved, with the values of one version of it."""
    if isinstance(version, noun):
        return version
    kept = {field.attname for field in version._meta.concrete_fields}
    columns = [field.attname for field in noun._meta.concrete_fields if not field.generated]
    return noun(**{name: getattr(version, name) for name in columns if name in kept})


def history_of(noun: type[models.Model]) -> models.QuerySet[Any]:
    """All versions of all rows of a noun."""
    versions: Any = noun._meta.get_field("history").related_model
    return versions.objects.all()  # type: ignore[no-any-return]  # made by pghistory
