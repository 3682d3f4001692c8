"""Two newsrooms with one thing of every kind in each state, and everybody who may ask about it."""

from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone

from claims.actions.assessments import assess_claim
from claims.actions.checklists import add_item
from claims.actions.claims import declare_part, declare_stake, exclude_claim
from claims.actions.extractions import suggest_reports
from claims.actions.hedges import add_hedge
from claims.actions.import_jobs import ask_import
from claims.actions.publishing import publish_claim
from claims.actions.second_looks import find_no_conflict
from claims.actions.standings import settle_all
from claims.actions.translations import translate_claim
from claims.models import Assessment, Borrowing, Claim, CorrectionRequest, ProposedWithdrawal, Report, Suggestion
from claims.vocabulary import ImportForm, Interest, QuoteOutcome
from newsrooms.actions.api_key import create_key
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.actions.webhook_endpoint import open_endpoint, send_test
from newsrooms.models import ApiKey, Delivery, Newsroom, User, WebhookEndpoint
from newsrooms.vocabulary import DeliveryState, Role, Scope
from sources.actions.captures import store, upload_capture
from sources.actions.documents import add_document
from sources.actions.feeds import add_feed
from sources.actions.sources import align_source
from sources.fetching.text import Extracted
from sources.models import Capture, Document, Feed, Source, Tie
from tests.claims.cast import Desk
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import hire, sign_up

STORM = "A storm on Sunday damaged at least 17 fishing boats in the harbour of Tamra, the Tamra Port Authority said."
PAGE = (
    b"<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>"
    + b"The ferry ran aground. " * 30
    + b"</p></body></html>"
)


@dataclass
class Held:
    """What hangs on one claim of the Harbour Post: a draft, or one that is public."""

    claim: Claim
    other: Claim
    report: Report
    assessment: Assessment
    stake: Source
    copy: Report
    look: str = "seen-before"


@dataclass
class World:
    """The Harbour Post (A) with its drafts, and the Hill Courier (B), which knows nothing of them."""

    newsroom: Newsroom
    olena: User
    held: dict[str, Held]
    source: Source
    side: Source
    tie: Tie
    document: Document
    capture: Capture
    feed: Feed
    question: Any
    withdrawal: Any
    key: ApiKey
    endpoint: WebhookEndpoint
    delivery: Delivery
    job: Any
    page: Document
    suggestion: Suggestion
    loss: ProposedWithdrawal
    request: CorrectionRequest | None = None
    task: str = ""
    hedge: str = ""
    verdict: str = "verified"
    ukrainian: str = "uk"
    french: str = "fr"
    askers: dict[str, Asker] = field(default_factory=dict)


def build_world() -> World:
    olena, hana = sign_up("olena"), sign_up("hana")
    newsroom = open_newsroom(by=None, slug="harbour-post", name="Harbour Post", administrator=olena)
    hill = open_newsroom(by=None, slug="hill-courier", name="Hill Courier", administrator=hana)
    desk = Desk(newsroom, olena)
    people = {role.value: hire(newsroom, role.value, role) for role in list(Role)[:-1]}
    radio, master = desk.source("Harbour Radio"), desk.official("Harbour master")
    question = desk.question("How many passengers?", counted="passengers")
    author = hire(newsroom, "author", Role.EDITOR)
    held = {state: hold(desk, state, author) for state in ("draft", "public")}
    align_source(by=olena, source=radio, aligned_with=master, reason="its paper")
    document = desk.document("Harbour Radio", captured=False)
    endpoint = open_endpoint(by=olena, newsroom=newsroom, url="https://desk.example.org/hook").endpoint
    delivery = send_test(by=olena, endpoint=endpoint)
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DEAD.value, ended_at=timezone.now())
    content = BytesIO(b"id,claim,document,stance\n")
    job = ask_import(by=olena, newsroom=newsroom, title="t", form=ImportForm.REPORTS, content=content)
    world = World(
        newsroom=newsroom,
        olena=olena,
        held=held,
        source=radio,
        side=master,
        tie=desk.tie("Port police", "Interior ministry"),
        document=document,
        capture=upload_capture(document=document, by=olena, content=PAGE),
        feed=add_feed(by=olena, newsroom=newsroom, url="https://radio.example.org/feed.xml", source=radio),
        question=question,
        withdrawal=desk.withdraw(held["public"].claim, "Harbour master"),
        key=create_key(by=olena, newsroom=newsroom, name="other", scopes=[Scope.KEYS_MANAGE]).key,
        endpoint=endpoint,
        delivery=delivery,
        job=job,
        task=add_item(by=olena, newsroom=newsroom, text="Ask the other side.", required=False).public_id,
        hedge=add_hedge(
            by=olena, newsroom=newsroom, words=["a smattering"], comparator="vague", low=Decimal(3), high=Decimal(8)
        ).public_id,
        **raise_questions(desk, held["public"].report),
    )
    publish_claim(by=olena, claim=held["public"].claim, override="for the test")
    publish_claim(by=olena, claim=held["public"].other)
    settle_all()
    world.request = CorrectionRequest.objects.create(
        newsroom=newsroom, claim=held["public"].claim, version=1, message="The day is wrong."
    )
    world.askers = make_askers(world, people, hill, hana)
    return world


def hold(desk: Desk, state: str, editor: User) -> Held:
    claim, other = desk.claim(f"The ferry ran aground ({state}).", "40"), desk.claim(f"It lay in port ({state}).")
    report = desk.report(claim, "Harbour Radio", ["Harbour master"])
    stake = desk.official("Harbour board")
    declare_stake(by=desk.by, claim=claim, source=stake, interest=Interest.HARMED, reason="its lights")
    exclude_claim(by=desk.by, claim=claim, other=other, reason="not both")
    declare_part(by=desk.by, total=claim, part=other)
    assessment = assess_claim(by=editor, claim=claim, verdict="verified", reasons="seen")
    copy = desk.report(claim, "Harbour Echo", ["Harbour master"], published="2025-06-02")
    said = "The ferry ran aground below the mill."
    Borrowing.objects.create(
        claim=claim, report=copy, original=report, likeness=0.9, passage=said, original_passage=said
    )
    translate_claim(by=editor, claim=claim, language="fr", statement="Le ferry s'est échoué.")
    find_no_conflict(by=editor, claim=claim, key="seen-before", why="another day")
    return Held(claim, other, report, assessment, stake, copy)


def raise_questions(desk: Desk, report: Report) -> dict[str, Any]:
    """What the machine asks editors: a suggestion found in a captured page, and a page that is gone."""
    page = add_document(
        by=desk.by,
        newsroom=desk.newsroom,
        publisher=desk.source("Harbour Radio"),
        title="Storm",
        url="https://radio.example.org/storm",
    )
    at = timezone.now()
    capture = store(
        Capture(document=page, method="fetch", outcome="captured", captured_at=at),
        content=b"",
        warc=b"",
        extracted=Extracted(text=STORM, extractor="test"),
        by=None,
    )
    suggestion = suggest_reports(capture=capture)[0]
    gone = Capture.objects.create(document=report.document, method="fetch", outcome="gone", captured_at=at)
    loss = ProposedWithdrawal.objects.create(
        newsroom=desk.newsroom,
        kind="deleted",
        document=report.document,
        report=report,
        after=gone,
        outcome=QuoteOutcome.GONE.value,
    )
    return {"page": page, "suggestion": suggestion, "loss": loss}


def make_askers(world: World, people: dict[str, User], hill: Newsroom, hana: User) -> dict[str, Asker]:
    """Everybody: a stranger, each role, the other newsroom, and a key with each scope alone and with drafts:read."""
    askers = {"stranger": Asker(), "administrator": Asker(person=world.olena)}
    askers |= {name: Asker(person=person) for name, person in people.items()}
    askers["other administrator"] = Asker(person=hana)
    askers["other key"] = Asker.with_key(hill, hana)
    for scope in Scope:
        askers[f"key {scope.value}"] = Asker.with_key(world.newsroom, world.olena, scope)
        if scope is not Scope.DRAFTS_READ:
            both = Asker.with_key(world.newsroom, world.olena, scope, Scope.DRAFTS_READ)
            askers[f"key {scope.value} drafts:read"] = both
    return askers
