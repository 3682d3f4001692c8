"""Lists among many claims: each shelf and each sifter is a range of an index, and reads no row of other claims."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.actions.due import mark_exactly
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.actions.workflow import withdraw_claim
from claims.finding import find_claims
from claims.listing import ListedClaim, Wish, list_claims
from claims.models import Claim, PublicListing
from claims.paging import Page, Place, read_place
from claims.vocabulary import Stance, Verdict
from tests.claims.pages.conftest import Herald, Reader

ROWS_READ = "SELECT sum(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
# Public claims nobody contests or corrects, written as rows with their places in the lists.
OTHERS = """
WITH made AS (
    INSERT INTO claims_claim (newsroom_id, public_id, external_id, statement, language, location, tags,
        as_of_precision, workflow_state, first_published_at, created_at, changed_at, version, quantity_worded,
        quantity_comparator, quantity_unit, quantity_counted, quantity_low_open, quantity_high_open)
    SELECT %(newsroom)s, substr(md5('o' || n), 1, 16), 'o' || n, 'Another thing ' || n, 'en', '', '{}', '',
        'published', now() + n * interval '1 second', now(), now(), 1, '', '', '', '', false, false
    FROM generate_series(%(start)s::int, %(end)s::int) AS n RETURNING id, first_published_at
), counted AS (
    INSERT INTO claims_claimstanding (claim_id, status, lines_low, lines_with_parties, lines_high, reports, outlets,
        circular, drifted, contradicted, single_voice, hangs_on, conflicts, compared_up_to, inputs_hash,
        engine_version, computed_at)
    SELECT id, 'single_source', 1, 1, 1, 1, 1, false, false, false, false, '', '[]', 0, '', '', now() FROM made
)
INSERT INTO claims_publiclisting (claim_id, standing, verdict, state, first_published_at)
SELECT id, 'single_source', 'verified', 'published', first_published_at FROM made
"""
WISHES = {
    "latest": Wish(),
    "contested": Wish(shelf="contested"),
    "corrected": Wish(shelf="corrected"),
    "withdrawn": Wish(shelf="withdrawn"),
    "by standing": Wish(standing="contested"),
    "by verdict": Wish(verdict="false"),
    "under watch": Wish(verdict="none"),
}


@pytest.fixture
def shelves(herald: Herald) -> Herald:
    """One claim of each kind."""
    contested, denied = herald.desk.claim("The dam held."), herald.desk.claim("The dam was blown up.")
    herald.desk.report(contested, "Gazette", ["Ministry"])
    herald.desk.report(contested, "Courier", ["Mayor"], stance=Stance.DENIES)
    herald.desk.report(denied, "Gazette", ["Committee"])
    herald.desk.withdraw(denied, "Committee")
    for claim in (contested, denied):
        herald.publish(claim)
    corrected = herald.flood()
    herald.judge(corrected, Verdict.FALSE)
    herald.correct(corrected, "We had read the wrong gauge.")
    return herald


def rows_read(work: Callable[[], object]) -> int:
    """Rows that PostgreSQL fetched from tables, by whatever way."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS_READ)
        before = int(cursor.fetchall()[0][0])
        work()
        cursor.execute(ROWS_READ)
        return int(cursor.fetchall()[0][0]) - before


def read_as_if_large() -> None:
    """Have PostgreSQL read the small tables of a test as it would read large ones."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material"):
            cursor.execute(f"SET LOCAL enable_{way} = off")


def add_others(herald: Herald, start: int, end: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, {"newsroom": herald.desk.newsroom.pk, "start": start, "end": end})
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("name", WISHES)
def test_a_list_reads_as_many_rows_among_five_thousand_claims_as_among_five_hundred(
    shelves: Herald, name: str
) -> None:
    counts = []
    read_as_if_large()
    for start, end in ((1, 500), (501, 5000)):
        add_others(shelves, start, end)
        counts.append(rows_read(lambda: list_claims(WISHES[name], size=6)))
    assert counts[1] <= counts[0] + 3, counts
    assert counts[1] < 200


def test_the_last_page_reads_no_more_rows_than_the_first(shelves: Herald) -> None:
    add_others(shelves, 1, 3000)
    wish = Wish(standing="single_source")
    place: Place | None = None
    counts: list[int] = []
    pages: list[Page[ListedClaim]] = []

    def turn() -> None:
        pages.append(list_claims(wish, place))

    read_as_if_large()
    while place is not None or not counts:
        counts.append(rows_read(turn))
        place = read_place(pages[-1].after or "", "")
    assert len(counts) == 61
    assert max(counts) <= counts[0] * 2, counts  # the row that its address names, and leaves of indexes


def test_a_claim_leaves_a_shelf_and_comes_to_another_with_the_change(herald: Herald) -> None:
    claim = herald.flood()

    def shelved() -> list[str]:
        settle_all()
        return [name for name, wish in WISHES.items() if list_claims(wish).rows]

    assert shelved() == ["latest"]
    withdraw_claim(by=herald.vera, claim=claim, notice="We no longer stand by it.")
    assert shelved() == ["latest", "corrected", "withdrawn"]
    herald.judge(claim, Verdict.CONTESTED)
    herald.correct(claim, "Two ministries disagree.")
    assert shelved() == ["latest", "contested", "corrected"]
    Claim.objects.filter(pk=claim.pk).update(trashed_at=timezone.now())
    assert shelved() == []
    mark_exactly([claim.pk], cause="claim.trashed", cause_id=claim.public_id)
    assert shelved() == []
    assert not PublicListing.objects.exists()


def test_no_draft_and_no_embargoed_claim_has_a_place_that_readers_see(herald: Herald) -> None:
    herald.desk.claim("Nobody knows this yet.")
    settle_all()
    assert not PublicListing.objects.exists()
    claim = herald.flood()
    Claim.objects.filter(pk=claim.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    for wish in (Wish(standing="single_source"), Wish(verdict="partly_verified")):
        assert list_claims(wish).rows == []


def test_a_claim_is_found_by_the_words_of_its_translation_while_that_is_of_what_it_says_now(
    herald: Herald, reader: Reader
) -> None:
    claim = herald.flood()
    for language, told in (
        ("fr", "Au moins 21 maisons furent inondées."),
        ("uk", "Щонайменше 21 будинок затоплено."),
    ):
        translate_claim(by=herald.emil, claim=claim, language=language, statement=told, notice="Translated.")
    settle_all()
    for words in ("inondée", "maison", "maisons", "будинок", "Щонайменше затоплено", "flooded"):
        assert [row.id for row in find_claims(words, Wish()).rows] == [claim.public_id], words
    page = reader.read("/fr/search/?q=maison")
    assert 'lang="fr" dir="auto"><a href="/fr/claims/' in page
    assert "Au moins 21 maisons furent inondées." in page
    herald.correct(claim, "Eleven more were counted.", statement="At least 32 homes were flooded at Lower Weir.")
    assert find_claims("maison", Wish()).rows == []
    draft = herald.desk.claim("Nobody knows this yet.")
    translate_claim(by=herald.emil, claim=draft, language="fr", statement="Personne ne sait cela.")
    assert find_claims("personne", Wish()).rows == []
