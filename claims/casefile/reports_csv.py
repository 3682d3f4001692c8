"""Reports as a table (CSV), for desks that keep theirs in a spreadsheet: one row is one report with its chains.

Columns: ``id``, ``claim``, ``document`` and ``stance``, and any of ``chains``, ``quantity`` (as worded), ``unit``,
``counted``, ``as_of``, ``quote``, ``hedge``, ``place``, ``own_reporting``, ``direct_quotation`` and
``only_material_of``. A chain is written ``source:relation > source:relation`` from whom the publisher credits to the
origin; several are separated by ``|``, and so are the sources of ``only_material_of``.
"""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from claims.casefile.cells import as_it_was
from claims.casefile.problems import Place, Problem, shorten
from claims.casefile.reading import Record
from claims.casefile.strict import DEEPEST
from newsrooms.strict_json import is_storable

NEEDED = ("id", "claim", "document", "stance")
TEXTS = ("as_of", "hedge", "place")
FLAGS = ("own_reporting", "direct_quotation")
FIGURE = {"quantity": "worded", "unit": "unit", "counted": "counted"}
ORDER = (*NEEDED, "chains", *FIGURE, "as_of", "quote", "hedge", "place", *FLAGS, "only_material_of")
COLUMNS = frozenset(ORDER)
YES, NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
LONGEST_CELL = 1_000_000


def read_reports_csv(lines: TextIO) -> Iterator[Record | Problem]:
    """Each row as a report record, or what is wrong with it; the line is the one the row ends on."""
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(lines, strict=True)
    try:
        heading = [name.strip() for name in next(rows, [])]
        faults = list(_faults_of_heading(heading))
        if faults:
            yield from faults
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _read_row(heading, row, Place("", line=rows.line_num))
    except csv.Error as error:
        yield Problem(Place("", line=rows.line_num).at(), "not_csv", f"is not CSV: {error}")


def cells_of_report(record: dict[str, Any]) -> list[str]:
    """A report record as a row under ``ORDER``, such as ``read_reports_csv`` reads."""
    figure, quote = record.get("quantity") or {}, record.get("quote") or {}
    own = {"chains": _write_chains(record.get("chains") or []), "quote": quote.get("exact", "")}
    own |= {name: figure.get(part, "") for name, part in FIGURE.items()}
    own |= {name: "true" if record.get(name) else "" for name in FLAGS}
    own["only_material_of"] = " | ".join(record.get("only_material_of") or [])
    return [str(own.get(name, record.get(name)) or "") for name in ORDER]


def _write_chains(chains: list[list[dict[str, Any]]]) -> str:
    return " | ".join(" > ".join(f"{link['source']}:{link['relation']}" for link in chain) for chain in chains)


def _faults_of_heading(heading: list[str]) -> Iterator[Problem]:
    place = Place("", line=1)
    for name in NEEDED:
        if name not in heading:
            yield Problem(place.at(name), "required", "there is no such column")
    for name in heading:
        if name not in COLUMNS:
            columns = ", ".join(sorted(COLUMNS))
            yield Problem(place.at(name[:60]), "unknown_field", f"is not a column of a table of reports: {columns}")
    if len(set(heading)) != len(heading):
        yield Problem(place.at(), "twice", "names one column twice")


def _read_row(heading: list[str], row: list[str], place: Place) -> Record | Problem:
    if len(row) != len(heading):
        return Problem(place.at(), "wrong_form", f"has {len(row)} cells under {len(heading)} columns")
    cells = {name: as_it_was(cell.strip()) for name, cell in zip(heading, row, strict=True) if cell.strip()}
    content: dict[str, Any] = {name: cells[name] for name in (*NEEDED, *TEXTS) if name in cells}
    for name, cell in cells.items():
        if not is_storable(cell):
            return Problem(place.at(name), "unprintable", "holds a control character or half of a surrogate pair")
    for name in FLAGS:
        if name in cells:
            said = cells[name].lower()
            if said not in YES | NO:
                return Problem(place.at(name), "wrong_type", f"{shorten(cells[name])} is neither true nor false")
            content[name] = said in YES
    figure = {part: cells[name] for name, part in FIGURE.items() if name in cells}
    if figure:
        content["quantity"] = figure
    if "quote" in cells:
        content["quote"] = {"exact": cells["quote"]}
    if "only_material_of" in cells:
        content["only_material_of"] = [name.strip() for name in cells["only_material_of"].split("|") if name.strip()]
    try:
        content["chains"] = _read_chains(cells.get("chains", ""))
    except ValueError as error:
        return Problem(place.at("chains"), "wrong_form", str(error))
    return Record("report", content, place)


def _read_chains(written: str) -> list[list[dict[str, str]]]:
    chains = [[_read_link(link) for link in chain.split(">")] for chain in written.split("|") if chain.strip()]
    if len(chains) > DEEPEST:
        raise ValueError(f"has more than {DEEPEST} chains")
    return chains


def _read_link(written: str) -> dict[str, str]:
    source, colon, relation = written.strip().rpartition(":")
    if not colon or not source.strip() or not relation.strip():
        raise ValueError(f"{shorten(written.strip())} is not a source with its relation, such as src-ministry:says")
    return {"source": source.strip(), "relation": relation.strip()}
