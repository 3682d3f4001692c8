"""Searching the lists of the admin: every word is looked for in each field by that field's own index."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal

CONFIG = "english"  # the one that the stored columns of words are made with
MOST_WORDS = 12


def find_by(rows: models.QuerySet[Any], paths: tuple[str, ...], typed: str) -> models.QuerySet[Any]:
    """The rows with every word typed (or “phrase in quotes”) in one of these fields, each row once.

    A path leads over relations as in a filter. What is said of a related row is asked of its own table first: joined
    and under one “or”, as Django's admin asks it, every row of every table would have to be read.
    """
    words = [_unquote(word) for word in smart_split(typed)]
    wanted = [
        reduce(or_, (_holds(rows.model, path.split("__"), word) for path in paths)) for word in words[:MOST_WORDS]
    ]
    return rows.filter(reduce(and_, wanted)) if wanted else rows


def _unquote(word: str) -> str:
    return unescape_string_literal(word) if len(word) > 1 and word[0] in "\"'" and word[0] == word[-1] else word


def _holds(model: type[models.Model], path: list[str], word: str) -> Q:
    """Whether the field at the end of this path holds the word."""
    name, *rest = path
    field = model._meta.get_field(name)
    if field.is_relation and field.related_model is not None:
        related: Any = field.related_model
        return Q(**{f"{name}__in": related._base_manager.filter(_holds(related, rest, word)).values("pk")})
    if isinstance(getattr(field, "output_field", field), SearchVectorField):
        return Q(**{name: SearchQuery(word, config=CONFIG, search_type="websearch")})
    return Q(**{f"{name}__{rest[0] if rest else 'icontains'}": word})
