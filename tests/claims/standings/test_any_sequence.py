"""Whatever is done in whatever order through the real actions, what the house says stays whole.

A machine of hypothesis acts on a small newsroom in a real database. Whenever all due work is done: what is stored
equals what follows from scratch, the dossier served equals one opened now, every report is on a line or told why not,
and what was answered for moments that are past is answered so again, on the clock of what was recorded.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from claims.actions.claims import declare_part, end_exclusion, end_part, reword_claim
from claims.actions.merging import merge_claim, split_claim, unmerge_claim
from claims.actions.publishing import publish_claim
from claims.actions.redactions import redact_words
from claims.actions.reports import LinkEntry, ReportEntry, supersede_report
from claims.actions.second_looks import find_no_conflict
from claims.actions.splitting import split_source
from claims.actions.standings import settle_all
from claims.algebra.analysis import analyse
from claims.algebra.striking import strike
from claims.dossier import open_dossier, open_dossiers
from claims.dossier.opening import canonical
from claims.evidence import load_evidence
from claims.models import Claim, DueClaim, Exclusion, Part, Report
from claims.policies import policies_of
from claims.redactions import words_struck_by
from claims.stored import stored_dossier
from claims.vocabulary import Interest, Relation, Stance, WithdrawalKind
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.actions.documents import change_document
from sources.actions.sources import change_source
from sources.actions.ties import change_tie
from sources.algebra.moments import read_moment
from sources.models import Document, Tie
from sources.vocabulary import SourceKind
from tests.claims.cast import Desk
from tests.claims.standings.pages_in_time import VERSIONS, PagesInTime
from tests.claims.standings.test_incremental import BODIES, DAYS, DOING, OUTLETS, person
from tests.claims.standings.wholeness import (
    every_report_counts_or_is_told_why_not,
    past,
    the_standing_follows_from_scratch,
    told,
)
from tests.newsrooms.cast import hire

MOST_CLAIMS = 6
MOST_KEPT = 3
NOTICE = "This was looked at again."

which = st.integers(0, 5)
bodies = st.sampled_from(BODIES)
outlets = st.sampled_from(OUTLETS)
days = st.sampled_from(DAYS)
chains = st.lists(st.lists(st.sampled_from(BODIES + OUTLETS), min_size=1, max_size=3), max_size=2)
told_reports = st.tuples(
    st.integers(0, 3), outlets, chains, st.sampled_from([Stance.ASSERTS, *Stance]),
    st.sampled_from(["", "41", "at least 21", "about 40", "12"]), days, st.booleans(),
)  # fmt: skip


class Newsroom(PagesInTime):
    """One newsroom for one story; all of it is taken back in the end."""

    def __init__(self, desk: Desk, publisher: User) -> None:
        super().__init__()
        self.desk, self.publisher = desk, publisher
        self.claims: list[Claim] = []
        self.kept: list[tuple[datetime, dict[int, Any]]] = []
        self.story = transaction.atomic()
        self.story.__enter__()

    @initialize(first=st.lists(told_reports, min_size=2, max_size=4))
    def open_the_case(self, first: list[Any]) -> None:
        question = self.desk.question()
        self.claims = [
            self.desk.claim("41 were hit.", "41", question),
            self.desk.claim("At least 21 were hit.", "at least 21", question),
            self.desk.claim("The bridge fell."),
            self.desk.claim("The bridge stands."),
        ]
        self.report(first)
        self.quote_a_page(0, 0, VERSIONS[0], BODIES[0])

    def teardown(self) -> None:
        try:
            self.drain()
        finally:
            transaction.set_rollback(True)
            self.story.__exit__(None, None, None)

    def act(self, doing: Callable[..., object], *words: Any, **more: Any) -> bool:
        """Do it, unless it is refused: then nothing has changed."""
        try:
            with transaction.atomic():
                doing(*words, **more)
        except (ValidationError, PermissionDenied):
            return False
        return True

    def tell(self, kind: str, *words: Any) -> None:
        self.act(DOING[kind], self.desk, self.claims, *words)

    def claim(self, number: int) -> Claim:
        return Claim.objects.select_related("newsroom").get(pk=self.claims[number % len(self.claims)].pk)

    @rule(more=st.lists(told_reports, min_size=1, max_size=3))
    def report(self, more: list[Any]) -> None:
        for words in more:
            self.tell("report", *words)

    @rule(number=which, body=bodies)
    def supersede(self, number: int, body: str) -> None:
        reports = list(Report.objects.order_by("id"))
        if reports:
            entry = ReportEntry(stance=Stance.ASSERTS, chains=[[LinkEntry(self.desk.source(body), Relation.SAYS)]])
            report = reports[number % len(reports)]
            self.act(supersede_report, by=self.desk.by, report=report, entry=entry, why="misread", notice=NOTICE)

    @rule(number=st.integers(0, 3), body=bodies, day=days, kind=st.sampled_from(list(WithdrawalKind)))
    def withdraw(self, number: int, body: str, day: str, kind: WithdrawalKind) -> None:
        self.tell("withdraw", number, body, day, kind)

    @rule(number=which)
    def annul(self, number: int) -> None:
        self.tell("annul", number)

    @rule(one=bodies, other=bodies)
    def tie(self, one: str, other: str) -> None:
        self.tell("tie", one, other)

    @rule(number=which)
    def take_a_tie_back(self, number: int) -> None:
        self.tell("untie", number)

    @rule(number=which, day=days)
    def end_a_tie(self, number: int, day: str) -> None:
        ties = list(Tie.objects.order_by("id"))
        if ties:
            until = {"until_at": read_moment(day).start, "until_precision": read_moment(day).precision.value}
            self.act(change_tie, by=self.desk.by, tie=ties[number % len(ties)], why="ended", **until)

    @rule(number=st.integers(0, 3), body=bodies, interest=st.sampled_from(list(Interest)))
    def stake(self, number: int, body: str, interest: Interest) -> None:
        self.tell("stake", number, body, interest)

    @rule(number=which)
    def end_a_stake(self, number: int) -> None:
        self.tell("unstake", number)

    @rule(one=bodies, other=bodies)
    def align(self, one: str, other: str) -> None:
        self.tell("align", one, other)

    @rule(one=st.integers(0, 3), other=st.integers(0, 3))
    def exclude(self, one: int, other: int) -> None:
        self.tell("exclude", one, other)

    @rule()
    def exclude_no_more(self) -> None:
        row = Exclusion.objects.first()
        if row is not None:
            self.act(end_exclusion, by=self.desk.by, exclusion=row, why="no")

    @rule(one=which, other=which)
    def declare_a_part(self, one: int, other: int) -> None:
        self.act(declare_part, by=self.desk.by, total=self.claim(one), part=self.claim(other))

    @rule()
    def a_part_no_more(self) -> None:
        row = Part.objects.first()
        if row is not None:
            self.act(end_part, by=self.desk.by, part=row, why="no")

    @rule(one=which, other=which)
    def merge_claims(self, one: int, other: int) -> None:
        claim, into = self.claim(one), self.claim(other)
        self.act(merge_claim, by=person(self.desk), claim=claim, into=into, why="the same", notice=NOTICE)

    @rule(number=which)
    def undo_a_merge_of_claims(self, number: int) -> None:
        self.act(unmerge_claim, by=person(self.desk), claim=self.claim(number), why="two", notice=NOTICE)

    @rule(one=bodies, other=bodies)
    def merge_sources(self, one: str, other: str) -> None:
        self.tell("one source", one, other)

    @rule(one=bodies)
    def undo_a_merge_of_sources(self, one: str) -> None:
        self.tell("two sources", one)

    @rule(one=bodies, most=st.integers(1, 2))
    def split_a_source(self, one: str, most: int) -> None:
        source = self.desk.source(one)
        moved = Report.objects.live().filter(attributions__source=source).distinct().order_by("id")[:most]
        more = {"name": f"{one} of the north", "reports": list(moved), "why": "two", "notice": NOTICE}
        self.act(split_source, by=self.desk.by, source=source, **more)

    @rule(number=which, most=st.integers(0, 2))
    def split_a_claim(self, number: int, most: int) -> None:
        claim = self.claim(number)
        if len(self.claims) >= MOST_CLAIMS:
            return
        moved = list(Report.objects.filter(claim=claim, superseded_by=None).order_by("id")[:most])

        def split() -> None:
            said = f"{claim.statement} Twice."
            by = person(self.desk)
            new = split_claim(by=by, claim=claim, statement=said, reports=moved, why="two", notice=NOTICE)
            self.claims.append(new)

        self.act(split)

    @rule(number=which)
    def publish(self, number: int) -> None:
        """What the claim was before is told to nobody from then on, so nothing is kept from before."""
        if self.act(publish_claim, by=self.publisher, claim=self.claim(number), override="urgent"):
            self.kept = []

    @rule(number=which)
    def reword(self, number: int) -> None:
        claim = self.claim(number)
        self.act(reword_claim, by=self.desk.by, claim=claim, why="clearer", statement=f"{claim.statement} So it is.")

    @rule(one=bodies, kind=st.sampled_from([SourceKind.UNNAMED, SourceKind.MILITARY]))
    def change_a_source(self, one: str, kind: SourceKind) -> None:
        self.act(change_source, by=self.desk.by, source=self.desk.source(one), why="so", kind=kind.value, note="x")

    @rule(number=which, day=days)
    def date_a_document(self, number: int, day: str) -> None:
        documents = list(Document.objects.order_by("id"))
        if documents:
            at = {"published_at": read_moment(day).start, "title": f"As of {day}"}
            document = documents[number % len(documents)]
            self.act(change_document, by=self.desk.by, document=document, why="misread", **at)

    @rule(least=st.integers(1, 3), parties=st.booleans(), oldest=st.sampled_from([0, 3]))
    def set_a_policy(self, least: int, parties: bool, oldest: int) -> None:
        self.tell("policy", least, parties, oldest)

    @rule(one=which, other=which)
    def propose_a_copy(self, one: int, other: int) -> None:
        self.tell("copy", one, other)

    @rule(accepted=st.booleans())
    def judge_a_copy(self, accepted: bool) -> None:
        self.tell("judge", accepted)

    @rule(number=which)
    def find_no_conflict(self, number: int) -> None:
        claim = self.claim(number)
        for found in open_dossier(claim).contradictions[:1]:
            more = {"key": found["key"], "why": "other days"}
            self.act(find_no_conflict, by=person(self.desk), claim=claim, **more)

    @rule(number=which, words=st.sampled_from([*OUTLETS, "Bureau"]))
    def redact(self, number: int, words: str) -> None:
        more = {"words": words, "notice": "A name was removed.", "why": "asked to"}
        self.act(redact_words, by=self.publisher, claim=self.claim(number), **more)

    @rule()
    def drain(self) -> None:
        settle_all()
        assert not DueClaim.objects.exists()
        keys = [claim.pk for claim in self.claims]
        shares = load_evidence(keys)
        policy = policies_of([self.desk.newsroom.pk])[self.desk.newsroom.pk]
        opened = open_dossiers(keys)
        for claim, dossier in zip(self.claims, opened, strict=True):
            the_standing_follows_from_scratch(claim, analyse(shares[claim.pk], policy=policy))
            assert stored_dossier(claim) == canonical(dossier)
            every_report_counts_or_is_told_why_not(dossier)
        struck = words_struck_by(self.desk.newsroom.pk)
        for moment, answers in self.kept:
            assert past(list(answers), moment) == strike(list(answers.values()), struck)
        moment = timezone.now()
        answers = dict(zip(keys, past(keys, moment), strict=True))
        assert [told(answer) for answer in answers.values()] == [told(dossier.as_json()) for dossier in opened]
        self.kept = [(moment, answers), *self.kept][:MOST_KEPT]


def test_in_any_sequence_of_actions_what_the_house_says_stays_whole(desk: Desk) -> None:
    publisher = hire(desk.newsroom, "petra", Role.PUBLISHER)
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    bounds = settings(max_examples=12, stateful_step_count=24, deadline=None, suppress_health_check=quiet)
    opening: Any = lambda: Newsroom(desk, publisher)  # noqa: E731 - hypothesis types it as a class, and calls it
    run_state_machine_as_test(opening, settings=bounds)
