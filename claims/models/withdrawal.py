"""Withdrawals: what was taken back, deleted, edited or corrected, and when that was noticed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.vocabulary import WithdrawalKind
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models import Document, Source
from sources.models.moments import always_dated, moment_of, precision_field


@keep_within_newsroom()
class Withdrawal(models.Model):
    """A source took back what it said of a claim, or a document was deleted, edited, corrected or retracted."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="withdrawals")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=as_choices(WithdrawalKind))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawals")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawals")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawals"
    )
    happened_at = models.DateTimeField()
    happened_precision = precision_field()
    noticed_in = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="noticed_withdrawals"
    )
    note = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HousedQuerySet["Withdrawal"].as_manager()

    class Meta:
        ordering = ["happened_at", "id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                fields=["newsroom", "external_id"], name="withdrawal_external_id_is_a_natural_key"
            ),
            models.CheckConstraint(condition=~Q(external_id=""), name="withdrawal_has_an_external_id"),
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in WithdrawalKind]), name="withdrawal_kind_is_known"
            ),
            always_dated("happened_at", "happened_precision", name="withdrawal_date_has_its_precision"),
            models.CheckConstraint(
                condition=Q(source__isnull=False, claim__isnull=False, document=None)
                | Q(source=None, claim=None, document__isnull=False),
                name="withdrawal_is_of_a_statement_or_of_a_document",
            ),
        ]
        indexes = [
            models.Index(fields=["claim"], name="withdrawal_of_claim", condition=Q(claim__isnull=False)),
            models.Index(fields=["document"], name="withdrawal_of_document", condition=Q(document__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened}"

    @property
    def happened(self) -> Moment:
        moment = moment_of(self.happened_at, self.happened_precision)
        assert moment is not None  # noqa: S101  # happened_at is NOT NULL
        return moment
