"""English, Ukrainian and French: asked for by the browser, kept in the address."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.translation import gettext, pgettext

from claims import spoken
from claims.models import Claim
from tests.claims.pages.conftest import Herald, Reader


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", ""),
        ("en-GB,en;q=0.9", ""),
        ("uk-UA,uk;q=0.9,en;q=0.8", "/uk"),
        ("fr-CA,fr;q=0.9", "/fr"),
        ("de,fr;q=0.5,en;q=0.3", "/fr"),
        ("*", ""),
        ("x" * 5000, ""),
        ("ru,*;q=0.1", ""),
    ],
)
def test_an_address_without_a_language_leads_to_the_one_the_browser_asks_for(
    db: None, reader: Reader, asked: str, leads_to: str
) -> None:
    answer = reader.get("/claims/?standing=contested", accept_language=asked)
    assert "Accept-Language" in answer.headers["Vary"]
    if leads_to:
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{leads_to}/claims/?standing=contested"
    else:
        assert answer.status_code == 200


def test_an_address_with_a_language_is_that_page_whatever_the_browser_asks(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    for language in ("en", "uk", "fr"):
        answer = reader.get(f"/{language}/claims/{claim.public_id}/", accept_language="fr")
        assert answer.status_code == 200
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in answer.content.decode()


def test_every_link_to_a_page_keeps_the_language(herald: Herald, reader: Reader) -> None:
    herald.flood()
    page = reader.read("/uk/")
    own = re.findall(r'href="(/[^"]*)"', page)
    others = [link for link in own if not link.startswith(("/uk/", "/static/", "/en/", "/fr/"))]
    assert others == []


def test_each_language_names_the_others_and_english_is_canonical_without_a_prefix(
    herald: Herald, reader: Reader
) -> None:
    path = f"/claims/{herald.flood().public_id}/"
    for address in (path, f"/en{path}", f"/uk{path}"):
        page = reader.read(address)
        for language in ("en", "uk", "fr", "x-default"):
            assert f'hreflang="{language}"' in page
    assert re.search(rf'rel="canonical" href="http://[^/]+{path}"', reader.read(f"/en{path}"))
    assert re.search(rf'rel="canonical" href="http://[^/]+/uk{path}"', reader.read(f"/uk{path}"))


def test_numbers_and_dates_are_written_as_the_language_writes_them(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("More than 6,000 homes were flooded.", "more than 6,000")
    herald.desk.report(claim, "Gazette", ["Ministry"], worded="more than 6,000", published="2025-06-15")
    herald.publish(claim)
    path = f"/claims/{claim.public_id}/"
    assert "more than 6,000" in reader.read(path)
    french, ukrainian = reader.read(f"/fr{path}"), reader.read(f"/uk{path}")
    assert "6\u202f000" in french
    assert "15 juin 2025" in french
    assert "6\u00a0000" in ukrainian
    assert "15 черв. 2025" in ukrainian


def test_the_statement_keeps_its_own_language(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    assert '<h1 lang="en" dir="auto">At least 21 homes' in reader.read(f"/fr/claims/{claim.public_id}/")


def test_machines_are_not_sent_elsewhere_for_their_language(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    for address in ("/robots.txt", "/sitemap.xml", "/llms.txt", f"/claims/{claim.public_id}/claim.json"):
        assert reader.get(address, accept_language="uk").status_code == 200


def test_what_machines_read_is_named_english_whatever_they_say_they_prefer(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    for address in (f"/claims/{claim.public_id}/claim.json", "/sitemap.xml", "/llms.txt", "/feeds/claimreview.json"):
        assert reader.get(address, accept_language="uk").headers["Content-Language"] == "en", address


@pytest.mark.parametrize("language", ["uk", "fr"])
def test_words_before_a_moment_fit_a_day_a_month_and_a_year(language: str) -> None:
    """A moment stands as it is whatever is before it, so that must ask for no case and no article."""
    with translation.override(language):
        words = [gettext("since"), gettext("until"), gettext("Counted from the evidence that was public by")]
        words += [gettext("as of"), pgettext("relation", "told"), pgettext("relation", "cites")]
    for word in words:
        assert word.split()[-1] not in ("au", "le", "à", "depuis", "jusqu’à", "з", "до", "посилається"), word


def test_the_month_of_a_figure_reads_well_in_french(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    Claim.objects.filter(pk=claim.pk).update(as_of_at=datetime(2025, 6, 1, tzinfo=UTC), as_of_precision="month")
    assert re.search(r"à la date suivante : *<time[^>]*>juin 2025<", reader.read("/fr/claims/"))


def test_a_phrase_looked_up_once_is_still_told_in_the_language_that_is_asked_for() -> None:
    later = spoken.gettext_lazy("has it from")
    told = set()
    for language in ("en", "uk", "fr", "uk", "en"):
        with translation.override(language):
            assert spoken.gettext("has it from") == str(later) == gettext("has it from")
            assert spoken.pgettext("verdict", "Contested") == pgettext("verdict", "Contested")
            told.add(str(later))
    assert len(told) == 3
