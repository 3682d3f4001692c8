"""The admin door of newsrooms: stock Django admin, every write through an action."""

from newsrooms.admin.api_key import ApiKeyAdmin
from newsrooms.admin.delivery import DeliveryAdmin
from newsrooms.admin.newsroom import NewsroomAdmin
from newsrooms.admin.notification import NotificationAdmin, SavedViewAdmin
from newsrooms.admin.user import UserAdmin
from newsrooms.admin.webhook_endpoint import WebhookEndpointAdmin

__all__ = [
    "ApiKeyAdmin",
    "DeliveryAdmin",
    "NewsroomAdmin",
    "NotificationAdmin",
    "SavedViewAdmin",
    "UserAdmin",
    "WebhookEndpointAdmin",
]
