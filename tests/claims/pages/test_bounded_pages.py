"""Pages of sources, topics and the sitemap ask and read the same among a thousand claims and five thousand."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import said, sitemap_parts
from claims.actions.claims import declare_stake, write_claim
from claims.actions.listings import list_claims_again
from claims.actions.reports import LinkEntry, ReportEntry, supersede_report
from claims.actions.sitemaps import cut_sitemap
from claims.actions.standings import settle_all
from claims.models import Claim, PublicTopic, PublicVoice, SitemapPart
from claims.public import public_sources
from claims.said import count_outcomes, statements_of, topics
from claims.vocabulary import Interest, Relation, Stance
from sources.actions.merging import merge_source
from sources.models import Source
from tests.claims.pages.conftest import Herald, Reader
from tests.claims.pages.test_long_lists import OTHERS, read_as_if_large, rows_read

# Each of the other claims has a topic in common and one of five, and the same ministry is heard in each.
HEARD = """
INSERT INTO claims_publicvoice (claim_id, source_id, said_at, taken_back)
SELECT id, %(source)s, first_published_at, false FROM claims_claim WHERE external_id LIKE 'o%%'
ON CONFLICT DO NOTHING;
INSERT INTO claims_publictopic (claim_id, topic, first_published_at)
SELECT id, topic, first_published_at FROM claims_claim, unnest(ARRAY['rivers', 't' || id %% 5]) AS topic
WHERE external_id LIKE 'o%%' ON CONFLICT DO NOTHING
"""


def add_busy(herald: Herald, start: int, end: int) -> None:
    """So many more public claims, in each of which the Ministry of Rivers speaks."""
    source = herald.desk.official("Ministry of Rivers").pk
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, {"newsroom": herald.desk.newsroom.pk, "start": start, "end": end})
        for statement in HEARD.split(";"):
            cursor.execute(statement, {"source": source} if "%(source)s" in statement else {})
        cursor.execute("ANALYZE")


PAGES = {
    "sources": "/sources/",
    "a busy source": "/sources/{source}/",
    "topics": "/topics/",
    "a busy topic": "/topics/rivers/",
    "questions": "/questions/",
    "the sitemap": "/sitemap.xml",
    "a feed of a topic": "/feeds/changed.atom?topic=rivers",
}


def seen_and_read(reader: Reader, address: str) -> tuple[int, int]:
    """How many statements a page asks, and how many rows it reads."""
    reader.read(address)
    with CaptureQueriesContext(connection) as queries:
        rows = rows_read(lambda: reader.read(address))
    return len(queries), rows


def test_pages_around_claims_ask_and_read_the_same_however_many_claims_there_are(
    herald: Herald, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("MOST_COUNTED", "MOST_IN_A_TOPIC"):
        monkeypatch.setattr(said, most, 100)  # so that both sizes are beyond it
    herald.flood()
    read_as_if_large()
    source = herald.desk.official("Ministry of Rivers")
    seen: dict[str, list[tuple[int, int]]] = {}
    for start, end in ((1, 1000), (1001, 5000)):
        add_busy(herald, start, end)
        for name, address in PAGES.items():
            seen.setdefault(name, []).append(seen_and_read(reader, address.format(source=source.public_id)))
    for name, ((asked, read), (asked_later, read_later)) in seen.items():
        assert asked == asked_later, (name, seen[name])
        assert read_later <= read + 10, (name, seen[name])


def heard(source: str) -> list[tuple[str, bool, bool]]:
    """The claims in which a source is heard: statement, whether it spoke (and has not only a stake), taken back."""
    rows = PublicVoice.objects.filter(source__name=source).order_by("claim")
    return [(row.claim.statement, row.said_at is not None, row.taken_back) for row in rows.select_related("claim")]


def test_a_source_is_heard_where_it_publishes_is_credited_or_has_a_stake_and_in_no_draft(herald: Herald) -> None:
    claim = herald.flood()
    declare_stake(
        by=herald.vera, claim=claim, source=herald.desk.official("Dam owner"), interest=Interest.HARMED, reason="r"
    )
    herald.desk.report(herald.desk.claim("Nobody knows this yet."), "Secret Echo", ["Ministry of Rivers"])
    settle_all()
    for name in ("Gazette", "Ministry of Rivers"):
        assert heard(name) == [(claim.statement, True, False)], name
    assert heard("Dam owner") == [(claim.statement, False, False)]
    assert heard("Secret Echo") == []
    herald.desk.withdraw(claim, "Ministry of Rivers")
    settle_all()
    assert heard("Ministry of Rivers") == [(claim.statement, True, True)]
    assert count_outcomes(Source.objects.get(name="Ministry of Rivers")).taken_back == 1
    assert count_outcomes(Source.objects.get(name="Dam owner")).claims == 0


def test_a_source_says_no_more_once_its_report_was_superseded(herald: Herald) -> None:
    claim = herald.desk.claim("The dam held.")
    wrong = herald.desk.report(claim, "Gazette", ["Mayor"])
    herald.publish(claim)
    assert heard("Mayor")
    link = LinkEntry(herald.desk.official("Engineer"), Relation.SAYS)
    entry = ReportEntry(stance=Stance.ASSERTS, chains=[[link]])
    supersede_report(by=herald.vera, report=wrong, entry=entry, why="It was the engineer.", notice="A name.")
    settle_all()
    assert heard("Mayor") == []
    assert heard("Engineer") == [(claim.statement, True, False)]


def test_what_was_merged_into_a_source_is_heard_as_that_one(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    kept = herald.desk.official("Rivers Ministry")
    merge_source(by=herald.vera, source=herald.desk.official("Ministry of Rivers"), into=kept, why="One ministry.")
    settle_all()
    assert heard("Ministry of Rivers") == []
    page = reader.read(f"/sources/{kept.public_id}/")
    assert claim.statement in page
    assert page.count("credited by") == 3
    assert "Rivers Ministry" in reader.read("/sources/")
    last = herald.desk.official("Ministry of Waters")
    merge_source(by=herald.vera, source=kept, into=last, why="It was renamed.")
    settle_all()
    assert heard("Rivers Ministry") == []
    assert claim.statement in reader.read(f"/sources/{last.public_id}/")


def test_a_claim_that_left_the_public_leaves_its_sources_topics_and_counts_at_once(
    herald: Herald, reader: Reader
) -> None:
    claim = write_claim(by=herald.vera, newsroom=herald.desk.newsroom, statement="The dam held.", tags=["dams"])
    herald.desk.report(claim, "Gazette", ["Mayor"])
    herald.publish(claim)
    source = herald.desk.official("Mayor")
    assert "1 claim" in reader.read("/topics/")
    for hidden in ({"trashed_at": timezone.now()}, {"embargo_until": timezone.now() + timedelta(hours=1)}):
        Claim.objects.filter(pk=claim.pk).update(**({"trashed_at": None} | hidden))
        assert topics().rows == []
        assert count_outcomes(source).claims == 0
        assert statements_of(source, None).rows == []
        assert not public_sources().exists()
        assert reader.get("/topics/dams/").status_code == 404
        assert reader.get(f"/sources/{source.public_id}/").status_code == 404
        assert "sources-1" not in reader.read("/sitemap.xml")
    Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now(), embargo_until=None)
    list_claims_again([claim.pk])
    assert not PublicVoice.objects.exists()
    assert not PublicTopic.objects.exists()


def test_topics_are_read_page_by_page_both_ways_and_counted_no_further_than_is_said(
    herald: Herald, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "MOST_IN_A_TOPIC", 2)
    names = ["a&b", "b", "c", "d", "é"]
    for number in range(3):
        tags = names if number == 0 else ["b"]
        herald.publish(
            write_claim(by=herald.vera, newsroom=herald.desk.newsroom, statement=f"Held {number}.", tags=tags)
        )
    first = topics(size=2)
    assert (first.rows, first.before, first.after) == ([("a&b", 1), ("b", 3)], None, "b")
    second = topics(after="b", size=2)
    assert [name for name, _ in second.rows] == ["c", "d"]
    assert (second.before, second.after) == ("c", "d")
    assert topics(before="c", size=2).rows == first.rows
    assert topics(after="d", size=2).after is None
    for nonsense in ("\x00", "zzz", "'; --", "x" * 5000):
        assert reader.client.get("/topics/", {"after": nonsense}).status_code == 200


def test_a_source_heard_often_in_a_claim_shows_the_newest_and_says_how_many_more(
    herald: Herald, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "MOST_SAID", 2)
    claim = herald.flood()
    source = herald.desk.official("Ministry of Rivers")
    spoken = statements_of(source, None).rows
    assert [(row.claim.pk, len(row.reports), row.more) for row in spoken] == [(claim.pk, 2, 1)]
    page = reader.read(f"/sources/{source.public_id}/")
    assert "and 1 more report</a>" in page
    monkeypatch.setattr(said, "MOST_COUNTED", 0)
    assert "in more than 0 published claims" in reader.read(f"/sources/{source.public_id}/")


def test_the_sitemap_is_cut_into_files_that_name_every_public_page_once(
    herald: Herald, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_parts, "IN_A_PART", 2)
    claims = [herald.publish(herald.desk.claim(f"The weir number {number} holds.")) for number in range(5)]
    herald.desk.claim("Nobody knows this yet.")

    def files() -> dict[str, list[str]]:
        names = re.findall(r"/sitemaps/(claims-\d+)\.xml", reader.read("/sitemap.xml"))
        pages = {name: reader.read(f"/sitemaps/{name}.xml") for name in names}
        return {name: re.findall(r"<loc>[^<]*/claims/(\w+)/</loc>", page) for name, page in pages.items()}

    everything = [claim.public_id for claim in claims]
    assert files() == {"claims-1": everything}
    cut_sitemap()
    assert files() == {"claims-1": everything[:2], "claims-2": everything[2:4], "claims-3": everything[4:]}
    before = list(SitemapPart.objects.order_by("pk").values_list("pk", flat=True))
    later = herald.publish(herald.desk.claim("The weir number 6 holds."))
    cut_sitemap()
    assert files()["claims-3"] == [everything[4], later.public_id]
    assert list(SitemapPart.objects.order_by("pk").values_list("pk", flat=True)) == before
    for nonsense in ("claims-4", "claims-0", "claims-01", "drafts-1", "claims-999999", "claims-9999999"):
        assert reader.get(f"/sitemaps/{nonsense}.xml").status_code == 404
