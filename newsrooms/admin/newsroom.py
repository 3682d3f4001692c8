"""Newsrooms and their members."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from newsrooms.actions.membership import add_member, change_role, end_membership
from newsrooms.actions.newsroom import EDITABLE, edit_newsroom, open_newsroom
from newsrooms.admin.guidance import GUIDANCE
from newsrooms.admin.permitted import PermittedAdmin, is_anywhere, person, roles_here
from newsrooms.admin.stale import HeldFast, SeenForm
from newsrooms.models import Membership, Newsroom, User
from newsrooms.vocabulary import Role


class NewsroomForm(SeenForm):
    """A newsroom, and why it is changed."""

    website = forms.URLField(assume_scheme="https", required=False, max_length=500)
    why = forms.CharField(label="Reason for the change", required=False, max_length=300)

    class Meta:
        model = Newsroom
        fields = ("slug", *EDITABLE)
        help_texts = GUIDANCE

    def held(self) -> dict[str, str]:
        """Its own values, and who works here: a member changed meanwhile is no less a change."""
        places = self.instance.memberships.live().select_related("user").order_by("user__username")
        members = ", ".join(f"{place.user.username} ({place.role})" for place in places)
        return super().held() | {"members": members}

    def typed(self, name: str) -> str:
        return "as the rows below have them" if name == "members" else super().typed(name)


class MembersFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """The members as they would be after saving: one of them at least an administrator."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """As Django does, and each box named by its column to who hears the page."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            field.widget.attrs.setdefault("aria-label", str(field.label or name))

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.pk:
            return
        staying = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if not any(form.cleaned_data.get("role") == Role.ADMINISTRATOR for form in staying):
            raise ValidationError("A newsroom never remains without an administrator.", "last_administrator")


class MembersInline(admin.TabularInline):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """Who works here now. Ticking “delete” ends a membership; what the member did stays."""

    model = Membership
    formset = MembersFormSet
    template = "admin/newsrooms/rows.html"
    fields = ("user", "role", "since_at")
    readonly_fields = ("since_at",)
    autocomplete_fields = ("user",)
    extra = 0
    verbose_name_plural = "members"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Membership]:
        return Membership.objects.live().select_related("user", "newsroom")

    def has_view_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return obj is not None and roles_here(request).get(obj.pk) is Role.ADMINISTRATOR

    def has_change_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return self.has_add_permission(request, obj)


class FormerMembersInline(admin.TabularInline):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """Who used to work here."""

    model = Membership
    fields = readonly_fields = ("user", "role", "since_at", "ended_at")
    extra = 0
    can_delete = False
    template = "admin/newsrooms/rows.html"
    verbose_name_plural = "former members"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Membership]:
        return Membership.objects.exclude(ended_at=None).select_related("user", "newsroom")

    def has_view_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return False


def rises(row: Any) -> bool:
    """Whether this row of the form makes or leaves somebody an administrator."""
    return bool(row.cleaned_data.get("role") == Role.ADMINISTRATOR)


@admin.register(Newsroom)
class NewsroomAdmin(HeldFast, PermittedAdmin):
    form = NewsroomForm
    least_role = Role.READER
    list_display = ("name", "slug", "contact", "language", "time_zone")
    search_fields = ("name", "slug")
    inlines = (MembersInline, FormerMembersInline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return person(request).is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        if obj is None:
            return is_anywhere(request, Role.ADMINISTRATOR)
        return roles_here(request).get(obj.pk) is Role.ADMINISTRATOR

    def get_readonly_fields(self, request: HttpRequest, obj: Newsroom | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def get_fields(self, request: HttpRequest, obj: Newsroom | None = None) -> Any:
        fields = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return [name for name in fields if name not in ("seen", "why")]

    def get_inlines(self, request: HttpRequest, obj: Newsroom | None) -> Any:
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Newsroom, form: Any, change: bool) -> None:
        values = {name: str(form.cleaned_data[name]) for name in EDITABLE}
        why = form.cleaned_data["why"] or "edited in the admin"
        if change:
            changes = {name: values[name] for name in form.changed_data if name in values}
            if changes:
                edit_newsroom(by=person(request), newsroom=obj, changes=changes, why=why)
            return
        made = open_newsroom(
            by=person(request),
            slug=form.cleaned_data["slug"],
            name=values["name"],
            administrator=person(request),
            details=values,
            why=form.cleaned_data["why"] or "opened in the admin",
        )
        obj.pk, obj.public_id = made.pk, made.public_id

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is not Membership:
            return
        by, newsroom = person(request), cast(Newsroom, form.instance)
        why = form.cleaned_data["why"] or "changed in the admin"
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        # One's own row last, for after it one may no longer change the others; new administrators before that.
        for row in sorted(formset.forms, key=lambda row: (row.instance.user_id == by.pk, not rises(row))):
            data = row.cleaned_data
            if not data or (not row.has_changed() and not data.get("DELETE")):
                continue
            if data.get("DELETE"):
                if row.instance.pk:
                    formset.deleted_objects.append(end_membership(by=by, membership=row.instance, why=why))
            elif row.instance.pk:
                changed = change_role(by=by, membership=row.instance, role=Role(data["role"]), why=why)
                formset.changed_objects.append((changed, row.changed_data))
            else:
                user = cast(User, data["user"])
                joined = add_member(by=by, newsroom=newsroom, user=user, role=Role(data["role"]), why=why)
                formset.new_objects.append(joined)
