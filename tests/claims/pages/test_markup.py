"""Every template is well-formed HTML to a strict parser, gives no id twice, and points at nothing that is missing."""

import re
from itertools import pairwise

import html5lib  # type: ignore[import-untyped]  # it has no types
import pytest
from html5lib.html5parser import ParseError  # type: ignore[import-untyped]  # it has no types

from tests.claims.pages.conftest import Reader
from tests.claims.pages.every_page import publish_example

# What html5lib says of the frame of an SVG inside HTML is no fault: its names are those of SVG.
LOCAL = re.compile(r' (?:href|src)="(/[^"#]*)(?:#([^"]*))?"')


@pytest.fixture
def pages(db: None, reader: Reader) -> dict[str, str]:
    """Every page of the example as it is sent, in English and, of the claim, in Ukrainian."""
    return {name: reader.read(address) for name, address in publish_example().items()}


def test_a_strict_parser_finds_no_fault_in_any_template(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        try:
            html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        except ParseError as error:
            pytest.fail(f"{name}: {error}")


def test_no_id_is_given_twice_and_what_labels_point_at_is_there(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        given = re.findall(r' id="([^"]+)"', page)
        assert len(given) == len(set(given)), name
        named = re.findall(r' (?:aria-labelledby|aria-describedby|for)="([^"]+)"', page)
        assert {part for value in named for part in value.split()} <= set(given), name
        assert set(re.findall(r' href="#([^"]+)"', page)) <= set(given), name


def test_every_link_inside_the_house_leads_somewhere(pages: dict[str, str], reader: Reader) -> None:
    linked = {link for page in pages.values() for link, _ in LOCAL.findall(page)}
    addresses = sorted(link.replace("&amp;", "&") for link in linked if not link.startswith(("/static/", "/api/")))
    some = [address for number, address in enumerate(addresses) if number % 7 == 0 or "/claims/" not in address]
    assert len(some) > 100
    for address in some:
        assert reader.get(address).status_code == 200, address


def test_each_page_has_one_heading_of_the_first_rank_and_leaves_no_rank_out(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", page)]
        assert ranks.count(1) == 1, name
        assert all(below <= above + 1 for above, below in pairwise(ranks)), (name, ranks)
