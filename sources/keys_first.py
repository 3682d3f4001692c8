"""Pages of long lists: the keys of a page first, then the rows of those keys, so that none is made to be skipped."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def rows_between(rows: QuerySet[Any], start: int, stop: int) -> list[Any]:
    """The rows of a slice, in their order. Two queries."""
    keys = list(rows.values_list("pk", flat=True)[start:stop])
    held = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [held[key] for key in keys if key in held]


class KeysFirst(Paginator):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """Django's paginator, reading as ``rows_between`` does."""

    object_list: Any

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return Page(rows_between(self.object_list, start, start + self.per_page), number, self)
