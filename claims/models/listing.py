"""What lists sort and sift public claims by, kept beside them."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from sources.models import Source


class PublicListing(models.Model):
    """A public claim's place in the lists: a narrow row with all they sort and sift by, written with its standing."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    standing = models.CharField(max_length=19, blank=True, default="")
    verdict = models.CharField(max_length=32, blank=True, default="", help_text="Empty while it is only watched.")
    state = models.CharField(max_length=9)
    first_published_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # So that each shelf and each sifter is a range of an index, however many claims stand on others.
        indexes = [
            models.Index(fields=["standing", "-first_published_at", "-claim"], name="listing_by_standing"),
            models.Index(fields=["verdict", "-first_published_at", "-claim"], name="listing_by_verdict"),
            models.Index(
                fields=["-first_published_at", "-claim"], name="listing_of_withdrawn", condition=Q(state="withdrawn")
            ),
            models.Index(
                fields=["-corrected_at", "-claim"],
                name="listing_of_corrected",
                condition=Q(corrected_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"listing of {self.claim_id}"


class PublicVoice(models.Model):
    """A source heard in a public claim, once however often: its own report, a credit, or a stake, with the newest.

    Written with the claim's place in the lists, for the one that a source was merged into; so the pages of sources
    read a range of an index, however many claims there are. Whether a claim is in public still is asked of it.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="voices")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="voices", db_index=False)
    said_at = models.DateTimeField(null=True, blank=True, help_text="Empty where it only has a stake.")
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "claim"], name="voice_is_heard_once_in_a_claim")]
        indexes = [
            models.Index(
                fields=["source", "-said_at", "-claim"],
                name="voice_by_what_it_said_last",
                condition=Q(said_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} in {self.claim_id}"


class PublicTopic(models.Model):
    """A topic of a public claim, written with its place in the lists, so that a topic is a range of an index."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="public_topics", db_index=False)
    topic = models.CharField(max_length=100)
    first_published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="topic_is_named_once_of_a_claim")]
        indexes = [models.Index(fields=["topic", "-first_published_at", "-claim"], name="topic_by_newest_claim")]

    def __str__(self) -> str:
        return self.topic


class SitemapPart(models.Model):
    """Where a file of the sitemap begins: cut now and then at so many public pages, so that nobody counts them."""

    kind = models.CharField(max_length=9)
    number = models.PositiveIntegerField()
    first = models.BigIntegerField(help_text="The key of its first row; the part before it ends there.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="sitemap_part_has_its_number")]

    def __str__(self) -> str:
        return f"{self.kind}-{self.number}"
