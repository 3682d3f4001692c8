"""What moved a standing, in words."""

from collections.abc import Collection, Iterable

from claims.models import Withdrawal

Cause = dict[str, str]
CAUSES = {
    "report.recorded": "a report was recorded",
    "report.superseded": "a report was superseded",
    "statement.withdrawn": "something was taken back",
    "withdrawal.annulled": "a withdrawal was found to have been entered by mistake",
    "tie.declared": "a tie was declared",
    "tie.changed": "a tie was changed",
    "tie.ended": "a tie was taken back",
    "stake.declared": "a stake was declared",
    "stake.ended": "a stake was taken back",
    "source.merged": "sources were merged",
    "claim.merged": "claims were merged",
    "claim.published": "a claim was published",
    "borrowing.proposed": "passages in near the same words were found",
    "borrowing.accepted": "an editor found that one report has it from another",
    "borrowing.refused": "an editor found that one report does not have it from another",
    "reprint.proposed": "documents in near the same words were found",
    "reprint.accepted": "an editor found that one document is a copy of another",
    "reprint.refused": "an editor found that one document is no copy of another",
    "policy.set": "the evidence policy was changed",
    "engine.changed": "the rules of evidence were mended",
    "import.finished": "an import came in",
}


TAKEN_BACK = "statement.withdrawn"
BY_MISTAKE = "something was taken back, or so we had entered it by mistake"


def annulled_among(several: Iterable[list[Cause]]) -> frozenset[str]:
    """The public ids of the withdrawals among these causes that were found to have been entered by mistake."""
    ids = {cause["id"] for causes in several for cause in causes if cause["kind"] == TAKEN_BACK}
    if not ids:
        return frozenset()
    gone = Withdrawal.objects.filter(public_id__in=ids, annulled_at__isnull=False)
    return frozenset(gone.values_list("public_id", flat=True))


def tell_causes(causes: list[Cause], annulled: Collection[str] = ()) -> str:
    """The causes of one step in a sentence; "" for none. ``causes`` have a ``kind``, a noun and a verb; ``annulled``
    are the withdrawals of which it is to be said that they were none."""
    said = dict.fromkeys(
        BY_MISTAKE
        if cause["kind"] == TAKEN_BACK and cause.get("id") in annulled
        else CAUSES.get(cause["kind"], cause["kind"].replace(".", " "))
        for cause in causes
    )
    return "Because " + ", ".join(said) + "." if said else ""
