"""The quote watch: what becomes of quotes at later looks, on a decaying schedule; silence is no deletion."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from claims.actions.reports import Quote, ReportEntry, supersede_report
from claims.models import ProposedWithdrawal, QuoteLook, WatchedDocument
from claims.vocabulary import Stance
from newsrooms.models import Notification
from newsrooms.vocabulary import Role
from sources.fetching.fetched import Fetched, Hop
from sources.models import Capture, DueFetch
from tests.claims.quote_watch.conftest import FURTHER, REST, SENTENCE, URL, Watch, losses
from tests.newsrooms.cast import hire
from tests.sources.fake_web import MORNING, Page


def test_a_page_is_looked_at_again_after_1_3_7_30_90_180_and_365_days_and_then_once_a_year(watch: Watch) -> None:
    asked = []
    for _ in range(9):
        watch.web.now = watch.row().next_at
        watch.look()
        asked.append((watch.row().looked_at - MORNING).days)  # type: ignore[operator]  # looked at
    assert asked == [1, 3, 7, 30, 90, 180, 365, 730, 1095]
    assert watch.outcomes(watch.boats_report) == ["present"] * 9
    assert losses() == []


def test_nothing_is_asked_before_it_is_due_and_a_look_is_made_once(watch: Watch) -> None:
    watch.look(hours=23)
    assert watch.web.urls() == [URL]
    watch.look(hours=2)
    watch.look(hours=1)
    assert watch.web.urls() == [URL, URL]
    assert not DueFetch.objects.exists()


def test_a_changed_figure_is_proposed_as_edited_with_what_was_and_what_is(watch: Watch) -> None:
    watch.write(SENTENCE.replace("at least 17", "at least 14"), FURTHER, *REST)
    watch.look(days=1)
    assert (watch.outcomes(watch.boats_report), watch.outcomes(watch.nets_report)) == (["changed"], ["present"])
    assert losses() == [("edited", "at least 17")]
    loss = ProposedWithdrawal.objects.get()
    assert loss.differs["figures"] == {"before": ["at least 17"], "now": ["at least 14"]}
    assert loss.before is not None
    assert (loss.before, loss.after) == (watch.boats_report.capture, Capture.objects.get(pk=loss.after.pk))
    now = loss.after.text
    assert now is not None
    assert "at least 14 fishing boats" in now.text[loss.start : loss.end]


def test_a_correction_notice_makes_it_a_correction(watch: Watch) -> None:
    notice = "An earlier version of this article gave another number of boats; the authority has corrected it."
    watch.write(SENTENCE.replace("at least 17", "at least 14"), FURTHER, *REST, notice)
    watch.look(days=1)
    assert losses() == [("corrected", "at least 17")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("at least 17", "17"),
        ("damaged", "destroyed"),
        ("in the harbour of Tamra", "in the harbour of Lomra"),
        ("damaged at least", "may not have damaged at least"),
    ],
)
def test_no_quote_is_re_anchored_when_a_figure_a_name_or_a_word_of_meaning_differs(
    watch: Watch, was: str, now: str
) -> None:
    watch.write(SENTENCE.replace(was, now), FURTHER, *REST)
    watch.look(days=1)
    assert watch.outcomes(watch.boats_report) == ["changed"]
    assert losses() == [("edited", "at least 17")]


def test_a_quote_whose_small_words_and_marks_changed_is_re_anchored(watch: Watch) -> None:
    watch.write(REST[0], SENTENCE.replace("on Sunday night", "that Sunday night"), FURTHER, REST[1])
    watch.look(days=1)
    look = QuoteLook.objects.get(report=watch.boats_report)
    assert look.outcome == "moved"
    text = look.capture.text
    assert text is not None
    assert text.text[look.start : look.end] == SENTENCE.replace("on Sunday night", "that Sunday night")
    assert losses() == []


def test_a_page_that_moved_for_good_is_moved_and_no_loss(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: Callable[..., Fetched] = watch.web.visit
    there = "https://fable.example/2025/storm"

    def visit(url: str, **asked: object) -> Fetched:
        fetched = plain(url, **asked)
        hop = Hop(URL, 301, there, "93.184.216.34")
        return replace(fetched, final_url=there, hops=(hop,)) if url == URL else fetched

    monkeypatch.setattr(watch.web, "visit", visit)
    watch.look(days=1)
    look = QuoteLook.objects.get(report=watch.boats_report)
    assert (look.outcome, look.differs) == ("moved", {"address": there})
    assert losses() == []


def test_a_passage_that_is_no_longer_there_is_missing(watch: Watch) -> None:
    watch.write(FURTHER, *REST)
    watch.look(days=1)
    assert watch.outcomes(watch.boats_report) == ["missing"]
    assert losses() == [("edited", "at least 17")]


def test_a_server_that_is_silent_for_a_day_or_a_month_has_deleted_nothing(watch: Watch) -> None:
    good = watch.web.pages[URL]
    watch.web.pages[URL] = Page(status=None)
    for _ in range(30):
        watch.look(days=1)
    assert losses() == []
    assert set(watch.outcomes(watch.boats_report)) == {"unreachable"}
    row = watch.row()
    assert row.failing_since is not None
    assert row.failures >= 6
    watch.web.pages[URL] = good
    watch.web.now = watch.row().next_at
    watch.look()
    assert (watch.row().outcome, watch.row().failing_since, watch.row().failures) == ("present", None, 0)


def test_an_error_of_the_server_is_silence_too(watch: Watch) -> None:
    watch.web.pages[URL] = Page(status=503)
    watch.look(days=1)
    assert watch.row().outcome == "unreachable"
    assert losses() == []


def test_a_page_not_found_is_gone_only_when_it_is_so_again_hours_later(watch: Watch) -> None:
    del watch.web.pages[URL]
    watch.look(days=1)
    assert (watch.outcomes(watch.boats_report), losses()) == (["gone"], [])
    watch.look(hours=9)
    assert losses() == [("deleted", "page")]
    watch.look(days=3)
    assert losses() == [("deleted", "page")]


def test_a_page_that_the_site_says_is_gone_is_believed_at_once(watch: Watch) -> None:
    watch.web.pages[URL] = Page(status=410)
    watch.look(days=1)
    assert losses() == [("deleted", "page")]


def test_another_page_in_its_place_is_believed_only_the_second_time(watch: Watch) -> None:
    good = watch.web.pages[URL]
    cookies = "We and our many partners would like to store small files on your device before you read anything here."
    watch.write(
        cookies, "Please choose what you agree to; you can change your mind later at any time in the settings."
    )
    watch.look(days=1)
    assert watch.outcomes(watch.boats_report) == ["missing"]
    assert losses() == []
    other = watch.web.pages[URL]
    watch.web.pages[URL] = good
    watch.look(hours=9)
    assert losses() == []
    watch.web.pages[URL] = other
    watch.look(days=3)
    watch.look(hours=9)
    assert losses() == [("edited", "at least 17"), ("edited", "more than 40")]


def test_a_quote_that_comes_back_before_anybody_decided_is_asked_no_more(watch: Watch) -> None:
    good = watch.web.pages[URL]
    watch.write(FURTHER, *REST)
    watch.look(days=1)
    watch.web.pages[URL] = Page(status=410)
    watch.look(days=1, hours=1)
    assert losses() == [("deleted", "page")]
    watch.web.pages[URL] = good
    watch.look(days=9)
    assert losses() == []
    assert set(ProposedWithdrawal.objects.values_list("state", flat=True)) == {"lapsed"}


def test_a_page_that_says_it_has_not_changed_leaves_every_quote_as_it_was(watch: Watch) -> None:
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=1)
    watch.web.pages[URL] = Page(status=304)
    watch.look(days=1, hours=1)
    assert watch.outcomes(watch.boats_report) == ["changed", "changed"]
    assert watch.outcomes(watch.nets_report) == ["present", "present"]
    assert losses() == [("edited", "at least 17")]


def test_a_page_that_changed_is_looked_at_more_often_again(watch: Watch) -> None:
    for days in (1, 2, 4, 23):
        watch.look(days=days, hours=1)
    assert watch.row().next_at - watch.web.now > timedelta(days=50)
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=62)
    assert watch.row().next_at - watch.web.now <= timedelta(days=1)


def test_a_page_somebody_asks_for_by_hand_is_judged_with_the_others(watch: Watch) -> None:
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    DueFetch.objects.create(
        document=watch.document, host="fable.example", cause="asked", due_at=watch.web.now, asked_by=watch.desk.by
    )
    watch.look(hours=1)
    assert losses() == [("edited", "at least 17")]


def test_a_document_without_an_address_is_not_watched(watch: Watch) -> None:
    offline = watch.desk.document("Coast News")
    watch.desk.report(watch.boats, "Coast News", document=offline, worded="17")
    assert not WatchedDocument.objects.filter(document=offline).exists()


def test_a_quote_that_was_superseded_is_not_looked_for_any_more(watch: Watch) -> None:
    entry = ReportEntry(stance=Stance.ASSERTS, quote=Quote(FURTHER))
    supersede_report(
        by=watch.desk.by, report=watch.boats_report, entry=entry, claim=watch.nets, why="the wrong claim"
    )
    watch.write(FURTHER, *REST)
    watch.look(days=1)
    assert watch.outcomes(watch.boats_report) == []
    assert losses() == []


def test_who_works_on_the_claim_is_told_of_the_loss(watch: Watch) -> None:
    rita = hire(watch.desk.newsroom, "rita", Role.REPORTER)
    watch.boats.assigned_to = rita
    watch.boats.save()
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=1)
    told = Notification.objects.filter(kind="loss_proposed")
    assert {(one.user, one.object_id) for one in told} == {
        (rita, watch.boats.public_id),
        (watch.desk.by, watch.boats.public_id),
    }
