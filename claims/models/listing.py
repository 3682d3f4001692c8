"""What lists sort and sift public claims by, kept beside them."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim


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
