"""Documents in the admin: what was published where, when and by whom."""

from typing import Any, ClassVar

from django.contrib import admin

from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.documents import add_document, change_document
from sources.admin.acting_admin import ActingAdmin
from sources.admin.captures import CAPTURE_SOON
from sources.admin.fields import MomentField, NamesField
from sources.admin.filters import ThereAreFilter
from sources.admin.forms import ActingForm
from sources.admin.read_only import ReadOnlyInline
from sources.models import Capture, Document


class DocumentForm(ActingForm):
    published = MomentField()
    authors = NamesField(help_text="One to a line.")

    class Meta:
        model = Document
        fields = ("newsroom", "publisher", "title", "url", "language", "external_id", "captured")


class CapturesInline(ReadOnlyInline):
    model = Capture
    fields = readonly_fields = ("captured_at", "method", "outcome", "status", "media_type", "final_url")


@admin.register(Document)
class DocumentAdmin(ActingAdmin):
    form = DocumentForm
    least_to_add = least_to_change = Role.REPORTER
    list_display = ("title", "publisher", "published_on", "language", "captured")
    list_select_related = ("publisher",)
    list_filter = ("captured", ("language", ThereAreFilter), "newsroom")
    search_fields = ("title", "url", "external_id", "publisher__name", "publisher__aliases__name")
    autocomplete_fields = ("publisher",)
    ordering = ("-published_at", "-id")
    fields_to_add = ("newsroom", "url", "title", "publisher", "published", "language", "authors", "external_id")
    fields_to_change: ClassVar[tuple[str, ...]] = (
        "url",
        "title",
        "publisher",
        "published",
        "language",
        "authors",
        "external_id",
        "captured",
    )
    shown = ("public_id", "created_by", "recorded_at")
    inlines = (CapturesInline,)
    deeds = (CAPTURE_SOON,)

    @admin.display(description="published", ordering="published_at")
    def published_on(self, document: Document) -> str:
        return str(document.published or "")

    def get_inlines(self, request: Any, obj: Document | None) -> Any:
        return self.inlines if obj else ()

    def add(self, by: User, values: dict[str, Any], why: str) -> Document:
        return add_document(by=by, why=why, **values)

    def change(self, by: User, row: Document, changes: dict[str, Any], why: str) -> Document:
        return change_document(by=by, document=row, why=why, **changes)
