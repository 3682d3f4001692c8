"""Judging suggestions: accepted they are reports by the ordinary action; what was amended or refused is kept."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.extractions import suggest_reports
from claims.actions.suggestions import (
    accept_several,
    accept_suggestion,
    refuse_several,
    refuse_suggestion,
    reopen_suggestion,
)
from claims.algebra.hedges import read_quantity
from claims.matching.plan import PlannedLink, plan_of
from claims.models import Claim, Report, Suggestion, WatchedDocument, Withdrawal
from claims.vocabulary import Relation, Stance
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.vocabulary import Role
from sources.actions.sources import set_aliases
from sources.models import Source
from sources.vocabulary import SourceKind
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import STORM, Keep
from tests.newsrooms.cast import hire, sign_up


def about(words: str) -> Suggestion:
    return next(one for one in Suggestion.objects.all() if words in one.candidate["statement"])


def chains(report: Report) -> list[list[tuple[str, str]]]:
    rows: dict[int, list[tuple[str, str]]] = {}
    for link in report.attributions.select_related("source"):
        rows.setdefault(link.chain, []).append((link.source.name, link.relation))
    return list(rows.values())


def test_an_accepted_suggestion_is_a_report_with_its_quote_in_place(keep: Keep, desk: Desk) -> None:
    claim = desk.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17")
    authority = desk.official("Tamra Port Authority")
    capture = keep()
    suggest_reports(capture=capture)
    held = accept_suggestion(by=desk.by, suggestion=about("17 fishing boats"))
    report = Report.objects.get()
    assert (held.report, held.outcome, held.judged_by, held.amended) == (report, "accepted", desk.by, {})
    assert (report.claim, report.document, report.capture) == (claim, capture.document, capture)
    assert STORM[report.quote_start : report.quote_end] == report.quote_exact
    assert "Tamra Port Authority said" in report.quote_exact
    assert (report.stance, report.place, report.recorded_by) == ("asserts", "lead", desk.by)
    assert (report.quantity_worded, report.quantity_low) == ("at least 17", Decimal(17))
    assert chains(report) == [[("Tamra Port Authority", "says")]]
    assert Source.objects.filter(name="Tamra Port Authority").get() == authority
    assert desk.standing(claim) == "single_source 1/1/1"
    assert WatchedDocument.objects.get().document == capture.document


def test_a_chain_is_entered_link_by_link_with_new_sources_of_the_likely_kind(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    accept_suggestion(by=desk.by, suggestion=about("lost their nets"))
    assert chains(Report.objects.get()) == [[("Coast News Agency", "reports"), ("Ministry of Fisheries", "says")]]
    kinds = dict(Source.objects.values_list("name", "kind"))
    assert (kinds["Coast News Agency"], kinds["Ministry of Fisheries"]) == ("agency", "government")
    claim = Claim.objects.get()
    assert (claim.statement, claim.workflow_state) == ("More than 40 fishermen lost their nets", "draft")


def test_a_publisher_called_by_another_name_is_not_repeated_in_its_own_chain(keep: Keep, desk: Desk) -> None:
    capture = keep(publisher="CNA")
    set_aliases(by=desk.by, source=capture.document.publisher, aliases=["Coast News Agency"])
    suggest_reports(capture=capture)
    accept_suggestion(by=desk.by, suggestion=about("lost their nets"))
    assert chains(Report.objects.get()) == [[("Ministry of Fisheries", "says")]]


def test_unnamed_people_are_entered_as_those_of_this_document_alone(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    accept_suggestion(by=desk.by, suggestion=about("three fishermen"))
    source = Source.objects.get(kind="unnamed")
    assert source.name == "Two officials (The Daily Fable, 2025-06-16)"
    assert desk.standing(Claim.objects.get()) == "unverified 0/0/1"


def test_what_an_editor_changes_is_recorded_and_kept_from_what_to_what(keep: Keep, desk: Desk) -> None:
    claim = desk.claim("At least 17 fishing boats were damaged by the storm in Tamra", "at least 17")
    mayor = desk.official("Mayor of Tamra")
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    plan = plan_of(one)
    changed = replace(
        plan,
        stance=Stance.DISPUTES,
        quantity=read_quantity("17"),
        chains=((PlannedLink(Relation.TOLD, mayor),),),
        hedge="reportedly",
    )
    held = accept_suggestion(by=desk.by, suggestion=one, plan=changed, why="read again")
    assert held.outcome == "amended"
    assert set(held.amended) == {"stance", "quantity", "chains", "hedge"}
    assert held.amended["stance"] == {"from": "asserts", "to": "disputes"}
    assert held.amended["chains"]["from"] == [[["Tamra Port Authority", "says"]]]
    report = Report.objects.get()
    assert (report.claim, report.stance, report.quantity_worded, report.hedge) == (
        claim,
        "disputes",
        "17",
        "reportedly",
    )
    assert chains(report) == [[("Mayor of Tamra", "told")]]


def test_a_name_given_to_a_known_source_is_remembered_when_asked_for(keep: Keep, desk: Desk) -> None:
    harbour = desk.official("Harbour Board")
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    plan = replace(plan_of(one), chains=((PlannedLink(Relation.SAYS, harbour),),))
    accept_suggestion(by=desk.by, suggestion=one, plan=plan, remember_names=True)
    assert [alias.name for alias in harbour.aliases.all()] == ["Tamra Port Authority"]
    again = STORM.replace("17 fishing boats", "19 fishing boats")
    suggest_reports(capture=keep(again, url="https://fable.example/b"))
    assert plan_of(about("19 fishing boats")).chains[0][0].source == harbour


def test_a_claim_just_written_is_known_to_the_next_suggestion_of_the_text(keep: Keep, desk: Desk) -> None:
    text = (
        "Storm\n\nThe storm damaged 17 boats in Tamra, the Port Authority of Tamra said.\n\n"
        "The mayor of Tamra denied that the storm had damaged 17 boats in Tamra.\n"
    )
    suggest_reports(capture=keep(text))
    judged = accept_several(by=desk.by, suggestions=Suggestion.objects.all())
    assert (len(judged.done), judged.failed) == (2, ())
    claim = Claim.objects.get()
    assert sorted(report.stance for report in claim.reports.all()) == ["asserts", "denies"]


def test_a_suggestion_is_judged_once(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    accept_suggestion(by=desk.by, suggestion=one)
    for judge in (accept_suggestion, refuse_suggestion):
        with pytest.raises(ValidationError, match="accepted already"):
            judge(by=desk.by, suggestion=one)
    assert Report.objects.count() == 1


def test_several_are_judged_at_once_and_one_refusal_stops_no_other(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    boats, nets = about("17 fishing boats"), about("lost their nets")
    refuse_suggestion(by=desk.by, suggestion=nets, reason="no claim of ours")
    judged = accept_several(by=desk.by, suggestions=[boats, nets])
    assert [one.pk for one in judged.done] == [boats.pk]
    assert [(one.pk, reason) for one, reason in judged.failed] == [
        (nets.pk, "This suggestion has been refused already.")
    ]
    rest = list(Suggestion.objects.waiting())
    assert len(refuse_several(by=desk.by, suggestions=rest, reason="not ours").done) == len(rest)
    assert not Suggestion.objects.waiting().exists()


def test_a_refused_suggestion_keeps_its_reason_is_not_made_again_and_can_be_opened_again(
    keep: Keep, desk: Desk
) -> None:
    capture = keep()
    suggest_reports(capture=capture)
    one = about("17 fishing boats")
    assert refuse_suggestion(by=desk.by, suggestion=one, reason="background").reason == "background"
    suggest_reports(capture=keep(STORM + "\nUpdated on Monday.\n", document=capture.document))
    assert [row.pk for row in Suggestion.objects.all() if "17 fishing boats" in row.candidate["statement"]] == [
        one.pk
    ]
    reopened = reopen_suggestion(by=desk.by, suggestion=one)
    assert (reopened.outcome, reopened.judged_at) == ("waiting", None)
    accept_suggestion(by=desk.by, suggestion=one)
    with pytest.raises(ValidationError, match="Only a refused"):
        reopen_suggestion(by=desk.by, suggestion=one)


def test_a_statement_that_something_was_taken_back_becomes_a_withdrawal_and_no_denial(keep: Keep, desk: Desk) -> None:
    claim = desk.claim("More than 40 fishermen of Tamra lost their nets", "more than 40")
    desk.report(claim, "Coast News", ["Ministry of Fisheries"], worded="more than 40")
    text = (
        "Ministry silent\n\nThe Ministry of Fisheries later deleted its statement that 40 fishermen of Tamra had "
        "lost their nets.\n"
    )
    suggest_reports(capture=keep(text, published="2025-06-18"))
    one = next(row for row in Suggestion.objects.all() if row.candidate["withdrawal"])
    assert one.claim == claim
    held = accept_suggestion(by=desk.by, suggestion=one)
    withdrawal = Withdrawal.objects.get()
    assert (held.withdrawal, held.report) == (withdrawal, None)
    assert (withdrawal.kind, withdrawal.claim, str(withdrawal.happened)) == ("deleted", claim, "2025-06-18")
    assert withdrawal.source is not None
    assert withdrawal.source.name == "Ministry of Fisheries"
    assert withdrawal.noticed_in == one.document
    assert desk.standing(claim) == "withdrawn 0/0/0"


def test_nothing_is_taken_back_of_no_claim(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep("Ministry silent\n\nThe Ministry of Fisheries later deleted its statement.\n"))
    with pytest.raises(ValidationError, match="Pick the claim"):
        accept_suggestion(by=desk.by, suggestion=Suggestion.objects.get())
    assert not Claim.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, None])
def test_readers_and_strangers_judge_nothing(keep: Keep, desk: Desk, role: Role | None) -> None:
    who = hire(desk.newsroom, "rosa", role) if role else sign_up("stranger")
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    for judge in (accept_suggestion, refuse_suggestion, reopen_suggestion):
        with pytest.raises(PermissionDenied):
            judge(by=who, suggestion=one)
    one.refresh_from_db()
    assert one.outcome == "waiting"


def test_a_claim_of_another_newsroom_cannot_be_named(keep: Keep, desk: Desk) -> None:
    other = Desk(open_newsroom(by=None, slug="other", name="Other", administrator=sign_up("olga")))
    theirs = other.claim("At least 17 fishing boats were damaged", "at least 17")
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    with pytest.raises(ValidationError):
        accept_suggestion(by=desk.by, suggestion=one, plan=replace(plan_of(one), claim=theirs))
    assert not Report.objects.exists()


def test_the_kind_of_a_new_source_is_the_editors_to_say(keep: Keep, desk: Desk) -> None:
    suggest_reports(capture=keep())
    one = about("17 fishing boats")
    link = replace(plan_of(one).chains[0][0], kind=SourceKind.COMPANY, name="Tamra Ports Ltd")
    accept_suggestion(by=desk.by, suggestion=one, plan=replace(plan_of(one), chains=((link,),)))
    assert Source.objects.get(name="Tamra Ports Ltd").kind == "company"
