"""Reprints: documents that look like copies of one another, and what an editor said to that."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import User
from newsrooms.vocabulary import as_choices
from sources.models.document import Document
from sources.vocabulary import ReprintBasis, ReprintState


class ReprintQuerySet(models.QuerySet["Reprint"]):
    def visible_to(self, user: User | AnonymousUser) -> "ReprintQuerySet":
        return self.filter(document__in=Document.objects.visible_to(user))

    def proposed(self) -> "ReprintQuerySet":
        return self.filter(state=ReprintState.PROPOSED.value)

    def accepted(self) -> "ReprintQuerySet":
        return self.filter(state=ReprintState.ACCEPTED.value)


@keep_within_newsroom()
@keep_history()
class Reprint(models.Model):
    """That one document reprints another (a wire copy, the same item at another address): proposed by machine,
    accepted or refused by an editor, never decided by the likeness alone."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reprints_of")
    original = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reprinted_by")
    basis = models.CharField(max_length=12, choices=as_choices(ReprintBasis))
    resemblance = models.FloatField(help_text="Share of common five-word runs, of both texts together.")
    containment = models.FloatField(help_text="Share of the shorter text's five-word runs found in the longer.")
    beside_quotes = models.FloatField(help_text="Containment with all quotations taken out: whose words are copied.")
    state = models.CharField(
        max_length=8, choices=as_choices(ReprintState), default=ReprintState.PROPOSED.value, editable=False
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField(blank=True, default="", editable=False)

    objects = ReprintQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["document"], name="reprint_proposed", condition=Q(state=ReprintState.PROPOSED.value))
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "original"], name="reprint_is_proposed_once"),
            models.CheckConstraint(condition=~Q(document=F("original")), name="reprint_is_of_another_document"),
            models.CheckConstraint(
                condition=Q(basis__in=[word.value for word in ReprintBasis]), name="reprint_basis_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReprintState.PROPOSED.value, decided_at=None)
                | Q(
                    state__in=[ReprintState.ACCEPTED.value, ReprintState.REFUSED.value],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="reprint_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} reprints {self.original}"
