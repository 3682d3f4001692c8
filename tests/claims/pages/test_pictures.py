"""The pictures on the claim page, and each alone at its own address."""

import pytest
from lxml import etree, html

from claims.pictures.sheet import SHEET_HASH
from tests.claims.pages.conftest import Herald, Reader

KINDS = ("graph", "figures", "timeline")


def test_the_claim_page_shows_the_pictures_and_says_the_same_in_words(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    page = reader.read(f"/claims/{claim.public_id}/")
    assert page.count('role="img"') == 6
    assert page.count("The same in words") == 3
    assert "Gazette, Courier and Post have it from Ministry of Rivers." in page
    for kind in KINDS:
        assert f'href="/claims/{claim.public_id}/{kind}.svg"' in page


def test_no_picture_needs_a_style_that_the_policy_of_the_page_refuses(herald: Herald, reader: Reader) -> None:
    tree = html.fromstring(reader.read(f"/claims/{herald.flood().public_id}/"))
    assert len(tree.xpath("//svg")) == 6
    assert not tree.xpath("//*[@style] | //style")


def test_the_page_as_it_was_shows_the_pictures_of_that_day(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    page = reader.read(f"/claims/{claim.public_id}/?at=2025-06-15&view=known")
    assert page.count('role="img"') == 6
    assert "graph.svg" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_alone_is_an_svg_that_may_load_nothing(herald: Herald, reader: Reader, kind: str) -> None:
    claim = herald.flood()
    response = reader.get(f"/claims/{claim.public_id}/{kind}.svg")
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"style-src '{SHEET_HASH}'" in policy
    assert "sandbox" in policy
    tree = etree.fromstring(response.content)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert claim.statement in "".join(tree.itertext())


def test_a_reader_who_holds_the_picture_is_told_it_has_not_changed(herald: Herald, reader: Reader) -> None:
    address = f"/claims/{herald.flood().public_id}/graph.svg"
    held = reader.get(address).headers["ETag"]
    assert reader.get(address, if_none_match=held).status_code == 304


def test_a_picture_speaks_the_language_of_its_address(herald: Herald, reader: Reader) -> None:
    response = reader.get(f"/uk/claims/{herald.flood().public_id}/timeline.svg")
    assert response.headers["Content-Language"] == "uk"


def test_drafts_and_what_is_not_drawn_have_no_picture(herald: Herald, reader: Reader) -> None:
    draft = herald.desk.claim("Nobody was hurt.")
    herald.desk.report(draft, "Gazette", ["Ministry of Rivers"])
    assert reader.get(f"/claims/{draft.public_id}/graph.svg").status_code == 404
    claim = herald.flood()
    assert reader.get(f"/claims/{claim.public_id}/secrets.svg").status_code == 404
    wordy = herald.publish(draft)
    assert reader.get(f"/claims/{wordy.public_id}/figures.svg").status_code == 404
