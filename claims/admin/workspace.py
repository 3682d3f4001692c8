"""The workspace: one claim with all that is known of it, and all that this person may do with it."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims.admin.as_it_was import read_then, tell_said
from claims.admin.assessment import APPROVE
from claims.admin.standing import claim_address
from claims.causes import tell_causes
from claims.dossier import open_dossier
from claims.erring import err_together_on
from claims.gate import checklist_of, what_the_gate_misses
from claims.likely_copies import copies_about
from claims.models import (
    PUBLIC_STATES,
    Attribution,
    Claim,
    CorrectionRequest,
    Exclusion,
    Part,
    Publication,
    Report,
    Stake,
    StandingStep,
    Suggestion,
    Withdrawal,
)
from claims.pictures import draw_figures, draw_graph, draw_timeline
from claims.rules import why_not_report
from claims.telling.chains import tell_reports
from claims.telling.page import tell_claim
from claims.telling.words import STANDINGS
from claims.undoing import last_act_of
from claims.verdict_labels import labels_of, say_verdict
from claims.versions import steps_of, versions_of
from claims.workflow import Move, why_not_move
from newsrooms.actions.notification import acknowledge_object
from newsrooms.admin.permitted import person
from newsrooms.history import steps_of as history_of

SIDES = (
    ("supports", "Says so"),
    ("opposes", "Says otherwise"),
    ("compatible", "Fits without confirming"),
    ("neutral", "Takes no side"),
)
LAST_STEPS = 8
PICTURES = (draw_graph, draw_figures, draw_timeline)


class ClaimPages:
    """Mixed into the admin of claims."""

    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        see = self.admin_site.admin_view
        own = [path("<path:object_id>/workspace/", see(self.workspace_view), name="claims_claim_workspace")]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # Django's admin has it

    def workspace_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One claim with all that is known of it, and all that can be done."""
        claim = self.row_or_404(request, object_id)  # type: ignore[attr-defined]  # an acting admin has it
        if not object_id.isdigit():
            return HttpResponseRedirect(claim_address(claim.pk))
        acknowledge_object(by=person(request), object_type="claim", object_id=claim.public_id)
        offers = self.deeds_for(request, claim)  # type: ignore[attr-defined]  # an acting admin has it
        context = {
            **self.admin_site.each_context(request),
            **tell_workspace(request, claim),
            "title": claim.statement,
            "claim": claim,
            "primary": [offer for offer in offers if offer["deed"].primary],
            "offers": [offer for offer in offers if not offer["deed"].primary],
            "may_edit": self.has_change_permission(request, claim),  # type: ignore[attr-defined]  # Django's admin has it
            "desk_page": "claims",
        }
        return TemplateResponse(request, "desk/workspace.html", context)


def tell_workspace(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    """All that the page shows, in a number of queries that does not grow with the reports."""
    by = person(request)
    then = read_then(request)
    dossier = open_dossier(claim, then.at, recorded_by=then.recorded_by).as_json()
    told = tell_claim(dossier, versions_of(claim.pk), steps_of(claim.pk))
    keys = dict(Report.objects.filter(claim=claim).values_list("public_id", "pk"))
    reports = [report | {"pk": keys.get(report["id"])} for report in tell_reports(dossier)]
    assessments = list(
        claim.assessments.select_related("author", "approval__approver", "claim__newsroom").order_by("-pk")
    )
    own = labels_of([claim.newsroom_id])
    for row in assessments:
        label = own.get((claim.newsroom_id, row.verdict), "")
        row.verdict_word, row.made_word = say_verdict(label, row.verdict), str(row.made)  # type: ignore[attr-defined]  # for the page
    latest = assessments[0] if assessments else None
    public = claim.workflow_state in PUBLIC_STATES
    exclusions = Exclusion.objects.filter(Q(claim=claim) | Q(excludes=claim))
    return {
        "dossier": dossier,
        "then": then,
        "said": tell_said(dossier.get("said")),
        "told": told,
        "standing": told["standing"],
        "columns": [
            (side, label, [report for report in reports if report["bearing"] == side]) for side, label in SIDES
        ],
        "related": tell_reports(dossier | {"reports": dossier["related_reports"]}),
        "pictures": [picture for draw in PICTURES if (picture := draw(dossier)) is not None],
        "drifted": [report for report in reports if report["drifts"]],
        "assessments": assessments,
        "approve": approval_offer(by, latest),
        "missing": [] if public else what_the_gate_misses(claim),
        "checklist": checklist_of(claim),
        "may_tick": why_not_move(by, claim, Move.REPORT) is None,
        "may_report": why_not_report(by, claim.newsroom) is None,
        "may_judge": why_not_move(by, claim, Move.JUDGE) is None,
        "may_comment": why_not_move(by, claim, Move.COMMENT) is None,
        "comments": list(claim.comments.select_related("author")),
        "publications": list(
            Publication.objects.filter(claim=claim).select_related("published_by").order_by("-number")
        ),
        "corrections": list(claim.corrections.select_related("corrected_by")),
        "moves": [tell_move(step) for step in StandingStep.objects.filter(claim=claim).order_by("-pk")[:LAST_STEPS]],
        "stakes": list(Stake.objects.filter(claim=claim).select_related("source")),
        "exclusions": exclusions.select_related("claim", "excludes"),
        "parts": Part.objects.filter(Q(total=claim) | Q(part=claim)).select_related("part", "total"),
        "withdrawals": withdrawals_on(claim),
        "erring": err_together_on(claim),
        "copies": copies_about(claim),
        "suggestions": Suggestion.objects.waiting().filter(claim=claim).count(),
        "requests": list(CorrectionRequest.objects.waiting().filter(claim=claim)),
        "history": history_of(claim, LAST_STEPS),
        "public": public,
        "last_act": last_act_of(by, claim),
    }


def tell_move(step: StandingStep) -> dict[str, Any]:
    """One step of the standing in words: what was said before and after, and because of what."""
    return {
        "at": step.recorded_at,
        "before": step.before,
        "before_word": str(STANDINGS[step.before].label) if step.before else "",
        "after": step.after,
        "after_word": str(STANDINGS[step.after].label),
        "lines": " / ".join(map(str, step.lines_after)),
        "because": tell_causes(step.causes),
        "url": reverse("desk:impact", args=[step.batch or step.public_id]) if step.before else "",
    }


def withdrawals_on(claim: Claim) -> list[Withdrawal]:
    """What was taken back of it, or of a document that a report of it is or cites; also what was annulled since."""
    live = Report.objects.live().filter(claim=claim)
    cited = Attribution.objects.filter(report__in=live, document__isnull=False)
    struck = Q(claim=claim) | Q(document__in=live.values("document")) | Q(document__in=cited.values("document"))
    rows = Withdrawal.objects.filter(struck).select_related("source", "document__publisher", "annulled_by")
    return list(rows.order_by("happened_at", "pk"))


def approval_offer(by: Any, latest: Any) -> dict[str, str]:
    """The way to approve the latest assessment, or why this person cannot."""
    if latest is None or hasattr(latest, "approval"):
        return {}
    reason = APPROVE.why_not(by, latest)
    return {"reason": reason} if reason else {"url": reverse("admin:claims_assessment_approve", args=[latest.pk])}
