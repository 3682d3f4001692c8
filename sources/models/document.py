"""Documents: what was published where, when and by whom, in hand or only cited."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from sources.algebra.moments import Moment
from sources.models.moments import dated_with_precision, moment_of, precision_field
from sources.models.source import Source


@keep_within_newsroom()
@keep_history(exclude=["words"])
class Document(models.Model):
    """A published item at an address: publisher, title, dates, language. Also one that is cited but not in hand."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="documents")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200, blank=True)
    publisher = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    title = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("title", config="english"), output_field=SearchVectorField(), db_persist=True
    )
    url = models.CharField(max_length=2000, blank=True, default="")
    address_key = models.TextField(
        blank=True, default="", editable=False, help_text="The address in canonical form, for finding it again."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = precision_field()
    language = models.CharField(max_length=35, blank=True, default="", help_text="BCP 47.")
    authors = ArrayField(models.TextField(), default=list, blank=True)
    captured = models.BooleanField(default=False, help_text="A capture is held that readers can check.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = HousedQuerySet["Document"].as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "external_id"], name="document_external_id_is_a_natural_key"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(condition=~Q(external_id=""), name="document_has_an_external_id"),
            dated_with_precision("published_at", "published_precision", name="document_date_has_its_precision"),
        ]
        indexes = [
            models.Index(fields=["newsroom", "-published_at", "-id"], name="document_by_date"),
            models.Index(
                fields=["newsroom", "address_key"], name="document_by_address", condition=~Q(address_key="")
            ),
            GinIndex(fields=["words"], name="document_by_words"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def published(self) -> Moment | None:
        return moment_of(self.published_at, self.published_precision)
