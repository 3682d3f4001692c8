"""A file that comes again after the house has worked on: known is known, and what is refused is not written."""

import json
from typing import Any

import pytest

from claims.actions.standings import settle_all
from claims.casefile.export import export_case
from claims.models import Claim, DueClaim, Exclusion, Report
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom
from sources.actions.captures import store
from sources.fetching.text import Extracted
from sources.models import Capture, Document
from sources.vocabulary import CaptureMethod, CaptureOutcome
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import small_case

THEN = "The ministry counted at least 21 flooded homes. The mayor put it at 41."
NOW = "The ministry now counts more than 30 flooded homes. The mayor put it at 41."


def exported(newsroom: Newsroom) -> dict[str, Any]:
    return dict(json.loads("".join(export_case(newsroom, title="out"))))


def capture(document: str, text: str) -> None:
    """A look at the page as a visit keeps it: the text, and what the page says of itself."""
    held = Document.objects.get(external_id=document)
    look = Capture(
        document=held,
        method=CaptureMethod.UPLOAD.value,
        outcome=CaptureOutcome.CAPTURED.value,
        captured_at=held.recorded_at,
    )
    store(look, content=b"", warc=b"", extracted=extracted(text), by=None)


def extracted(text: str) -> Extracted:
    return Extracted(
        text=text, title="", authors=("B. Writer",), language="fr", site_name="", published=None, extractor="test"
    )


def a_claim_of_two(importing: Importing) -> Claim:
    """One claim with two supporting sources, computed."""
    case = small_case(ties=[], withdrawals=[], assessments=[])
    case["reports"] = [
        {"id": f"said-{name}", "claim": "dam-failed", "document": name, "stance": "asserts", "own_reporting": True}
        for name in ("story", "notice")
    ]
    importing(case)
    settle_all()
    return Claim.objects.select_related("standing").get(external_id="dam-failed")


def test_a_tie_that_comes_alone_makes_two_voices_one(importing: Importing) -> None:
    claim = a_claim_of_two(importing)
    assert claim.standing.lines_low == 2
    tie = {"source": "herald", "tied_to": "ministry", "kind": "controlled_by"}
    importing(
        small_case(ties=[tie], documents=[], questions=[], claims=[], reports=[], withdrawals=[], assessments=[])
    )
    assert DueClaim.objects.filter(claim=claim).exists()
    settle_all()
    claim.standing.refresh_from_db()
    assert claim.standing.lines_low == 1


def test_a_tie_through_somebody_new_makes_two_voices_one(importing: Importing) -> None:
    claim = a_claim_of_two(importing)
    owner = {"id": "holding", "name": "River Holding", "kind": "company"}
    ties = [{"source": name, "tied_to": "holding", "kind": "owned_by"} for name in ("herald", "ministry")]
    case = small_case(ties=ties, documents=[], questions=[], claims=[], reports=[], withdrawals=[], assessments=[])
    case["sources"].append(owner)
    importing(case)
    settle_all()
    claim.standing.refresh_from_db()
    assert claim.standing.lines_low == 1


def test_a_tie_that_is_known_makes_nothing_due(importing: Importing) -> None:
    importing(small_case())
    settle_all()
    importing(small_case())
    assert not DueClaim.objects.exists()


def test_what_a_capture_told_of_a_document_is_no_other_content(importing: Importing) -> None:
    case = small_case()
    del case["documents"][0]["language"], case["documents"][0]["authors"]
    importing(case)
    capture("story", NOW)
    capture("notice", NOW)
    again = importing(case)
    assert (sum(again.added.values()), again.unchanged["document"]) == (0, 2)
    case["documents"][0]["language"] = "uk"
    assert importing.refused(case) == [("/documents/0/id", "changed_content")]


def test_the_export_of_a_page_that_changed_holds_the_text_that_is_quoted(importing: Importing) -> None:
    importing(small_case())
    capture("story", NOW)
    out = exported(importing.newsroom)
    assert out["documents"][0]["text"] == THEN
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(out)
    quoting = Report.objects.get(newsroom=other.newsroom, external_id="herald-on-homes")
    assert quoting.capture is not None
    assert exported(other.newsroom) == out
    assert sum(importing(out).added.values()) == 0


def test_the_export_of_quotes_that_stand_in_no_one_text_goes_without_text(importing: Importing) -> None:
    importing(small_case())
    capture("story", NOW)
    later = {
        "id": "herald-again",
        "claim": "homes-21",
        "document": "story",
        "stance": "asserts",
        "quote": {"exact": "more than 30 flooded homes"},
    }
    importing(small_case(reports=[later]))
    assert Report.objects.get(external_id="herald-again").quote_start == NOW.index("more than 30")
    out = exported(importing.newsroom)
    assert "text" not in out["documents"][0]
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(out)
    assert exported(other.newsroom) == out


def test_a_quote_of_an_earlier_text_comes_in_after_the_page_changed(importing: Importing) -> None:
    importing(small_case(reports=[]))
    capture("story", NOW)
    importing(small_case())
    quoting = Report.objects.select_related("capture__text").get(external_id="herald-on-homes")
    assert quoting.capture is not None
    assert quoting.capture.text is not None
    assert quoting.capture.text.text == THEN


@pytest.mark.parametrize("changed", [False, True])
def test_what_keep_good_refuses_of_exclusions_is_not_written(importing: Importing, changed: bool) -> None:
    importing(small_case())
    settle_all()
    case = small_case()
    case["claims"][0]["excludes"] = ["dam-held"]
    if changed:
        case["claims"][0] |= {"statement": "At least 21 homes were wet.", "excludes": ["new"]}
        case["claims"].append({"id": "new", "statement": "No home was flooded."})
    result = importing(case, keep_good=True)
    assert [problem.code for problem in result.problems] == ["changed_content"]
    assert Exclusion.objects.count() == 1
    assert DueClaim.objects.filter(claim__external_id="homes-21").count() == 0
