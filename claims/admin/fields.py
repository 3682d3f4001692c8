"""How a figure is entered at the desk: as it was worded, read by the newsroom's hedge table before it is saved."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.hedge_table import hedges_of
from claims.models import Claim
from newsrooms.models import Newsroom
from sources.admin.forms import ActingForm

FIGURE_HELP = "As worded: “more than 6,000”, “between 10,000 and 12,000”, “dozens”, “half of the force”."


class NoticeField(forms.CharField):
    """What readers of something public are told of a change."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", "Notice to readers")
        kwargs.setdefault("max_length", 4000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2, "cols": 60}))
        kwargs.setdefault(
            "help_text", "Readers see this: what was wrong or has changed. It goes out with the change."
        )
        super().__init__(**kwargs)


class HoldsField(forms.CharField):
    """Why an approved verdict holds for other words than those it was given on."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", "Why the verdict holds")
        kwargs.setdefault("max_length", 2000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2, "cols": 60}))
        kwargs.setdefault(
            "help_text",
            "The verdict was given on the words before. Left empty, the new version goes out without it until it is "
            "assessed again; a reason stays visible to readers, and is not its author’s to give.",
        )
        super().__init__(**kwargs)


class NoticedForm(ActingForm):
    """A form of something that readers may see: then a change goes with a notice, and has it for its reason."""

    notice = NoticeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["notice"]
        elif not self.is_public():
            self.fields["notice"].widget = forms.HiddenInput()

    def is_public(self) -> bool:
        """Whether readers see it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("notice") and not cleaned.get("why"):
            cleaned["why"] = cleaned["notice"]
            self.errors.pop("why", None)
        return cleaned

    def changes(self) -> dict[str, Any]:
        return super().changes() | {"notice": self.cleaned_data.get("notice", "")}


class FigureForm(ActingForm):
    """A form with a figure: the wording, what is counted, the unit, and for a share the claim it is a share of."""

    figure = forms.CharField(required=False, max_length=300, help_text=FIGURE_HELP)
    counted = forms.CharField(required=False, max_length=300, help_text="The thing counted: casualties, aircraft.")
    unit = forms.CharField(required=False, max_length=100, help_text="The unit of measure, if it is no plain count.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            row = self.instance
            self.initial = {
                **self.initial,
                "figure": row.quantity_worded or say_interval(row.quantity),
                "counted": row.quantity_counted,
                "unit": row.quantity_unit,
            }

    def newsroom_of_figure(self) -> Newsroom | None:
        """Whose hedge table reads the figure."""
        if self.instance.pk:
            return Newsroom.objects.get(pk=self.instance.newsroom_id)
        newsroom: Newsroom | None = self.cleaned_data.get("newsroom")
        return newsroom

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        newsroom = self.newsroom_of_figure()
        if newsroom is None:
            return cleaned
        try:
            cleaned["quantity"] = read_figure(
                newsroom, cleaned.get("figure", ""), counted=cleaned.get("counted", ""), unit=cleaned.get("unit", "")
            )
        except ValidationError as error:
            self.add_error("figure", error)
        return cleaned


def read_figure(newsroom: Newsroom, worded: str, *, counted: str = "", unit: str = "") -> Quantity | None:
    """The interval a wording stands for in this newsroom; ``None`` without one; else ``ValidationError``."""
    if not worded.strip():
        if counted or unit:
            raise ValidationError("What is counted, or its unit, without a figure says nothing.", "no_figure")
        return None
    try:
        read = read_quantity(worded.strip(), hedges_of(newsroom))
    except ValueError as error:
        raise ValidationError(str(error), "unreadable_figure") from None
    return replace(read, unit=unit.strip() or read.unit, counted=counted.strip())


def say_interval(quantity: Quantity | None) -> str:
    """An interval as mathematicians write it, with thousands marked."""
    if quantity is None:
        return ""
    if quantity.low is not None and quantity.low == quantity.high:
        return f"{quantity.low.normalize():,f}"
    low = "−∞" if quantity.low is None else f"{quantity.low.normalize():,f}"
    high = "∞" if quantity.high is None else f"{quantity.high.normalize():,f}"
    left = "(" if quantity.low_open or quantity.low is None else "["
    right = ")" if quantity.high_open or quantity.high is None else "]"
    return f"{left}{low}, {high}{right}"


def say_figure(row: Claim | Any) -> str:
    """A row's figure in a line: worded, and as it was read."""
    if row.quantity is None:
        return ""
    thing = " ".join(part for part in (row.quantity_unit, row.quantity_counted) if part)
    worded = row.quantity_worded or say_interval(row.quantity)
    return f"{worded} {thing}".strip() if thing and thing not in worded else worded
