"""A file of a house that merged: what is one here is one there, and what came to nothing is not named."""

import json
from typing import Any

import pytest

from claims.actions.merging import merge_claim
from claims.actions.standings import settle_all
from claims.actions.workflow import trash_claim
from claims.casefile.chosen import export_chosen
from claims.casefile.export import export_case, export_lines
from claims.models import Claim
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.merging import merge_source
from sources.models import Source
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import small_case
from tests.newsrooms.cast import hire, open_harbour_post


def exported(newsroom: Newsroom) -> dict[str, Any]:
    return dict(json.loads("".join(export_case(newsroom, title="out"))))


def whatever_their_order(case: dict[str, Any]) -> dict[str, Any]:
    """The case with its claims by id: one that is no share of another any more may stand elsewhere."""
    return case | {"claims": sorted(case["claims"], key=lambda claim: str(claim["id"]))}


def twofold_case() -> dict[str, Any]:
    """Two ids of one ministry, and two wordings of one claim, each with what hangs on it."""
    case = small_case(assessments=[], withdrawals=[])
    case["sources"] += [
        {"id": "river-office", "name": "Office of Rivers", "kind": "government", "aligned_with": ["gauge"]},
        {"id": "weir-party", "name": "Weir Party", "kind": "organisation"},
    ]
    case["ties"] += [
        {"source": "gauge", "tied_to": "river-office", "kind": "arm_of", "since": "2020"},
        {"source": "river-office", "tied_to": "ministry", "kind": "arm_of"},
    ]
    case["claims"] += [
        {
            "id": "weir-broke",
            "statement": "The weir broke.",
            "stakes": [{"source": "weir-party", "interest": "helped"}],
        },
        {"id": "no-weir", "statement": "There never was a weir.", "excludes": ["weir-broke"]},
        {"id": "lost", "statement": "A cow was lost.", "excludes": ["dam-held"]},
        {
            "id": "some-homes",
            "statement": "A third of what was counted stood empty.",
            "quantity": {"comparator": "fraction", "low": 0.3, "high": 0.34, "of_claim": "counted"},
        },
        {"id": "counted", "statement": "Homes were counted."},
    ]
    case["reports"] += [
        {
            "id": "office-says",
            "claim": "weir-broke",
            "document": "story",
            "stance": "asserts",
            "chains": chain("river-office"),
        },
        {
            "id": "ministry-says",
            "claim": "dam-failed",
            "document": "story",
            "stance": "asserts",
            "chains": chain("ministry"),
        },
        {"id": "cow", "claim": "lost", "document": "story", "stance": "asserts"},
    ]
    case["withdrawals"] = [{"source": "river-office", "claim": "weir-broke", "kind": "edited", "at": "2026-01-01"}]
    return case


def chain(source: str) -> list[list[dict[str, str]]]:
    return [[{"source": source, "relation": "says"}]]


@pytest.fixture
def merged(db: None) -> tuple[Importing, User]:
    """The twofold case after the house merged what is one, and put two claims in the trash."""
    newsroom, _ = open_harbour_post()
    editor = hire(newsroom, "edda", Role.EDITOR)
    importing = Importing(newsroom)
    importing(twofold_case())
    merge_source(by=editor, source=source("river-office"), into=source("ministry"), why="one office")
    merge_claim(by=editor, claim=claim("weir-broke"), into=claim("dam-failed"), why="the weir is the dam")
    for name in ("lost", "counted"):
        trash_claim(by=editor, claim=claim(name), why="nothing to us")
    settle_all()
    return importing, editor


def source(name: str) -> Source:
    return Source.objects.get(external_id=name)


def claim(name: str, newsroom: str = "harbour-post") -> Claim:
    return Claim.objects.select_related("standing").get(external_id=name, newsroom__slug=newsroom)


def lines(of: Claim) -> tuple[str, int, int, int, int]:
    standing = of.standing
    return (
        standing.status,
        standing.lines_low,
        standing.lines_with_parties,
        standing.lines_high,
        standing.reports,
    )


def test_what_was_merged_counts_once_where_the_file_arrives(merged: tuple[Importing, User]) -> None:
    out = exported(merged[0].newsroom)
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(out)
    settle_all()
    for name in ("dam-failed", "dam-held", "homes-21"):
        assert lines(claim(name, "other")) == lines(claim(name)), name
    assert whatever_their_order(exported(other.newsroom)) == whatever_their_order(out)


def test_every_name_of_the_file_is_what_it_became(merged: tuple[Importing, User]) -> None:
    out = exported(merged[0].newsroom)
    assert {record["id"] for record in out["sources"]} == {"ministry", "gauge", "herald", "mayor", "weir-party"}
    ministry = next(record for record in out["sources"] if record["id"] == "ministry")
    assert (ministry["aliases"], ministry["aligned_with"]) == (["Office of Rivers"], ["gauge"])
    assert len(out["ties"]) == 1 + 0
    claims = {record["id"]: record for record in out["claims"]}
    assert set(claims) == {"homes-21", "dam-failed", "dam-held", "half", "no-weir", "some-homes"}
    assert [stake["source"] for stake in claims["dam-failed"]["stakes"]] == ["weir-party"]
    assert claims["no-weir"]["excludes"] == ["dam-failed"]
    assert "quantity" not in claims["some-homes"]
    assert next(record for record in out["reports"] if record["id"] == "office-says") == {
        "id": "office-says",
        "claim": "dam-failed",
        "document": "story",
        "stance": "asserts",
        "chains": chain("ministry"),
    }
    assert [(record["claim"], record["source"]) for record in out["withdrawals"]] == [("dam-failed", "ministry")]


def test_the_lines_of_such_a_file_come_in_as_well(merged: tuple[Importing, User]) -> None:
    out = "".join(export_lines(merged[0].newsroom, title="out"))
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other.lines(out, in_batches_of=3)
    assert whatever_their_order(exported(other.newsroom)) == whatever_their_order(exported(merged[0].newsroom))


def test_whom_the_publisher_credited_and_became_is_repeated_in_no_chain(db: None) -> None:
    newsroom, _ = open_harbour_post()
    case = small_case(assessments=[], withdrawals=[])
    case["sources"].append({"id": "herald-online", "name": "Herald Online", "kind": "outlet"})
    through = [[{"source": "herald-online", "relation": "reports"}, {"source": "ministry", "relation": "says"}]]
    said = {"claim": "dam-failed", "document": "story", "stance": "asserts"}
    case["reports"] += [
        {"id": "through", "chains": through} | said,
        {"id": "from", "chains": chain("herald-online")} | said | {"claim": "dam-held"},
    ]
    here = Importing(newsroom)
    here(case)
    editor = hire(newsroom, "edda", Role.EDITOR)
    merge_source(by=editor, source=source("herald-online"), into=source("herald"), why="one paper")
    settle_all()
    out = exported(newsroom)
    told = {record["id"]: record for record in out["reports"]}
    assert (told["through"]["chains"], "own_reporting" in told["through"]) == (chain("ministry"), False)
    assert (told["from"].get("chains"), told["from"]["own_reporting"]) == (None, True)
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(out)
    settle_all()
    for name in ("dam-failed", "dam-held"):
        assert lines(claim(name, "other")) == lines(claim(name)), name
    assert sum(here(out).added.values()) == 0


def test_both_the_first_file_and_the_export_are_known_here_after_a_merge(merged: tuple[Importing, User]) -> None:
    importing, _ = merged
    before = exported(importing.newsroom)
    assert sum(importing(before).added.values()) == 0
    assert sum(importing(twofold_case()).added.values()) == 0
    assert exported(importing.newsroom) == before
    case = twofold_case()
    case["sources"][4]["name"] = "Office of Roads"
    assert importing.refused(case) == [("/sources/4/id", "changed_content")]


def test_chosen_claims_bring_what_was_merged_into_them(merged: tuple[Importing, User]) -> None:
    importing, _ = merged
    chosen = Claim.objects.filter(external_id__in=["dam-failed", "some-homes", "lost"])
    out = json.loads("".join(export_chosen(importing.newsroom, chosen, title="out")))
    assert {record["id"] for record in out["claims"]} == {"dam-failed", "some-homes"}
    assert {record["id"] for record in out["reports"]} == {"herald-on-dam", "ministry-says", "office-says"}
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(out)
    settle_all()
    assert lines(claim("dam-failed", "other")) == lines(claim("dam-failed"))
