"""Accounts: one's own to everybody, all of them to who runs the installation."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest

from newsrooms.acting import acting, through
from newsrooms.actions.user import close_account
from newsrooms.admin.permitted import OfferedAlone, is_anywhere, person
from newsrooms.admin.stale import HeldFast, SeenForm
from newsrooms.models import User
from newsrooms.vocabulary import Role

# What somebody may do is their role in a newsroom; groups would be a second answer to the same question.
admin.site.unregister(Group)
OWN = ("display_name", "email", "language", "time_zone", "digest")


class AccountForm(SeenForm, UserChangeForm):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """An account as it was when the form was opened."""


@admin.register(User)
class UserAdmin(HeldFast, OfferedAlone, StockUserAdmin):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    form = AccountForm
    list_display = ("username", "display_name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "display_name", "first_name", "last_name")
    readonly_fields = ("last_login", "date_joined", "is_staff")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": (*OWN, "seen")}),
        ("Account", {"fields": ("is_active", "is_staff", "is_superuser", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        users = super().get_queryset(request)
        me = person(request)
        if me.is_superuser or self._chooses_members(request):
            return users
        return users.filter(pk=me.pk)

    def _chooses_members(self, request: HttpRequest) -> bool:
        """Who administers a newsroom picks new members from all accounts, by autocomplete alone."""
        picks = request.path.endswith("/autocomplete/")
        return picks and is_anywhere(request, Role.ADMINISTRATOR)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return person(request).is_active

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return obj is None or person(request).is_superuser or obj.pk == request.user.pk

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return person(request).is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is not None and not person(request).is_superuser:
            return ((None, {"fields": (*OWN, "seen")}),)
        return super().get_fieldsets(request, obj)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return self.list_filter if person(request).is_superuser else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        # Forms of other people's accounts come here only for a superuser; one's own has only the fields of OWN.
        if not change and not obj.is_superuser:
            obj.is_staff = False
        if obj.is_superuser:
            obj.is_staff = True
        closed = change and "is_active" in form.changed_data and not obj.is_active
        obj.is_active = obj.is_active or closed
        with through("admin"), acting(person(request), "edited the account" if change else "made the account"):
            super().save_model(request, obj, form, change)
            if closed:
                close_account(by=person(request), user=obj, why="closed in the admin")
