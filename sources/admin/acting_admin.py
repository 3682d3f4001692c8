"""A noun in the admin: seen by the members of its newsroom alone, and written through actions alone."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import capfirst

from newsrooms.acting import through
from newsrooms.admin.permitted import person, roles_here
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.acting_site import ActingSite, Foresight
from sources.admin.deed_pages import DeedPages
from sources.admin.filters import NewsroomFilter, OwnRowsFilter
from sources.admin.forms import ActingForm
from sources.admin.history_pages import HistoryPages
from sources.admin.picking import pick_for
from sources.admin.roles import newsroom_id_of, newsrooms_with
from sources.admin.searching import find_by
from sources.keys_first import KeysFirst

DOOR = "admin"


class Refused(Exception):  # noqa: N818 - what happened, told to the page, is no fault of the program
    """An action refused what a form asked of it; carries the refusal out of Django's transaction."""

    def __init__(self, error: ValidationError | PermissionDenied) -> None:
        super().__init__(error)
        self.error = error


class OnlyForeseen(Exception):  # noqa: N818 - as above
    """What was written is to be rolled back: only its effect was asked for."""

    def __init__(self, foresight: Foresight) -> None:
        super().__init__(foresight)
        self.foresight = foresight


class ActingAdmin(DeedPages, HistoryPages, admin.ModelAdmin):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """What is not in one's newsrooms does not exist here; nothing is deleted; every write is an action."""

    newsroom_path: ClassVar[str] = "newsroom"
    least_to_see: ClassVar[Role] = Role.READER
    least_to_add: ClassVar[Role | None] = None
    least_to_change: ClassVar[Role | None] = None
    shown: ClassVar[tuple[str, ...]] = ()
    """The fields of the page on which a row is only looked at, and which are not changed on the form."""
    fields_to_add: ClassVar[tuple[str, ...]] = ()
    fields_to_change: ClassVar[tuple[str, ...]] = ()
    read_instead: ClassVar[dict[str, str]] = {}
    """What is shown in place of a field of the form to those who cannot change it."""
    admin_site: ActingSite
    form = ActingForm
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = KeysFirst
    change_form_template = "admin/acting_change_form.html"
    change_list_template = "admin/acting_change_list.html"

    # Who

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        mine = newsrooms_with(request, self.least_to_see)
        rows: models.QuerySet[Any] = self.model._default_manager.filter(**{f"{self.newsroom_path}__in": mine})
        return rows.order_by(*self.get_ordering(request))

    def may(self, request: HttpRequest, least: Role | None, row: Any = None) -> bool:
        """Whether this person has the role, here or (without a row) in any newsroom."""
        if least is None:
            return False
        if row is None or row.pk is None:
            return bool(newsrooms_with(request, least))
        role = roles_here(request).get(newsroom_id_of(row, self.newsroom_path))
        return role is not None and role.includes(least)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request, self.least_to_see)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.least_to_see, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request, self.least_to_add)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.least_to_change, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # What is shown

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [self._own(named) for named in super().get_list_filter(request)]

    def _own(self, named: Any) -> Any:
        """A filter that would list another noun's rows, narrowed to those this person may see."""
        if named == self.newsroom_path:
            return named, NewsroomFilter
        is_field = isinstance(named, str) and get_fields_from_path(self.model, named)[-1].is_relation
        return (named, OwnRowsFilter) if is_field else named

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return find_by(queryset, tuple(self.get_search_fields(request)), search_term), False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return (*self.fields_to_add, "why") if self.fields_to_add else ()
        if self.has_change_permission(request, obj):
            return (*self.fields_to_change, "seen", "why", *self.shown)
        told = (self.read_instead.get(name, name) for name in self.fields_to_change)
        return (*(name for name in told if self._can_be_read(name)), *self.shown)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": self.get_fields(request, obj)})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        if self.has_change_permission(request, obj):
            return self.shown
        return self.get_fields(request, obj)

    def _can_be_read(self, name: str) -> bool:
        """Whether there is a column, a property or a method of this page that shows it."""
        return hasattr(self, name) or name in self._columns() or isinstance(getattr(self.model, name, None), property)

    def _columns(self) -> set[str]:
        return {field.name for field in self.opts.concrete_fields}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        shown = {"refusal": getattr(request, "refusal", None), "held_back": hasattr(request, "foresight")}
        return type(form.__name__, (form,), shown)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "newsroom":
            return self._newsroom_field(request)
        if db_field.name in self.autocomplete_fields:
            picked = pick_for(
                db_field.remote_field.model,
                newsrooms_with(request, Role.READER),
                label=capfirst(db_field.verbose_name),
                required=not db_field.blank,
                help_text=db_field.help_text,
            )
            if picked is not None:
                return picked
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices are those of one's own newsrooms, as the other noun's page lists them."""
        other = self.admin_site._registry.get(db_field.remote_field.model)
        if other is not None:
            kwargs.setdefault("queryset", other.get_queryset(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _newsroom_field(self, request: HttpRequest) -> forms.Field:
        able = Newsroom.objects.filter(pk__in=newsrooms_with(request, self.least_to_add or Role.ADMINISTRATOR))
        only = able[:2]
        if len(only) == 1:
            return forms.ModelChoiceField(able, initial=only[0], widget=forms.HiddenInput)
        return forms.ModelChoiceField(able)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list under the name of its noun; who may not do what is asked of the chosen rows is told why."""
        if request.method == "POST" and (reason := self.why_not_together(request)):
            messages.error(request, reason)
            return HttpResponseRedirect(request.get_full_path())
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    # Writing

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; while a form is being saved held fast, so that of two saves one comes after the other."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return row
        list(self.model._default_manager.filter(pk=row.pk).select_for_update(no_key=True).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def add(self, by: User, values: dict[str, Any], why: str) -> models.Model:
        """Enter a row by its action."""
        raise PermissionDenied("This is not entered here.")

    def change(self, by: User, row: Any, changes: dict[str, Any], why: str) -> models.Model:
        """Change a row by its action; ``changes`` are column values."""
        raise PermissionDenied("What was recorded is never changed.")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        began = timezone.now()
        try:
            with through(DOOR):
                answer = super().changeform_view(request, object_id, form_url, extra_context)
            self.settle(request, began)
        except Refused as refused:
            request.refusal = refused.error  # type: ignore[attr-defined]  # read by get_form for this request's form
            answer = super().changeform_view(request, object_id, form_url, extra_context)
        except OnlyForeseen as seen:
            request.foresight = seen.foresight  # type: ignore[attr-defined]  # as above
            answer = super().changeform_view(request, object_id, form_url, extra_context)
        return answer

    def last_hand(self, row: Any) -> str:
        """Who changed the row last, where its history is kept."""
        step = row.history.order_by("-pgh_id").first() if hasattr(row, "history") else None
        return str(((step.pgh_context or {}) if step else {}).get("name") or "Somebody")

    def settle(self, request: HttpRequest, since: datetime) -> None:
        self.admin_site.settle(roles_here(request), since)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by, why = person(request), form.cleaned_data.get("why", "")
        try:
            with transaction.atomic():
                row = self.change(by, obj, form.changes(), why) if change else self.add(by, form.values(), why)
        except (ValidationError, PermissionDenied) as error:
            raise Refused(error) from error
        except IntegrityError as error:
            raise Refused(ValidationError("Somebody else has just entered the same. Look again.")) from error
        obj.__dict__.update(row.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "_foresee" in request.POST:
            raise OnlyForeseen(self.admin_site.foresee())

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """History is written by PostgreSQL."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """History is written by PostgreSQL."""

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> Any:
        context["foresight"] = getattr(request, "foresight", None)
        context["can_write"] = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        context["deeds"] = self.deeds_for(request, obj) if obj is not None else []
        context["has_history"] = hasattr(self.model, "history")
        form = context["adminform"].form
        if obj is not None and isinstance(form, ActingForm) and form.is_stale():
            context["theirs"] = {"by": self.last_hand(obj), "versions": form.both_versions()}
            form.begin_again()
        return super().render_change_form(request, context, add, change, form_url, obj)
