"""What editors make over HTTP of what machines found: suggestions in captured texts, quotes that are gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.extractions import suggest_reports
from claims.actions.losses import Loss, propose_loss
from claims.actions.standings import settle_all
from claims.models import Claim, Report, Suggestion, Withdrawal
from claims.vocabulary import QuoteOutcome, WithdrawalKind
from sources.actions.captures import store
from sources.fetching.text import Extracted
from sources.models import Capture
from tests.claims.api.conftest import House
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db
STORM = "A storm on Sunday damaged at least 17 fishing boats in the harbour of Tamra, the Tamra Port Authority said."


def capture_storm(house: House) -> Suggestion:
    document = house.desk.document("The Daily Fable", "2025-06-16")
    capture = Capture(document=document, method="fetch", outcome="captured", captured_at=timezone.now())
    kept = store(capture, content=b"", warc=b"", extracted=Extracted(text=STORM, extractor="test"), by=None)
    return suggest_reports(capture=kept)[0]


def test_a_suggestion_is_read_amended_and_recorded_with_new_sources(house: House, key: Asker) -> None:
    suggestion = capture_storm(house)
    [found] = key.get("/suggestions/?outcome=waiting").json["results"]
    assert found["id"] == suggestion.public_id
    assert found["quote"] == STORM
    assert found["plan"]["quantity"]["low"] == 17
    done = key.post(
        f"/suggestions/{found['id']}/acceptances/",
        {
            "statement": "A storm damaged at least 17 boats at Tamra.",
            "chains": [[{"name": "Tamra Port Authority", "kind": "government", "relation": "says"}]],
        },
    ).json
    assert done["outcome"] == "amended"
    report = Report.objects.get(public_id=done["report"])
    assert report.claim.statement == "A storm damaged at least 17 boats at Tamra."
    assert report.quote_exact == STORM
    assert key.get(f"/claims/{done['claim']}/").json["standing"]["status"] == "single_source"
    again = key.post(f"/suggestions/{found['id']}/acceptances/", {})
    assert (again.status, again.faults) == (409, {("", "judged")})


def test_a_suggestion_is_refused_and_opened_again(house: House, key: Asker) -> None:
    name = capture_storm(house).public_id
    assert key.post(f"/suggestions/{name}/refusals/", {"reason": "Background"}).json["outcome"] == "refused"
    assert key.post(f"/suggestions/{name}/reopenings/", {}).json["outcome"] == "waiting"
    assert key.post(f"/suggestions/{name}/reopenings/", {}).faults == {("", "not_refused")}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"claim": "nothing"}, ("/claim", "unknown_id")),
        ({"chains": [[{"relation": "says"}]]}, ("/chains/0/0", "required")),
        ({"chains": [[{"relation": "says", "source": "nobody"}]]}, ("/chains/0/0/source", "unknown_id")),
        ({"chains": [[{"relation": "says", "name": "Mate"}]]}, ("/chains/0/0", "required")),
        ({"quantity": {"worded": "a good few"}}, ("/quantity/worded", "unreadable")),
        ({"as_of": "2025-13"}, ("/as_of", "not_a_moment")),
        ({"colour": "red"}, ("/colour", "unknown_field")),
    ],
)
def test_a_bad_amendment_is_refused_by_its_place_and_the_suggestion_waits_on(
    house: House, key: Asker, body: dict[str, object], fault: tuple[str, str]
) -> None:
    suggestion = capture_storm(house)
    answer = key.post(f"/suggestions/{suggestion.public_id}/acceptances/", body)
    assert (answer.status, answer.faults) == (422, {fault})
    suggestion.refresh_from_db()
    assert suggestion.outcome == "waiting"
    assert not Report.objects.exists()


def test_the_kind_beside_a_known_source_is_its_own_or_refused(house: House, key: Asker) -> None:
    suggestion = capture_storm(house)
    authority = house.desk.official("Tamra Port Authority")
    link = {"relation": "says", "source": authority.public_id}
    path = f"/suggestions/{suggestion.public_id}/acceptances/"
    refused = key.post(path, {"chains": [[link | {"kind": "witness"}]]})
    assert (refused.status, refused.faults) == (422, {("/chains/0/0/kind", "differs")})
    assert not Report.objects.exists()
    taken = key.post(path, {"statement": "A storm damaged boats.", "chains": [[link | {"kind": authority.kind}]]})
    assert taken.status == 200
    assert Report.objects.get().attributions.get().source == authority


def test_a_list_of_suggestions_fetches_no_text_and_as_many_statements_for_ten_as_for_one(
    house: House, key: Asker
) -> None:
    seen = []
    key.get("/session/")  # the key's last use is noted now
    for number in (1, 9):
        for one in range(number):
            document = house.desk.document(f"The Daily Fable {number}", f"2025-06-{one + 1:02d}")
            capture = Capture(document=document, method="fetch", outcome="captured", captured_at=timezone.now())
            text = Extracted(text=STORM.replace("17", str(20 + number + one)), extractor="test")
            suggest_reports(capture=store(capture, content=b"", warc=b"", extracted=text, by=None))
        with CaptureQueriesContext(connection) as queries:
            found = key.get("/suggestions/").json["results"]
        seen.append(len(queries))
        assert not any("sources_capturedtext" in query["sql"] for query in queries)
    assert len(found) == 10
    assert seen[0] == seen[1]


def lose_page(house: House, claim: Claim) -> str:
    report = house.desk.report(claim, "Hill Echo", ["Water board"])
    gone = Capture.objects.create(
        document=report.document, method="fetch", outcome="gone", captured_at=timezone.now()
    )
    loss = Loss(report.document, report, WithdrawalKind.DELETED, None, gone, QuoteOutcome.GONE)
    proposed = propose_loss(loss)
    assert proposed is not None
    return proposed.public_id


def test_a_loss_is_recorded_as_a_withdrawal_or_refused_with_its_reason(house: House, key: Asker) -> None:
    claim = house.desk.claim("The weir was opened at night.")
    name = lose_page(house, claim)
    settle_all()
    [shown] = key.get("/losses/?state=proposed").json["results"]
    assert (shown["id"], shown["kind"], shown["outcome"]) == (name, "deleted", "gone")
    done = key.post(f"/losses/{name}/acceptances/", {"at": "2025-06-04", "note": "gone without a word"}).json
    assert done["state"] == "accepted"
    assert Withdrawal.objects.get(public_id=done["withdrawal"]).note == "gone without a word"
    assert key.post(f"/losses/{name}/refusals/", {"reason": "no"}).faults == {("", "decided")}
