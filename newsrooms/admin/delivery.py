"""What endpoints were told: every delivery with its attempts, dead letters first to be found, and telling again."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from newsrooms.actions.replay import replay_delivery
from newsrooms.admin.permitted import PermittedAdmin, person
from newsrooms.models import Delivery, DeliveryAttempt


class AttemptsInline(admin.TabularInline):  # type: ignore[type-arg]  # Django's class takes no arguments at run time
    """Each attempt, as it went."""

    model = DeliveryAttempt
    template = "admin/newsrooms/rows.html"
    fields = readonly_fields = ("number", "started_at", "took_ms", "url", "status", "error", "excerpt")
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(PermittedAdmin):
    list_display = ("event", "endpoint", "state", "due_at", "attempts", "last_status", "last_error", "ended_at")
    list_select_related = ("event", "endpoint")
    list_filter = ("state",)
    search_fields = ("event__public_id", "event__object_id")
    inlines = (AttemptsInline,)
    actions = ("tell_again",)

    @admin.action(description="Tell again", permissions=["view"])
    def tell_again(self, request: HttpRequest, queryset: models.QuerySet[Delivery]) -> None:
        """Make the chosen deliveries due again."""
        again, still_due = 0, 0
        for delivery in queryset.select_related("endpoint__newsroom"):
            try:
                replay_delivery(by=person(request), delivery=delivery, why="told again in the admin")
                again += 1
            except ValidationError:
                still_due += 1
        self.message_user(request, f"{again} will be told again; {still_due} are still due.", messages.SUCCESS)
