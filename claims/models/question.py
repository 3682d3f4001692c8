"""Questions: what several claims answer."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from claims.vocabulary import Basis
from newsrooms.guards import keep_history
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices


@keep_history()
class Question(models.Model):
    """What several claims answer ("How many aircraft were hit?"): counted thing, unit, scope and basis."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="questions")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    counted = models.CharField(max_length=300, blank=True, default="")
    unit = models.CharField(max_length=100, blank=True, default="")
    scope = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=10, choices=as_choices(Basis), default=Basis.INSTANT.value)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = HousedQuerySet["Question"].as_manager()

    class Meta:
        ordering = ["text", "id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "external_id"], name="question_external_id_is_a_natural_key"),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_a_text"),
            models.CheckConstraint(condition=~Q(external_id=""), name="question_has_an_external_id"),
            models.CheckConstraint(
                condition=Q(basis__in=[word.value for word in Basis]), name="question_basis_is_known"
            ),
        ]
        indexes = [
            GinIndex(SearchVector("text", "counted", config="english"), name="question_by_words"),
            models.Index(Left("text", 200), "id", name="question_by_how_it_begins"),
        ]

    def __str__(self) -> str:
        return self.text
