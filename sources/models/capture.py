"""Captures: what one look at a document brought back, kept as evidence and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsrooms.guards import append_only
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models.document import Document
from sources.models.moments import dated_with_precision, moment_of, precision_field
from sources.models.payload import CapturedText, Payload
from sources.vocabulary import CaptureMethod, CaptureOutcome


class CaptureQuerySet(HousedQuerySet["Capture"]):
    home = "document__newsroom"

    def with_text(self) -> "CaptureQuerySet":
        """Those that hold a text in which quotes can be found."""
        return self.exclude(text=None)


class Capture(models.Model):
    """One fetch, upload or import of a document: bytes, SHA-256, WARC record, extracted text, outcome, redirects."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="captures")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    method = models.CharField(max_length=6, choices=as_choices(CaptureMethod))
    outcome = models.CharField(max_length=12, choices=as_choices(CaptureOutcome))
    requested_url = models.TextField(blank=True, default="")
    final_url = models.TextField(blank=True, default="")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status.")
    headers = models.JSONField(default=list, blank=True, help_text="Response headers in order: [name, value].")
    redirects = models.JSONField(default=list, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True, help_text="The address dialled.")
    media_type = models.CharField(max_length=100, blank=True, default="", help_text="As the content shows it.")
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, null=True, blank=True, related_name="captures")
    warc = models.ForeignKey(Payload, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.ForeignKey(CapturedText, on_delete=models.PROTECT, null=True, blank=True, related_name="captures")
    title = models.TextField(blank=True, default="", help_text="As the page says of itself.")
    authors = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=35, blank=True, default="")
    site_name = models.CharField(max_length=200, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = precision_field()
    public_code = models.CharField(max_length=40, blank=True, default="", help_text="What an outsider is told.")
    detail = models.TextField(blank=True, default="", help_text="For the house only.")
    started_at = models.DateTimeField(null=True, blank=True)
    captured_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["-captured_at", "-id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=[word.value for word in CaptureMethod]), name="capture_method_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[word.value for word in CaptureOutcome]), name="capture_outcome_is_known"
            ),
            dated_with_precision("published_at", "published_precision", name="capture_date_has_its_precision"),
        ]
        indexes = [models.Index(fields=["document", "-captured_at", "-id"], name="capture_latest_of_document")]

    def __str__(self) -> str:
        return f"{self.document} as captured {self.captured_at:%Y-%m-%d %H:%M}"

    @property
    def published(self) -> Moment | None:
        """When the page says it was published."""
        return moment_of(self.published_at, self.published_precision)
