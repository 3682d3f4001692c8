"""Writing the reports of a case file with their chains, and finding their quotes in the captured texts."""

from collections.abc import Iterator
from typing import Any

from claims.actions.importing.ground import CHUNK
from claims.actions.importing.ledger import Item, Ledger, settle, split_known
from claims.actions.importing.questions import quantity_columns
from claims.casefile.problems import Problem, shorten
from claims.casefile.writing import write_reports
from claims.models import Attribution, Report, ReportMaterial
from claims.quotes import find_quote
from sources.algebra.moments import Moment
from sources.models import Capture
from sources.models.moments import moment_columns


def import_reports(items: list[Item], ledger: Ledger) -> None:
    """Enter the new reports. A quote must stand in the captured text of its document, where there is one."""
    rows = Report.objects.filter(newsroom=ledger.newsroom, external_id__in={item.id for item in items})
    held = {row.external_id: record for row, record in write_reports(rows.order_by("pk"))}
    fresh = split_known("report", items, held, ledger)
    _learn_names(fresh, ledger)
    kept = settle("report", fresh, lambda item: _unknown_names(item, ledger), ledger)
    placed = _place_quotes(kept, ledger)
    written = Report.objects.bulk_create([_report(item, ledger, place) for item, place in placed], batch_size=CHUNK)
    links, materials = [], []
    for (item, _), report in zip(placed, written, strict=True):
        links += list(_links(item, report, ledger))
        names = item.content.get("only_material_of", ())
        materials += [ReportMaterial(report=report, source_id=ledger.pk("source", name)) for name in names]
        ledger.note("report", item.id, report.pk)
        ledger.touched_claims.add(report.claim_id)
    Attribution.objects.bulk_create(links, batch_size=CHUNK)
    ReportMaterial.objects.bulk_create(materials, batch_size=CHUNK)
    ledger.added["report"] += len(written)


def _all_links(item: Item) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for number, chain in enumerate(item.content.get("chains", ())):
        for position, link in enumerate(chain):
            yield number, position, link


def _learn_names(items: list[Item], ledger: Ledger) -> None:
    links = [link for item in items for _, _, link in _all_links(item)]
    quantities = [part["quantity"] for part in [*links, *(item.content for item in items)] if "quantity" in part]
    claims = {item.content["claim"] for item in items}
    claims |= {figure["of_claim"] for figure in quantities if "of_claim" in figure}
    documents = {item.content["document"] for item in items}
    documents |= {link["document"] for link in links if "document" in link}
    sources = {link["source"] for link in links}
    sources |= {name for item in items for name in item.content.get("only_material_of", ())}
    ledger.learn("claim", claims)
    ledger.learn("document", documents)
    ledger.learn("source", sources)


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


Place = tuple[int, int, int] | None


def _place_quotes(items: list[Item], ledger: Ledger) -> list[tuple[Item, Place]]:
    """Each report with the capture and the span its quote stands in; those whose quote is not there are refused."""
    quoting = {ledger.pk("document", item.content["document"]) for item in items if "quote" in item.content}
    texts: dict[int, tuple[int, str]] = {}
    captures = Capture.objects.with_text().filter(document__in=quoting).order_by("captured_at", "id")
    for document, capture, text in captures.values_list("document", "pk", "text__text"):
        texts[document] = (capture, text)
    placed: list[tuple[Item, Place]] = []
    for item in items:
        held = texts.get(ledger.pk("document", item.content["document"]))
        if "quote" not in item.content or held is None:
            placed.append((item, None))
            continue
        quote = item.content["quote"]
        span = find_quote(held[1], quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))
        if span is None:
            reason = f"{shorten(quote['exact'])} does not stand in the captured text of its document"
            ledger.refuse("report", item, [Problem(item.place.at("quote", "exact"), "not_in_text", reason)])
        else:
            placed.append((item, (held[0], *span)))
    return placed


def _report(item: Item, ledger: Ledger, place: Place) -> Report:
    content = item.content
    as_of: Moment | None = content.get("as_of")
    capture, start, end = place or (None, None, None)
    claim, document = ledger.pk("claim", content["claim"]), ledger.pk("document", content["document"])
    return Report(
        newsroom=ledger.newsroom,
        external_id=item.id,
        claim_id=claim,
        document_id=document,
        stance=content["stance"],
        own_reporting=content.get("own_reporting", False),
        **moment_columns("as_of", as_of),
        capture_id=capture,
        quote_start=start,
        quote_end=end,
        hedge=content.get("hedge", ""),
        direct_quotation=content.get("direct_quotation", False),
        place=content.get("place", ""),
        recorded_by=ledger.by,
        **_quote_columns(content),
        **quantity_columns(content, ledger),
    )


def _links(item: Item, report: Report, ledger: Ledger) -> Iterator[Attribution]:
    for number, position, link in _all_links(item):
        yield Attribution(
            report=report,
            claim_id=report.claim_id,
            chain=number,
            position=position,
            source_id=ledger.pk("source", link["source"]),
            relation=link["relation"],
            document_id=ledger.pk_if_named("document", link.get("document")),
            hedge=link.get("hedge", ""),
            **_quote_columns(link),
            **quantity_columns(link, ledger),
        )


def _quote_columns(record: dict[str, Any]) -> dict[str, str]:
    quote = record.get("quote", {})
    return {f"quote_{part}": quote.get(part, "") for part in ("exact", "prefix", "suffix")}
