"""Assessments, approvals, sealed versions, corrections and steps of standings in the admin: read, never changed."""

from django.contrib import admin
from django.utils.safestring import SafeString

from claims.actions.assessments import approve_assessment
from claims.actions.second_looks import acknowledge_steps
from claims.admin.approving import tell_whole
from claims.admin.report import table_of
from claims.admin.standing import link_to_claim
from claims.models import Approval, Assessment, Correction, DueClaim, Publication, StandingStep
from claims.rules import why_not_approve, why_not_judge
from newsrooms.admin.filters import HappenedFilter
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed, NoteForm


def why_not_approve_now(user: User, assessment: Assessment) -> str | None:
    if hasattr(assessment, "approval"):
        return "It is approved already."
    if assessment.claim.assessments.filter(pk__gt=assessment.pk).exists():
        return "A later assessment of this claim is here; read that one."
    return why_not_approve(user, assessment)


def why_not_acknowledge(user: User, step: StandingStep) -> str | None:
    if hasattr(step, "acknowledgement"):
        return "Somebody has seen this already."
    return why_not_judge(user, step.claim.newsroom)


APPROVE = Deed(
    "approve",
    "Approve",
    lambda by, assessment, said: approve_assessment(by=by, assessment=assessment, note=said["why"]),
    why_not_approve_now,
    form=NoteForm,
    shows=tell_whole,
    explanation="You approve what stands here, and no later version of it.",
    done="Approved.",
    primary=True,
)


@admin.register(Assessment)
class AssessmentAdmin(ActingAdmin):
    """Entered at the claim, where its words and its evidence are in sight."""

    newsroom_path = "claim__newsroom"
    list_display = ("about", "verdict", "confidence", "author", "made_on", "approved_by")
    list_display_links = ("verdict",)
    list_select_related = ("claim", "author", "approval__approver")
    list_filter = ("verdict", "confidence", ("approval", HappenedFilter), "claim__newsroom")
    search_fields = ("claim__statement", "reasons", "author__display_name")
    ordering = ("-id",)
    shown = ("about", "verdict", "confidence", "reasons", "author", "made_on", "approved_by", "public_id")
    deeds = (APPROVE,)

    @admin.display(description="claim")
    def about(self, assessment: Assessment) -> SafeString:
        return link_to_claim(assessment.claim)

    @admin.display(description="made", ordering="made_at")
    def made_on(self, assessment: Assessment) -> str:
        return str(assessment.made)

    @admin.display(description="approved by")
    def approved_by(self, assessment: Assessment) -> str:
        approval = getattr(assessment, "approval", None)
        return str(approval.approver) if approval else ""


@admin.register(Approval)
class ApprovalAdmin(ActingAdmin):
    newsroom_path = "assessment__claim__newsroom"
    list_display = ("assessment", "claim", "author", "approver", "note", "approved_at")
    list_select_related = ("assessment__claim", "assessment__author", "author", "approver")
    list_filter = ("assessment__claim__newsroom",)
    search_fields = ("assessment__claim__statement", "note")
    ordering = ("-id",)
    shown = ("assessment", "claim", "author", "approver", "note", "approved_at")

    @admin.display(description="claim")
    def claim(self, approval: Approval) -> SafeString:
        return link_to_claim(approval.assessment.claim)


@admin.register(Publication)
class PublicationAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("about", "number", "published_at", "published_by", "override")
    list_display_links = ("number",)
    list_select_related = ("claim", "published_by")
    list_filter = ("claim__newsroom",)
    search_fields = ("claim__statement", "public_id")
    ordering = ("-id",)
    shown = ("about", "number", "content", "override", "sha256", "published_at", "published_by", "public_id")

    @admin.display(description="claim")
    def about(self, publication: Publication) -> SafeString:
        return link_to_claim(publication.claim)

    @admin.display(description="as readers were shown it")
    def content(self, publication: Publication) -> SafeString:
        return table_of(publication.sealed)


@admin.register(Correction)
class CorrectionAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("notice", "about", "corrected_at", "corrected_by")
    list_select_related = ("claim", "corrected_by")
    list_filter = ("claim__newsroom",)
    search_fields = ("notice", "claim__statement")
    ordering = ("-corrected_at", "-id")
    shown = ("about", "notice", "publication", "corrected_at", "corrected_by", "public_id")

    @admin.display(description="claim")
    def about(self, correction: Correction) -> SafeString:
        return link_to_claim(correction.claim)


@admin.register(StandingStep)
class StandingStepAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("about", "before", "after", "lines", "causes_told", "published", "recorded_at")
    list_display_links = ("after",)
    list_select_related = ("claim",)
    list_filter = ("after", "published", "claim__newsroom")
    search_fields = ("claim__statement", "public_id", "batch")
    ordering = ("-id",)
    shown = ("about", "before", "after", "lines", "causes_told", "published", "recorded_at", "engine_version")
    deeds = (
        Deed(
            "acknowledge",
            "Seen",
            lambda by, step, said: acknowledge_steps(by=by, steps=[step], note=said["why"]),
            why_not_acknowledge,
            form=NoteForm,
            explanation="You have seen that this standing moved, and why.",
            bulk=True,
        ),
    )

    @admin.display(description="claim")
    def about(self, step: StandingStep) -> SafeString:
        return link_to_claim(step.claim)

    @admin.display(description="lines")
    def lines(self, step: StandingStep) -> str:
        return " → ".join(" / ".join(map(str, counts)) for counts in (step.lines_before, step.lines_after) if counts)

    @admin.display(description="because of")
    def causes_told(self, step: StandingStep) -> str:
        return ", ".join(dict.fromkeys(cause["kind"].replace(".", " ").replace("_", " ") for cause in step.causes))


@admin.register(DueClaim)
class DueClaimAdmin(ActingAdmin):
    """What waits to be computed again, and what could not be: for those who run the house."""

    newsroom_path = "claim__newsroom"
    least_to_see = Role.ADMINISTRATOR
    list_display = ("claim", "since", "attempts", "not_before", "parked_at", "last_error")
    list_select_related = ("claim",)
    list_filter = (("parked_at", HappenedFilter), "claim__newsroom")
    search_fields = ("claim__statement", "last_error")
    ordering = ("not_before",)
    shown = ("claim", "since", "causes", "marks", "attempts", "not_before", "parked_at", "last_error")
