"""All that an approver answers for, on the page where it is approved: the assessment whole, and where it would go."""

from typing import Any

from claims.dossier import open_dossier
from claims.gate import checklist_of, what_the_gate_misses
from claims.models import PUBLIC_STATES, Assessment, Claim
from claims.sentences import say_standing
from claims.verdict_labels import labels_of, say_verdict
from newsrooms.models import User

MOST_CITED = 40


def tell_whole(user: User, assessment: Assessment) -> list[tuple[str, Any]]:
    """The claim as it stands, the verdict with its reasons, what it rests on, and what publishing still waits for.

    A fixed number of queries.
    """
    claim = assessment.claim
    dossier = open_dossier(claim).as_json()
    label = labels_of([claim.newsroom_id]).get((claim.newsroom_id, assessment.verdict), "")
    return [
        ("Claim", claim.statement),
        ("The evidence says", say_standing(dossier["standing"])),
        ("Verdict", say_verdict(label, assessment.verdict)),
        ("Confidence", assessment.get_confidence_display() or "not stated"),
        ("Reasons, as readers will see them", assessment.reasons),
        ("Assessed by", f"{assessment.author}, {assessment.made}"),
        ("What is cited", cited_in(dossier) or "No report is recorded."),
        ("Where it is", tell_state(claim)),
        ("Checklist", tell_checklist(claim) or "This newsroom has none."),
        ("What publishing still waits for", tell_missing(claim)),
    ]


def cited_in(dossier: dict[str, Any]) -> list[str]:
    """Each report as who said it where and what it does to the claim, and through whom it goes back to its origin."""
    cited = []
    for report in dossier["reports"]:
        if not report["live"]:
            continue
        chains = [" ← ".join(link["source"]["name"] for link in chain) for chain in report["chain"]]
        origin = f" (from {'; '.join(chains)})" if any(chains) else ""
        document = report["document"]
        cited.append(f"{document['publisher']['name']}, “{document['title']}”: {report['bearing']}{origin}")
    more = len(cited) - MOST_CITED
    return [*cited[:MOST_CITED], f"and {more} more"] if more > 0 else cited


def tell_state(claim: Claim) -> str:
    """Whether readers see it, and until when they do not."""
    state = str(claim.get_workflow_state_display())
    public = "readers see it" if claim.workflow_state in PUBLIC_STATES else "not public"
    embargo = f"; under embargo until {claim.embargo_until:%d %B %Y, %H:%M %Z}" if claim.embargo_until else ""
    return f"{state}: {public}{embargo or '; no embargo'}"


def tell_checklist(claim: Claim) -> list[str]:
    """Each item with who ticked it."""
    return [
        f"{item.text}: {f'ticked by {item.ticked_by}' if item.ticked_by else 'not ticked'}"
        f"{', required' if item.required else ''}"
        for item in checklist_of(claim)
    ]


def tell_missing(claim: Claim) -> list[str] | str:
    """What the gate would say once this is approved."""
    if claim.workflow_state in PUBLIC_STATES:
        return "It is published already; readers get a correction with the new verdict."
    missing = [reason for reason in what_the_gate_misses(claim) if "waits for another editor" not in reason]
    return missing or "Nothing: it may be published once this is approved."
