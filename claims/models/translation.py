"""Translations: a claim, and the reasons of its verdict, in another language for readers."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from claims.models.assessment import Assessment
from claims.models.claim import Claim
from newsrooms.guards import keep_history, keep_within_newsroom


@keep_within_newsroom(claim="of_assessment")
@keep_history()
class ClaimTranslation(models.Model):
    """A claim in another language, made by a person; shown beside the original as long as that stays as it was."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=16, choices=list(settings.LANGUAGES))
    statement = models.CharField(max_length=1000)
    of_statement = models.CharField(max_length=1000, editable=False, help_text="The words that were translated.")
    reasons = models.TextField(blank=True, default="")
    of_assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["claim", "language"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "language"], name="claim_is_translated_once_into_a_language"),
            models.CheckConstraint(condition=~Q(statement=""), name="translation_states_something"),
            models.CheckConstraint(
                condition=Q(reasons="") | Q(of_assessment__isnull=False),
                name="translation_of_reasons_names_their_verdict",
            ),
        ]
        # Words as they stand, for PostgreSQL has no rules for most languages; those it has, by their rules beside.
        indexes = [
            GinIndex(SearchVector("statement", config="simple"), name="translation_by_words"),
            GinIndex(
                SearchVector("statement", config="french"), name="translation_by_french", condition=Q(language="fr")
            ),
        ]

    def __str__(self) -> str:
        return self.statement
