"""Claims: one checkable proposition each, and who may see it."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone

from claims.models.quantity import QuantityColumns, quantity_rules
from claims.models.question import Question
from claims.vocabulary import WorkflowState
from newsrooms.guards import keep_history, keep_within_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models.moments import dated_with_precision, moment_of, precision_field

# Published once, a claim keeps its address: paused, corrected and withdrawn ones say so on their page.
PUBLIC_STATES = (
    WorkflowState.PUBLISHED.value,
    WorkflowState.PAUSED.value,
    WorkflowState.CORRECTED.value,
    WorkflowState.WITHDRAWN.value,
)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: User | AnonymousUser) -> "ClaimQuerySet":
        """What this person may read: the public claims, and all of the newsrooms they work in."""
        return self.filter(self.are_public() | Q(newsroom__in=Newsroom.objects.visible_to(user)))

    def public(self, *, now: datetime | None = None) -> "ClaimQuerySet":
        """What anybody may read."""
        return self.filter(self.are_public(now=now))

    @staticmethod
    def are_public(*, now: datetime | None = None) -> Q:
        lifted = Q(embargo_until=None) | Q(embargo_until__lte=now or timezone.now())
        return Q(workflow_state__in=PUBLIC_STATES, trashed_at=None) & lifted

    def current(self) -> "ClaimQuerySet":
        """Neither in the trash nor merged into another."""
        return self.filter(trashed_at=None, merged_into=None)


@keep_within_newsroom()
@keep_history(exclude=["words"])
class Claim(QuantityColumns):
    """One checkable proposition, optionally answering a question with a quantity and an as-of date."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="claims")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200, blank=True)
    statement = models.CharField(max_length=1000)
    language = models.CharField(max_length=35, default="en", help_text="BCP 47.")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    as_of_at = models.DateTimeField(null=True, blank=True)
    as_of_precision = precision_field()
    location = models.CharField(max_length=300, blank=True, default="")
    tags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    words = models.GeneratedField(
        expression=SearchVector("statement", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    workflow_state = models.CharField(
        max_length=9,
        choices=as_choices(WorkflowState),
        default=WorkflowState.DRAFT.value,
        editable=False,
    )
    embargo_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_claims"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_claims"
    )
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts edits; refuses stale ones.")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["newsroom", "external_id"], name="claim_external_id_is_a_natural_key"),
            models.CheckConstraint(condition=~Q(statement=""), name="claim_states_something"),
            models.CheckConstraint(condition=~Q(external_id=""), name="claim_has_an_external_id"),
            models.CheckConstraint(
                condition=Q(workflow_state__in=[word.value for word in WorkflowState]),
                name="claim_workflow_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="claim_is_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(workflow_state__in=PUBLIC_STATES) | Q(first_published_at__isnull=False),
                name="claim_in_public_was_published_once",
            ),
            models.CheckConstraint(condition=~Q(quantity_of_claim=F("id")), name="claim_is_no_fraction_of_itself"),
            dated_with_precision("as_of_at", "as_of_precision", name="claim_as_of_has_its_precision"),
            *quantity_rules("claim"),
        ]
        indexes = [
            models.Index(fields=["newsroom", "-id"], name="claim_newest_of_newsroom"),
            models.Index(fields=["workflow_state", "-first_published_at", "-id"], name="claim_newest_in_public"),
            GinIndex(fields=["tags"], name="claim_by_tag"),
            models.Index(
                fields=["newsroom", "workflow_state", "id"],
                name="claim_current_by_state",
                condition=Q(merged_into=None, trashed_at=None),
            ),
            models.Index(
                fields=["newsroom", "changed_at", "id"],
                name="claim_current_by_change",
                condition=Q(merged_into=None, trashed_at=None),
            ),
            models.Index(
                fields=["embargo_until"], name="claim_under_embargo", condition=Q(embargo_until__isnull=False)
            ),
            GinIndex(fields=["words"], name="claim_by_words"),
            GinIndex(OpClass(Upper("statement"), name="gin_trgm_ops"), name="claim_by_part_of_statement"),
            models.Index(
                fields=["newsroom", "embargo_until"],
                name="claim_with_an_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
            models.Index(
                fields=["-first_published_at", "-id"],
                name="claim_newest_for_readers",
                condition=Q(workflow_state__in=PUBLIC_STATES, trashed_at=None, merged_into=None),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def clean(self) -> None:
        """Refuse a fraction of what is, however far round, a fraction of this claim."""
        super().clean()
        wholes = self.wholes() if self.pk else []
        if wholes and wholes[-1] == self.pk != self.quantity_of_claim_id:
            named = Claim.objects.in_bulk(wholes[:-1])
            names = ", which is one of ".join(f"“{named[pk].statement}”" for pk in wholes[:-1])
            message = f"This claim would be a fraction of {names}, which is one of this claim."
            error = ValidationError(message.replace("%", "%%"), "fraction_loop", {"pointer": "/quantity/of_claim"})
            raise ValidationError({"quantity_of_claim": error})

    def wholes(self) -> list[int]:
        """What this claim is a fraction of, what that is one of, and so on, by primary key; where that runs in a
        circle, up to the first that was there already."""
        passed: list[int] = []
        whole = self.quantity_of_claim_id
        while whole is not None:
            if whole in (*passed, self.pk):
                return [*passed, whole]
            passed.append(whole)
            whole = Claim.objects.filter(pk=whole).values_list("quantity_of_claim", flat=True).first()
        return passed

    @property
    def as_of(self) -> Moment | None:
        return moment_of(self.as_of_at, self.as_of_precision)
