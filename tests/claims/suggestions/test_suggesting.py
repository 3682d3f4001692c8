"""From a captured text to suggestions: found once, and of a changed text only what is new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims.actions.due import follow_ground_changes
from claims.actions.extractions import extract_due, suggest_reports
from claims.extraction.articles import Article
from claims.extraction.candidates import Candidate
from claims.models import Extraction, Suggestion
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Notification
from newsrooms.vocabulary import Role
from sources.actions.captures import upload_capture
from sources.models import Capture
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import STORM, Keep
from tests.newsrooms.cast import hire


def statements() -> list[str]:
    return [one.candidate["statement"] for one in Suggestion.objects.order_by("start")]


def test_a_captured_text_is_gone_through_by_the_worker_once(keep: Keep) -> None:
    capture = keep()
    follow_ground_changes()
    assert extract_due() == 1
    assert extract_due() == 0
    run = Extraction.objects.get()
    assert (run.extractor, run.suggested, run.capture) == ("rules/3", Suggestion.objects.count(), capture)
    assert run.suggested >= 4


def test_an_installation_may_choose_another_extractor(keep: Keep, settings: Settings) -> None:
    settings.EXTRACTOR = "tests.claims.extraction.test_another_extractor.SaidExtractor"
    keep("Police said nine boats sank.\n\nThe harbour was closed.")
    follow_ground_changes()
    assert extract_due() == 1
    assert Extraction.objects.get().extractor == "said/1"
    assert statements() == ["nine boats sank"]


def test_an_extractor_that_is_not_there_is_said_before_any_text_is_taken(keep: Keep, settings: Settings) -> None:
    settings.EXTRACTOR = "claims.extraction.interface.NoSuchExtractor"
    keep()
    follow_ground_changes()
    with pytest.raises(ImportError, match="NoSuchExtractor"):
        extract_due()
    assert Extraction.objects.get().attempts == 0


def test_every_suggestion_stands_in_the_text_where_it_says(keep: Keep) -> None:
    for one in suggest_reports(capture=keep()):
        for span in (one.candidate["quote"], *one.candidate["content"]):
            assert STORM[span["start"] : span["end"]] == span["text"]
        assert STORM[one.start : one.end].startswith(one.candidate["content"][0]["text"])


def test_narrative_that_nobody_says_and_nothing_known_is_about_is_left_out(keep: Keep) -> None:
    suggest_reports(capture=keep())
    assert not any("waves" in said for said in statements())


def test_the_same_text_never_suggests_twice_whatever_capture_holds_it(keep: Keep) -> None:
    first = keep()
    made = suggest_reports(capture=first)
    assert made
    assert suggest_reports(capture=first) == []
    assert suggest_reports(capture=keep(document=first.document)) == []
    assert suggest_reports(capture=keep(publisher="Coast News", url="https://coast.example/a")) == []
    follow_ground_changes()
    assert extract_due() == 0


def test_another_newsroom_has_suggestions_of_its_own(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    ours = Suggestion.objects.count()
    other = Desk(
        open_newsroom(by=None, slug="other", name="Other", administrator=hire(desk.newsroom, "o", Role.READER))
    )
    document = other.document("The Daily Fable")
    suggest_reports(capture=keep(document=document))
    assert Suggestion.objects.filter(newsroom=other.newsroom).count() == ours


def test_of_a_text_that_was_changed_only_the_changed_passage_is_suggested(keep: Keep) -> None:
    first = keep()
    suggest_reports(capture=first)
    before = len(statements())
    suggest_reports(capture=keep(STORM.replace("at least 17", "at least 14"), document=first.document))
    assert [said for said in statements() if "14" in said] == [
        "A storm on Sunday night damaged at least 14 fishing boats in the harbour of Tamra"
    ]
    assert len(statements()) == before + 1


def test_an_article_takes_a_fixed_number_of_queries(keep: Keep, desk: Desk) -> None:
    def count(capture: Capture) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            suggest_reports(capture=capture)
        return len(asked)

    few = count(keep())
    for number in range(30):
        desk.claim(f"Storm number {number} damaged {number} fishing boats in Tamra", str(number + 1))
        desk.official(f"Port Authority of Tamra {number}")
    longer = "\n".join(
        f"Officials of port {n} said {n} boats and {n} nets were lost in Tamra.\n" for n in range(2, 40)
    )
    many = count(keep(f"Long\n\n{longer}", url="https://fable.example/long"))
    assert Suggestion.objects.count() > 30
    assert many <= few + 2
    assert many <= 30


def test_a_text_that_cannot_be_gone_through_is_tried_later_and_parked_in_the_end(
    keep: Keep, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        name = "broken/1"

        def extract(self, article: Article) -> tuple[Candidate, ...]:
            raise ZeroDivisionError

    keep()
    follow_ground_changes()
    for attempt in range(1, 6):
        Extraction.objects.update(due_at="2025-01-01T00:00Z")
        assert extract_due(extractor=Broken()) == 1
        assert Extraction.objects.get().attempts == attempt
    assert "could not be gone through" in caplog.text
    assert Extraction.objects.get().parked_at is not None
    Extraction.objects.update(due_at="2025-01-01T00:00Z")
    assert extract_due() == 0


def test_a_text_that_kills_its_worker_is_parked_in_the_end(keep: Keep) -> None:
    class Deadly:
        name = "deadly/1"

        def extract(self, article: Article) -> tuple[Candidate, ...]:
            raise SystemExit("killed")

    keep()
    follow_ground_changes()
    for _ in range(5):
        Extraction.objects.update(due_at="2025-01-01T00:00Z")
        with pytest.raises(SystemExit):
            extract_due(extractor=Deadly())
    Extraction.objects.update(due_at="2025-01-01T00:00Z")
    assert extract_due(extractor=Deadly()) == 0
    assert Extraction.objects.get().parked_at is not None


def test_who_asked_for_the_page_and_who_works_on_the_claim_are_told(keep: Keep, desk: Desk) -> None:
    rita = hire(desk.newsroom, "rita", Role.REPORTER)
    claim = desk.claim("At least 17 fishing boats were damaged in the harbour of Tamra", "at least 17")
    claim.assigned_to = rita
    claim.save()
    page = f"<html><body><article>{''.join(f'<p>{p}</p>' for p in STORM.splitlines())}</article></body></html>"
    capture = upload_capture(document=desk.document("The Daily Fable"), by=desk.by, content=page.encode())
    suggest_reports(capture=capture)
    told = Notification.objects.filter(kind="suggestions_found")
    assert {one.user for one in told} == {rita, desk.by}
