"""The one canonical form of each record: dates in UTC, quantities completed, empty parts left out.

Two records mean the same when their canonical forms are equal; import compares by it and export writes it.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.algebra.hedge_table import HedgeTable
from claims.casefile.problems import Place, Problem, shorten
from claims.casefile.quantities import complete_quantity
from claims.casefile.usernames import why_not_username
from claims.vocabulary import Basis
from sources.algebra.moments import Moment, read_moment

MOMENTS = {
    "tie": ("since", "until"),
    "document": ("published_at",),
    "claim": ("as_of",),
    "report": ("as_of",),
    "withdrawal": ("at",),
    "assessment": ("at",),
}
UNORDERED = {"aliases", "aligned_with", "excludes", "only_material_of"}
SAYING = ("id", "name", "title", "text", "statement", "reasons")
DONE = {"withdrawal", "assessment"}
GRACE = timedelta(days=1)
LANGUAGE = re.compile(  # RFC 5646, section 2.1, with the tags it keeps for their age
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+|i-[a-z]{3,8}|sgn-[a-z]{2}-[a-z]{2}",
    re.IGNORECASE | re.ASCII,
)
MOST_LINKS = 1000
LONGEST_NAMES = {
    "unit": 100,
    "counted": 300,
    "hedge": 300,
    "location": 300,
    "url": 2000,
    "language": 35,
    "title": 2000,
}
# Longer prose would not fit the search columns of PostgreSQL (a tsvector holds 1 MiB).
LONGEST_NAMES |= dict.fromkeys(("scope", "reason", "reasons", "note", "exact", "prefix", "suffix"), 20_000)
LONGEST_QUESTION = 20_000

Canonical = tuple[dict[str, Any], list[Problem]]


def normalise(kind: str, content: dict[str, Any], place: Place, hedges: HedgeTable) -> Canonical:
    """The canonical form of a record of the right shape, and what is wrong with it beyond its shape."""
    problems: list[Problem] = []
    canonical = dict(content)
    for key in MOMENTS.get(kind, ()):
        if key in canonical:
            canonical[key] = _read(canonical[key], place, key, problems)
    if "quantity" in canonical:
        canonical["quantity"], found = complete_quantity(content["quantity"], place, hedges, ("quantity",))
        problems += found
    for key in UNORDERED.intersection(canonical):
        canonical[key] = sorted(set(canonical[key]))
    problems += _too_long(canonical, place) + _not_yet(kind, canonical, place)
    problems += [
        Problem(place.at(key), "empty", "is blank")
        for key in SAYING
        if canonical.get(key, "") and not canonical[key].strip()
    ]
    check = CHECKS.get(kind)
    if check is not None:
        problems += check(canonical, place, hedges)
    return _without_blanks(canonical), problems


def _not_yet(kind: str, record: dict[str, Any], place: Place) -> list[Problem]:
    """What people did is dated by the day they did it; a day's grace is for the clocks of others."""
    at = record.get("at") if kind in DONE else None
    if at is None or at.start <= datetime.now(UTC) + GRACE:
        return []
    return [Problem(place.at("at"), "in_the_future", f"{at} has not come yet")]


def _check_source(source: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    if source["id"] in source.get("aligned_with", ()):
        return [Problem(place.at("aligned_with"), "itself", "a source takes no side with itself")]
    source["aliases"] = [alias for alias in source.get("aliases", ()) if alias.strip() and alias != source["name"]]
    problem = Problem(place.at("aliases"), "too_long", "holds a name longer than 300 characters")
    return [problem] if any(len(alias) > 300 for alias in source["aliases"]) else []


def _check_tie(tie: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    if tie["source"] == tie["tied_to"]:
        return [Problem(place.at("tied_to"), "itself", "a source is not tied to itself")]
    since, until = tie.get("since"), tie.get("until")
    if isinstance(since, Moment) and isinstance(until, Moment) and since.start > until.start:
        return [Problem(place.at("until"), "upside_down", f"ends ({until}) before it begins ({since})")]
    return []


def _check_document(document: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    language = document.get("language", "")
    if not language or LANGUAGE.fullmatch(language):
        return []
    reason = f"{shorten(language)} is no language tag (BCP 47), such as en or pt-BR"
    return [Problem(place.at("language"), "wrong_form", reason)]


def _check_question(question: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    question.setdefault("basis", Basis.INSTANT.value)
    if len(question["text"]) > LONGEST_QUESTION:
        return [Problem(place.at("text"), "too_long", f"is longer than {LONGEST_QUESTION} characters")]
    return []


def _check_claim(claim: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    problems = []
    if claim["id"] in claim.get("excludes", ()):
        problems.append(Problem(place.at("excludes"), "itself", "a claim does not exclude itself"))
    if (claim.get("quantity") or {}).get("of_claim") == claim["id"]:
        problems.append(Problem(place.at("quantity", "of_claim"), "itself", "a claim is no fraction of itself"))
    stakes = claim.get("stakes", [])
    if len({stake["source"] for stake in stakes}) != len(stakes):
        problems.append(Problem(place.at("stakes"), "twice", "names one source twice"))
    claim["stakes"] = sorted((_without_blanks(stake) for stake in stakes), key=lambda stake: str(stake["source"]))
    tags = claim.get("tags", [])
    claim["tags"] = list(dict.fromkeys(tag for tag in tags if tag.strip()))
    if any(len(tag) > 100 for tag in tags):
        problems.append(Problem(place.at("tags"), "too_long", "holds a tag longer than 100 characters"))
    return problems


def _check_report(report: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    problems = _of_itself(report, report, place, ())
    chains = []
    if sum(map(len, report.get("chains", []))) > MOST_LINKS:
        return [Problem(place.at("chains"), "too_long", f"holds more than {MOST_LINKS} links")]
    for number, chain in enumerate(report.get("chains", [])):
        links = []
        for position, link in enumerate(chain):
            link = dict(link)
            keys = ("chains", number, position)
            if "quantity" in link:
                link["quantity"], found = complete_quantity(link["quantity"], place, hedges, (*keys, "quantity"))
                problems += found
            problems += _too_long(link, place, keys) + _of_itself(link, report, place, keys)
            if link.get("document") is not None and link["document"] == report.get("document"):
                reason = "is the document of the report itself; a link names where its source said it before"
                problems.append(Problem(place.at(*keys, "document"), "itself", reason))
            links.append(_without_blanks(link))
        chains.append(links)
    report["chains"] = chains
    return problems


def _of_itself(
    part: dict[str, Any], report: dict[str, Any], place: Place, keys: tuple[str | int, ...]
) -> list[Problem]:
    of_claim = (part.get("quantity") or {}).get("of_claim")
    if of_claim is None or of_claim != report.get("claim"):
        return []
    reason = "what is said of a claim is no fraction of that claim"
    return [Problem(place.at(*keys, "quantity", "of_claim"), "itself", reason)]


def _check_assessment(assessment: dict[str, Any], place: Place, hedges: HedgeTable) -> list[Problem]:
    problems = []
    if assessment.get("approved_by", "").casefold() == assessment["by"].casefold():
        problems.append(Problem(place.at("approved_by"), "own", "nobody approves an assessment of their own"))
    for key in ("by", "approved_by"):
        name = assessment.get(key)
        if reason := name is not None and why_not_username(name):
            problems.append(Problem(place.at(key), "wrong_form", reason))
    return problems


CHECKS: dict[str, Callable[[dict[str, Any], Place, HedgeTable], list[Problem]]] = {
    "source": _check_source,
    "tie": _check_tie,
    "document": _check_document,
    "question": _check_question,
    "claim": _check_claim,
    "report": _check_report,
    "assessment": _check_assessment,
}


def _read(written: str, place: Place, key: str, problems: list[Problem]) -> Moment | None:
    try:
        return read_moment(written)
    except ValueError as error:
        problems.append(Problem(place.at(key), "not_a_moment", str(error)))
        return None


def _too_long(part: dict[str, Any], place: Place, keys: tuple[str | int, ...] = ()) -> list[Problem]:
    found = [
        Problem(place.at(*keys, key), "too_long", f"{shorten(part[key])} is longer than {limit} characters")
        for key, limit in LONGEST_NAMES.items()
        if key in part and isinstance(part[key], str) and len(part[key]) > limit
    ]
    for key in ("quantity", "quote"):
        if part.get(key):
            found += _too_long(part[key], place, (*keys, key))
    return found


def _without_blanks(part: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_blanks(value) if key == "quote" else value
        for key, value in part.items()
        if value is not None and value is not False and value not in ("", [])
    }
