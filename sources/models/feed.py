"""Feeds, how their polling stands, and what each has shown so far."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models.document import Document
from sources.models.moments import dated_with_precision, moment_of, precision_field
from sources.models.source import Source
from sources.vocabulary import CaptureOutcome, FeedItemFate

OFTENEST = timedelta(minutes=15)


@keep_within_newsroom()
@keep_history()
class Feed(models.Model):
    """An RSS, Atom or JSON feed that is polled: its new items become documents, and their pages are captured."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="feeds")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    url = models.CharField(max_length=2000)
    host = models.CharField(max_length=253, editable=False, help_text="Whom polling it asks, for pacing.")
    title = models.CharField(max_length=500)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="feeds",
        help_text="Who publishes what it lists, unless an item names another publisher.",
    )
    active = models.BooleanField(default=True)
    poll_every = models.DurationField(default=OFTENEST)
    capture_items = models.BooleanField(default=True, help_text="Fetch and keep the pages of new items.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = HousedQuerySet["Feed"].as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "url"], name="feed_is_polled_once_for_a_newsroom"),
            models.CheckConstraint(
                condition=Q(poll_every__gte=OFTENEST), name="feed_is_polled_every_15_minutes_at_most"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="feed_has_a_title"),
            models.CheckConstraint(condition=~Q(host=""), name="feed_has_a_host"),
        ]
        indexes = [models.Index(fields=["host"], name="feed_by_host")]

    def __str__(self) -> str:
        return self.title


class FeedState(models.Model):
    """How the polling of a feed stands: when it is due again, what it gave to ask with, how often it failed.

    Taking a poll moves ``next_poll_at`` on first, so a worker that dies delays one poll and repeats none.
    """

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, primary_key=True, related_name="state")
    next_poll_at = models.DateTimeField()
    etag = models.TextField(blank=True, default="")
    last_modified = models.TextField(blank=True, default="")
    validators_url = models.CharField(
        max_length=2000, blank=True, default="", help_text="The address that gave both."
    )
    onward_url = models.CharField(max_length=2000, blank=True, default="", help_text="Where a redirect pointed.")
    onward_host = models.CharField(max_length=253, blank=True, default="", help_text="Whom the redirect asks.")
    hops = models.JSONField(default=list, blank=True, help_text="The redirects followed so far.")
    failures = models.PositiveIntegerField(default=0)
    last_polled_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True, help_text="When its items were last read.")
    last_outcome = models.CharField(max_length=12, choices=as_choices(CaptureOutcome), blank=True, default="")
    last_detail = models.TextField(blank=True, default="", help_text="For the house only.")

    class Meta:
        indexes = [models.Index(fields=["next_poll_at"], name="feed_state_due")]

    def __str__(self) -> str:
        return f"polling of {self.feed}"


@keep_within_newsroom()
class FeedItem(models.Model):
    """One item a feed has shown, under its guid there, with the publisher it names itself, and what became of it."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    guid = models.CharField(max_length=1000)
    url = models.CharField(max_length=2000, blank=True, default="")
    address_key = models.TextField(blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    publisher = models.CharField(max_length=200, blank=True, default="", help_text="As the item names it.")
    publisher_from = models.CharField(max_length=12, blank=True, default="", help_text="The element that named it.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = precision_field()
    fate = models.CharField(max_length=9, choices=as_choices(FeedItemFate))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="feed_items")
    first_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_seen_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "guid"], name="feed_item_counts_once"),
            models.CheckConstraint(
                condition=Q(fate__in=[word.value for word in FeedItemFate]), name="feed_item_fate_is_known"
            ),
            dated_with_precision("published_at", "published_precision", name="feed_item_date_has_its_precision"),
        ]
        indexes = [models.Index(fields=["feed", "address_key"], name="feed_item_by_address")]

    def __str__(self) -> str:
        return self.title or self.guid

    @property
    def published(self) -> Moment | None:
        return moment_of(self.published_at, self.published_precision)
