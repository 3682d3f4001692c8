"""Judging suggestions: accepted as they are or amended, they become reports by the ordinary action; or refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from claims.actions.claims import refuse_stranger, write_claim
from claims.actions.extractions import rematch_waiting
from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report
from claims.actions.withdrawals import withdraw_statement
from claims.matching.found import Found, read_found
from claims.matching.names import is_nobody
from claims.matching.plan import Plan, PlannedLink, list_changes, plan_of
from claims.models import Claim, Report, Suggestion, Withdrawal
from claims.rules import why_not_report
from claims.vocabulary import SuggestionOutcome
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.sources import add_source, set_aliases
from sources.algebra.moments import second_of
from sources.models import Source
from sources.vocabulary import SourceKind

CONTEXT = 48


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of judging several at once: those done, and those that were refused, each with the reason."""

    done: tuple[Suggestion, ...]
    failed: tuple[tuple[Suggestion, str], ...]


def accept_suggestion(
    *, by: User | None, suggestion: Suggestion, plan: Plan | None = None, why: str = "", remember_names: bool = False
) -> Suggestion:
    """Record what a suggestion says, as planned or as an editor amended it; new claims and sources are entered.

    What differs from the plan is kept on the suggestion. ``remember_names``: a name of the article that the editor
    gave to a known source becomes another name of that source. Raises ``PermissionDenied``, and ``ValidationError``
    when it was judged before or the report is refused.
    """
    refuse_if(why_not_report(by, suggestion.newsroom))
    with acting(by, why or "accepted a suggestion"):
        held = take_waiting(suggestion)
        proposed = plan_of(held)
        plan = plan or proposed
        held.amended = list_changes(proposed, plan)
        found = read_found(held.candidate)
        if plan.withdrawal is not None and plan.claim is None:
            raise ValidationError({"claim": "Pick the claim of which something was taken back."}, "required")
        claim = plan.claim or open_claim(by, held, plan)
        refuse_stranger(claim, suggestion=held.newsroom_id)
        if plan.withdrawal is not None:
            held.withdrawal = take_back(by, held, plan, claim, found)
        else:
            held.report = enter_report(by, held, plan, claim, found)
        held.claim = claim
        close(held, by, SuggestionOutcome.AMENDED if held.amended else SuggestionOutcome.ACCEPTED, why)
        if remember_names:
            keep_names(by, plan, found)
        rematch_waiting(capture=held.capture)
    return held


def refuse_suggestion(*, by: User | None, suggestion: Suggestion, reason: str = "") -> Suggestion:
    """Say that a suggestion is not to be recorded; ``reason`` is kept for measuring. It is not suggested again."""
    refuse_if(why_not_report(by, suggestion.newsroom))
    with acting(by, reason or "refused a suggestion"):
        held = take_waiting(suggestion)
        close(held, by, SuggestionOutcome.REFUSED, reason)
    return held


def reopen_suggestion(*, by: User | None, suggestion: Suggestion) -> Suggestion:
    """Let a refused suggestion wait again. What was accepted is a report by now, and only superseded."""
    refuse_if(why_not_report(by, suggestion.newsroom))
    with acting(by, "reopened a suggestion"):
        held = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
        if held.outcome != SuggestionOutcome.REFUSED.value:
            raise ValidationError("Only a refused suggestion can be opened again.", "not_refused")
        held.outcome, held.judged_at, held.judged_by = SuggestionOutcome.WAITING.value, None, None
        held.reason = ""
        held.save()
    return held


def accept_several(*, by: User | None, suggestions: Iterable[Suggestion], why: str = "") -> Judged:
    """Accept each as it stands, in the order of the text. One that is refused leaves the others be."""
    done, failed = [], []
    for suggestion in sorted(suggestions, key=lambda one: (one.capture_id, one.start, one.pk)):
        try:
            done.append(accept_suggestion(by=by, suggestion=suggestion, why=why))
        except (ValidationError, PermissionDenied) as error:
            failed.append((suggestion, say_refusal(error)))
    return Judged(tuple(done), tuple(failed))


def refuse_several(*, by: User | None, suggestions: Iterable[Suggestion], reason: str = "") -> Judged:
    """Refuse each, for one reason."""
    done, failed = [], []
    for suggestion in suggestions:
        try:
            done.append(refuse_suggestion(by=by, suggestion=suggestion, reason=reason))
        except (ValidationError, PermissionDenied) as error:
            failed.append((suggestion, say_refusal(error)))
    return Judged(tuple(done), tuple(failed))


def say_refusal(error: ValidationError | PermissionDenied) -> str:
    """A refusal in one line."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error) or "You may not do this."


def take_waiting(suggestion: Suggestion) -> Suggestion:
    """The suggestion, locked; ``ValidationError`` when somebody has judged it already."""
    held = Suggestion.objects.select_for_update(of=("self",)).select_related("document", "newsroom", "capture__text")
    row = held.get(pk=suggestion.pk)
    if row.outcome != SuggestionOutcome.WAITING.value:
        raise ValidationError(f"This suggestion has been {row.outcome} already.", "judged")
    return row


def close(held: Suggestion, by: User | None, outcome: SuggestionOutcome, reason: str) -> None:
    held.outcome, held.reason = outcome.value, reason
    held.judged_at, held.judged_by = timezone.now(), by
    held.save()


def open_claim(by: User | None, held: Suggestion, plan: Plan) -> Claim:
    """The new claim that a plan proposes."""
    return write_claim(
        by=by,
        newsroom=held.newsroom,
        statement=plan.statement,
        question=plan.question,
        quantity=plan.quantity,
        as_of=plan.as_of,
        language=held.document.language[:2],
        why="suggested by a captured text",
    )


def enter_report(by: User | None, held: Suggestion, plan: Plan, claim: Claim, found: Found) -> Report:
    """The report, by the ordinary action."""
    entered: dict[tuple[str, str], Source] = {}
    chains = [[enter_link(by, held, link, entered) for link in chain] for chain in plan.chains]
    credited = [rest for chain in chains if (rest := chain[is_publisher(held, chain[0]) :])]
    entry = ReportEntry(
        stance=plan.stance,
        chains=credited,
        own_reporting=plan.own_reporting and not credited,
        quantity=plan.quantity,
        as_of=plan.as_of,
        quote=quote_of(held, found),
        hedge=plan.hedge,
        direct_quotation=found.direct,
        place=found.place,
    )
    return record_report(by=by, claim=claim, document=held.document, entry=entry, why="suggested by a captured text")


def take_back(by: User | None, held: Suggestion, plan: Plan, claim: Claim, found: Found) -> Withdrawal:
    """The withdrawal that a document tells of: whoever is named took back what it said of the claim."""
    if not plan.chains:
        raise ValidationError({"chains": "Name who took it back."}, "required")
    if plan.withdrawal is None:
        raise ValidationError({"withdrawal": "Say how it was taken back."}, "required")
    link = enter_link(by, held, plan.chains[0][-1], {})
    seen = held.document.published or second_of(held.capture.captured_at)
    return withdraw_statement(
        by=by,
        kind=plan.withdrawal,
        at=plan.as_of or seen,
        source=link.source,
        claim=claim,
        noticed_in=held.document,
        note=found.quote.text[:2000],
    )


def enter_link(
    by: User | None, held: Suggestion, link: PlannedLink, entered: dict[tuple[str, str], Source]
) -> LinkEntry:
    """One link with its source, entered when it is new; a name that stands twice is entered once."""
    source = link.source
    if source is None:
        if is_nobody(link.name):
            raise ValidationError({"chains": f"Say who “{link.name}” is before this is recorded."}, "unresolved")
        known = (link.name.strip(), link.kind.value)
        source = entered.get(known) or Source.objects.filter(newsroom=held.newsroom, name=known[0]).current().first()
        if source is None or (source.kind == SourceKind.UNNAMED.value) != (link.kind is SourceKind.UNNAMED):
            why = f"named in {held.document.title}"[:500]
            source = add_source(by=by, newsroom=held.newsroom, name=known[0], kind=link.kind, why=why)
        entered[known] = source
    return LinkEntry(source=source, relation=link.relation)


def is_publisher(held: Suggestion, link: LinkEntry) -> bool:
    """Whether a text speaks of its publisher by another name, as if it were somebody it credits."""
    return link.source.pk == held.document.publisher_id


def quote_of(held: Suggestion, found: Found) -> Quote:
    """The sentence as it stands in the captured text, with what stands around it."""
    text = held.capture.text.text if held.capture.text else ""
    start, end = found.quote.start, found.quote.end
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def keep_names(by: User | None, plan: Plan, found: Found) -> None:
    """Make names of the article further names of the known sources they were given to."""
    for planned, read in zip(plan.chains, found.chains, strict=False):
        for link, was in zip(planned, read, strict=False):
            source = link.source
            if source is None or Source.objects.named(was.name).filter(pk=source.pk).exists():
                continue
            names = [*source.aliases.values_list("name", flat=True), was.name[:300]]
            set_aliases(by=by, source=source, aliases=names, why="named so in a captured text")
