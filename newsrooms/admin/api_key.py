"""API keys: made and rotated with their secret shown once, revoked for good, otherwise only looked at."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from newsrooms.actions.api_key import create_key, revoke_key, rotate_key
from newsrooms.admin.filters import HappenedFilter
from newsrooms.admin.permitted import PermittedAdmin, carried_secret, carry_secret, newsrooms_as, person
from newsrooms.models import ApiKey, User
from newsrooms.roles import role_in
from newsrooms.rules import scopes_beyond
from newsrooms.vocabulary import Role, Scope, as_choices

USE = "Send it as “Authorization: Bearer …”, never in an address. It cannot be shown again."


class ApiKeyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """What a new key may do, for how long."""

    scopes = forms.MultipleChoiceField(choices=as_choices(Scope), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(
        label="Expires after days",
        min_value=1,
        max_value=3650,
        initial=365,
        required=False,
        help_text="Empty: never.",
    )

    maker: User  # who is signed in; the admin below gives each request a class of its own

    class Meta:
        model = ApiKey
        fields = ("newsroom", "name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("newsroom") and data.get("scopes"):
            role = role_in(self.maker, data["newsroom"])
            if beyond := scopes_beyond(role, [Scope(word) for word in data["scopes"]]):
                words = ", ".join(scope.value for scope in beyond)
                self.add_error("scopes", f"You do not have the role for {words}.")
        return data


@admin.register(ApiKey)
class ApiKeyAdmin(PermittedAdmin):
    addable = changeable = True
    list_display = ("name", "prefix", "newsroom", "acts_for", "works", "last_used_at", "expires_at")
    list_select_related = ("newsroom", "acts_for")
    list_filter = (("revoked_at", HappenedFilter),)
    search_fields = ("name", "prefix")
    actions = None
    passing = frozenset({"last_used_at"})
    change_form_template = "admin/newsrooms/apikey_form.html"
    shown = (
        "newsroom", "name", "prefix", "scopes", "acts_for", "created_by", "created_at", "expires_at", "last_used_at",
        "revoked_at", "revoked_by", "successor",
    )  # fmt: skip

    @admin.display(boolean=True)
    def works(self, key: ApiKey) -> bool:
        """Neither revoked nor expired."""
        return key.revoked_at is None and (key.expires_at is None or key.expires_at > timezone.now())

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        return self.shown if obj else ("newsroom", "name", "scopes", "days")

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        return self.shown if obj else ()

    def get_form(self, request: HttpRequest, obj: ApiKey | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form: Any = super().get_form(request, obj, change, form=ApiKeyForm, **kwargs)
        form.maker = person(request)
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """A key there is is only looked at: nothing on its page is saved."""
        if context.get("original") is not None:
            context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "newsroom":
            kwargs["queryset"] = newsrooms_as(person(request), Role.ADMINISTRATOR)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        if change:
            return
        data = form.cleaned_data
        made = create_key(
            by=person(request),
            newsroom=data["newsroom"],
            name=data["name"],
            scopes=[Scope(word) for word in data["scopes"]],
            expires_at=timezone.now() + timedelta(days=data["days"]) if data["days"] else None,
            why="made in the admin",
        )
        obj.pk, obj.prefix, obj.public_id = made.key.pk, made.key.prefix, made.key.public_id
        carry_secret(request, made.secret)

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None) -> HttpResponse:
        return self.show_secret(request, title="A new key", row=obj, secret=carried_secret(request), use=USE)

    def get_urls(self) -> list[URLPattern]:
        own = [self.row_path("rotate", self.rotate_view), self.row_path("revoke", self.revoke_view)]
        return [*own, *super().get_urls()]

    def rotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def rotate(key: ApiKey, why: str) -> HttpResponse:
            made = rotate_key(by=person(request), key=key, why=why)
            return self.show_secret(request, title="The key's successor", row=made.key, secret=made.secret, use=USE)

        explanation = "A new secret is made; the old one works for seven more days."
        return self.act(request, object_id, title="Rotate this key", explanation=explanation, do=rotate)

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def revoke(key: ApiKey, why: str) -> None:
            revoke_key(by=person(request), key=key, why=why)

        explanation = "It stops working at once and for good."
        return self.act(request, object_id, title="Revoke this key", explanation=explanation, do=revoke)
