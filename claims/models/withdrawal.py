"""Withdrawals: what was taken back, deleted, edited or corrected, and when that was noticed."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.vocabulary import WithdrawalKind
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import SPAN, Moment
from sources.models import Document, Source
from sources.models.moments import always_dated, moment_of, precision_field


class WithdrawalQuerySet(HousedQuerySet["Withdrawal"]):
    def in_force(self, *, at: datetime | None = None) -> "WithdrawalQuerySet":
        """Not annulled; with ``at``, recorded here by then and not annulled by then."""
        if at is None:
            return self.filter(annulled_at=None)
        return self.filter(recorded_at__lte=at).exclude(annulled_at__lte=at)


@keep_within_newsroom()
class Withdrawal(models.Model):
    """A source took back what it said of a claim, or a document was deleted, edited, corrected or retracted.

    Append-only: one entered by mistake is annulled, once, with who, when and why; the row itself stays as it was.
    """

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
    annulled_at = models.DateTimeField(
        null=True, blank=True, help_text="When an editor found that it had been entered by mistake."
    )
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    annulled_because = models.TextField(blank=True, default="")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "id"]
        triggers = append_only(except_fields=("annulled_at", "annulled_by", "annulled_because"))
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
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulled_by=None, annulled_because="")
                | (Q(annulled_at__isnull=False) & ~Q(annulled_because="")),
                name="annulled_withdrawal_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None) | Q(annulled_at__gte=F("recorded_at")),
                name="withdrawal_is_annulled_after_it_was_recorded",
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

    def is_of_page(self, page: Document | None) -> bool:
        """Whether it takes back what that page alone says, in which it was noticed: a page of the source's own that
        had been published before can only show it by being changed itself."""
        if page is None or page.publisher_id != self.source_id or page.published is None:
            return False
        return page.published.end <= self.happened.start


def of_one_page() -> Q:
    """The withdrawals that are of the page alone in which they were noticed, as `Withdrawal.is_of_page` tells."""
    published, happened = "noticed_in__published_at", F("happened_at")
    before = (
        Q(noticed_in__published_precision=precision.value) & Q(**{f"{published}__lte": happened - span})
        for precision, span in SPAN.items()
    )
    return Q(noticed_in__publisher=F("source")) & reduce(or_, before)
