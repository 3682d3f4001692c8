"""The page as it was: on two clocks, with a banner, for people and for programs (RFC 7089)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import time_machine
from django.utils import timezone
from django.utils.http import http_date

from claims.dossier import open_dossier
from claims.models import Claim, StoredDossier
from claims.versions import versions_of
from claims.views.memento import write_at
from claims.vocabulary import Verdict
from tests.claims.pages.conftest import Herald, Reader


def corrected_later(herald: Herald) -> tuple[Claim, str]:
    """A claim that was corrected an hour after it was published, and the moment between."""
    claim = herald.flood()
    between = write_at(timezone.now() + timedelta(minutes=30))
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        herald.judge(claim, Verdict.FALSE, "The gauge was read wrongly.")
        herald.correct(claim, "We had read the wrong gauge.", statement="At least 12 homes were flooded.")
    return claim, between


def test_as_published_then_is_word_for_word_what_readers_were_shown(herald: Herald, reader: Reader) -> None:
    claim, between = corrected_later(herald)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        page = reader.read(f"/claims/{claim.public_id}/?at={between}&view=published")
    assert "This is an earlier state of the page, as we published it then." in page
    assert "At least 21 homes were flooded at Lower Weir." in page
    assert "Partly verified" in page
    assert "At least 12" not in page
    assert "Corrected since:" in page


def test_as_then_with_later_corrections_counts_the_evidence_known_then(herald: Herald, reader: Reader) -> None:
    claim, between = corrected_later(herald)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        page = reader.read(f"/claims/{claim.public_id}/?at={between}&view=known")
        earlier = reader.read(f"/claims/{claim.public_id}/?at=2025-05-31")
    assert "with all that was corrected later" in page
    assert "At least 12 homes were flooded." in page
    assert "We had not published this claim then." in earlier
    assert "No report of it has been entered yet." in earlier


def test_a_draft_s_verdict_does_not_come_to_light_at_an_earlier_date(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam held.")
    herald.judge(claim, Verdict.FALSE, "A secret first thought.")
    then = write_at(timezone.now() + timedelta(minutes=5))
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        herald.judge(claim, Verdict.VERIFIED, "What we say in public.")
        herald.publish(claim)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        for view in ("known", "published"):
            assert "secret first thought" not in reader.read(f"/claims/{claim.public_id}/?at={then}&view={view}")


def test_a_past_page_is_not_for_search_engines_and_points_at_the_permanent_address(
    herald: Herald, reader: Reader
) -> None:
    claim, between = corrected_later(herald)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        page = reader.read(f"/claims/{claim.public_id}/?at={between}")
    assert '<meta name="robots" content="noindex">' in page
    assert f'/claims/{claim.public_id}/">' in page
    assert "application/ld+json" not in page


def test_nonsense_for_a_date_is_answered_kindly_and_the_future_with_the_present(
    herald: Herald, reader: Reader
) -> None:
    address = f"/claims/{herald.flood().public_id}/"
    for written in ("yesterday", "2025-13", "\x00", "9" * 500, "0000", ""):
        answer = reader.client.get(address, {"at": written})
        assert answer.status_code == 400
        assert "could not be read as a date" in answer.content.decode()
    assert reader.get(f"{address}?at=2999").headers["Location"] == address


def test_programs_find_a_past_page_by_its_date(herald: Herald, reader: Reader) -> None:
    claim, _ = corrected_later(herald)
    address = f"/claims/{claim.public_id}/"
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        asked = write_at(timezone.now() - timedelta(minutes=30))
        gate = reader.get(address, accept_datetime=http(asked))
        assert gate.status_code == 302
        assert "Accept-Datetime" in gate.headers["Vary"]
        memento = reader.get(gate.headers["Location"])
    assert "Memento-Datetime" in memento.headers
    assert 'rel="original timegate"' in memento.headers["Link"]
    original = reader.get(address)
    assert "Accept-Datetime" in original.headers["Vary"]
    assert 'rel="timemap"' in original.headers["Link"]
    assert "Memento-Datetime" not in original.headers


def test_the_gate_leads_to_the_version_of_the_moment_and_before_all_to_the_first(
    herald: Herald, reader: Reader
) -> None:
    claim, between = corrected_later(herald)
    first, second = versions_of(claim.pk)
    address = f"/claims/{claim.public_id}/"
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        for moment, version in (
            ("2001-01-01T00:00Z", first),
            (between, first),
            (write_at(timezone.now() - timedelta(minutes=30)), second),
        ):
            target = reader.get(address, accept_datetime=http(moment)).headers["Location"]
            assert target == f"{address}?at={write_at(version.published_at)}"
            told = reader.get(target).headers["Memento-Datetime"]
            assert told == http_date(version.published_at.timestamp())


def test_evidence_as_it_is_entered_today_is_no_memento(herald: Herald, reader: Reader) -> None:
    claim, between = corrected_later(herald)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        for asked in (f"{between}&view=known", "2001"):
            answer = reader.get(f"/claims/{claim.public_id}/?at={asked}")
            assert answer.status_code == 200
            assert "Memento-Datetime" not in answer.headers
            assert 'rel="timemap"' in answer.headers["Link"]


def test_the_timemap_names_every_published_version(herald: Herald, reader: Reader) -> None:
    claim, _ = corrected_later(herald)
    timemap = reader.read(f"/claims/{claim.public_id}/timemap/")
    assert timemap.count('memento"') == 2
    assert 'rel="first memento"' in timemap
    assert 'rel="last memento"' in timemap


def test_withdrawn_and_paused_pages_keep_their_address_and_say_what_happened(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    for state, words in (("withdrawn", "We have withdrawn this page."), ("paused", "We have paused this page.")):
        Claim.objects.filter(pk=claim.pk).update(workflow_state=state)
        claim.stored_pages.all().delete()
        StoredDossier.objects.filter(claim=claim).delete()
        assert words in reader.read(f"/claims/{claim.public_id}/")


def http(written: str) -> str:
    """A moment as an HTTP date."""
    return format_datetime(datetime.fromisoformat(written).astimezone(UTC), usegmt=True)


def test_a_date_before_a_claim_was_published_knows_nothing_of_what_it_became(herald: Herald) -> None:
    claim = herald.desk.claim("The dam held.")
    before = timezone.now()
    herald.publish(claim)
    assert open_dossier(claim).workflow_state == "published"
    then = open_dossier(claim, before)
    assert (then.workflow_state, then.published_at) == ("draft", None)
