"""How a quantity stands in the columns of a row, and the rules it keeps there."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from claims.algebra.intervals import Quantity
from claims.algebra.naming import why_not_so_named
from claims.vocabulary import Comparator
from newsrooms.vocabulary import as_choices

COMPARATORS = as_choices(Comparator)
# No figure kept here is so large, and PostgreSQL's NaN, which it sorts after every number, is none.
BEYOND = Decimal(10) ** 15
QUANTITY_COLUMNS = (
    "quantity_low", "quantity_high", "quantity_low_open", "quantity_high_open", "quantity_comparator",
    "quantity_worded", "quantity_unit", "quantity_counted", "quantity_of_claim_id",
)  # fmt: skip


def bound_field() -> "models.DecimalField[Decimal | str | None, Decimal | None]":
    """One end of an interval: up to 18 digits before the point and 6 behind."""
    return models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)


class QuantityColumns(models.Model):
    """The columns of a quantity: its wording untouched, and the interval read from it."""

    quantity_worded = models.TextField(blank=True, default="")
    quantity_comparator = models.CharField(max_length=13, choices=COMPARATORS, blank=True, default="")
    quantity_low = bound_field()
    quantity_high = bound_field()
    quantity_low_open = models.BooleanField(default=False)
    quantity_high_open = models.BooleanField(default=False)
    quantity_unit = models.CharField(max_length=100, blank=True, default="")
    quantity_counted = models.CharField(max_length=300, blank=True, default="")
    quantity_of_claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def quantity(self) -> Quantity | None:
        """The figure as the rules of evidence read it; ``of_claim`` is the claim's primary key as text."""
        return quantity_of(self)

    def clean(self) -> None:
        """The comparator names the interval. Raises ``ValidationError`` on it when it does not."""
        super().clean()
        reason = why_not_so_named(self.quantity) if self.quantity else None
        if reason:
            message = f"“{self.quantity_comparator}” {reason}."
            raise ValidationError({"quantity_comparator": ValidationError(message, "contradicts_itself")})
        about = self.__dict__.get("claim_id")  # of a report or a link
        if about is not None and about == self.quantity_of_claim_id:
            message = "What is said of a claim is no fraction of that claim."
            raise ValidationError({"quantity_of_claim": ValidationError(message, "itself")})


def quantity_of(row: Any) -> Quantity | None:
    """The figure in the `QUANTITY_COLUMNS` of a row, whether a model's or one of ``values_list(named=True)``."""
    if row.quantity_low is None and row.quantity_high is None:
        return None
    return Quantity(
        low=row.quantity_low,
        high=row.quantity_high,
        low_open=row.quantity_low_open,
        high_open=row.quantity_high_open,
        comparator=Comparator(row.quantity_comparator) if row.quantity_comparator else None,
        worded=row.quantity_worded,
        unit=row.quantity_unit,
        counted=row.quantity_counted,
        of_claim=None if row.quantity_of_claim_id is None else str(row.quantity_of_claim_id),
    )


def quantity_rules(noun: str) -> list[models.CheckConstraint]:
    """The rules each table with quantity columns keeps; constraint names begin with ``noun``."""
    bounded = Q(quantity_low__isnull=False) | Q(quantity_high__isnull=False)
    return [
        models.CheckConstraint(
            name=f"{noun}_quantity_has_finite_bounds",
            condition=(Q(quantity_low=None) | Q(quantity_low__gt=-BEYOND, quantity_low__lt=BEYOND))
            & (Q(quantity_high=None) | Q(quantity_high__gt=-BEYOND, quantity_high__lt=BEYOND)),
        ),
        models.CheckConstraint(
            name=f"{noun}_quantity_is_not_upside_down",
            condition=Q(quantity_low=None) | Q(quantity_high=None) | Q(quantity_low__lte=F("quantity_high")),
        ),
        models.CheckConstraint(
            name=f"{noun}_quantity_is_not_empty",
            condition=Q(quantity_low=None)
            | Q(quantity_high=None)
            | Q(quantity_low__lt=F("quantity_high"))
            | Q(quantity_low_open=False, quantity_high_open=False),
        ),
        models.CheckConstraint(
            name=f"{noun}_quantity_wording_has_its_interval",
            condition=bounded
            | Q(
                quantity_worded="",
                quantity_comparator="",
                quantity_unit="",
                quantity_counted="",
                quantity_of_claim=None,
                quantity_low_open=False,
                quantity_high_open=False,
            ),
        ),
        models.CheckConstraint(
            name=f"{noun}_quantity_comparator_is_known",
            condition=Q(quantity_comparator="") | Q(quantity_comparator__in=[word.value for word in Comparator]),
        ),
    ]
