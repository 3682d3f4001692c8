"""Writing the ground floor's records of a case file: sources, ties and documents."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from claims.actions.importing.cells import moment_cells
from claims.actions.importing.copying import Sheet, next_keys
from claims.actions.importing.ledger import Item, Ledger, differences, settle, split_known
from claims.casefile.became import once
from claims.casefile.problems import Problem
from claims.casefile.writing import write_documents, write_sources, write_ties
from newsrooms.public_ids import new_public_id
from sources.actions.entering import WHY_NOT_ADDRESS, why_not_plain
from sources.algebra.moments import Moment, read_moment
from sources.algebra.voices import Tie as TieFact
from sources.algebra.voices import find_tie_loop
from sources.fetching.addresses import make_address_key
from sources.models import Alignment, Capture, CapturedText, Document, Source, SourceAlias, SourceGrade, Tie
from sources.models.moments import moment_columns
from sources.vocabulary import CaptureMethod, CaptureOutcome, TieKind

CHUNK = 2000
SOURCE = ("id", "public_id", "external_id", "name", "kind", "country", "url")
DOCUMENT = (
    *("id", "public_id", "external_id", "publisher_id", "title", "url", "address_key", "published_at"),
    *("published_precision", "language", "authors", "captured"),
)

# What a capture tells of a document: here it may be known of one whose file is silent.
FOUND_OUT = frozenset({"published_at", "language", "authors", "captured", "text"})


def import_sources(items: list[Item], ledger: Ledger) -> None:
    """Enter the new sources with their aliases, alignments and grades."""
    sound = [item for item in items if not _refuse_address("source", item, ledger)]
    fresh = split_known("source", sound, ledger.held("source", sound, write_sources), ledger)
    for item, pk in zip(fresh, next_keys(Source, len(fresh)), strict=True):
        ledger.note("source", item.id, pk)
    ledger.learn("source", {name for item in fresh for name in item.content.get("aligned_with", ())})
    kept = settle("source", fresh, lambda item: _unknown_sides(item, ledger), ledger)
    now = timezone.now()
    sheet = Sheet(Source, SOURCE, newsroom_id=ledger.newsroom.pk, created_at=now, changed_at=now)
    ledger.copier.send((sheet, (_source(item, ledger) for item in kept)))
    ledger.copier.settle()
    _write_source_parts(kept, ledger)
    ledger.added["source"] += len(kept)


def import_ties(items: list[Item], ledger: Ledger) -> None:
    """Enter the new ties, none of which may close a circle of control."""
    ledger.learn("source", {item.content[end] for item in items for end in ("source", "tied_to")})
    rows = Tie.objects.filter(newsroom=ledger.newsroom)
    held = {_tie_key(record): record for _, record in write_ties(rows)}
    standing = [_tie_fact(record) for record in held.values()]
    if ledger.became.sources:
        now = once(ledger.became.read("tie", record) for record in list(held.values()))
        held = {_tie_key(record): record for record in now} | held
    all_at_once = [*standing, *(_tie_fact(item.content) for item in items)]
    may_loop = bool(find_tie_loop(all_at_once))
    fresh = []
    for item in items:
        found = [
            problem
            for end in ("source", "tied_to")
            for problem in ledger.missing("source", item.content[end], item, end)
        ]
        before = held.get(_tie_key(item.content))
        if not found and before is not None:
            changed = differences(item.content, before)
            found = [Problem(item.place.at(), "changed_content", f"is declared already: {'; '.join(changed)}")]
            if not changed:
                ledger.unchanged["tie"] += 1
                continue
        if not found and may_loop and (loop := find_tie_loop([*standing, _tie_fact(item.content)])):
            circle = " → ".join(loop)
            found = [Problem(item.place.at("tied_to"), "tie_loop", f"closes a circle of control: {circle}")]
        if found:
            ledger.problems += found
            continue
        held[_tie_key(item.content)] = item.content
        standing.append(_tie_fact(item.content))
        fresh.append(item)
    Tie.objects.bulk_create([_tie(item, ledger) for item in fresh], batch_size=CHUNK)
    # What speaks only in this file is due with its claims.
    ends = {item.content[end] for item in fresh for end in ("source", "tied_to")}
    ledger.tied_sources.update(ledger.pk("source", name) for name in ends if not ledger.is_new("source", name))
    ledger.added["tie"] += len(fresh)


def import_documents(items: list[Item], ledger: Ledger) -> None:
    """Enter the new documents; a text given with one becomes its first capture."""
    sound = [item for item in items if not _refuse_address("document", item, ledger)]
    held = ledger.held("document", sound, write_documents)
    texts = _texts_of(held, ledger)

    def as_sent(given: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in here.items() if key in given or key not in FOUND_OUT}
        if "text" in given and hash_text(given["text"]) in texts.get(here["id"], ()):
            kept["text"] = given["text"]
        return kept

    ledger.learn("source", {item.content["publisher"] for item in sound})
    fresh = settle(
        "document",
        split_known("document", sound, held, ledger, as_sent=as_sent),
        lambda item: ledger.missing("source", item.content["publisher"], item, "publisher"),
        ledger,
    )
    for item, pk in zip(fresh, next_keys(Document, len(fresh)), strict=True):
        ledger.note("document", item.id, pk)
    now = timezone.now()
    sheet = Sheet(
        Document,
        DOCUMENT,
        newsroom_id=ledger.newsroom.pk,
        created_by_id=ledger.by and ledger.by.pk,
        recorded_at=now,
        changed_at=now,
    )
    ledger.copier.send((sheet, (_document(item, ledger) for item in fresh)))
    ledger.copier.settle()
    _write_texts(fresh, ledger)
    ledger.added["document"] += len(fresh)


def _texts_of(documents: Iterable[str], ledger: Ledger) -> dict[str, set[str]]:
    """The hashes of all texts captured of these documents: the latest is not always the one that a file brought."""
    named = Capture.objects.filter(document__newsroom=ledger.newsroom, document__external_id__in=list(documents))
    found: dict[str, set[str]] = defaultdict(set)
    for name, sha in named.exclude(text=None).values_list("document__external_id", "text__sha256"):
        found[name].add(sha)
    return found


def _unknown_sides(item: Item, ledger: Ledger) -> Iterator[Problem]:
    for number, name in enumerate(item.content.get("aligned_with", ())):
        yield from ledger.missing("source", name, item, "aligned_with", number)


def _refuse_address(kind: str, item: Item, ledger: Ledger) -> bool:
    url = item.content.get("url")
    if url is None:
        return False
    reason = why_not_plain(url) if make_address_key(url) else WHY_NOT_ADDRESS
    if reason is None:
        return False
    ledger.refuse(kind, item, [Problem(item.place.at("url"), "wrong_form", reason)])
    return True


def _source(item: Item, ledger: Ledger) -> tuple[Any, ...]:
    content = item.content
    return (
        ledger.pk("source", item.id),
        new_public_id(),
        item.id,
        content["name"],
        content["kind"],
        content.get("country", ""),
        content.get("url", ""),
    )


def _write_source_parts(items: list[Item], ledger: Ledger) -> None:
    aliases, alignments, grades = [], [], []
    for item in items:
        pk = ledger.pk("source", item.id)
        aliases += [SourceAlias(source_id=pk, name=name) for name in item.content.get("aliases", ())]
        alignments += [
            Alignment(source_id=pk, aligned_with_id=ledger.pk("source", name), reason="as imported")
            for name in item.content.get("aligned_with", ())
        ]
        if "reliability" in item.content:
            letter = item.content["reliability"]
            grades.append(SourceGrade(source_id=pk, letter=letter, reasons="as imported", given_by=ledger.by))
    SourceAlias.objects.bulk_create(aliases, batch_size=CHUNK)
    Alignment.objects.bulk_create(alignments, batch_size=CHUNK)
    SourceGrade.objects.bulk_create(grades, batch_size=CHUNK)


def _tie_key(record: dict[str, Any]) -> tuple[Any, ...]:
    return (*(record[key] for key in ("source", "tied_to", "kind")), record.get("since"), record.get("until"))


def _tie_fact(record: dict[str, Any]) -> TieFact:
    since, until = (_moment_of(record.get(end)) for end in ("since", "until"))
    return TieFact(record["source"], record["tied_to"], TieKind(record["kind"]), since, until)


def _moment_of(said: Moment | str | None) -> Moment | None:
    return read_moment(said) if isinstance(said, str) else said


def _tie(item: Item, ledger: Ledger) -> Tie:
    since: Moment | None = item.content.get("since")
    until: Moment | None = item.content.get("until")
    return Tie(
        newsroom=ledger.newsroom,
        source_id=ledger.pk("source", item.content["source"]),
        tied_to_id=ledger.pk("source", item.content["tied_to"]),
        kind=item.content["kind"],
        **moment_columns("since", since),
        **moment_columns("until", until),
        reason=item.content.get("reason", ""),
    )


def _document(item: Item, ledger: Ledger) -> tuple[Any, ...]:
    content = item.content
    return (
        ledger.pk("document", item.id),
        new_public_id(),
        item.id,
        ledger.pk("source", content["publisher"]),
        content["title"],
        content.get("url", ""),
        make_address_key(content["url"]) if "url" in content else "",
        *moment_cells(content.get("published_at")),
        content.get("language", ""),
        content.get("authors", []),
        content.get("captured", False),
    )


def _write_texts(items: list[Item], ledger: Ledger) -> None:
    texts = {hash_text(item.content["text"]): item.content["text"] for item in items if "text" in item.content}
    held = set(CapturedText.objects.filter(sha256__in=texts).values_list("sha256", flat=True))
    CapturedText.objects.bulk_create(
        [
            CapturedText(sha256=sha, text=text, extractor="case file")
            for sha, text in texts.items()
            if sha not in held
        ],
        batch_size=CHUNK,
    )
    pks = dict(CapturedText.objects.filter(sha256__in=texts).values_list("sha256", "pk"))
    now = timezone.now()
    Capture.objects.bulk_create(
        [
            Capture(
                public_id=new_public_id(),
                document_id=ledger.pk("document", item.id),
                method=CaptureMethod.IMPORT,
                outcome=CaptureOutcome.CAPTURED,
                text_id=pks[hash_text(item.content["text"])],
                captured_at=now,
                recorded_by=ledger.by,
            )
            for item in items
            if "text" in item.content
        ],
        batch_size=CHUNK,
    )


def hash_text(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
