"""ClaimReview of other houses: previewed, written exactly as previewed, taken twice, refused by path."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from claims.actions.import_files import drop_old_previews
from claims.actions.import_jobs import ask_import, run_next_import, write_previewed
from claims.casefile.reviews.ratings import stance_of_rating
from claims.models import Assessment, Claim, ImportJob, ImportPiece, Report
from claims.vocabulary import ImportForm, Stance
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.models import Document, Source
from tests.claims.cast import Desk
from tests.claims.importing.reviews import REVIEW, bytes_of, changed, feed_of, graph_of
from tests.newsrooms.cast import hire, open_harbour_post

pytestmark = pytest.mark.django_db(transaction=True)  # the file is read over a connection of its own
FORMS = [REVIEW, [REVIEW], [{"@type": "WebSite"}, REVIEW], graph_of(REVIEW), feed_of(REVIEW), feed_of(REVIEW, REVIEW)]
NOUNS = (Source, Document, Claim, Report, Assessment)
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.fixture
def newsroom() -> Newsroom:
    return open_harbour_post()[0]


@pytest.fixture
def edda(newsroom: Newsroom) -> User:
    return hire(newsroom, "edda", Role.EDITOR)


def take(edda: User, newsroom: Newsroom, content: Any, **how: Any) -> ImportJob:
    sent = content if isinstance(content, bytes) else bytes_of(content)
    job = ask_import(by=edda, newsroom=newsroom, title="r", form=ImportForm.REVIEWS, content=io.BytesIO(sent), **how)
    assert run_next_import()
    job.refresh_from_db()
    return job


def faults(job: ImportJob) -> list[tuple[str, str]]:
    return list(job.problems.values_list("pointer", "code"))


def counts() -> list[int]:
    return [noun._default_manager.count() for noun in NOUNS]


@pytest.mark.parametrize("content", FORMS)
def test_a_review_becomes_a_claim_its_documents_and_what_they_report(
    edda: User, newsroom: Newsroom, content: Any
) -> None:
    job = take(edda, newsroom, content)
    assert (job.state, faults(job)) == ("done", [])
    claim = Claim.objects.get()
    assert claim.statement == "The weir was opened on Sunday night"
    assert claim.workflow_state == "draft"
    kinds = dict(Source.objects.values_list("name", "kind"))
    assert kinds == {
        "River Checkers": "organisation", "Ada Brook": "official", "The Herald": "outlet", "social.example": "outlet",
    }  # fmt: skip
    review = Document.objects.get(publisher__name="River Checkers")
    assert (review.title, str(review.published), review.language) == (
        "Did the ministry open the weir?", "2025-03-02T07:30:00Z", "en",
    )  # fmt: skip
    own = Report.objects.get(document=review)
    assert (own.stance, own.hedge, own.own_reporting) == ("disputes", "False", True)
    said = Report.objects.exclude(document=review)
    assert {report.document.publisher.name for report in said} == {"The Herald", "social.example"}
    assert {report.stance for report in said} == {"asserts"}
    assert {report.attributions.get().source.name for report in said} == {"Ada Brook"}
    assert not Assessment.objects.exists()


def test_what_somebody_else_found_is_never_our_assessment_and_stands_against_the_claim(
    edda: User, newsroom: Newsroom
) -> None:
    take(edda, newsroom, REVIEW)
    claim = Claim.objects.get()
    assert Desk(newsroom).standing(claim) == "contested 1/1/1"
    assert not claim.assessments.exists()


def test_a_claimant_without_an_appearance_is_credited_as_the_review_tells(edda: User, newsroom: Newsroom) -> None:
    take(
        edda,
        newsroom,
        changed(itemReviewed={"@type": "Claim", "author": [{"@type": "Person", "name": "Social media users"}]}),
    )
    told = Report.objects.get(stance="asserts")
    assert told.document.publisher.name == "River Checkers"
    assert told.attributions.get().source.kind == "unnamed"


def test_the_same_file_twice_changes_nothing(edda: User, newsroom: Newsroom) -> None:
    take(edda, newsroom, feed_of(REVIEW))
    before = counts()
    Source.objects.filter(name="Ada Brook").update(kind="government")
    Document.objects.update(title="As the desk has it")
    Claim.objects.update(statement="As the desk words it")
    again = take(edda, newsroom, REVIEW)
    assert (again.state, faults(again)) == ("done", [])
    assert counts() == before
    assert not any(again.added.values())
    assert again.unchanged == {"source": 4, "document": 3, "claim": 1, "report": 3}


def test_whoever_and_whatever_is_here_already_is_used(edda: User, newsroom: Newsroom) -> None:
    desk = Desk(newsroom)
    brook = desk.official("ADA BROOK")
    page = desk.document("The Herald")
    Document.objects.filter(pk=page.pk).update(url="https://herald.example/weir", address_key="herald.example/weir")
    take(edda, newsroom, REVIEW)
    assert Source.objects.filter(name__iexact="ada brook").get() == brook
    report = Report.objects.get(document=page)
    assert report.attributions.get().source == brook
    assert not any(take(edda, newsroom, REVIEW).added.values())


def test_a_rating_that_has_changed_since_is_refused_by_its_path(edda: User, newsroom: Newsroom) -> None:
    take(edda, newsroom, REVIEW)
    before = counts()
    later = changed(reviewRating={"@type": "Rating", "alternateName": "True"})
    job = take(edda, newsroom, feed_of(later))
    assert job.state == "refused"
    assert faults(job) == [("/dataFeedElement/0/item/0/reviewRating", "changed_content")]
    assert "supersede" in job.problems.get().reason
    assert counts() == before


@pytest.mark.parametrize(
    ("content", "path", "code"),
    [
        (b"{", "", "not_json"),
        (DEEP.encode(), "", "too_deep"),
        (b'{"@type": "ClaimReview", "url": ' + b'{"a":' * 60 + b"1" + b"}" * 60 + b"}", "/url/a/a…", "too_deep"),
        (b'{"@type": "ClaimReview", "url": "a", "url": "b"}', "/url", "not_json"),
        (b'{"@type": "ClaimReview", "ratingValue": NaN}', "/ratingValue", "not_json"),
        (b"\xff\xfe", "", "not_utf8"),
        ([], "", "no_review"),
        (3, "", "wrong_type"),
        ("ClaimReview", "", "wrong_type"),
        ({}, "/@type", "required"),
        ({"@type": 3}, "/@type", "required"),
        ({"@type": "Recipe"}, "/@type", "not_a_choice"),
        ({"@type": "DataFeed", "dataFeedElement": "none"}, "/dataFeedElement", "wrong_type"),
        ({"@type": "DataFeed", "dataFeedElement": [{"item": [None]}]}, "/dataFeedElement/0/item/0", "wrong_type"),
        ([REVIEW, "x"], "/1", "wrong_type"),
        ({"@graph": [REVIEW, 4]}, "/@graph/1", "wrong_type"),
        (changed(url=None), "/url", "required"),
        (changed(url="javascript:alert(1)"), "/url", "wrong_form"),
        (changed(url=["https://a.example/"]), "/url", "wrong_type"),
        (changed(claimReviewed=None), "/claimReviewed", "required"),
        (changed(claimReviewed=" \u00a0 "), "/claimReviewed", "empty"),
        (changed(claimReviewed={"text": "x"}), "/claimReviewed", "wrong_type"),
        (changed(claimReviewed="<p>Opened</p>"), "/claimReviewed", "markup"),
        (changed(claimReviewed="&lt;img src=x onerror=alert(1)&gt;"), "/claimReviewed", "markup"),
        (changed(claimReviewed="x" * 1001), "/claimReviewed", "too_long"),
        (changed(claimReviewed="a\u0000b"), "/claimReviewed", "unprintable"),
        (changed(headline="<b>x</b>"), "/headline", "markup"),
        (changed(datePublished="soon"), "/datePublished", "not_a_date"),
        (changed(datePublished="2025-02-30"), "/datePublished", "not_a_date"),
        (changed(author=None), "/author", "required"),
        (changed(author="River Checkers"), "/author", "wrong_type"),
        (changed(author={"@type": "Organization"}), "/author/name", "required"),
        (changed(author=[{"name": 4}]), "/author/0/name", "wrong_type"),
        (changed(author={"name": "x" * 301}), "/author/name", "too_long"),
        (changed(reviewRating=None), "/reviewRating", "required"),
        (changed(reviewRating="False"), "/reviewRating", "wrong_type"),
        (changed(reviewRating={}), "/reviewRating/alternateName", "required"),
        (changed(reviewRating={"ratingValue": "one"}), "/reviewRating/ratingValue", "not_a_number"),
        (changed(reviewRating={"ratingValue": True}), "/reviewRating/ratingValue", "wrong_type"),
        (changed(reviewRating={"alternateName": "x" * 301}), "/reviewRating/alternateName", "too_long"),
        (changed(itemReviewed="a claim"), "/itemReviewed", "wrong_type"),
        (changed(itemReviewed={"author": "Ada"}), "/itemReviewed/author", "wrong_type"),
        (changed(itemReviewed={"appearance": [{"url": "ftp://x"}]}), "/itemReviewed/appearance/0/url", "wrong_form"),
        (changed(itemReviewed={"appearance": [{}]}), "/itemReviewed/appearance/0/url", "required"),
        (changed(itemReviewed={"appearance": {"name": "A talk"}}), "/itemReviewed/appearance/publisher", "required"),
        (changed(itemReviewed=[{"@type": "Claim"}] * 501), "/itemReviewed/498", "too_many"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_path_and_nothing_is_written(
    edda: User, newsroom: Newsroom, content: Any, path: str, code: str
) -> None:
    before = counts()
    job = take(edda, newsroom, content)
    assert job.state == "refused", job.failure
    assert (path, code) in faults(job)
    assert counts() == before


def test_good_reviews_are_kept_when_asked_for(edda: User, newsroom: Newsroom) -> None:
    job = take(edda, newsroom, [REVIEW, changed(url=None)], keep_good=True)
    assert (job.state, faults(job)) == ("done", [("/1/url", "required")])
    assert Claim.objects.count() == 1


def test_parts_that_refer_to_each_other_are_followed_no_further_than_they_are_read(
    edda: User, newsroom: Newsroom
) -> None:
    bombs = [{"@id": f"#{number}", "author": [{"@id": f"#{number}"}] * 400} for number in range(3)]
    review = changed(itemReviewed=[{"@id": "#1"}] * 400)
    job = take(edda, newsroom, {"@graph": [review, *bombs]})
    assert job.state == "refused"
    assert {code for _, code in faults(job)} == {"required", "too_many"}


@pytest.mark.parametrize(
    ("words", "value", "best", "worst", "stance"),
    [
        ("False", 1, 5, 1, Stance.DISPUTES),
        ("False.", None, None, None, Stance.DISPUTES),
        ("Falso", 1, 5, 1, Stance.DISPUTES),
        ("", 5, None, None, Stance.ASSERTS),
        ("True", 5, 5, 1, Stance.ASSERTS),
        ("False", 5, 5, 1, Stance.NO_POSITION),
        ("Mostly false", 1, 5, 1, Stance.NO_POSITION),
        ("Missing context", None, None, None, Stance.NO_POSITION),
        ("Halb richtig", 3, 5, 1, Stance.NO_POSITION),
        ("Unproven", 3, 5, 1, Stance.CANNOT_VERIFY),
        ("Irgendwas", 1, 1, 1, Stance.NO_POSITION),
        ("Irgendwas", -1, 5, 1, Stance.NO_POSITION),
    ],
)
def test_only_what_a_rating_says_outright_is_taken_over(
    words: str, value: int | None, best: int | None, worst: int | None, stance: Stance
) -> None:
    value_, best_, worst_ = (None if number is None else Decimal(number) for number in (value, best, worst))
    assert stance_of_rating(words, value_, best_, worst_) is stance


def test_from_the_preview_one_button_writes_exactly_that_file(client: Client, edda: User, newsroom: Newsroom) -> None:
    client.force_login(edda)
    before = counts()
    file = io.BytesIO(bytes_of(feed_of(REVIEW)))
    file.name = "feed.json"
    answered = client.post(reverse("desk:imports"), {"newsroom": newsroom.pk, "content": file, "dry_run": "on"})
    job = ImportJob.objects.get()
    assert job.form == "reviews"
    assert run_next_import()
    assert counts() == before
    page = client.get(answered["Location"]).content.decode()
    assert "Write it now" in page
    assert job.sha256[:16] in page
    written = client.post(reverse("desk:write-import", args=[job.public_id]))
    writing = ImportJob.objects.exclude(pk=job.pk).get()
    assert written["Location"].endswith(f"{writing.public_id}/")
    assert (writing.sha256, writing.size, writing.dry_run) == (job.sha256, job.size, False)
    assert run_next_import()
    assert Claim.objects.count() == 1
    assert not ImportPiece.objects.exists()
    assert "Write it now" not in client.get(answered["Location"]).content.decode()
    twice = client.post(reverse("desk:write-import", args=[job.public_id]), follow=True)
    assert "kept no longer" in twice.content.decode()
    assert ImportJob.objects.count() == 2


def test_a_file_that_is_not_the_one_previewed_is_not_written(edda: User, newsroom: Newsroom) -> None:
    job = take(edda, newsroom, REVIEW, dry_run=True)
    ImportPiece.objects.filter(job=job).update(content=bytes_of(changed(claimReviewed="Other")))
    with pytest.raises(ValidationError, match="not the one that was previewed"):
        write_previewed(by=edda, job=job)
    assert ImportJob.objects.count() == 1


def test_what_was_no_good_preview_is_not_written_and_its_file_is_gone(edda: User, newsroom: Newsroom) -> None:
    for job in (take(edda, newsroom, [], dry_run=True), take(edda, newsroom, REVIEW)):
        with pytest.raises(ValidationError, match="no preview"):
            write_previewed(by=edda, job=job)
    assert not ImportPiece.objects.exists()


def test_the_file_of_a_preview_is_kept_for_a_day(edda: User, newsroom: Newsroom) -> None:
    job = take(edda, newsroom, REVIEW, dry_run=True)
    assert drop_old_previews() == 0
    assert job.ended_at is not None
    ImportJob.objects.update(ended_at=job.ended_at.replace(year=2020))
    assert drop_old_previews() == 1
    with pytest.raises(ValidationError, match="kept no longer"):
        write_previewed(by=edda, job=job)


def test_the_command_tells_reviews_by_their_beginning(
    newsroom: Newsroom, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(feed_of(REVIEW)))
    call_command("import_case", str(file), newsroom=newsroom.slug)
    assert "imported 4 sources, 3 documents, 1 claims, 3 reports" in capsys.readouterr().out
    call_command("import_case", str(file), newsroom=newsroom.slug)
    assert "nothing new" in capsys.readouterr().out
