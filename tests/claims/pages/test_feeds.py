"""What feed readers and crawlers are told, read with their own tools."""

import json

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from lxml import etree

from claims import news
from claims.actions.listings import list_claims_again
from claims.actions.workflow import withdraw_claim
from claims.listing import Wish
from claims.models import Claim
from claims.news import read_news
from claims.vocabulary import Verdict
from tests.claims.pages.conftest import Herald, Reader
from tests.claims.pages.test_long_lists import add_others, read_as_if_large, rows_read

SITE = str(settings.SITE_URL)
VERSIONS = """
INSERT INTO claims_publication (claim_id, public_id, number, sealed, sha256, override, published_at)
SELECT id, substr(md5('v' || id), 1, 16), 1, '{}', '', '', first_published_at FROM claims_claim claim
WHERE NOT EXISTS (SELECT FROM claims_publication made WHERE made.claim_id = claim.id)
"""


def test_the_data_feed_holds_every_review_and_nothing_else(herald: Herald, reader: Reader) -> None:
    judged = herald.flood()
    herald.publish(herald.desk.claim("The dam held."))
    feed = json.loads(reader.read("/feeds/claimreview.json"))
    assert feed["@type"] == "DataFeed"
    assert [item["item"]["url"] for item in feed["dataFeedElement"]] == [f"{SITE}/claims/{judged.public_id}/"]


def test_a_feed_reader_reads_what_was_published_and_corrected(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE, "The <b>gauge</b> & all.")
    herald.correct(claim, "We had read the wrong gauge.")
    counts = {}
    for kind in ("new", "changed", "corrected"):
        feed = feedparser.parse(reader.read(f"/feeds/{kind}.atom"))
        assert not feed.bozo, feed.get("bozo_exception")
        counts[kind] = len(feed.entries)
        assert all(entry.link == f"{SITE}/claims/{claim.public_id}/" for entry in feed.entries)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert counts == {"new": 1, "changed": 2, "corrected": 1}
    newest = feedparser.parse(reader.read("/feeds/changed.atom")).entries[0]
    assert newest.title == f"Corrected: {claim.statement}"
    assert "&lt;b&gt;gauge" in newest.content[0].value


def test_the_json_feed_holds_what_the_atom_feed_holds(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE)
    herald.correct(claim, "We had read the wrong gauge.")
    atom = feedparser.parse(reader.read("/feeds/changed.atom"))
    feed = json.loads(reader.read("/feeds/changed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert [item["title"] for item in feed["items"]] == [entry.title for entry in atom.entries]
    assert all(item["content_html"] and item["date_published"] for item in feed["items"])


def test_atom_stays_xml_whatever_is_in_it(herald: Herald, reader: Reader) -> None:
    herald.publish(herald.desk.claim("Held ]]> & <b> \u2028 \ufffe \U0001f600 'q' \"q\""))
    root = etree.fromstring(reader.get("/feeds/new.atom").content)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 1


def test_feeds_are_had_for_a_topic_a_source_and_a_search(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    Claim.objects.filter(pk=claim.pk).update(tags=["flood"])
    list_claims_again([claim.pk])
    herald.publish(herald.desk.claim("The dam held."))
    source = herald.desk.official("Ministry of Rivers").public_id
    for asked in ("topic=flood", f"source={source}", "q=homes", "standing=single_source", "verdict=partly_verified"):
        feed = feedparser.parse(reader.read(f"/feeds/new.atom?{asked}"))
        assert [entry.title for entry in feed.entries] == [claim.statement], asked
    assert reader.get("/feeds/new.atom?standing=nonsense").status_code == 404
    assert reader.get("/feeds/old.atom").status_code == 404


def test_long_feeds_have_a_next_page(herald: Herald, reader: Reader) -> None:
    for number in range(33):
        herald.publish(herald.desk.claim(f"Claim {number}."))
    seen, address = [], "/feeds/new.json"
    while address:
        feed = json.loads(reader.read(address))
        seen += [item["id"] for item in feed["items"]]
        address = feed.get("next_url", "").removeprefix(SITE)
    assert len(seen) == len(set(seen)) == 33


def test_the_sitemap_names_every_public_page_in_every_language(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    index = etree.fromstring(reader.get("/sitemap.xml").content)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    maps = [str(place.text).removeprefix(SITE) for place in index.iter(f"{space}loc")]
    assert maps == [f"/sitemaps/{name}.xml" for name in ("pages", "claims-1", "questions-1", "sources-1")]
    for address in maps:
        for entry in etree.fromstring(reader.get(address).content).iter(f"{space}url"):
            location = entry.findtext(f"{space}loc") or ""
            reader.read(location.removeprefix(SITE))
            links = entry.findall("{http://www.w3.org/1999/xhtml}link")
            assert {link.get("hreflang") for link in links} == {"en", "uk", "fr"}
    assert f"{SITE}/claims/{claim.public_id}/" in reader.read("/sitemaps/claims-1.xml")
    for name in ("claims-0", "claims-2", "claims-01", "claims-x", "claims", "drafts-1", "claims-99999999999"):
        assert reader.get(f"/sitemaps/{name}.xml").status_code == 404
    assert f"Sitemap: {SITE}/sitemap.xml" in reader.read("/robots.txt")


def test_the_news_of_few_claims_are_those_that_are_found_among_the_news_of_all(
    herald: Herald, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = herald.flood()
    herald.judge(flood, Verdict.FALSE)
    herald.correct(flood, "We had read the wrong gauge.")
    withdraw_claim(by=herald.vera, claim=flood, notice="We no longer stand by it.")
    herald.publish(herald.desk.claim("The dam held."))
    ministry = herald.desk.official("Ministry of Rivers")
    told = []
    for few in (news.FEW, 0):
        monkeypatch.setattr(news, "FEW", few)
        told.append([read_news(kind, Wish(), source=ministry).rows for kind in news.KINDS])
        told[-1].append(read_news("changed", Wish(verdict="false")).rows)
    assert told[0] == told[1]
    assert [len(rows) for rows in told[0]] == [1, 3, 2, 3]


def test_the_feed_of_a_source_that_is_rarely_heard_reads_as_little_among_many_claims_as_among_few(
    herald: Herald,
) -> None:
    herald.flood()
    ministry = herald.desk.official("Ministry of Rivers")
    counts = []
    read_as_if_large()
    for start, end in ((1, 500), (501, 5000)):
        add_others(herald, start, end)
        with connection.cursor() as cursor:  # each with a version of its own
            cursor.execute(VERSIONS)
            cursor.execute("ANALYZE")
        counts.append(rows_read(lambda: read_news("changed", Wish(), source=ministry)))
    assert len(read_news("changed", Wish(), source=ministry).rows) == 1
    assert counts[1] <= counts[0] + 3, counts
    assert counts[1] < 100
