"""A claim that was merged into another keeps its address, says what happened, and leads machines on."""

import feedparser
import pytest
from django.conf import settings

from claims.actions.merging import merge_claim, unmerge_claim
from claims.actions.standings import settle_all
from claims.models import Claim
from tests.claims.pages.conftest import Herald, Reader

NOTICE = "This says the same as another claim and now stands on its page."


def merged(herald: Herald) -> tuple[Claim, Claim]:
    """A claim with reports of its own that was merged, and the one that took it in."""
    kept, claim = herald.flood(), herald.desk.claim("Some 21 homes stood under water at Lower Weir.")
    herald.desk.report(claim, "Echo", ["Mayor"])
    herald.publish(claim)
    merge_claim(by=herald.vera, claim=claim, into=kept, why="The same homes.", notice=NOTICE)
    settle_all()
    return claim, kept


def test_its_page_stays_and_says_into_which_one_it_went_and_why(herald: Herald, reader: Reader) -> None:
    claim, kept = merged(herald)
    answer = reader.get(f"/claims/{claim.public_id}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Some 21 homes stood under water at Lower Weir." in page
    assert "This claim was merged into another one." in page
    assert NOTICE in page
    assert f'href="/claims/{kept.public_id}/"' in page
    assert f"<{answer.headers['Link'].split('<')[-1]}".endswith(f'/claims/{kept.public_id}/>; rel="canonical"')
    assert "application/ld+json" not in page


def test_the_page_that_took_it_in_says_so_and_counts_its_reports(herald: Herald, reader: Reader) -> None:
    claim, kept = merged(herald)
    page = reader.read(f"/claims/{kept.public_id}/")
    assert "This page has taken in what stood at another address:" in page
    assert f'href="/claims/{claim.public_id}/"' in page
    assert "Echo" in page


@pytest.mark.parametrize(
    "tail",
    [
        "claim.json",
        "claim.jsonld",
        "case.json",
        "prov.json",
        "annotations.json",
        "reports.csv",
        "card/",
        "share.png",
        "graph.svg",
        "reports/",
        "correct/",
    ],
)
def test_everything_else_of_it_leads_to_the_same_of_the_other(herald: Herald, reader: Reader, tail: str) -> None:
    claim, kept = merged(herald)
    answer = reader.get(f"/claims/{claim.public_id}/{tail}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/claims/{kept.public_id}/{tail}")
    assert reader.get(answer.headers["Location"]).status_code == 200


def test_who_embeds_it_is_shown_the_other(herald: Herald, reader: Reader) -> None:
    claim, kept = merged(herald)
    answer = reader.get(f"/oembed?url={settings.SITE_URL}/claims/{claim.public_id}/")
    assert f"/claims/{kept.public_id}/card/" in answer.json()["html"]  # type: ignore[attr-defined]  # the test client’s answer


def test_lists_leave_it_out_and_the_log_and_the_feeds_tell_of_it(herald: Herald, reader: Reader) -> None:
    claim, _ = merged(herald)
    assert claim.public_id not in reader.read("/claims/")
    assert claim.public_id not in reader.read("/sitemaps/claims-1.xml")
    assert NOTICE in reader.read("/corrections/")
    for kind in ("changed", "corrected"):
        newest = feedparser.parse(reader.read(f"/feeds/{kind}.atom")).entries[0]
        assert newest.title == "Notice: Some 21 homes stood under water at Lower Weir."
        assert NOTICE in newest.summary
    assert NOTICE not in reader.read("/feeds/new.atom")


def test_a_merge_that_is_undone_gives_the_page_back(herald: Herald, reader: Reader) -> None:
    claim, _ = merged(herald)
    unmerge_claim(by=herald.vera, claim=claim, why="Not the same.", notice="It stands for itself again.")
    settle_all()
    page = reader.read(f"/claims/{claim.public_id}/")
    assert "Where the evidence stands" in page
    assert page.count("It stands for itself again.") >= 2


def test_a_claim_merged_twice_leads_to_the_last(herald: Herald, reader: Reader) -> None:
    claim, kept = merged(herald)
    last = herald.publish(herald.desk.claim("Homes were flooded."))
    merge_claim(by=herald.vera, claim=kept, into=last, why="The same.", notice="Merged again.")
    settle_all()
    assert f'href="/claims/{last.public_id}/"' in reader.read(f"/claims/{claim.public_id}/")
    assert reader.get(f"/claims/{claim.public_id}/card/").headers["Location"] == f"/claims/{last.public_id}/card/"
