"""Picking a row by typing what it is called: a box that offers matches; without script the exact name will do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse_lazy

from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with
from sources.models import Document, Source
from sources.naming import find_documents, find_sources

MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Pickable:
    """A noun that can be picked: its rows in some newsrooms, how they are found, and how they are shown."""

    model: type[models.Model]
    rows: Callable[[Iterable[int]], QuerySet[Any]]
    find: Callable[[QuerySet[Any], str], QuerySet[Any]]
    exact: Callable[[QuerySet[Any], str], QuerySet[Any]]
    label: Callable[[Any], str]
    hint: Callable[[Any], str]


def source_hint(source: Source) -> str:
    also = ", ".join(alias.name for alias in list(source.aliases.all())[:4])
    return " · ".join(part for part in (source.get_kind_display(), source.country, also) if part)


def document_hint(document: Document) -> str:
    return " · ".join(part for part in (document.publisher.name, str(document.published or ""), document.url) if part)


PICKABLE: dict[str, Pickable] = {
    "sources": Pickable(
        model=Source,
        rows=lambda mine: Source.objects.current().filter(newsroom__in=mine).prefetch_related("aliases"),
        find=find_sources,
        exact=lambda rows, name: rows.filter(pk__in=Source.objects.named(name).values("pk")),
        label=lambda source: source.name,
        hint=source_hint,
    ),
    "documents": Pickable(
        model=Document,
        rows=lambda mine: Document.objects.filter(newsroom__in=mine).select_related("publisher"),
        find=find_documents,
        exact=lambda rows, title: rows.filter(title__iexact=title) | rows.filter(url=title),
        label=lambda document: document.title,
        hint=document_hint,
    ),
}


class PickWidget(forms.TextInput):
    """The text box and, for the script, where it asks; the key of what was picked goes along unseen."""

    template_name = "admin/widgets/pick.html"

    class Media:
        js = ("desk/pick.js",)

    def __init__(self, noun: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"size": 50, **(attrs or {})})
        self.noun = noun

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        key, text = value if isinstance(value, tuple) else ("", value or "")
        context = super().get_context(name, text, attrs)
        context["widget"] |= {"key": key, "asks": reverse_lazy("desk:pick", args=[self.noun])}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return str(data.get(f"{name}_key") or "").strip(), str(data.get(name) or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_key" not in data


class PickField(forms.Field):
    """A row picked by name; cleans to the row, ``None``, or (``or_new``) the name of one that does not exist yet."""

    def __init__(self, noun: str, *, or_new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PickWidget(noun))
        super().__init__(**kwargs)
        self.noun = PICKABLE[noun]
        self.or_new = or_new
        self.newsrooms: list[int] = []
        self.left_out: int | None = None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdigit()):
            value = self.noun.rows(self.newsrooms).filter(pk=value).first()
        if value is None or isinstance(value, str | tuple):
            return value
        return str(value.pk), self.noun.label(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        key, text = data or ("", "")
        before = str(getattr(initial, "pk", initial) or "")
        return key != before if key or not text else True

    def clean(self, value: Any) -> Any:
        key, text = value or ("", "")
        if not key and not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], "required")
            return None
        rows = self.noun.rows(self.newsrooms)
        if key.isascii() and key.isdigit() and len(key) < 19:
            row = rows.filter(pk=int(key)).first()
            if row is not None and row.pk != self.left_out:
                return row
        found = list(self.noun.exact(rows, text)[:2])
        if len(found) == 1 and found[0].pk != self.left_out:
            return found[0]
        if len(found) > 1:
            raise ValidationError(f"Several are called “{text}”: pick one from the list.", "ambiguous")
        if self.or_new and text:
            return text
        raise ValidationError(f"Nothing here is called “{text}”.", "unknown_id")


def pick_for(model: type[models.Model], newsrooms: list[int], **kwargs: Any) -> PickField | None:
    """A field that picks a row of this model in these newsrooms, where its rows can be picked."""
    noun = next((name for name, kind in PICKABLE.items() if kind.model is model), None)
    if noun is None:
        return None
    field = PickField(noun, **kwargs)
    field.newsrooms = newsrooms
    return field


def limit_picks(form: forms.BaseForm, newsroom: int, *, left_out: int | None = None) -> None:
    """Let the form's picks be of this newsroom alone, and never the row itself."""
    for field in form.fields.values():
        if isinstance(field, PickField):
            field.newsrooms = [newsroom]
            field.left_out = left_out


def offer_matches(request: HttpRequest, noun: str) -> JsonResponse:
    """What could be meant by the words typed so far, of one's own newsrooms."""
    if noun not in PICKABLE:
        raise Http404("There is no such noun.")
    kind = PICKABLE[noun]
    mine = newsrooms_with(request, Role.READER)
    if asked := request.GET.get("newsroom", ""):
        mine = [newsroom for newsroom in mine if str(newsroom) == asked]
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = kind.find(kind.rows(mine), text)[:MOST_OFFERED] if text else []
    offered = [{"key": row.pk, "label": kind.label(row), "hint": kind.hint(row)} for row in rows]
    return JsonResponse({"offered": offered})
