"""What is taken out of the desk: what one is looking at, harmless to a spreadsheet, and good to be taken in again."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.actions.importing import import_case
from claims.actions.reports import Quote, ReportEntry, record_report
from claims.casefile.reading import Record, read_case
from claims.casefile.reports_csv import read_reports_csv
from claims.models import Claim, Report
from claims.vocabulary import Stance
from newsrooms.actions.newsroom import open_newsroom
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
FORMULA = "=HYPERLINK(0)"


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def sent(house: House, who: str, name: str, query: str = "") -> str:
    answer = house.client(who).get(reverse(f"desk:{name}") + query)
    assert answer.status_code == 200
    return b"".join(answer).decode()


def test_the_table_of_reports_follows_the_list_and_comes_back_as_it_was(house: House) -> None:
    claim = house.desk.claim("The ferry sank.")
    entry = ReportEntry(stance=Stance.ASSERTS, quote=Quote(FORMULA), own_reporting=True)
    record_report(by=house.people["editor"], claim=claim, document=house.desk.document("Pier Post"), entry=entry)
    table = sent(house, "reader", "export-reports", "?q=ferry")
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["claim"] for row in rows] == [claim.external_id]
    assert rows[0]["quote"] == f"'{FORMULA}"

    everything = sent(house, "reader", "export-reports").removeprefix("\ufeff")
    records = [one for one in read_reports_csv(io.StringIO(everything)) if isinstance(one, Record)]
    assert len(records) == Report.objects.live().count()
    assert FORMULA in [record.content.get("quote", {}).get("exact") for record in records]
    before = Report.objects.count()
    result = import_case(by=house.people["editor"], newsroom=house.newsroom, title="again", records=iter(records))
    assert sum(result.added.values()) == 0
    assert Report.objects.count() == before


def test_a_case_of_chosen_claims_is_whole_and_taken_in_elsewhere(house: House) -> None:
    case = json.loads(sent(house, "editor", "export-chosen", "?q=More+than+40"))
    assert [claim["statement"] for claim in case["claims"]] == ["More than 40 boats were lost."]
    elsewhere = open_newsroom(by=None, slug="tide-times", name="Tide Times")
    read = read_case(json.dumps(case))
    import_case(by=None, newsroom=elsewhere, title="chosen", records=read.records)
    taken = Claim.objects.get(newsroom=elsewhere)
    assert taken.statement == "More than 40 boats were lost."
    assert taken.reports.count() == Report.objects.live().filter(claim=house.claim).count()


def test_published_verdicts_go_out_as_claim_reviews_and_drafts_do_not(house: House) -> None:
    feed = json.loads(sent(house, "reader", "export-reviews"))
    [entry] = feed["dataFeedElement"]
    assert entry["item"]["@type"] == "ClaimReview"
    assert entry["item"]["claimReviewed"] == house.claim.statement
    assert json.loads(sent(house, "reader", "export-reviews", "?state=draft"))["dataFeedElement"] == []


def test_a_verdict_under_embargo_goes_out_in_no_feed_of_reviews(house: House) -> None:
    Claim.objects.filter(pk=house.claim.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    assert json.loads(sent(house, "reader", "export-reviews"))["dataFeedElement"] == []


@pytest.mark.parametrize("name", ["export-claims", "export-reports", "export-reviews"])
def test_another_newsroom_takes_out_nothing_of_this_one(house: House, name: str) -> None:
    out = sent(house, "stranger", name)
    assert "boats" not in out
    assert "Coast Wire" not in out
    assert house.client("stranger").get(reverse("desk:export-chosen")).status_code == 404
