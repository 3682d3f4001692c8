"""Imports as due work: what was sent, how far it is, and what was wrong with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.vocabulary import ImportForm, ImportState
from newsrooms.models import Newsroom
from newsrooms.models.housed import HousedQuerySet
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices

ENDED = (
    ImportState.DONE.value,
    ImportState.REFUSED.value,
    ImportState.CANCELLED.value,
    ImportState.FAILED.value,
)


class ImportJob(models.Model):
    """A file somebody sent to be imported: due work that a worker takes by lease, with its progress and its end.

    ``lines_done`` is how much of the file is written for good: where it goes on when its worker is killed.
    """

    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, related_name="import_jobs")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=8, choices=as_choices(ImportForm))
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    dry_run = models.BooleanField(default=False)
    keep_good = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    door = models.CharField(max_length=200, blank=True, default="", help_text="Through which door it came.")
    asked_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=9, choices=as_choices(ImportState), default=ImportState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    records_seen = models.PositiveIntegerField(default=0)
    lines_done = models.PositiveIntegerField(default=0)
    added = models.JSONField(default=dict, help_text="Records written, by kind.")
    unchanged = models.JSONField(default=dict, help_text="Records that were here already, by kind.")
    problem_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True, default="", help_text="Why it failed, for the house.")

    objects = HousedQuerySet["ImportJob"].as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in ImportState]), name="import_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=[word.value for word in ImportForm]), name="import_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False, lease=None)
                | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="import_ended_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="import_due", condition=~Q(state__in=ENDED)),
            models.Index(fields=["newsroom", "-id"], name="import_of_newsroom"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class ImportPiece(models.Model):
    """A piece of the file of an import, as sent; gone when the import has ended."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["job", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="import_piece_is_numbered_once")]

    def __str__(self) -> str:
        return f"piece {self.number} of {self.job_id}"


class ImportProblem(models.Model):
    """What was wrong with one record of an import: where in the file, why, and a code for machines."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(null=True, blank=True)
    pointer = models.TextField(blank=True, default="", help_text="JSON pointer (RFC 6901) or name of the column.")
    code = models.CharField(max_length=60)
    reason = models.TextField()

    class Meta:
        ordering = ["job", "id"]

    def __str__(self) -> str:
        return f"{self.pointer}: {self.reason}"
