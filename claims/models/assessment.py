"""Assessments, their approval, and the sealed versions that were published."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.vocabulary import Confidence, Verdict
from newsrooms.guards import append_only, keep_within_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices
from sources.algebra.moments import Moment
from sources.models.moments import always_dated, moment_of, precision_field


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> "AssessmentQuerySet":
        """Assessments of the newsrooms this person works in; readers see those that were published."""
        return self.filter(claim__newsroom__in=Newsroom.objects.visible_to(user))


class Assessment(models.Model):
    """One editor's verdict on a claim: verdict, confidence and reasons. Human, never computed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="assessments")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    external_id = models.CharField(max_length=200)
    verdict = models.CharField(max_length=15, choices=as_choices(Verdict))
    confidence = models.CharField(max_length=8, choices=as_choices(Confidence), blank=True, default="")
    reasons = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    made_at = models.DateTimeField()
    made_precision = precision_field()
    recorded_at = models.DateTimeField(auto_now_add=True)
    words_mark = models.CharField(
        max_length=64, blank=True, default="", editable=False, help_text="A hash of what the claim said."
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["claim", "external_id"], name="assessment_external_id_is_a_natural_key"),
            models.UniqueConstraint(fields=["id", "author"], name="assessment_and_its_author"),
            models.CheckConstraint(condition=~Q(reasons=""), name="assessment_gives_reasons"),
            models.CheckConstraint(condition=~Q(external_id=""), name="assessment_has_an_external_id"),
            always_dated("made_at", "made_precision", name="assessment_date_has_its_precision"),
            models.CheckConstraint(
                condition=Q(verdict__in=[word.value for word in Verdict]), name="assessment_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence="") | Q(confidence__in=[word.value for word in Confidence]),
                name="assessment_confidence_is_known",
            ),
        ]
        indexes = [models.Index(fields=["claim", "-id"], name="assessment_latest_of_claim")]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.author}"

    @property
    def made(self) -> Moment:
        moment = moment_of(self.made_at, self.made_precision)
        assert moment is not None  # noqa: S101  # made_at is NOT NULL
        return moment


class Approval(models.Model):
    """Another editor's consent to one assessment as it was read; never the author's own."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="approval")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals")
    note = models.TextField(blank=True, default="")
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=~Q(approver=F("author")), name="approval_is_not_the_authors_own"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} approved by {self.approver}"


@keep_within_newsroom(claim="assessment")
class Publication(models.Model):
    """A sealed published version of a claim: what readers were shown, word for word, from then on."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="publications")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    number = models.PositiveIntegerField()
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    sealed = models.JSONField(help_text="The statement, quantity, verdict and standing as published.")
    sha256 = models.CharField(max_length=64)
    override = models.TextField(blank=True, default="", help_text="Why it was published past the gate; shown.")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["claim", "number"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="publication_is_numbered_once"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
            models.Index(
                fields=["claim"],
                condition=Q(assessment__isnull=True, number__gt=1),
                name="publication_corrected_unjudged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} (version {self.number})"


@keep_within_newsroom(claim="publication")
class Correction(models.Model):
    """The public notice that goes with every change of something published."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    notice = models.TextField(help_text="What was wrong or has changed, for readers.")
    corrected_at = models.DateTimeField(auto_now_add=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-corrected_at", "-id"]
        triggers = append_only()
        constraints = [models.CheckConstraint(condition=~Q(notice=""), name="correction_says_what_changed")]
        indexes = [models.Index(fields=["-corrected_at", "-id"], name="correction_newest")]

    def __str__(self) -> str:
        return self.notice[:80]
