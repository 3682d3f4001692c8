"""Writing the reports of a case file with their chains, and finding their quotes in the captured texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from claims.actions.importing.cells import NO_MOMENT, QUANTITY, moment_cells, quantity_cells
from claims.actions.importing.copying import Sheet, next_keys
from claims.actions.importing.ledger import Item, Ledger, UnknownNameError, split_known
from claims.actions.reports import WHY_NOT_REPEATED
from claims.casefile.problems import Problem, shorten
from claims.casefile.writing import write_reports
from claims.models import Attribution, Report, ReportMaterial
from claims.quotes import find_quote
from newsrooms.public_ids import new_public_id
from sources.models import Capture, Document

QUOTE = ("quote_exact", "quote_prefix", "quote_suffix")
NO_QUOTE = ("", "", "")
REPORT = (
    *("id", "public_id", "external_id", "claim_id", "document_id", "stance", "own_reporting", "hedge"),
    *("direct_quotation", "place", "as_of_at", "as_of_precision", "capture_id", "quote_start", "quote_end"),
    *QUOTE,
    *QUANTITY,
)
LINKS = Sheet(
    Attribution,
    (
        "report_id",
        "claim_id",
        "chain",
        "position",
        "source_id",
        "relation",
        "document_id",
        "hedge",
        *QUOTE,
        *QUANTITY,
    ),
)
MATERIALS = Sheet(ReportMaterial, ("report_id", "source_id"))
Place = tuple[int | None, int | None, int | None]
NOWHERE: Place = (None, None, None)
Row = tuple[Any, ...]


def import_reports(items: list[Item], ledger: Ledger) -> None:
    """Enter the new reports. A quote must stand in the captured text of its document, where there is one."""
    fresh = split_known("report", items, ledger.held("report", items, write_reports), ledger)
    _learn_names(fresh, ledger)
    places = _place_quotes(fresh, ledger)
    publishers = _publishers(fresh, ledger)
    now = timezone.now()
    sheet = Sheet(
        Report,
        REPORT,
        newsroom_id=ledger.newsroom.pk,
        recorded_at=now,
        recorded_by_id=ledger.by and ledger.by.pk,
    )
    reports: list[Row] = []
    links: list[Row] = []
    materials: list[Row] = []
    for item, pk in zip(fresh, next_keys(Report, len(fresh)), strict=True):
        try:
            place = places.get(item.id, NOWHERE)
            row = _report(pk, item, ledger, place)
            own_links = [_link(pk, row[3], *link, ledger) for link in _all_links(item)]
            material = [(pk, ledger.pk("source", name)) for name in item.content.get("only_material_of", ())]
        except UnknownNameError:
            ledger.refuse("report", item, _unknown_names(item, ledger))
            continue
        if place is None:
            ledger.refuse("report", item, [_not_in_text(item)])
            continue
        if repeated := [link for link in own_links if _repeats(link, row[4], publishers)]:
            ledger.refuse("report", item, [_repeated(link, item) for link in repeated])
            continue
        reports.append(row)
        links += own_links
        materials += material
        ledger.touched_claims.add(row[3])
    ledger.copier.send((sheet, reports), (LINKS, links), (MATERIALS, materials))
    ledger.added["report"] += len(reports)


def _all_links(item: Item) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for number, chain in enumerate(item.content.get("chains", ())):
        for position, link in enumerate(chain):
            yield number, position, link


def _learn_names(items: list[Item], ledger: Ledger) -> None:
    claims: set[str] = set()
    documents: set[str] = set()
    sources: set[str] = set()
    for item in items:
        content = item.content
        claims.add(content["claim"])
        documents.add(content["document"])
        sources.update(content.get("only_material_of", ()))
        _learn_whole(content, claims)
        for chain in content.get("chains", ()):
            for link in chain:
                sources.add(link["source"])
                if "document" in link:
                    documents.add(link["document"])
                _learn_whole(link, claims)
    ledger.learn("claim", claims)
    ledger.learn("document", documents)
    ledger.learn("source", sources)


def _learn_whole(part: dict[str, Any], claims: set[str]) -> None:
    if "quantity" in part and "of_claim" in part["quantity"]:
        claims.add(part["quantity"]["of_claim"])


def _unknown_names(item: Item, ledger: Ledger) -> Iterator[Problem]:
    content = item.content
    yield from ledger.missing("claim", content["claim"], item, "claim")
    yield from ledger.missing("document", content["document"], item, "document")
    of_claim = (content.get("quantity") or {}).get("of_claim")
    yield from ledger.missing("claim", of_claim, item, "quantity", "of_claim")
    for number, name in enumerate(content.get("only_material_of", ())):
        yield from ledger.missing("source", name, item, "only_material_of", number)
    for number, position, link in _all_links(item):
        keys = ("chains", number, position)
        yield from ledger.missing("source", link["source"], item, *keys, "source")
        yield from ledger.missing("document", link.get("document"), item, *keys, "document")
        of_claim = (link.get("quantity") or {}).get("of_claim")
        yield from ledger.missing("claim", of_claim, item, *keys, "quantity", "of_claim")


def _place_quotes(items: Iterable[Item], ledger: Ledger) -> dict[str, Place | None]:
    """The capture and the span in which the quote of each report stands; ``None`` where it stands not in its text."""
    quoting = {item.id: item for item in items if "quote" in item.content}
    if not quoting:
        return {}
    documents = {item.content["document"] for item in quoting.values()}
    rows = Capture.objects.with_text().filter(document__newsroom=ledger.newsroom, document__external_id__in=documents)
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    newest_first = rows.order_by("-captured_at", "-id").values_list("document__external_id", "pk", "text__text")
    for document, capture, text in newest_first:
        texts[document].append((capture, text))
    places: dict[str, Place | None] = {}
    for name, item in quoting.items():
        quote = item.content["quote"]
        if item.content["document"] in texts:
            places[name] = _place_in(texts[item.content["document"]], quote)
    return places


def _place_in(texts: list[tuple[int, str]], quote: dict[str, str]) -> Place | None:
    for capture, text in texts:
        span = find_quote(text, quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))
        if span is not None:
            return (capture, *span)
    return None


def _publishers(items: Iterable[Item], ledger: Ledger) -> dict[int, int]:
    """The publishers of the documents whose reports credit anybody."""
    names = {item.content["document"] for item in items if item.content.get("chains")}
    rows = Document.objects.filter(newsroom=ledger.newsroom, external_id__in=names)
    return dict(rows.values_list("pk", "publisher_id"))


def _repeats(link: Row, document: int, publishers: dict[int, int]) -> bool:
    """Whether a chain begins with the publisher, and not with another document of its own."""
    return link[3] == 0 and link[6] is None and link[4] == publishers[document]


def _repeated(link: Row, item: Item) -> Problem:
    return Problem(item.place.at("chains", link[2], 0, "source"), "repeats_publisher", WHY_NOT_REPEATED)


def _not_in_text(item: Item) -> Problem:
    reason = f"{shorten(item.content['quote']['exact'])} does not stand in the captured text of its document"
    return Problem(item.place.at("quote", "exact"), "not_in_text", reason)


def _report(pk: int, item: Item, ledger: Ledger, place: Place | None) -> Row:
    content = item.content
    get = content.get
    return (
        pk,
        new_public_id(),
        item.id,
        ledger.pk("claim", content["claim"]),
        ledger.pk("document", content["document"]),
        content["stance"],
        get("own_reporting", False),
        get("hedge", ""),
        get("direct_quotation", False),
        get("place", ""),
        *(moment_cells(content["as_of"]) if "as_of" in content else NO_MOMENT),
        *(place or NOWHERE),
        *(_quote_cells(content["quote"]) if "quote" in content else NO_QUOTE),
        *quantity_cells(content, ledger),
    )


def _link(report: int, claim: int, chain: int, position: int, link: dict[str, Any], ledger: Ledger) -> Row:
    return (
        report,
        claim,
        chain,
        position,
        ledger.pk("source", link["source"]),
        link["relation"],
        ledger.pk_if_named("document", link.get("document")),
        link.get("hedge", ""),
        *(_quote_cells(link["quote"]) if "quote" in link else NO_QUOTE),
        *quantity_cells(link, ledger),
    )


def _quote_cells(quote: dict[str, Any]) -> tuple[str, str, str]:
    return (quote.get("exact", ""), quote.get("prefix", ""), quote.get("suffix", ""))
