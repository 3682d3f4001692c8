"""A suggestion as the desk shows it: what it says, by whom, what it may be about and why, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from claims.admin.fields import say_interval
from claims.admin.standing import claim_address
from claims.extraction.candidates import Tier
from claims.matching.found import Found, read_found
from claims.matching.marking import Mark, Run, cut_runs
from claims.matching.names import is_nobody
from claims.matching.plan import Plan, PlannedLink, plan_all
from claims.models import Suggestion
from claims.telling.words import RELATIONS
from claims.vocabulary import SuggestionOutcome

TIERS = {
    Tier.HIGH: ("plainly worded", "open"),
    Tier.MEDIUM: ("read with some guessing", "none"),
    Tier.LOW: ("uncertain", "warn"),
}
STANCES = {
    "asserts": "says so", "denies": "denies it", "disputes": "disputes it", "cannot_verify": "could not verify it",
    "no_position": "takes no position",
}  # fmt: skip
RULES = {
    "words": "shares the words {shared}",
    "names": "names {shared} too",
    "counted": "counts the same: {shared}",
    "wording": "is worded alike",
    "figure": "figure: {shared}",
    "date": "date: {shared}",
}
RELATED = {
    "equal": "the same", "within": "within it", "covers": "wider, and covers it", "overlaps": "overlaps it",
    "disjoint": "another one", "grew": "another state of a growing total",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """One link of a chain: whom, how, and whether that source is known or would be entered."""

    name: str
    how: str
    new_kind: str
    url: str
    unsaid: bool


@dataclass(frozen=True, slots=True)
class About:
    """A known claim or question that a statement may be about, with the reasons in words."""

    kind: str
    says: str
    percent: int
    chosen: bool
    url: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion, ready to be shown."""

    suggestion: Suggestion
    found: Found
    plan: Plan
    key: str
    stance: str
    tier: str
    tier_tone: str
    flags: tuple[str, ...]
    figure: str
    read_as: str
    chains: tuple[tuple[Chip, ...], ...]
    abouts: tuple[About, ...]
    namesakes: tuple[tuple[str, str], ...]
    waiting: bool
    outcome: str
    report_url: str
    amended: tuple[str, ...]

    @property
    def about(self) -> About | None:
        """What it is planned to be about, when that is known."""
        return next((one for one in self.abouts if one.chosen and one.kind == "claim"), None)

    @property
    def others(self) -> tuple[About, ...]:
        """What else it may be about."""
        return tuple(one for one in self.abouts if one is not self.about)


def lay_out(suggestions: Sequence[Suggestion]) -> list[Card]:
    """The cards of these suggestions, in their order; the number of queries does not grow."""
    plans = plan_all(suggestions)
    return [make_card(one, plans[one.pk]) for one in suggestions]


def make_card(suggestion: Suggestion, plan: Plan) -> Card:
    found = read_found(suggestion.candidate)
    tier, tone = TIERS[found.tier]
    waiting = suggestion.outcome == SuggestionOutcome.WAITING.value
    return Card(
        suggestion=suggestion,
        found=found,
        plan=plan,
        key=suggestion.public_id,
        stance=STANCES[plan.stance.value],
        tier=tier,
        tier_tone=tone,
        flags=tuple(list_flags(found)),
        figure=found.quantity.worded if found.quantity else "",
        read_as=say_interval(plan.quantity),
        chains=tuple(tuple(chip_of(link) for link in chain) for chain in plan.chains),
        abouts=tuple(about_of(row) for row in suggestion.matches if row["kind"] in ("claim", "question")),
        namesakes=tuple(list_namesakes(suggestion)),
        waiting=waiting,
        outcome="" if waiting else suggestion.outcome,
        report_url=claim_address(suggestion.claim_id) + "#reports" if suggestion.claim_id and not waiting else "",
        amended=tuple(name.replace("_", " ") for name in suggestion.amended),
    )


def list_flags(found: Found) -> Iterable[str]:
    """What an editor should not overlook."""
    if found.withdrawal:
        yield f"says it was {found.withdrawal.value}"
    if found.forecast:
        yield "forecast"
    if found.conditional:
        yield "conditional"
    if found.hedge:
        yield f"“{found.hedge}”"
    if found.direct:
        yield "quoted words"
    if found.place.value in ("headline", "caption"):
        yield found.place.value


def list_namesakes(suggestion: Suggestion) -> Iterable[tuple[str, str]]:
    """Names that were not taken for anybody known, each with a known source it may stand for all the same."""
    for row in suggestion.matches:
        if row["kind"] == "name" and not row["chosen"]:
            yield from ((row["says"], source["name"]) for source in row["sources"])


def chip_of(link: PlannedLink) -> Chip:
    url = reverse("admin:sources_source_change", args=[link.source.pk]) if link.source else ""
    new = "" if link.source else link.kind.value.replace("_", " ")
    unsaid = link.source is None and is_nobody(link.name)
    return Chip(link.shown, str(RELATIONS[link.relation]), "" if unsaid else new, url, unsaid)


def about_of(row: dict[str, Any]) -> About:
    noun = "admin:claims_claim_changelist" if row["kind"] == "claim" else "admin:claims_question_changelist"
    return About(
        kind=row["kind"],
        says=row["says"],
        percent=round(100 * row["score"]),
        chosen=row["chosen"],
        url=f"{reverse(noun)}?q={row['id']}",
        reasons=tuple(
            say_reason(reason) for reason in row["reasons"] if reason["adds"] or reason["rule"] == "figure"
        ),
    )


def say_reason(reason: dict[str, Any]) -> str:
    """A reason in a few words."""
    rule: str = reason["rule"]
    shared = ", ".join(RELATED.get(word, word) for word in reason["shared"])
    against = " (against it)" if reason["adds"] < 0 else ""
    return RULES.get(rule, rule).format(shared=shared) + against


def mark_text(text: str, cards: Sequence[Card]) -> list[tuple[Run, str]]:
    """The captured text in runs with every suggestion in its place, and what became of the one each run leads to.

    Those that wait come first where several share a place.
    """
    marks: list[Mark] = []
    for card in sorted(cards, key=lambda card: (not card.waiting, card.suggestion.start)):
        marks += [Mark(span.start, span.end, card.key) for span in card.found.content]
        if card.found.figure:
            marks.append(Mark(card.found.figure.start, card.found.figure.end, card.key, "figure"))
        marks += [
            Mark(link.span.start, link.span.end, card.key, "name") for chain in card.found.chains for link in chain
        ]
    outcomes = {card.key: card.outcome or "waiting" for card in cards}
    return [(run, outcomes.get(run.key, "")) for run in cut_runs(text, marks)]
