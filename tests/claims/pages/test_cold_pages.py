"""A page nobody has asked for yet costs three queries: the worker has stored the dossier that it is printed from."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from claims.actions.dossiers import MOST_ATTEMPTS, store_due_dossiers
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.casefile.export import to_json
from claims.casefile.reading import read_case
from claims.dossier import open_dossier
from claims.dossier.opening import canonical
from claims.dossier.parts_part import load_parts
from claims.models import Claim, DueDossier, StoredDossier, StoredPage
from claims.printed import read_makings, stored_page
from claims.public import public_claims
from claims.stored import stored_dossier
from claims.tasks import settle_standings
from claims.translations import translation_of
from claims.versions import steps_of, versions_of
from claims.views.claim import print_ahead
from claims.views.edition import read_edition
from claims.vocabulary import Verdict
from tests.claims.pages.conftest import Herald, Reader

COLD = 3  # is it stored? all it is printed from; keep it


def make_case(*sizes: int) -> dict[str, Any]:
    """A case with one claim of each number of reports."""
    case: dict[str, Any] = {"format": "factcheck-case/1", "title": "Made up"}
    sources = [{"id": f"o{number}", "name": f"Outlet {number}", "kind": "outlet"} for number in range(50)]
    sources += [{"id": f"e{number}", "name": f"Engineer {number}", "kind": "official"} for number in range(10)]
    case |= {"sources": sources, "documents": [], "claims": [], "reports": []}
    for size in sizes:
        case["claims"].append({"id": f"c{size}", "statement": f"The dam held, {size} say."})
        for number in range(size):
            key = f"{size}-{number}"
            day = f"2025-06-{1 + number % 28:02}"
            case["documents"].append({"id": key, "publisher": f"o{number % 50}", "title": key, "published_at": day})
            chain = [{"source": f"e{number % 10}", "relation": "says"}]
            report = {"id": key, "claim": f"c{size}", "document": key, "stance": "asserts", "chains": [chain]}
            case["reports"].append(report)
    return case


def publish_case(herald: Herald, *sizes: int) -> list[Claim]:
    read = read_case(to_json(make_case(*sizes)))
    made = import_case(by=None, newsroom=herald.desk.newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=herald.desk.newsroom, claims=made.claims)
    settle_all()
    return [Claim.objects.get(external_id=f"c{size}") for size in sizes]


def test_the_first_reader_costs_three_queries_with_ten_reports_and_with_a_thousand(
    herald: Herald, reader: Reader
) -> None:
    for claim in publish_case(herald, 10, 1000):
        for times in (COLD, 1):
            with CaptureQueriesContext(connection) as queries:
                reader.read(f"/claims/{claim.public_id}/")
            assert len(queries) == times, [query["sql"][:80] for query in queries]


def test_the_worker_stores_the_dossier_of_every_public_claim_it_computed_and_of_no_draft(herald: Herald) -> None:
    claim = herald.flood()
    draft = herald.desk.claim("Nobody knows this yet.", question=claim.question)
    settle_all()
    stored = StoredDossier.objects.get()
    assert (stored.claim_id, stored.marks) == (claim.pk, None)
    assert (stored.body, stored.sha256) == canonical(open_dossier(claim))
    assert not DueDossier.objects.exists()
    assert not StoredDossier.objects.filter(claim=draft).exists()


def test_dossiers_are_stored_in_a_fixed_number_of_queries(herald: Herald) -> None:
    counts = set()
    for number in (1, 5):
        claims = [herald.publish(herald.desk.claim(f"Claim {number} {each}.")) for each in range(number)]
        for claim in claims:
            DueDossier.objects.create(claim=claim, not_before=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert len(store_due_dossiers()) == number
        counts.add(len(queries))
    assert len(counts) == 1


def test_after_a_correction_the_page_costs_no_more_than_any_first_reading(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    reader.read(f"/claims/{claim.public_id}/")
    herald.judge(claim, Verdict.VERIFIED)
    herald.correct(claim, "We counted the homes ourselves.")
    with CaptureQueriesContext(connection) as queries:
        assert "We counted the homes ourselves." in reader.read(f"/claims/{claim.public_id}/")
    assert len(queries) == COLD


def test_all_that_a_page_is_printed_from_is_what_the_ordinary_readings_give(herald: Herald) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.VERIFIED)
    herald.correct(claim, "We counted the homes ourselves.")
    for outlet, engineer in (("Tribune", "Engineer Ana"), ("Echo", "Engineer Bo")):
        herald.desk.report(claim, outlet, [engineer], worded="at least 21")
        settle_all()
    translate_claim(
        by=herald.emil,
        claim=claim,
        language="fr",
        statement="Au moins 21 maisons.",
        reasons="Vu.",
        notice="In French.",
    )
    settle_all()
    for language in ("fr", "uk"):
        makings = read_makings(claim.public_id, language)
        assert makings is not None
        assert makings.dossier == canonical(open_dossier(claim))[0]
        assert makings.versions == versions_of(claim.pk)
        assert [version.notice for version in makings.versions] == ["", "We counted the homes ourselves."]
        assert makings.steps == steps_of(claim.pk)
        assert len(makings.steps) > 1
        assert makings.translation == translation_of(claim.pk, language)
        assert (makings.newsroom_name, makings.newsroom_website) == ("Weir Herald", "")
    assert translation_of(claim.pk, "fr") is not None


def test_nothing_is_read_of_what_is_not_public(herald: Herald) -> None:
    claim = herald.flood()
    assert public_claims().filter(pk=claim.pk).exists()
    draft = herald.desk.claim("Nobody knows this yet.")
    settle_all()
    assert read_makings(draft.public_id, "en") is None
    assert stored_page(draft.public_id, "", read_edition()) is None


def test_a_page_kept_before_a_translation_does_not_come_back_with_the_dossier(herald: Herald, reader: Reader) -> None:
    """The dossier says the same in the same words after a translation; the page beside it does not."""
    claim = herald.flood()
    address = f"/fr/claims/{claim.public_id}/"
    reader.read(address)
    before = StoredDossier.objects.get(claim=claim)
    translate_claim(by=herald.emil, claim=claim, language="fr", statement="Au moins 21 maisons.", notice="In French.")
    StoredDossier.objects.filter(claim=claim).delete()
    settle_all()
    page = StoredPage.objects.get(claim=claim, language="fr")
    assert page.storing == before.storing
    assert "Au moins 21 maisons." in reader.read(address)


def test_a_dossier_that_cannot_be_made_is_tried_again_and_given_up(
    herald: Herald, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = herald.flood(), herald.publish(herald.desk.claim("The dam broke."))
    StoredDossier.objects.all().delete()
    for claim in (good, bad):
        DueDossier.objects.create(claim=claim, not_before=timezone.now())

    def load(totals: list[int], **how: Any) -> object:
        if bad.pk in totals:
            raise ValueError(f"claim {bad.pk} cannot be read")
        return load_parts(totals, **how)

    monkeypatch.setattr("claims.dossier.opening.load_parts", load)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert len(store_due_dossiers()) == (2 if attempt == 1 else 1)
        assert StoredDossier.objects.get().claim_id == good.pk
        due = DueDossier.objects.get()
        assert (due.claim_id, due.attempts) == (bad.pk, attempt)
        DueDossier.objects.update(not_before=timezone.now())
    assert store_due_dossiers() == []
    assert not DueDossier.objects.exists()
    assert f"the dossier of claim {bad.pk} could not be stored" in caplog.text


def test_the_worker_prints_the_page_so_that_no_reader_waits_for_it(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    settle_standings()
    print_ahead([claim.pk])
    with CaptureQueriesContext(connection) as queries:
        assert "flooded at Lower Weir" in reader.read(f"/claims/{claim.public_id}/")
    assert len(queries) == 1


def test_after_a_change_the_worker_prints_a_page_again_in_the_languages_it_was_read_in(
    herald: Herald, reader: Reader
) -> None:
    claim = herald.flood()
    reader.read(f"/uk/claims/{claim.public_id}/")
    herald.desk.report(claim, "Tribune", ["Fire brigade"], worded="at least 21")
    settle_standings()
    for prefix, queries_wanted in (("", 1), ("/uk", 1), ("/fr", COLD)):
        with CaptureQueriesContext(connection) as queries:
            assert "Fire brigade" in reader.read(f"{prefix}/claims/{claim.public_id}/")
        assert len(queries) == queries_wanted, prefix
    Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now())
    print_ahead([claim.pk])
    assert reader.get(f"/claims/{claim.public_id}/").status_code == 404


def test_what_was_stored_for_another_address_of_this_site_is_made_anew(
    herald: Herald, reader: Reader, settings: Settings
) -> None:
    claim = herald.flood()
    settings.SITE_URL = "https://facts.example"
    assert f'"url":"https://facts.example/claims/{claim.public_id}/"' in stored_dossier(claim)[0].replace(": ", ":")
    assert "http://127.0.0.1:8000" not in reader.read(f"/claims/{claim.public_id}/")
