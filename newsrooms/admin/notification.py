"""One's own notifications and kept views."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from newsrooms.actions.notification import acknowledge
from newsrooms.admin.filters import HappenedFilter
from newsrooms.admin.permitted import PermittedAdmin, person
from newsrooms.letters import say
from newsrooms.models import Notification, SavedView
from newsrooms.vocabulary import Role


@admin.register(Notification)
class NotificationAdmin(PermittedAdmin):
    least_role = Role.READER
    list_display = ("said", "newsroom", "last_at", "acknowledged_at")
    list_select_related = ("newsroom",)
    list_filter = ("kind", ("acknowledged_at", HappenedFilter))
    search_fields = ("params", "object_id", "newsroom__name")
    actions = ("mark_seen",)

    @admin.display(description="notification")
    def said(self, notification: Notification) -> str:
        """The notification in a line."""
        return say(notification)

    @admin.action(description="Mark as seen", permissions=["view"])
    def mark_seen(self, request: HttpRequest, queryset: models.QuerySet[Notification]) -> None:
        """Acknowledge the chosen ones."""
        for notification in queryset:
            acknowledge(by=person(request), notification=notification)


@admin.register(SavedView)
class SavedViewAdmin(PermittedAdmin):
    least_role = Role.READER
    list_display = ("name", "page", "newsroom", "user", "shared")
    list_select_related = ("newsroom", "user")
    list_filter = ("shared",)
    search_fields = ("name", "page", "user__display_name")
