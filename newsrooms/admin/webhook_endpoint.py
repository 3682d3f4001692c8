"""Webhook endpoints: opened with their secret shown once, edited, tested, disabled, with what they were told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from newsrooms.actions.webhook_endpoint import (
    clean_filters,
    disable_endpoint,
    edit_endpoint,
    enable_endpoint,
    open_endpoint,
    rotate_secret,
    send_test,
)
from newsrooms.addresses import clean_endpoint_url
from newsrooms.admin.permitted import PermittedAdmin, carried_secret, carry_secret, newsrooms_as, person
from newsrooms.admin.stale import HeldFast, SeenForm
from newsrooms.models import Delivery, WebhookEndpoint
from newsrooms.vocabulary import EventType, Role, as_choices

USE = "Check every message with it, as the Standard Webhooks specification says. It cannot be shown again."
SHOWN_DELIVERIES = 20


@contextmanager
def refusing_as(field: str) -> Iterator[None]:
    """Turn an action's refusal by field into the plain one that a form's ``clean_…`` gives."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(error.message_dict[field]) from error


class EndpointForm(SeenForm):
    """Where to and of what an endpoint is told, and why that is changed."""

    event_types = forms.MultipleChoiceField(
        choices=[choice for choice in as_choices(EventType) if choice[0] != EventType.TEST],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None ticked: all of them.",
    )
    why = forms.CharField(label="Reason", required=False, max_length=300)

    class Meta:
        model = WebhookEndpoint
        fields = ("newsroom", "name", "url", "event_types", "filters", "public_only")

    def clean_url(self) -> str:
        with refusing_as("url"):
            return clean_endpoint_url(self.cleaned_data["url"])

    def clean_filters(self) -> dict[str, list[str]]:
        with refusing_as("filters"):
            return clean_filters(self.cleaned_data["filters"] or {})


class DeliveriesInline(admin.TabularInline):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """The newest deliveries; all of them, with their attempts, are under Deliveries."""

    model = Delivery
    fields = readonly_fields = ("event", "state", "due_at", "attempts", "last_status", "last_error", "ended_at")
    show_change_link = True
    template = "admin/newsrooms/rows.html"
    extra = 0
    can_delete = False
    verbose_name_plural = "newest deliveries"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Delivery]:
        deliveries = Delivery.objects.visible_to(person(request))
        endpoint = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        newest = deliveries.filter(endpoint=endpoint).order_by("-pk").values("pk")[:SHOWN_DELIVERIES]
        return deliveries.filter(pk__in=list(newest.values_list("pk", flat=True))).select_related("event", "endpoint")

    def has_view_permission(self, request: HttpRequest, obj: WebhookEndpoint | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: WebhookEndpoint | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: WebhookEndpoint | None = None) -> bool:
        return False


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(HeldFast, PermittedAdmin):
    form = EndpointForm
    addable = changeable = True
    list_display = ("__str__", "newsroom", "url", "active", "disabled_because")
    list_select_related = ("newsroom",)
    list_filter = ("active",)
    search_fields = ("name", "url")
    inlines = (DeliveriesInline,)
    actions = None
    change_form_template = "admin/newsrooms/endpoint_form.html"
    state = ("newsroom", "active", "disabled_at", "disabled_because", "created_by", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: WebhookEndpoint | None = None) -> tuple[str, ...]:
        return self.state if obj else ()

    def get_fields(self, request: HttpRequest, obj: WebhookEndpoint | None = None) -> tuple[str, ...]:
        asked = ("name", "url", "event_types", "filters", "public_only", "why")
        return (*asked, "seen", *self.state) if obj else ("newsroom", *asked)

    def version_of(self, row: WebhookEndpoint) -> str:
        newest = row.secrets.order_by("-pk").values_list("pk", flat=True).first()
        return f"{newest} {super().version_of(row)}"

    def get_inlines(self, request: HttpRequest, obj: WebhookEndpoint | None) -> Any:
        return self.inlines if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "newsroom":
            kwargs["queryset"] = newsrooms_as(person(request), Role.ADMINISTRATOR)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: WebhookEndpoint, form: Any, change: bool) -> None:
        data = form.cleaned_data
        values = {name: data[name] for name in ("url", "name", "filters", "public_only")}
        kinds = [EventType(word) for word in data["event_types"]]
        by = person(request)
        if change:
            why = data["why"] or "edited in the admin"
            edit_endpoint(by=by, endpoint=obj, event_types=kinds, why=why, **values)
            return
        why = data["why"] or "opened in the admin"
        opened = open_endpoint(by=by, newsroom=data["newsroom"], event_types=kinds, why=why, **values)
        obj.pk, obj.public_id = opened.endpoint.pk, opened.endpoint.public_id
        carry_secret(request, opened.secret)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    def response_add(
        self, request: HttpRequest, obj: WebhookEndpoint, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.show_secret(request, title="A new endpoint", row=obj, secret=carried_secret(request), use=USE)

    def get_urls(self) -> list[URLPattern]:
        own = [
            self.row_path("rotate", self.rotate_view),
            self.row_path("test", self.test_view),
            self.row_path("disable", self.disable_view),
            self.row_path("enable", self.enable_view),
        ]
        return [*own, *super().get_urls()]

    def rotate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def rotate(endpoint: WebhookEndpoint, why: str) -> HttpResponse:
            opened = rotate_secret(by=person(request), endpoint=endpoint, why=why)
            return self.show_secret(request, title="A new secret", row=endpoint, secret=opened.secret, use=USE)

        explanation = "For 24 hours every message is signed with the old secret too."
        return self.act(request, object_id, title="Rotate the secret", explanation=explanation, do=rotate)

    def test_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def test(endpoint: WebhookEndpoint, why: str) -> None:
            send_test(by=person(request), endpoint=endpoint)

        explanation = "A test event goes to this endpoint alone; how it went is in its deliveries."
        return self.act(request, object_id, title="Send a test", explanation=explanation, do=test)

    def disable_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def disable(endpoint: WebhookEndpoint, why: str) -> None:
            disable_endpoint(by=person(request), endpoint=endpoint, why=why)

        explanation = "It is told no more; what is due waits, what happens meanwhile it will not be told."
        return self.act(request, object_id, title="Disable this endpoint", explanation=explanation, do=disable)

    def enable_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def enable(endpoint: WebhookEndpoint, why: str) -> None:
            enable_endpoint(by=person(request), endpoint=endpoint, why=why)

        return self.act(request, object_id, title="Enable this endpoint", explanation="It is told again.", do=enable)
