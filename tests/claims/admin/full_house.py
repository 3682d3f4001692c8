"""A newsroom with a row of every noun of the ground and upper floors, a person in every role, and strangers."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.test import Client
from django.utils import timezone

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.checklists import add_item, label_verdict, set_gate, tick_items
from claims.actions.claims import declare_part, exclude_claim
from claims.actions.comments import add_comment
from claims.actions.correction_requests import ask_correction
from claims.actions.distinctions import distinguish
from claims.actions.hedges import add_hedge
from claims.actions.policies import set_policy
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.reports import ReportEntry, supersede_report
from claims.actions.second_looks import acknowledge_steps, find_no_conflict
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.actions.withdrawals import withdraw_statement
from claims.models import (
    Approval,
    Borrowing,
    Claim,
    Correction,
    DueClaim,
    ProposedWithdrawal,
    Publication,
    StandingStep,
    Suggestion,
)
from claims.vocabulary import Comparator, Confidence, QuoteOutcome, Stance, Verdict, WithdrawalKind
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.actions.sources import align_source, grade_source
from sources.algebra.moments import read_moment
from sources.models import Capture, CapturedText, SourceAlias
from sources.vocabulary import CaptureMethod, CaptureOutcome, Reliability
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire, sign_up

TEXT = "The mayor said more than 40 boats were lost in the storm. Harbour officials could not confirm it."


@dataclass
class House:
    """The Weir Herald and its people by role; ``rows`` has one row of each noun by the model's name."""

    newsroom: Newsroom
    desk: Desk
    people: dict[str, User]
    claim: Claim
    rows: dict[str, models.Model] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        client = Client()
        if who != "anonymous":
            client.force_login(self.people[who])
        return client


def build_house() -> House:
    """Everything entered through the real actions."""
    house = build_people()
    fill_house(house)
    return house


def build_people() -> House:
    """The newsroom, its people and one draft claim."""
    ada = sign_up("ada")
    newsroom = open_newsroom(by=None, slug="weir-herald", name="Weir Herald", administrator=ada)
    hana = sign_up("hana")
    open_newsroom(by=None, slug="hill-courier", name="Hill Courier", administrator=hana)
    people = {
        "reader": hire(newsroom, "rosa", Role.READER),
        "reporter": hire(newsroom, "rex", Role.REPORTER),
        "editor": hire(newsroom, "emil", Role.EDITOR),
        "second editor": hire(newsroom, "edda", Role.EDITOR),
        "publisher": hire(newsroom, "petra", Role.PUBLISHER),
        "administrator": ada,
        "stranger": hana,
    }
    desk = Desk(newsroom, people["editor"])
    return House(newsroom, desk, people, desk.claim("More than 40 boats were lost.", "more than 40"))


def fill_house(house: House) -> None:
    desk, people, claim = house.desk, house.people, house.claim
    editor, publisher = people["editor"], people["publisher"]
    mayor, herald = desk.official("Mayor’s office"), desk.source("Coast Wire")
    SourceAlias.objects.create(source=mayor, name="Мерія")
    document = capture(desk)
    report = desk.report(claim, "Coast Wire", ["Mayor’s office"], worded="more than 40", document=document)
    mistaken = desk.report(claim, "Hill Radio", ["Mayor’s office"], worded="45")
    entry = ReportEntry(stance=Stance.ASSERTS, quantity=report.quantity)
    again = supersede_report(by=editor, report=mistaken, entry=entry, why="the figure was misheard")
    other = desk.claim("No boat was lost.", "0", desk.question("How many boats were lost?", counted="boats"))
    desk.report(other, "Pier Post", ["Port authority"], worded="0", stance=Stance.ASSERTS)
    desk.stake(claim, "Mayor’s office")
    part = desk.claim("Twelve of the boats were ferries.", "12")
    rows: dict[str, Any] = {
        "source": mayor,
        "alignment": align_source(by=editor, source=herald, aligned_with=mayor, reason="paid by it"),
        "sourcegrade": grade_source(by=editor, source=mayor, letter=Reliability.B, reasons="mostly right"),
        "tie": desk.tie("Mayor’s office", "Town of Weir"),
        "document": document,
        "question": other.question,
        "hedgerow": add_hedge(by=editor, newsroom=house.newsroom, words=["a good"], comparator=Comparator.AT_LEAST),
        "claim": claim,
        "report": report,
        "stake": claim.stakes.get(),
        "exclusion": exclude_claim(by=editor, claim=claim, other=other, reason="none against forty"),
        "part": declare_part(by=editor, total=claim, part=part, reason="named so"),
        "borrowing": Borrowing.objects.create(
            claim=claim, report=again, original=report, likeness=0.9, passage=TEXT[:60], original_passage=TEXT[:56]
        ),
        "secondlook": find_no_conflict(by=editor, claim=claim, key="k", why="another storm"),
        "evidencepolicy": set_policy(
            by=people["administrator"], newsroom=house.newsroom, name="Herald", why="our own", least_to_refute=3
        ),
    }
    rows["assessment"] = assess_claim(
        by=editor, claim=claim, verdict=Verdict.UNVERIFIED, reasons="One voice.", confidence=Confidence.LOW
    )
    approve_assessment(by=people["second editor"], assessment=rows["assessment"])
    settle_all()
    publish_claim(by=publisher, claim=claim)
    holds = "boats are counted, not places"
    correct_claim(by=publisher, claim=claim, notice="The place was wrong.", verdict_holds=holds, location="Weir")
    rows["withdrawal"] = withdraw_statement(
        by=editor, kind=WithdrawalKind.RETRACTED, at=read_moment("2025-06-03"), source=mayor, claim=claim, note="so"
    )
    settle_all()
    acknowledge_steps(by=editor, steps=StandingStep.objects.filter(claim=claim)[:1])
    rows["suggestion"] = Suggestion.objects.create(
        newsroom=house.newsroom,
        capture=Capture.objects.get(),
        document=document,
        fingerprint="f" * 64,
        start=0,
        end=56,
        candidate={"stance": "asserts", "tier": "high"},
        matches=[{"claim": claim.public_id, "reason": "same figure and thing"}],
    )
    rows["dueclaim"] = DueClaim.objects.create(claim=other, since=timezone.now(), not_before=timezone.now())
    rows |= {
        "approval": Approval.objects.get(),
        "publication": Publication.objects.filter(claim=claim).first(),
        "correction": Correction.objects.get(claim=claim),
        "standingstep": StandingStep.objects.filter(claim=claim).first(),
        "acknowledgement": StandingStep.objects.filter(claim=claim, acknowledgement__isnull=False)
        .get()
        .acknowledgement,
        "capture": Capture.objects.get(),
    }
    ada = people["administrator"]
    item = add_item(by=ada, newsroom=house.newsroom, text="Called the harbour office", required=False)
    tick_items(by=editor, claim=claim, ticked={item.pk})
    ask = "The storm was a week earlier, see the tide tables."
    rows |= {
        "proposedwithdrawal": ProposedWithdrawal.objects.create(
            newsroom=house.newsroom,
            kind=WithdrawalKind.DELETED,
            document=rows["capture"].document,
            after=rows["capture"],
            outcome=QuoteOutcome.GONE,
        ),
        "checklistitem": item,
        "checklisttick": claim.ticks.get(),
        "publishgate": set_gate(by=ada, newsroom=house.newsroom, why="ours", needs_report=True),
        "verdictlabel": label_verdict(
            by=ada, newsroom=house.newsroom, verdict=Verdict.FALSE, label="Not true", why="our style"
        ),
        "claimtranslation": translate_claim(
            by=editor, claim=claim, language="uk", statement="Втрачено понад 40 човнів."
        ),
        "comment": add_comment(by=editor, claim=claim, body="@rex, who counted the boats?"),
        "distinction": distinguish(by=editor, claim=claim, other=other, why="another count"),
        "correctionrequest": ask_correction(claim=claim, message=ask),
    }
    house.rows = rows


def capture(desk: Desk) -> Any:
    """A document with a captured text in which quotes can be marked."""
    document = desk.document("Coast Wire", "2025-06-02", captured=True)
    text = CapturedText.objects.create(sha256="a" * 64, text=TEXT, extractor="by hand")
    Capture.objects.create(
        document=document,
        method=CaptureMethod.UPLOAD.value,
        outcome=CaptureOutcome.CAPTURED.value,
        text=text,
        captured_at=timezone.now(),
    )
    return document
