"""What every page of this door shares: who sees it, refusals as messages, confirmations, secrets shown once."""

import hashlib
from collections.abc import Callable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from newsrooms.acting import through
from newsrooms.models import Newsroom, User
from newsrooms.roles import roles_of
from newsrooms.vocabulary import Role


def person(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else come this far."""
    return cast(User, request.user)


def roles_here(request: HttpRequest) -> dict[int, Role]:
    """The signed-in person's role by newsroom, read once for each request however often the admin asks."""
    kept: dict[int, Role] | None = getattr(request, "roles_here", None)
    if kept is None:
        kept = roles_of(person(request))
        request.roles_here = kept  # type: ignore[attr-defined]  # ours, for the rest of this request
    return kept


def is_anywhere(request: HttpRequest, least: Role) -> bool:
    """Whether the person has at least this role in some newsroom."""
    return any(role.includes(least) for role in roles_here(request).values())


def carry_secret(request: HttpRequest, secret: str) -> None:
    """Keep a secret for the answer to this one request; it goes nowhere else."""
    request.made_secret = secret  # type: ignore[attr-defined]  # from save_model to response_add


def carried_secret(request: HttpRequest) -> str:
    """What `carry_secret` kept."""
    return str(request.made_secret)  # type: ignore[attr-defined]  # see carry_secret


CHANGED_MEANWHILE = "Somebody else changed this meanwhile, and nothing was done: here is how it is now."


class ReasonForm(forms.Form):
    """Why something is done; kept in history."""

    why = forms.CharField(label="Reason", max_length=300, widget=forms.TextInput(attrs={"size": 80}))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class OfferedAlone(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """A list on which nothing can be asked of the chosen rows but what is offered; nothing is ever deleted."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list under the name of its noun."""
        name = request.POST.get("action", "")
        if name and name not in self.get_actions(request):
            told = "Nothing is deleted here." if name == "delete_selected" else "You may not do this."
            self.message_user(request, told, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))


class PermittedAdmin(OfferedAlone):
    """An admin page of rows that have ``visible_to``: what is not visible does not exist; nothing is ever deleted."""

    # The role somewhere that opens this noun at all, and with which its rows are added and changed.
    least_role: ClassVar[Role] = Role.ADMINISTRATOR
    addable: ClassVar[bool] = False
    changeable: ClassVar[bool] = False
    show_full_result_count = False
    # Columns that say nothing of what somebody did to the row.
    passing: ClassVar[frozenset[str]] = frozenset()

    def version_of(self, row: Any) -> str:
        """What the row is now, in one line: whoever asks for a reason compares it with what the person was shown."""
        columns = [field.attname for field in row._meta.concrete_fields if field.name not in self.passing]
        return " ".join(f"{name}={getattr(row, name)!r}" for name in columns)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        visible: models.QuerySet[Any] = self.model._default_manager.visible_to(person(request))
        ordering = self.get_ordering(request)
        return visible.order_by(*ordering) if ordering else visible

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_anywhere(request, self.least_role)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return self.has_module_permission(request)
        return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.addable and self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changeable and self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            with through("admin"):
                return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            # What two people do at the same moment: the form was valid, the action found it no longer is.
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def act(
        self,
        request: HttpRequest,
        object_id: str,
        *,
        title: str,
        explanation: str,
        do: Callable[[Any, str], HttpResponse | None],
    ) -> HttpResponse:
        """A page that asks for a reason and then acts on one row; refusals are shown, not thrown.

        What somebody else did to the row since the page was opened is shown before the same is done once more.
        """
        row = self.get_object(request, object_id)
        if row is None or not self.has_change_permission(request, row):
            raise PermissionDenied
        here = reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        version = hashlib.sha256(self.version_of(row).encode()).hexdigest()[:12]
        form = ReasonForm(request.POST or None, initial={"seen": version})
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["seen"] not in ("", version):
                self.message_user(request, CHANGED_MEANWHILE, messages.ERROR)
                return HttpResponseRedirect(here)
            try:
                with through("admin"):
                    answer = do(row, form.cleaned_data["why"])
                if answer is None:
                    self.message_user(request, f"{title}: done.", messages.SUCCESS)
                return answer or HttpResponseRedirect(here)
            except (ValidationError, PermissionDenied) as error:
                reasons = error.messages if isinstance(error, ValidationError) else [str(error)]
                for reason in reasons:
                    self.message_user(request, reason, messages.ERROR)
                return HttpResponseRedirect(here)
        context = {"title": title, "explanation": explanation, "form": form, "row": row, "back": here}
        return self.render_page(request, "admin/newsrooms/confirm.html", context)

    def show_secret(
        self, request: HttpRequest, *, title: str, row: models.Model, secret: str, use: str
    ) -> HttpResponse:
        """A page with a secret, shown this once and kept by no cache, cookie or session."""
        back = reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        context = {"title": title, "row": row, "secret": secret, "use": use, "back": back}
        answer = self.render_page(request, "admin/newsrooms/secret.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    def render_page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )

    def row_path(self, verb: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """The address of something that is done to one row."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{verb}"
        return path(f"<path:object_id>/{verb}/", self.admin_site.admin_view(view), name=name)


def newsrooms_as(user: User, role: Role) -> models.QuerySet[Newsroom]:
    """The newsrooms in which this person has at least this role."""
    return Newsroom.objects.visible_to_as(user, role)
