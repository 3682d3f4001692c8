"""Readers answer back, without an account, and see what came of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.utils import timezone

from claims.actions.correction_requests import answer_request
from claims.models import Claim, CorrectionRequest
from claims.vocabulary import RequestOutcome
from newsrooms.vocabulary import Role
from tests.claims.pages.conftest import Herald, Reader
from tests.newsrooms.cast import hire

MESSAGE = "The gauge you read stands at Upper Weir, not at Lower Weir."


def send(reader: Reader, claim: Claim, seconds: float = 30, **fields: str) -> HttpResponse:
    """Open the form, write for some seconds, and send it."""
    address = f"/claims/{claim.public_id}/correct/"
    found = re.search(r'name="token" value="([^"]+)"', reader.read(address))
    assert found
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        given = {"token": found[1], "message": MESSAGE} | fields
        answer: HttpResponse = reader.client.post(address, given)  # type: ignore[assignment]  # of the test client
    return answer


def test_a_request_becomes_a_row_that_waits_and_has_an_address_of_its_own(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    answer = send(reader, claim, evidence="https://example.org/gauge", contact="reader@example.org")
    kept = CorrectionRequest.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/correction-requests/{kept.public_id}/")
    assert (kept.claim, kept.message, kept.version, kept.outcome) == (claim, MESSAGE, 1, "waiting")
    page = reader.read(answer.headers["Location"])
    assert "We have your request and will look at it." in page
    assert MESSAGE not in page
    assert "reader@example.org" not in page


def test_what_came_of_it_is_shown_to_whoever_has_the_address(herald: Herald, reader: Reader) -> None:
    where = send(reader, herald.flood()).headers["Location"]
    request = CorrectionRequest.objects.get()
    answer_request(by=herald.emil, request=request, outcome=RequestOutcome.ACCEPTED, answer="You were right.")
    page = reader.read(where)
    assert "You were right, and we have corrected the page." in page
    assert "You were right." in page
    with pytest.raises(ValidationError):
        answer_request(by=herald.emil, request=request, outcome=RequestOutcome.DECLINED, answer="No.")


def test_only_editors_of_that_newsroom_answer(herald: Herald, reader: Reader) -> None:
    send(reader, herald.flood())
    request = CorrectionRequest.objects.get()
    for role in (Role.READER, Role.REPORTER):
        with pytest.raises(PermissionDenied):
            answer_request(
                by=hire(herald.desk.newsroom, role.value, role),
                request=request,
                outcome=RequestOutcome.DECLINED,
                answer="No.",
            )


def test_what_came_of_it_needs_words(herald: Herald, reader: Reader) -> None:
    send(reader, herald.flood())
    request = CorrectionRequest.objects.get()
    for outcome, answer in ((RequestOutcome.ACCEPTED, " "), (RequestOutcome.WAITING, "Soon.")):
        with pytest.raises(ValidationError):
            answer_request(by=herald.emil, request=request, outcome=outcome, answer=answer)


@pytest.mark.parametrize(
    ("seconds", "fields", "status"),
    [
        (1, {}, 422),
        (25 * 3600, {}, 422),
        (30, {"token": "forged"}, 422),
        (30, {"token": ""}, 422),
        (30, {"message": ""}, 422),
        (30, {"message": "wrong"}, 422),
        (30, {"message": "x" * 5001}, 422),
        (30, {"message": "NUL \x00 in the middle"}, 422),
        (30, {"evidence": "javascript:alert(1)"}, 422),
        (30, {"evidence": "http://["}, 422),
        (30, {"website": "https://spam.example"}, 303),
    ],
)
def test_machines_and_slips_leave_no_row(
    herald: Herald, reader: Reader, seconds: float, fields: dict[str, str], status: int
) -> None:
    assert send(reader, herald.flood(), seconds, **fields).status_code == status
    assert not CorrectionRequest.objects.exists()


def test_a_slip_costs_nothing_that_was_written(herald: Herald, reader: Reader) -> None:
    page = send(reader, herald.flood(), evidence="no address").content.decode()
    assert MESSAGE in page
    assert "This is no web address." in page
    assert 'aria-describedby="evidence-problem"' in page


def test_the_form_of_one_claim_is_not_taken_for_another(herald: Herald, reader: Reader) -> None:
    one, other = herald.flood(), herald.publish(herald.desk.claim("The dam held."))
    found = re.search(r'name="token" value="([^"]+)"', reader.read(f"/claims/{one.public_id}/correct/"))
    assert found
    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        given = {"token": found[1], "message": MESSAGE}
        answer = reader.client.post(f"/claims/{other.public_id}/correct/", given)
    assert answer.status_code == 422


def test_one_address_sends_eight_in_an_hour_and_no_more(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    statuses = [send(reader, claim).status_code for _ in range(10)]
    assert statuses == [303] * 8 + [429] * 2
    assert CorrectionRequest.objects.count() == 8


def test_the_form_is_kept_by_no_cache_and_sets_no_cookie(herald: Herald, reader: Reader) -> None:
    answer = reader.get(f"/claims/{herald.flood().public_id}/correct/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_request_about_a_claim_that_left_the_public_is_gone_with_it(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    where = send(reader, claim).headers["Location"]
    Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now())
    assert reader.get(where).status_code == 404
    assert reader.get("/correction-requests/0000000000000000/").status_code == 404
