"""Filters of lists in words that a person would use."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin


class HappenedFilter(admin.EmptyFieldListFilter):
    """Whether something happened to a row: yes or no, where Django says that a column is empty or not."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        words = {"1": "No", "0": "Yes"}
        for choice, value in zip(super().choices(changelist), (None, "1", "0"), strict=True):
            yield choice | {"display": words.get(value or "", choice["display"])}
