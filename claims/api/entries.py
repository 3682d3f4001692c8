"""Bodies as the actions of the upper floor take them: read like records of a case file, names turned to rows."""

from decimal import Decimal
from typing import Any

from claims.actions.reports import LinkEntry, Quote, ReportEntry
from claims.algebra.intervals import Quantity
from claims.api.visible import claims_for
from claims.casefile.normalise import normalise
from claims.casefile.problems import Place
from claims.hedge_table import hedges_of
from claims.models import Claim, Question
from claims.vocabulary import Comparator
from newsrooms.api.actor import Actor
from newsrooms.api.find import named
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.models import Newsroom
from sources.api.entries import document_from, source_from

Record = dict[str, Any]
NO_NAME = "\0"  # stands for an id not given; no external_id holds that character


def read_record(kind: str, body: Record, newsroom: Newsroom) -> Record:
    """The body in the canonical form of a case record: moments read, quantities completed by the hedge table.

    Raises the 422 problem with the place of every fault.
    """
    record = {name: part for name, part in body.items() if part is not None and name != "external_id"}
    record["id"] = body.get("external_id", NO_NAME)
    canonical, problems = normalise(kind, record, Place(""), hedges_of(newsroom))
    if problems:
        faults = [Fault(problem.code, problem.reason, pointer=problem.path) for problem in problems]
        raise ProblemError("invalid", "", faults)
    return canonical


def quantity_from(record: Record) -> Quantity | None:
    """The quantity of a canonical record; ``of_claim`` is left to `whole_from`."""
    figure = record.get("quantity")
    if figure is None:
        return None
    low, high = (None if figure[end] is None else Decimal(str(figure[end])) for end in ("low", "high"))
    return Quantity(
        low=low,
        high=high,
        low_open=figure.get("low_open", False),
        high_open=figure.get("high_open", False),
        comparator=Comparator(figure["comparator"]) if figure.get("comparator") else None,
        worded=figure.get("worded", ""),
        unit=figure.get("unit", ""),
        counted=figure.get("counted", ""),
    )


def claim_from(name: str, actor: Actor, *keys: str | int) -> Claim:
    """The claim a body names at ``keys``, among those of the actor's newsrooms."""
    mine = claims_for(actor).filter(newsroom__in=actor.newsrooms()).select_related("newsroom", "question")
    return named(mine, name, actor, *keys)


def whole_from(record: Record, actor: Actor, *keys: str | int) -> Claim | None:
    """The claim that a record's quantity is a fraction of."""
    name = (record.get("quantity") or {}).get("of_claim")
    return claim_from(name, actor, *keys, "quantity", "of_claim") if name else None


def question_from(name: str | None, actor: Actor) -> Question | None:
    if name is None:
        return None
    return named(actor.own(Question.objects.visible_to(actor.user)), name, actor, "question")


def quote_from(record: Record) -> Quote | None:
    quote = record.get("quote")
    return quote and Quote(quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))


def report_from(record: Record, actor: Actor) -> ReportEntry:
    """A canonical report record as it is entered."""
    chains = [
        [link_from(link, actor, "chains", number, position) for position, link in enumerate(chain)]
        for number, chain in enumerate(record.get("chains", ()))
    ]
    materials = [
        source_from(name, actor, "only_material_of", number)
        for number, name in enumerate(record.get("only_material_of", ()))
    ]
    return ReportEntry(
        stance=record["stance"],
        chains=chains,
        own_reporting=record.get("own_reporting", False),
        quantity=quantity_from(record),
        of_claim=whole_from(record, actor),
        as_of=record.get("as_of"),
        quote=quote_from(record),
        hedge=record.get("hedge", ""),
        direct_quotation=record.get("direct_quotation", False),
        place=record.get("place", ""),
        only_material_of=materials,
    )


def link_from(link: Record, actor: Actor, *keys: str | int) -> LinkEntry:
    document = link.get("document")
    return LinkEntry(
        source=source_from(link["source"], actor, *keys, "source"),
        relation=link["relation"],
        document=document_from(document, actor, *keys, "document") if document else None,
        quantity=quantity_from(link),
        of_claim=whole_from(link, actor, *keys),
        hedge=link.get("hedge", ""),
        quote=quote_from(link),
    )
