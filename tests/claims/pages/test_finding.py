"""Search by words: what it finds is what the indexes hold, in two queries, and it reads no more among more claims."""

from datetime import timedelta
from functools import reduce
from operator import or_

import pytest
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions.claims import write_claim
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.finding import CANDIDATES, MOST_COUNTED, find_claims, find_keys, spell
from claims.listing import Wish
from claims.models import Claim, ClaimTranslation, Question
from claims.public import public_claims
from claims.vocabulary import Verdict
from tests.claims.pages.conftest import Herald, Reader
from tests.claims.pages.test_long_lists import OTHERS, rows_read

BOTH = 2
WISHES = {
    "everything": (Wish(), Q()),
    "one standing": (Wish(standing="single_source"), Q(standing__status="single_source")),
    "one verdict": (Wish(verdict="false"), Q(publications__assessment__verdict="false")),
    "under watch": (Wish(verdict="none"), Q(publications__assessment=None)),
    "one topic": (Wish(topic="rivers"), Q(tags__contains=["rivers"])),
}


def found_by_reading(words: str) -> set[int]:
    """The same as Django's own language for it says."""
    query = SearchQuery(words, config="english", search_type="websearch")
    questions = Question.objects.annotate(found=SearchVector("text", "counted", config="english")).filter(found=query)
    ways = [Q(words=query), Q(question__in=questions), Q(tags__contains=[words.lower()])]
    for config, languages in (("simple", Q()), ("french", Q(language="fr"))):
        told = ClaimTranslation.objects.annotate(found=SearchVector("statement", config=config))
        asked = SearchQuery(words, config=config, search_type="websearch")
        ways.append(Q(translations__in=told.filter(languages, found=asked, of_statement=F("claim__statement"))))
    return set(public_claims().filter(reduce(or_, ways)).values_list("pk", flat=True))


@pytest.fixture
def weir(herald: Herald) -> Herald:
    """Claims that are found in every way, and some that must not be."""
    herald.flood()
    room, desk = herald.desk.newsroom, herald.desk
    for statement, tags in (("The weir held all night.", ["rivers"]), ("Nobody was hurt.", ["rivers", "weir"])):
        claim = write_claim(by=herald.vera, newsroom=room, statement=statement, tags=tags)
        desk.report(claim, "Gazette", ["Mayor"])
        herald.publish(claim)
    judged = desk.claim("The weir broke.")
    herald.judge(judged, Verdict.FALSE)
    herald.publish(judged)
    translate_claim(
        by=herald.emil, claim=judged, language="fr", statement="Les barrages cèdent.", notice="In French."
    )
    for hidden in ({"trashed_at": timezone.now()}, {"embargo_until": timezone.now() + timedelta(hours=1)}):
        Claim.objects.filter(pk=herald.publish(desk.claim(f"The weir {len(hidden)} is gone.")).pk).update(**hidden)
    desk.claim("The weir is nobody’s business.")
    settle_all()
    return herald


@pytest.mark.parametrize("name", WISHES)
def test_what_is_found_is_what_reading_everything_finds(weir: Herald, name: str) -> None:
    wish, condition = WISHES[name]
    asked = set(public_claims().filter(condition).values_list("pk", flat=True))
    seen: set[int] = set()
    for words in (
        "weir",
        "homes flooded",
        '"the weir"',
        "weir -broke",
        "rivers",
        "barrages",
        "cèdent",
        "the",
    ):
        found = find_keys(words, wish, size=CANDIDATES)
        assert {key for key, _ in found} == found_by_reading(words) & asked, words
        assert {count for _, count in found} <= {len(found)}
        seen.update(key for key, _ in found)
    assert seen


def test_a_claim_of_its_own_words_stands_before_one_found_by_its_topic(weir: Herald) -> None:
    rows = find_claims("weir", Wish()).rows
    assert rows[-1].statement == "Nobody was hurt."
    assert {row.statement for row in rows[:-1]} >= {"The weir held all night.", "The weir broke."}


def test_a_search_asks_as_often_whatever_it_finds_and_turns_its_pages(weir: Herald) -> None:
    for words, most in (("weir", BOTH), ("nothing", BOTH - 1), ("", 0)):
        with CaptureQueriesContext(connection) as queries:
            find_claims(words, Wish())
        assert len(queries) == most
    pages = [find_claims("weir", Wish(), size=1, page=page) for page in (1, 2, 3, 4, 5)]
    assert [page.count for page in pages] == [4, 4, 4, 4, 0]
    assert {page.pages for page in pages[:4]} == {4}
    assert len({page.rows[0].id for page in pages[:4]}) == 4


def test_a_search_reads_no_more_rows_among_six_thousand_claims_that_fit_than_among_three(weir: Herald) -> None:
    counts = []
    for start, end in ((1, 3000), (3001, 6000)):
        with connection.cursor() as cursor:
            cursor.execute(OTHERS, {"newsroom": weir.desk.newsroom.pk, "start": start, "end": end})
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")  # as of large tables
        found = find_claims("another thing\x00", Wish())
        assert (found.count, found.more, found.pages) == (MOST_COUNTED, True, CANDIDATES // 50)
        counts.append(rows_read(lambda: find_claims("another thing", Wish())))
    assert counts[1] <= counts[0] + 10, counts
    assert counts[1] < 2 * MOST_COUNTED + CANDIDATES + 200


def test_the_feed_of_a_search_holds_what_the_search_finds(weir: Herald, reader: Reader) -> None:
    feed = reader.read("/feeds/changed.atom?q=weir")
    for row in find_claims("weir", Wish()).rows:
        assert f"/claims/{row.id}/" in feed
    assert "<entry>" in feed
    assert "<entry>" not in reader.read("/feeds/changed.atom?q=nothing")


def test_a_number_is_found_however_its_thousands_are_written(herald: Herald) -> None:
    told = [herald.desk.claim(words) for words in ("Some 6,000 homes stood.", "Some 12000 homes fell.")]
    for claim in told:
        herald.publish(claim)
    for words, number in (("6000", 0), ("6,000 homes", 0), ("12000", 1), ("12,000", 1), ("homes 12,000 -stood", 1)):
        assert [row.id for row in find_claims(words, Wish()).rows] == [told[number].public_id], words
    assert find_claims("600", Wish()).rows == []
    assert spell('"in 2025"') == '"in 2025" or "in 2,025"'
    assert spell("1.5 of 6000.5") == "1.5 of 6000.5"
