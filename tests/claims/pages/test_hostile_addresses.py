"""Whatever stands in an address or a header of a public page: an answer in the house's own words, never a fault."""

from datetime import timedelta
from itertools import cycle, product

import pytest
import time_machine
from django.utils import timezone

from tests.claims.pages.conftest import Herald, Reader

pytestmark = pytest.mark.django_db
NAMES = {
    **dict.fromkeys(
        ("/claims/", "/topics/rivers/", "/questions/{question}/"), ("shelf", "standing", "verdict", "topic")
    ),
    "/search/": ("q", "standing", "verdict", "page"),
    "/questions/": (),
    "/topics/": ("page",),
    "/sources/": ("q", "kind"),
    "/sources/{source}/": ("kind",),
    "/corrections/": (),
    "/claims/{claim}/": ("at", "view"),
    "/claims/{claim}/reports/": ("page",),
    "/claims/{claim}/reports.csv": ("page",),
    "/feeds/changed.atom": ("topic", "source", "standing", "verdict", "q"),
    "/feeds/new.json": ("topic", "source", "standing", "verdict", "q"),
    "/feeds/claimreview.json": (),
    "/oembed": ("url", "format", "maxwidth", "maxheight"),
    "/sitemaps/claims-1.xml": (),
    "/claims/{claim}/card/": ("theme",),
}
HOSTILE = ["a%00b", "%ed%a0%80", "99999999999999999999~9", "9999-12-31T23:59-23:59", "a" * 3000]
PLACES = ["%00~abc", "2025~%00", "9999-99-99~{claim}", "0001-01-01T00:00%2B23:59~{claim}", "%00~{claim}", "x~{claim}"]
MOMENTS = [
    *("", "\x00", "yesterday", "Mon, 01 Jan 2020 00:00:00 +99999999999999", "Mon, 01 Jan 0001 00:00:00 +2359"),
    *("Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 99 Jan 2020 00:00:00 GMT", "Mon, 01 Jan 2020 99:00:00 GMT"),
    *("Mon, 01 Jan 99999999999 00:00:00 GMT", "9" * 5000, "Mon, 01 Jan 2020 00:00:00 -0000"),
]


def test_no_parameter_of_a_public_address_makes_a_fault(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    assert claim.question
    held = {
        "claim": claim.public_id,
        "question": claim.question.public_id,
        "source": herald.desk.source("Gazette").public_id,
    }
    reader.client.raise_request_exception = False
    for page, own in NAMES.items():
        for name, value in (*product(own, HOSTILE), *zip(cycle(("after", "before")), PLACES, strict=False)):
            address = f"{page}?{name}={value}".format(**held)
            answer = reader.get(address)
            assert answer.status_code in (200, 301, 302, 304, 400, 404, 501), (address, answer.status_code)


def test_no_moment_that_a_program_asks_for_makes_a_fault(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    reader.client.raise_request_exception = False
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        for written in MOMENTS:
            answer = reader.get(f"/claims/{claim.public_id}/", Accept_Datetime=written)
            assert answer.status_code in (200, 302), (written, answer.status_code)
            if answer.status_code == 302:
                assert reader.get(answer.headers["Location"]).status_code == 200, written
