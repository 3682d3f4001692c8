"""Manners towards the hosts we ask, and the pages that are due to be fetched. Machine state: no history is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsrooms.vocabulary import as_choices
from sources.models.document import Document
from sources.vocabulary import FetchCause


class HostPace(models.Model):
    """When a host may be asked again, who is asking it now (by lease), and what its robots.txt said."""

    host = models.CharField(max_length=253, primary_key=True)
    next_allowed_at = models.DateTimeField()
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_text = models.TextField(blank=True, default="")
    robots_expire_at = models.DateTimeField(null=True, blank=True)
    robots_onward_url = models.CharField(
        max_length=2000, blank=True, default="", help_text="Where its robots.txt is, as a redirect says."
    )
    robots_hops = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None) | Q(lease__isnull=False, leased_until__isnull=False),
                name="host_lease_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.host


class DueFetch(models.Model):
    """A page that is due to be fetched and captured; gone once a capture was made, parked when it never worked."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="due_fetches")
    host = models.CharField(max_length=253, help_text="Whom it asks next: the document's, or a redirect's.")
    onward_url = models.CharField(max_length=2000, blank=True, default="", help_text="Where a redirect pointed.")
    hops = models.JSONField(default=list, blank=True, help_text="The redirects followed so far.")
    cause = models.CharField(max_length=5, choices=as_choices(FetchCause))
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True, blank=True)
    last_detail = models.TextField(blank=True, default="", help_text="For the house only.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "due fetches"
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=Q(parked_at=None), name="document_is_due_once"),
            models.CheckConstraint(condition=~Q(host=""), name="due_fetch_has_a_host"),
            models.CheckConstraint(
                condition=Q(cause__in=[word.value for word in FetchCause]), name="due_fetch_cause_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(parked_at=None), name="due_fetch_due"),
            models.Index(fields=["host", "due_at"], condition=Q(parked_at=None), name="due_fetch_by_host"),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.cause})"
