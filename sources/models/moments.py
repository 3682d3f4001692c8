"""How a moment stands in two columns, its start and its precision, and the rule that neither stands alone."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import DateTimeField, F, Func, Q, Value

from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.vocabulary import Precision

PRECISIONS = as_choices(Precision)
KNOWN_PRECISIONS = [word.value for word in Precision]


def precision_field() -> "models.CharField[str, str]":
    """The column beside a moment's start: how exactly it is known; "" when there is no moment."""
    return models.CharField(max_length=6, choices=PRECISIONS, blank=True, default="", editable=False)


def moment_of(at: datetime | None, precision: str) -> Moment | None:
    """The moment that two columns hold."""
    return None if at is None else Moment(at, Precision(precision))


def moment_columns(name: str, moment: Moment | None) -> dict[str, Any]:
    """The two column values of a moment: ``<name>_at`` and ``<name>_precision``."""
    if moment is None:
        return {f"{name}_at": None, f"{name}_precision": ""}
    return {f"{name}_at": moment.start, f"{name}_precision": moment.precision.value}


def dated_with_precision(at: str, precision: str, *, name: str) -> models.CheckConstraint:
    """A date and its precision, one of those there are, are known together or not at all."""
    unknown = Q(**{f"{at}__isnull": True, precision: ""})
    return models.CheckConstraint(name=name, condition=_known_to(at, precision) | unknown)


def always_dated(at: str, precision: str, *, name: str) -> models.CheckConstraint:
    """A date is known, to a precision that there is."""
    return models.CheckConstraint(name=name, condition=_known_to(at, precision))


def _known_to(at: str, precision: str) -> Q:
    """A moment's start is the start of its year, month, day, minute or second (UTC), as its precision says.

    The words for precision are those of PostgreSQL's ``date_trunc``.
    """
    span = Func(F(precision), Func(Value("UTC"), F(at), function="timezone"), function="date_trunc")
    start = Func(Value("UTC"), span, function="timezone", output_field=DateTimeField())
    return Q(**{f"{at}__isnull": False, f"{precision}__in": KNOWN_PRECISIONS, at: start})
