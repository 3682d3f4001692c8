"""Losses are decided by an editor: accepted they are withdrawals, and what stood on them falls; refused they rest."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.losses import accept_loss, refuse_loss
from claims.actions.reports import LinkEntry, ReportEntry, record_report
from claims.actions.withdrawals import annul_withdrawal
from claims.models import ProposedWithdrawal, Withdrawal
from claims.vocabulary import Relation, Stance
from newsrooms.vocabulary import Role
from sources.actions.documents import add_document
from sources.algebra.moments import read_moment
from tests.claims.quote_watch.conftest import FURTHER, REST, SENTENCE, URL, Watch, quote, restart
from tests.newsrooms.cast import hire
from tests.sources.fake_web import Page


@pytest.fixture
def edited(watch: Watch) -> ProposedWithdrawal:
    """The loss of the sentence about the boats, whose figure was changed."""
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=1)
    return ProposedWithdrawal.objects.get()


@pytest.fixture
def deleted(watch: Watch) -> ProposedWithdrawal:
    """The loss of the whole page."""
    watch.web.pages[URL] = Page(status=410)
    watch.look(days=1)
    return ProposedWithdrawal.objects.get()


def test_an_edited_passage_takes_back_what_the_outlet_said_of_that_claim_alone(
    watch: Watch, edited: ProposedWithdrawal
) -> None:
    before = watch.desk.standing(watch.boats)
    held = accept_loss(by=watch.desk.by, loss=edited)
    withdrawal = Withdrawal.objects.get()
    assert (held.state, held.withdrawal, held.decided_by) == ("accepted", withdrawal, watch.desk.by)
    assert (withdrawal.kind, withdrawal.source, withdrawal.claim) == (
        "edited",
        watch.document.publisher,
        watch.boats,
    )
    assert str(withdrawal.happened) == "2025-06-17T08:00:06Z"
    assert "Last seen 2025-06-16 08:00 UTC" in withdrawal.note
    assert before == "single_source 1/1/1"
    assert watch.desk.standing(watch.boats) == "withdrawn 0/0/0"
    assert watch.desk.standing(watch.nets) == "single_source 1/1/1"


def live_on(watch: Watch, at: str) -> dict[str, bool]:
    """The reports on the boats known by then, and whether each stood."""
    return {part["id"]: part["live"] for part in watch.desk.dossier(watch.boats, at=at).reports}


def test_an_edited_article_takes_back_nothing_of_the_outlets_other_article(
    watch: Watch, edited: ProposedWithdrawal
) -> None:
    watch.desk.report(watch.boats, "The Daily Fable", ["fish market"], worded="at least 17", published="2025-06-16")
    accept_loss(by=watch.desk.by, loss=edited)
    assert watch.desk.standing(watch.boats) == "single_source 1/1/1"
    live = [part["document"]["title"] for part in watch.desk.dossier(watch.boats).reports if part["live"]]
    assert live == ["The Daily Fable on 2025-06-16"]


def test_what_the_page_says_since_is_another_statement_dated_by_the_change(
    watch: Watch, edited: ProposedWithdrawal
) -> None:
    desk = watch.desk
    accept_loss(by=desk.by, loss=edited, kind="corrected")
    new = quote(desk, watch.boats, watch.document, SENTENCE.replace("17", "14"), "port authority", "at least 14")
    old, since = watch.boats_report.public_id, new.public_id
    assert live_on(watch, "") == {old: False, since: True}
    assert live_on(watch, "2025-06-16") == {old: True}
    assert live_on(watch, "2025-06-17") == {old: False, since: True}


def test_what_stands_on_another_leg_stays(watch: Watch, edited: ProposedWithdrawal) -> None:
    watch.desk.report(watch.boats, "Coast News", ["harbour master"], worded="at least 17")
    accept_loss(by=watch.desk.by, loss=edited)
    assert watch.desk.standing(watch.boats) == "single_source 1/1/1"


def test_a_page_that_is_gone_takes_all_its_reports_with_it(watch: Watch, deleted: ProposedWithdrawal) -> None:
    accept_loss(by=watch.desk.by, loss=deleted)
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.kind, withdrawal.document, withdrawal.claim) == ("deleted", watch.document, None)
    for claim in (watch.boats, watch.nets):
        assert watch.desk.standing(claim) == "withdrawn 0/0/0"


def test_an_editor_may_know_better_what_was_taken_back_and_when(watch: Watch, edited: ProposedWithdrawal) -> None:
    moment = read_moment("2025-06-16")
    accept_loss(by=watch.desk.by, loss=edited, kind="retracted", whole_document=True, at=moment, note="they told us")
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.kind, withdrawal.document, withdrawal.note) == ("retracted", watch.document, "they told us")
    assert str(withdrawal.happened) == "2025-06-16"


def test_a_refused_loss_is_not_asked_again_until_the_passage_changes_further(
    watch: Watch, edited: ProposedWithdrawal
) -> None:
    held = refuse_loss(by=watch.desk.by, loss=edited, reason="the counts are of two harbours")
    assert (held.state, held.reason) == ("refused", "the counts are of two harbours")
    watch.look(days=2)
    assert not ProposedWithdrawal.objects.proposed().exists()
    assert watch.desk.standing(watch.boats) == "single_source 1/1/1"
    watch.write(SENTENCE.replace("17", "9"), FURTHER, *REST)
    watch.look(days=5)
    assert ProposedWithdrawal.objects.proposed().get().differs["figures"]["now"] == ["at least 9"]


def test_a_further_change_takes_the_place_of_the_open_question(watch: Watch, edited: ProposedWithdrawal) -> None:
    watch.write(SENTENCE.replace("17", "9"), FURTHER, *REST)
    watch.look(days=2)
    assert sorted(ProposedWithdrawal.objects.values_list("state", flat=True)) == ["lapsed", "proposed"]


def test_what_is_withdrawn_already_is_not_proposed(watch: Watch) -> None:
    watch.desk.withdraw(watch.boats, "The Daily Fable", at="2025-06-17")
    watch.write(SENTENCE.replace("17", "14"), FURTHER, *REST)
    watch.look(days=1)
    assert not ProposedWithdrawal.objects.exists()


def test_a_loss_is_decided_once_and_a_refusal_says_why(watch: Watch, edited: ProposedWithdrawal) -> None:
    with pytest.raises(ValidationError):
        refuse_loss(by=watch.desk.by, loss=edited, reason="  ")
    accept_loss(by=watch.desk.by, loss=edited)
    with pytest.raises(ValidationError, match="accepted already"):
        refuse_loss(by=watch.desk.by, loss=edited, reason="no")
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER])
def test_only_editors_decide(watch: Watch, edited: ProposedWithdrawal, role: Role) -> None:
    who = hire(watch.desk.newsroom, "someone", role)
    with pytest.raises(PermissionDenied):
        accept_loss(by=who, loss=edited)
    with pytest.raises(PermissionDenied):
        refuse_loss(by=who, loss=edited, reason="no")


def test_a_page_that_is_only_cited_is_watched_and_the_claim_falls_back_when_it_is_gone(watch: Watch) -> None:
    desk = watch.desk
    page = add_document(
        by=desk.by,
        newsroom=desk.newsroom,
        publisher=desk.official("harbour office"),
        title="Statement on the storm",
        url="https://fable.example/office",
    )
    link = LinkEntry(desk.official("harbour office"), Relation.ANNOUNCES, document=page)
    claim = desk.claim("The ferry will not sail before Thursday")
    entry = ReportEntry(stance=Stance.ASSERTS, chains=[[link]])
    record_report(by=desk.by, claim=claim, document=desk.document("Coast News"), entry=entry)
    restart(page, watch.web.now)
    assert desk.standing(claim) == "single_source 1/1/1"
    watch.web.pages[page.url] = Page(status=410)
    watch.look(days=1)
    loss = ProposedWithdrawal.objects.get(document=page)
    accept_loss(by=desk.by, loss=loss)
    assert desk.standing(claim) == "withdrawn 0/0/0"


def test_a_loss_accepted_by_mistake_is_not_asked_again_unless_the_passage_changes_further(
    watch: Watch, edited: ProposedWithdrawal
) -> None:
    held = accept_loss(by=watch.desk.by, loss=edited)
    assert held.withdrawal is not None
    annul_withdrawal(by=watch.desk.by, withdrawal=held.withdrawal, why="a slip of the page, mended since")
    assert watch.desk.standing(watch.boats) == "single_source 1/1/1"
    watch.look(days=1)
    assert not ProposedWithdrawal.objects.proposed().exists()
    watch.write(SENTENCE.replace("17", "9"), FURTHER, *REST)
    watch.look(days=30)
    again = ProposedWithdrawal.objects.proposed().get()
    accept_loss(by=watch.desk.by, loss=again)
    assert watch.desk.standing(watch.boats) == "withdrawn 0/0/0"
