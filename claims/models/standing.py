"""What was computed: the current standing, the stored dossier, and every step the standing took."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.vocabulary import Standing
from newsrooms.guards import append_only
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import as_choices

STANDINGS = as_choices(Standing)


class ClaimStanding(models.Model):
    """A claim's standing as last computed: one narrow row beside the claim, rewritten when its inputs change."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    status = models.CharField(max_length=19, choices=STANDINGS)
    lines_low = models.PositiveSmallIntegerField(default=0)
    lines_with_parties = models.PositiveSmallIntegerField(default=0)
    lines_high = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    outlets = models.PositiveIntegerField(default=0)
    circular = models.BooleanField(default=False)
    drifted = models.BooleanField(default=False)
    contradicted = models.BooleanField(default=False)
    single_voice = models.BooleanField(default=False)
    hangs_on = models.CharField(
        max_length=300, blank=True, default="", help_text="The one voice on every line, where there is one."
    )
    contradicted_since = models.DateTimeField(null=True, blank=True)
    conflicts = models.JSONField(
        default=list, blank=True, help_text="What contradicts it: kind, relation and the other side, the first few."
    )
    due_since = models.DateTimeField(null=True, blank=True, help_text="Published, and the standing moved since.")
    compared_up_to = models.BigIntegerField(
        default=0, help_text="The newest report whose passage was compared with the others."
    )
    inputs_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[word.value for word in Standing]), name="standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(lines_low__lte=models.F("lines_with_parties"))
                & Q(lines_with_parties__lte=models.F("lines_high")),
                name="standing_lines_are_ordered",
            ),
        ]
        # What the desk's queues ask for: few rows of many.
        indexes = [
            models.Index(fields=["due_since"], name="standing_due", condition=Q(due_since__isnull=False)),
            models.Index(
                fields=["-contradicted_since", "-claim"],
                name="standing_contradicted_of_late",
                condition=Q(contradicted=True),
            ),
            models.Index(fields=["claim", "hangs_on"], name="standing_on_one_voice", condition=Q(single_voice=True)),
        ]

    def __str__(self) -> str:
        return self.status


class StoredDossier(models.Model):
    """A claim's dossier as every door shows it: canonical JSON and its hash, stored when its inputs change."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="stored_dossier")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    marks = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="How often the claim was marked due when this was read; empty when it was not.",
    )
    storing = models.CharField(
        max_length=16, default=new_public_id, help_text="Names this storing of it: a page is valid beside no other."
    )
    site = models.CharField(
        max_length=500, blank=True, default="", help_text="The public address it was made for, which it names."
    )

    def __str__(self) -> str:
        return f"dossier of {self.claim_id}"


class StoredPage(models.Model):
    """A claim's public page in one language, as it is sent: valid only beside the dossier it was printed from."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="stored_pages")
    language = models.CharField(max_length=16, blank=True, help_text="As the address names it; empty for none.")
    body = models.BinaryField(help_text="HTML, compressed with gzip.")
    etag = models.CharField(max_length=64)
    storing = models.CharField(max_length=16, help_text="Which storing of the dossier it was printed from.")
    newsroom_name = models.CharField(max_length=200)
    newsroom_website = models.CharField(max_length=500, blank=True, default="")
    edition = models.CharField(max_length=64, help_text="Which templates and words it was printed with.")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "language"], name="page_is_stored_once_in_each_language"),
        ]

    def __str__(self) -> str:
        return f"page of {self.claim_id} in {self.language}"


class StandingStep(models.Model):
    """One step of a claim's standing: before, after, and what moved it. What this system said, and when."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="standing_steps")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    before = models.CharField(max_length=19, choices=STANDINGS, blank=True, default="")
    after = models.CharField(max_length=19, choices=STANDINGS)
    lines_before = models.JSONField(default=list, blank=True, help_text="[low, with parties, high]")
    lines_after = models.JSONField(default=list)
    causes = models.JSONField(default=list, help_text="What changed: kind and public id of each cause.")
    batch = models.CharField(max_length=16, blank=True, default="", help_text="One event's burst shares a batch.")
    published = models.BooleanField(default=False, help_text="The claim was public when its standing moved.")
    inputs_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "id"]
        triggers = append_only()
        indexes = [
            models.Index(fields=["claim", "-recorded_at", "-id"], name="standing_step_as_of"),
            models.Index(fields=["batch"], name="standing_step_of_batch", condition=~Q(batch="")),
            models.Index(
                fields=["claim"],
                name="standing_step_of_withdrawal",
                condition=Q(causes__contains=[{"kind": "statement.withdrawn"}]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before or 'nothing'} to {self.after}"


class DueClaim(models.Model):
    """A claim whose standing must be computed again: the due row that a worker takes."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="due")
    since = models.DateTimeField()
    causes = models.JSONField(default=list)
    batch = models.CharField(max_length=16, blank=True, default="")
    marks = models.PositiveIntegerField(default=1, help_text="Counts the changes since it was last computed.")
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    parked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], name="due_claim_next", condition=Q(parked_at=None)),
        ]

    def __str__(self) -> str:
        return f"due: {self.claim_id}"


class DueDossier(models.Model):
    """A public claim whose dossier is to be stored before a reader asks for it: the due row that a worker takes."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="due_dossier")
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["not_before"], name="due_dossier_next")]

    def __str__(self) -> str:
        return f"dossier due: {self.claim_id}"
