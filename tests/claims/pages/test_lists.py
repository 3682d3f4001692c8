"""Lists: what stands in them, where they end, and how they are paged."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.claims import write_claim
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.models import Claim
from claims.vocabulary import Stance, Verdict
from sources.actions.merging import merge_source
from sources.models import Source
from tests.claims.pages.conftest import Herald, Reader


def card_statements(page: str) -> list[str]:
    """The statements in a list of claims, in order."""
    return re.findall(r'<p class="statement"[^>]*><a href="[^"]*/claims/[^"]*">([^<]*)</a>', page)


def test_every_list_has_an_empty_state(db: None, reader: Reader) -> None:
    for address in ("/", "/claims/", "/questions/", "/topics/", "/sources/", "/corrections/", "/search/?q=x"):
        assert 'class="empty"' in reader.read(address), address


def test_the_front_page_has_a_shelf_for_each_kind(herald: Herald, reader: Reader) -> None:
    contested, withdrawn = herald.desk.claim("The dam held."), herald.desk.claim("The dam was blown up.")
    herald.desk.report(contested, "Gazette", ["Ministry"])
    herald.desk.report(contested, "Courier", ["Mayor"], stance=Stance.DENIES)
    herald.desk.report(withdrawn, "Gazette", ["Committee"])
    herald.desk.withdraw(withdrawn, "Committee")
    corrected = herald.flood()
    for claim in (contested, withdrawn):
        herald.publish(claim)
    herald.judge(corrected, Verdict.FALSE)
    herald.correct(corrected, "We had read the wrong gauge.")
    page = reader.read("/")
    starts = [page.index(f'id="shelf-{name}"') for name in ("latest", "contested", "corrected", "withdrawn")]
    shelves = [page[start:end] for start, end in zip(starts, [*starts[1:], len(page)], strict=True)]
    assert [len(card_statements(shelf)) for shelf in shelves] == [3, 1, 1, 1]
    assert "The dam held." in shelves[1]
    assert "Lower Weir" in shelves[2]
    assert "blown up" in shelves[3]


def test_a_long_list_is_read_to_its_end_and_back_without_loss(herald: Herald, reader: Reader) -> None:
    for number in range(103):
        herald.publish(herald.desk.claim(f"Claim {number:03}."))
    pages, address, last = [], "/claims/?standing=unreported", ""
    while address:
        last = address
        pages.append(card_statements(reader.read(address)))
        found = re.search(r'rel="next" href="(\?[^"]+)"', reader.read(address))
        address = f"/claims/{found[1].replace('&amp;', '&')}" if found else ""
    assert [len(page) for page in pages] == [50, 50, 3]
    assert [statement for page in pages for statement in page] == [f"Claim {n:03}." for n in reversed(range(103))]
    found = re.search(r'rel="prev" href="(\?[^"]+)"', reader.read(last))
    assert found
    assert card_statements(reader.read(f"/claims/{found[1].replace('&amp;', '&')}")) == pages[1]


def test_nonsense_for_a_place_in_a_list_gives_its_beginning(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    for place in ("x", "~", "2025-01-01T00:00:00+00:00~nobody", f"no-date~{claim.public_id}", "\x00~a", "~" * 900):
        for name in ("after", "before"):
            page = reader.client.get("/claims/", {name: place})
            assert page.status_code == 200
            assert card_statements(page.content.decode()) == [claim.statement]
            assert reader.client.get("/sources/", {name: place}).status_code == 200


def test_the_deepest_page_costs_as_many_queries_as_the_first(herald: Herald, reader: Reader) -> None:
    for number in range(60):
        herald.publish(herald.desk.claim(f"Claim {number:03}."))
    with CaptureQueriesContext(connection) as first:
        page = reader.read("/claims/")
    found = re.search(r'rel="next" href="(\?[^"]+)"', page)
    assert found
    with CaptureQueriesContext(connection) as second:
        reader.read(f"/claims/{found[1]}")
    assert len(first) == 2
    assert len(second) == 3  # and the one that finds where it stands


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("standing=single_source", ["At least 21 homes were flooded at Lower Weir."]),
        ("standing=unreported", ["The dam held."]),
        ("verdict=partly_verified", ["At least 21 homes were flooded at Lower Weir."]),
        ("verdict=none", ["The dam held."]),
        ("topic=dams", ["The dam held."]),
        ("topic=nothing", []),
    ],
)
def test_lists_are_sifted(herald: Herald, reader: Reader, asked: str, expected: list[str]) -> None:
    herald.flood()
    claim = write_claim(by=herald.vera, newsroom=herald.desk.newsroom, statement="The dam held.", tags=["dams"])
    herald.publish(claim)
    assert card_statements(reader.read(f"/claims/?{asked}")) == expected


def test_words_that_are_none_of_ours_are_not_there(db: None, reader: Reader) -> None:
    assert reader.get("/claims/?standing=true").status_code == 404
    assert reader.get("/search/?q=x&verdict=mostly").status_code == 404


def test_search_finds_words_in_statements_questions_and_topics(herald: Herald, reader: Reader) -> None:
    flood = herald.flood()
    Claim.objects.filter(pk=flood.pk).update(tags=["weather"])
    herald.publish(herald.desk.claim("The dam held."))
    for words in ("flooded homes", "how many homes", "weather", '"Lower Weir"', "FLOODED", "flood"):
        assert card_statements(reader.read(f"/search/?q={words}")) == [flood.statement], words
    for words in ("rain", "%", "\\", "'", "<script>", "& | !", "((", "a" * 5000):
        assert reader.client.get("/search/", {"q": words}).status_code == 200
    assert "1 claim fits." in reader.read("/search/?q=dam")


def test_a_question_shows_all_its_figures_side_by_side(herald: Herald, reader: Reader) -> None:
    question = herald.desk.question("How many?", counted="homes")
    for worded in ("41", "at least 21", "more than 6,000"):
        herald.publish(herald.desk.claim(f"Homes: {worded}.", worded, question))
    herald.desk.claim("A draft.", "7", question)
    page = reader.read(f"/questions/{question.public_id}/")
    rows = page[page.index("The claims that answer it") :]
    assert re.findall(r'<p class="figure">([^<]*)</p>', rows) == ["more than 6,000", "at least 21", "41"]


def test_a_source_shows_what_it_said_and_what_became_of_it_without_a_score(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.desk.tie("Ministry of Rivers", "Government")
    herald.desk.report(claim, "Herald", ["Government"], worded="at least 21")
    herald.publish(herald.desk.claim("The dam held."))
    source = Source.objects.get(name="Ministry of Rivers")
    page = reader.read(f"/sources/{source.public_id}/")
    assert card_statements(page) == [claim.statement]
    assert "an arm of" in page
    assert "in 1 published claim." in page
    assert "We give no score" in page
    assert "%" not in page[page.index('id="became-title"') :]


def test_a_source_merged_twice_leads_to_what_it_became_at_last(herald: Herald, reader: Reader) -> None:
    herald.flood()
    kept = Source.objects.get(name="Gazette")
    between, merged = herald.desk.source("The Gazette"), herald.desk.source("Old Gazette")
    merge_source(by=herald.emil, source=merged, into=between, why="The same paper.")
    merge_source(by=herald.emil, source=between, into=kept, why="The same paper.")
    for source in (merged, between):
        answer = reader.get(f"/sources/{source.public_id}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/sources/{kept.public_id}/")
    Source.objects.filter(pk=kept.pk).update(merged_into=merged)
    assert reader.get(f"/sources/{merged.public_id}/").status_code == 404


def test_a_merged_source_leads_to_the_one_it_was_merged_into(herald: Herald, reader: Reader) -> None:
    herald.flood()
    kept, merged = Source.objects.get(name="Gazette"), herald.desk.source("The Gazette")
    Source.objects.filter(pk=merged.pk).update(merged_into=kept)
    answer = reader.get(f"/fr/sources/{merged.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/fr/sources/{kept.public_id}/")


def test_the_log_of_corrections_leads_to_the_place_on_the_page(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE)
    herald.correct(claim, "We had read the wrong gauge.")
    page = reader.read("/corrections/")
    found = re.search(r'href="(/claims/[^"#]+/)#(c-[^"]+)"', page)
    assert found
    assert "We had read the wrong gauge." in page
    assert f'id="{found[2]}"' in reader.read(found[1])


def test_what_a_newsroom_writes_of_itself_stands_on_its_pages(herald: Herald, reader: Reader) -> None:
    herald.flood()
    assert "Weir Herald has not written yet how it chooses and checks claims." in reader.read("/methodology/")
    assert "Who owns and who funds it has not been written down yet." in reader.read("/methodology/")
    assert "Weir Herald has not written rules of its own" in reader.read("/corrections/policy/")
    newsroom = herald.desk.newsroom
    newsroom.methodology = "We ask the lock keeper.\n\n<b>Always.</b>"
    newsroom.corrections_policy = "We say so within a day."
    newsroom.contact = "desk@weir.example"
    newsroom.save()
    methodology = reader.read("/methodology/")
    assert "We ask the lock keeper." in methodology
    assert "has not written yet" not in methodology
    assert "<b>Always" not in methodology
    assert "mailto:desk@weir.example" in methodology
    assert "We say so within a day." in reader.read("/corrections/policy/")


def test_what_a_search_finds_is_read_page_by_page(herald: Herald, reader: Reader) -> None:
    for number in range(52):
        herald.desk.claim(f"The weir number {number} holds.")
    settle_all()
    publish_imported(by=herald.vera, newsroom=herald.desk.newsroom, claims=Claim.objects.values_list("pk", flat=True))
    first, second = (reader.read(f"/search/?q=weir&page={page}") for page in (1, 2))
    statements = [set(re.findall(r"The weir number \d+ holds", page)) for page in (first, second)]
    assert [len(found) for found in statements] == [50, 2]
    assert not statements[0] & statements[1]
    assert 'href="?q=weir&amp;page=2"' in first
    for nonsense in ("3", "0", "-1", "x", "1e3", "\u0661", "9" * 30):
        assert reader.client.get("/search/", {"q": "weir", "page": nonsense}).status_code == 404


def test_a_question_draws_every_figure_reported_of_any_of_its_claims(herald: Herald, reader: Reader) -> None:
    question = herald.desk.question("How many homes were flooded?", counted="homes")
    for number, outlet in ((21, "Gazette"), (34, "Courier")):
        claim = herald.desk.claim(f"{number} homes were flooded.", str(number), question)
        herald.desk.report(claim, outlet, ["Mayor"], worded=str(number))
        herald.publish(claim)
    page = reader.read(f"/questions/{question.public_id}/")
    chart = page[page.index("All the figures that were reported") : page.index("The claims that answer it")]
    assert "<svg" in chart
    assert all(name in chart for name in ("Gazette", "Courier", "21", "34"))


def test_a_source_page_gathers_what_it_said_under_each_claim(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    ministry = herald.desk.official("Ministry of Rivers")
    page = reader.read(f"/sources/{ministry.public_id}/")
    assert page.count(f'href="/claims/{claim.public_id}/"') == 1
    assert page.count("credited by") == 3


def test_a_source_shows_how_sure_its_record_is_as_a_range_beside_its_counts(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("It snowed.")
    for outlet, witness in (("Gazette", "Weather service"), ("Courier", "Airport"), ("Post", "Harbour")):
        herald.desk.report(claim, outlet, [witness])
    herald.publish(claim)
    source = herald.desk.official("Weather service").public_id
    told = "1 claim is settled, 1 borne out and 0 contradicted; 0 open."
    page = reader.read(f"/sources/{source}/")
    assert f"{told} From so many, the share borne out may lie anywhere from 21% to 100%." in page
    assert "de 21\u202f% à 100\u202f%." in reader.read(f"/fr/sources/{source}/").replace("\xa0", "\u202f")


def test_the_log_names_the_language_that_each_notice_is_written_in(herald: Herald, reader: Reader) -> None:
    claim = write_claim(
        by=herald.vera, newsroom=herald.desk.newsroom, statement="Гребля втримала воду.", language="uk"
    )
    herald.publish(claim)
    herald.correct(claim, "Ми помилилися датою.", statement="Гребля втримала воду вночі.")
    for page in (reader.read("/corrections/"), reader.read("/fr/corrections/")):
        assert '<span lang="uk" dir="auto">Ми помилилися датою.</span>' in page
        assert 'lang="uk" dir="auto">Гребля втримала воду вночі.</a>' in page


@pytest.mark.parametrize("tag", ["US/UK", "/", "a//b/", "two\nlines", "50% off?", "Straße & Söhne", "</script>"])
def test_a_topic_may_have_any_name(herald: Herald, reader: Reader, tag: str) -> None:
    claim = write_claim(by=herald.vera, newsroom=herald.desk.newsroom, statement="The dam held.", tags=[tag])
    herald.publish(claim)
    assert reader.get(f"/claims/{claim.public_id}/").status_code == 200
    assert reader.get("/uk/topics/").status_code == 200
    assert card_statements(reader.read(reverse("claims:topic", args=[tag]))) == ["The dam held."]


def test_a_source_page_gives_a_figure_as_it_was_worded_and_not_as_it_was_read(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("About 50,000 troops stand there.", "about 50,000")
    herald.desk.report(claim, "Gazette", ["General Staff"], worded="about 50,000")
    herald.publish(claim)
    page = reader.read(f"/sources/{herald.desk.official('General Staff').public_id}/")
    assert '<strong dir="auto">about 50,000</strong>' in page
    assert "47,500" not in page
