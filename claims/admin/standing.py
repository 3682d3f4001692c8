"""How standings, verdicts and states are shown in lists: a word in its colour, always in words too."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.fields import say_figure
from claims.models import Claim, ClaimStanding
from claims.telling.words import STANDINGS


def standing_chip(row: ClaimStanding | None) -> SafeString:
    """A standing in a word."""
    if row is None:
        return format_html('<span class="chip">{}</span>', "not computed yet")
    return format_html('<span class="chip standing-{}">{}</span>', row.status, STANDINGS[row.status].label)


def state_chip(claim: Claim) -> SafeString:
    """Where a claim is in the newsroom's hands."""
    label = claim.workflow_state.replace("_", " ").capitalize()
    return format_html('<span class="chip state-{}">{}</span>', claim.workflow_state, label)


def standing_of(claim: Claim) -> ClaimStanding | None:
    """The claim's standing as last computed."""
    row: ClaimStanding | None = getattr(claim, "standing", None)
    return row


def lines_of_standing(row: ClaimStanding | None) -> str:
    """The three counts, shortest form: 1 / 2 / 3."""
    return "" if row is None else f"{row.lines_low} / {row.lines_with_parties} / {row.lines_high}"


def link_to_claim(claim: Claim) -> SafeString:
    """A claim's statement, leading to its workspace."""
    return format_html('<a href="{}">{}</a>', claim_address(claim.pk), claim.statement)


def claim_address(pk: int) -> str:
    """Where a claim is worked with."""
    return reverse("admin:claims_claim_workspace", args=[pk])


def figure_of(claims: Iterable[Claim]) -> SafeString:
    """The figures of several claims, one to a line."""
    rows = (
        (
            link_to_claim(claim),
            say_figure(claim),
            str(claim.as_of or ""),
            standing_chip(standing_of(claim)),
        )
        for claim in claims
    )
    body = format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    head = "<tr><th>Claim</th><th>Figure</th><th>As of</th><th>Standing</th></tr>"
    return format_html('<table class="figures"><thead>{}</thead><tbody>{}</tbody></table>', SafeString(head), body)
