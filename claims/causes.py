"""What moved a standing, in words."""

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


def tell_causes(causes: list[dict[str, str]]) -> str:
    """The causes of one step in a sentence; "" for none. ``causes`` have a ``kind``, a noun and a verb."""
    said = dict.fromkeys(CAUSES.get(cause["kind"], cause["kind"].replace(".", " ")) for cause in causes)
    return "Because " + ", ".join(said) + "." if said else ""
