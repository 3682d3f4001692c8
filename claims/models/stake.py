"""Stakes: whom a claim helps or harms."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.vocabulary import Interest
from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.vocabulary import as_choices
from sources.models import Source


@keep_within_newsroom()
@keep_history()
class Stake(models.Model):
    """A party to a claim: the source that gains or loses if it is believed, with the reason."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="stakes")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="stakes")
    interest = models.CharField(max_length=6, choices=as_choices(Interest))
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "source"], name="stake_is_declared_once"),
            models.CheckConstraint(
                condition=Q(interest__in=[word.value for word in Interest]), name="stake_interest_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} is {self.interest} by {self.claim}"
