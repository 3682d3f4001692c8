"""What a public claim shows of a document is changed with a notice to readers; all else of it without."""

import pytest

from claims.actions.reports import LinkEntry, ReportEntry, record_report
from claims.models import Claim, Correction
from claims.vocabulary import Relation, Stance
from newsrooms.vocabulary import Role, Scope
from sources.models import Document
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db
NOTICE = "The page is of the day before."


@pytest.fixture
def shown(house: House) -> Claim:
    """A public claim that shows a page of Hill Echo."""
    claim = house.publish(house.desk.claim("The weir was opened."))
    house.desk.report(claim, "Hill Echo", ["Water board"])
    return claim


@pytest.mark.parametrize(
    "change",
    [{"title": "The weir"}, {"published_at": "2025-05-31"}, {"url": "https://hill.example.org/weir"}, "publisher"],
)
def test_readers_are_told_of_what_they_see(
    house: House, key: Asker, shown: Claim, change: dict[str, str] | str
) -> None:
    body = {"publisher": house.desk.source("Pier Post").public_id} if isinstance(change, str) else change
    document = Document.objects.get(reports__claim=shown)
    path = f"/documents/{document.public_id}/"
    opened = key.get(path)
    refused = key.patch(path, body | {"why": "misread"}, if_match=opened.etag)
    assert refused.faults == {("/notice", "required")}
    assert key.get(path).json == opened.json
    assert not Correction.objects.exists()
    done = key.patch(path, body | {"why": "misread", "notice": NOTICE}, if_match=opened.etag)
    assert done.status == 200
    assert done.json != opened.json
    assert Correction.objects.get(claim=shown).notice == NOTICE
    seen = key.get(f"/claims/{shown.public_id}/").json
    assert [row["notice"] for row in seen["corrections"]] == [NOTICE]


def test_readers_are_not_told_of_what_they_do_not_see(house: House, key: Asker, shown: Claim) -> None:
    draft = house.desk.claim("The weir was repaired.")
    house.desk.report(draft, "Pier Post", ["Water board"])
    document = Document.objects.get(reports__claim=draft)
    path = f"/documents/{document.public_id}/"
    assert key.patch(path, {"title": "Repaired"}, if_match=key.get(path).etag).status == 200
    page = Document.objects.get(reports__claim=shown)
    path = f"/documents/{page.public_id}/"
    same = {"language": "nb", "title": page.title}
    assert key.patch(path, same, if_match=key.get(path).etag).status == 200
    assert not Correction.objects.exists()


def test_a_document_cited_in_a_chain_is_shown_too_and_a_reporter_changes_it_no_more(
    house: House, shown: Claim
) -> None:
    cited = house.desk.document("Water board", "2025-05-30")
    link = LinkEntry(house.desk.official("Water board"), Relation.SAYS, document=cited)
    entry = ReportEntry(stance=Stance.ASSERTS, chains=[[link]])
    record_report(by=house.vera, claim=shown, document=house.desk.document("Pier Post"), entry=entry)
    rita = house.hire("rita", Role.REPORTER)
    keyed = Asker.with_key(house.herald, rita, Scope.CLAIMS_READ, Scope.SOURCES_WRITE)
    path = f"/documents/{cited.public_id}/"
    body = {"title": "Minutes"}
    assert keyed.patch(path, body, if_match=keyed.get(path).etag).status == 403
    assert not Correction.objects.exists()
