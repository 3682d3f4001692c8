"""The gate before publishing: what a newsroom wants done, and what of it is not."""

from dataclasses import dataclass

from claims.models import Assessment, ChecklistItem, ChecklistTick, Claim, PublishGate, Report


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist as it stands for a claim."""

    pk: int
    text: str
    required: bool
    ticked_by: str


def checklist_of(claim: Claim) -> list[Item]:
    """The newsroom's checklist with what was ticked for this claim. Two queries."""
    ticks = {tick.item_id: tick for tick in ChecklistTick.objects.filter(claim=claim).select_related("ticked_by")}
    items = ChecklistItem.objects.filter(newsroom=claim.newsroom_id, retired_at=None)
    return [
        Item(item.pk, item.text, item.required, ticks[item.pk].ticked_by.shown_name if item.pk in ticks else "")
        for item in items.order_by("position", "pk")
    ]


def was_reworded_since(claim: Claim, assessment: Assessment) -> bool:
    """Whether the claim says something else now than when it was assessed. One query."""
    then = claim.history.filter(pgh_created_at__lte=assessment.recorded_at)  # type: ignore[attr-defined]  # made by pghistory
    version = then.order_by("-pgh_id").values_list("version", flat=True).first()
    return version is not None and version != claim.version


def what_the_gate_misses(claim: Claim) -> list[str]:
    """Why the gate of the claim's newsroom is shut for it, each reason a sentence; none when it is open."""
    gate = PublishGate.objects.filter(newsroom=claim.newsroom_id).first() or PublishGate()
    missing = []
    latest = claim.assessments.select_related("approval").order_by("-pk").first()
    if latest is not None and not hasattr(latest, "approval"):
        missing.append("The latest assessment waits for another editor's approval.")
    elif latest is not None and was_reworded_since(claim, latest):
        missing.append("The claim was reworded after it was assessed; it must be assessed again.")
    if latest is None and gate.needs_assessment:
        missing.append("This newsroom publishes no claim without an approved assessment.")
    if gate.needs_report and not Report.objects.live().filter(claim=claim).exists():
        missing.append("No report of this claim is recorded.")
    if gate.needs_checklist:
        undone = [item.text for item in checklist_of(claim) if item.required and not item.ticked_by]
        if undone:
            missing.append(f"Not ticked on the checklist: {'; '.join(undone)}.")
    return missing
