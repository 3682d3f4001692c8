"""Whatever is done in whatever order, what is stored equals what a computation from scratch gives."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.claims import end_stake
from claims.actions.merging import merge_claim, unmerge_claim
from claims.actions.policies import set_policy
from claims.actions.reports import LinkEntry, ReportEntry, supersede_report
from claims.actions.standings import settle_all
from claims.actions.withdrawals import annul_withdrawal
from claims.algebra.analysis import analyse
from claims.evidence import load_evidence
from claims.models import Claim, ClaimStanding, Report, Stake, StandingStep, Withdrawal
from claims.policies import policies_of
from claims.vocabulary import Interest, Relation, Stance, WithdrawalKind
from newsrooms.models import User
from sources.actions.merging import merge_source, unmerge_source
from sources.actions.reprints import decide_reprint, keep_proposal
from sources.actions.sources import align_source
from sources.actions.ties import end_tie
from sources.models import Document, Reprint, Tie
from sources.vocabulary import ReprintBasis
from tests.claims.cast import Desk

OUTLETS = ("Gazette", "Courier", "Post")
BODIES = ("Ministry", "Bureau", "Army", "Committee")
DAYS = tuple(f"2025-06-{day:02}" for day in range(1, 8))

claims = st.integers(0, 3)
bodies = st.sampled_from(BODIES)
days = st.sampled_from(DAYS)
chains = st.lists(st.lists(st.sampled_from(BODIES + OUTLETS), min_size=1, max_size=3), max_size=2)
steps = st.one_of(
    st.tuples(
        st.just("report"), claims, st.sampled_from(OUTLETS), chains, st.sampled_from(list(Stance)),
        st.sampled_from(["", "41", "at least 21", "about 40", "12"]), days, st.booleans(),
    ),
    st.tuples(st.just("supersede"), st.integers(0, 9), bodies),
    st.tuples(st.just("withdraw"), claims, bodies, days, st.sampled_from(list(WithdrawalKind))),
    st.tuples(st.just("annul"), st.integers(0, 9)),
    st.tuples(st.just("tie"), bodies, bodies),
    st.tuples(st.just("untie"), st.integers(0, 9)),
    st.tuples(st.just("stake"), claims, bodies, st.sampled_from(list(Interest))),
    st.tuples(st.just("unstake"), st.integers(0, 9)),
    st.tuples(st.just("align"), bodies, bodies),
    st.tuples(st.just("exclude"), claims, claims),
    st.tuples(st.just("one source"), bodies, bodies),
    st.tuples(st.just("two sources"), bodies),
    st.tuples(st.just("one claim"), claims, claims),
    st.tuples(st.just("two claims"), claims),
    st.tuples(st.just("policy"), st.integers(1, 3), st.booleans(), st.sampled_from([0, 3])),
    st.tuples(st.just("copy"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("judge"), st.booleans()),
    st.tuples(st.just("settle")),
)  # fmt: skip


class UndoneError(Exception):
    """Ends an example and takes all of it back."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps, min_size=1, max_size=12))
def test_the_stored_standing_equals_one_computed_from_scratch(desk: Desk, story: list[Any]) -> None:
    try:
        with transaction.atomic():
            _tell(desk, story)
            raise UndoneError
    except UndoneError:
        pass


def _tell(desk: Desk, story: list[Any]) -> None:
    question = desk.question()
    told = [
        desk.claim("41 were hit.", "41", question),
        desk.claim("At least 21 were hit.", "at least 21", question),
        desk.claim("The bridge fell."),
        desk.claim("The bridge stands."),
    ]
    for kind, *words in story:
        try:
            with transaction.atomic():
                DOING[kind](desk, told, *words)
        except (ValidationError, PermissionDenied):
            continue  # a second tie, a claim that was merged: refused, and nothing changed
    settle_all()
    policy = policies_of([desk.newsroom.pk])[desk.newsroom.pk]
    shares = load_evidence(claim.pk for claim in told)
    scratch = {pk: analyse(evidence, policy=policy) for pk, evidence in shares.items()}
    for row in ClaimStanding.objects.filter(claim__in=told):
        fresh = scratch[row.claim_id]
        assert row.status == fresh.status
        assert (row.lines_low, row.lines_with_parties, row.lines_high) == (
            fresh.lines.low, fresh.lines.with_parties, fresh.lines.high,
        )  # fmt: skip
        assert row.inputs_hash == fresh.input_hash
        last = StandingStep.objects.filter(claim=row.claim_id).order_by("id").last()
        assert last is not None
        assert last.after == row.status


def _report(desk: Desk, told: list[Claim], which: int, outlet: str, links: Any, *words: Any) -> None:
    stance, worded, day, own = words
    parties = [[desk.source(name) for name in chain] for chain in links]
    desk.report(told[which], outlet, *parties, stance=stance, worded=worded, published=day, own=own)


def _supersede(desk: Desk, told: list[Claim], which: int, body: str) -> None:
    reports = list(Report.objects.order_by("id"))
    if reports:
        entry = ReportEntry(stance=Stance.ASSERTS, chains=[[LinkEntry(desk.source(body), Relation.SAYS)]])
        supersede_report(by=desk.by, report=reports[which % len(reports)], entry=entry, why="misread")


def _annul(desk: Desk, told: list[Claim], which: int) -> None:
    withdrawals = list(Withdrawal.objects.order_by("id"))
    if withdrawals:
        notice = "It was not taken back."
        annul_withdrawal(by=desk.by, withdrawal=withdrawals[which % len(withdrawals)], why="moved", notice=notice)


def _untie(desk: Desk, told: list[Claim], which: int) -> None:
    ties = list(Tie.objects.order_by("id"))
    if ties:
        end_tie(by=desk.by, tie=ties[which % len(ties)], why="ended")


def _unstake(desk: Desk, told: list[Claim], which: int) -> None:
    stakes = list(Stake.objects.order_by("id"))
    if stakes:
        end_stake(by=desk.by, stake=stakes[which % len(stakes)], why="none")


def _align(desk: Desk, told: list[Claim], one: str, other: str) -> None:
    align_source(by=desk.by, source=desk.source(one), aligned_with=desk.source(other), reason="sides")


def _one_claim(desk: Desk, told: list[Claim], one: int, other: int) -> None:
    claim, into = (Claim.objects.get(pk=told[which].pk) for which in (one, other))
    merge_claim(by=person(desk), claim=claim, into=into, why="same truth conditions")


def _copy(desk: Desk, told: list[Claim], one: int, other: int) -> None:
    documents = list(Document.objects.filter(reports__isnull=False).distinct().order_by("id"))
    if len(documents) > 1 and one % len(documents) != other % len(documents):
        likeness = {"resemblance": 0.9, "containment": 0.9, "beside_quotes": 0.9}
        alike = Reprint(original=documents[other % len(documents)], basis=ReprintBasis.LIKE_TEXT.value, **likeness)
        keep_proposal(documents[one % len(documents)], alike)


def _judge(desk: Desk, told: list[Claim], accepted: bool) -> None:
    proposed = Reprint.objects.proposed().first()
    if proposed is not None:
        decide_reprint(by=person(desk), reprint=proposed, accepted=accepted, why="looked")


def _set_policy(desk: Desk, told: list[Claim], least: int, parties: bool, days: int) -> None:
    asked = {"least_to_corroborate": least, "parties_count": parties, "most_days": days}
    set_policy(by=None, newsroom=desk.newsroom, name="trial", why="trial", **asked)  # type: ignore[arg-type]  # by name


def person(desk: Desk) -> User:
    assert desk.by is not None
    return desk.by


DOING: dict[str, Callable[..., object]] = {
    "report": _report,
    "supersede": _supersede,
    "withdraw": lambda desk, told, which, body, day, kind: desk.withdraw(told[which], body, day, kind),
    "annul": _annul,
    "tie": lambda desk, told, one, other: desk.tie(one, other),
    "untie": _untie,
    "stake": lambda desk, told, which, body, interest: desk.stake(told[which], body, interest),
    "unstake": _unstake,
    "align": _align,
    "exclude": lambda desk, told, one, other: desk.exclude(told[one], told[other]),
    "one source": lambda desk, told, one, other: merge_source(
        by=desk.by, source=desk.source(one), into=desk.source(other), why="one"
    ),
    "two sources": lambda desk, told, one: unmerge_source(by=desk.by, source=desk.source(one), why="two"),
    "one claim": _one_claim,
    "two claims": lambda desk, told, one: unmerge_claim(
        by=person(desk), claim=Claim.objects.get(pk=told[one].pk), why="two"
    ),
    "policy": _set_policy,
    "copy": _copy,
    "judge": _judge,
    "settle": lambda desk, told: settle_all(),
}


def test_what_was_known_by_a_day_does_not_change_when_later_evidence_comes_in(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Committee"], published="2025-06-01")
    before = desk.dossier(claim, at="2025-06-03").standing
    desk.report(claim, "Courier", ["Witness"], published="2025-06-04")
    desk.withdraw(claim, "Committee", at="2025-06-05")
    after = desk.dossier(claim, at="2025-06-03").standing
    assert [before[part] for part in ("status", "lines", "voices")] == [
        after[part] for part in ("status", "lines", "voices")
    ]
    assert [(step["at"], step["status"]) for step in desk.dossier(claim).timeline] == [
        ("2025-06-01", "single_source"),
        ("2025-06-04", "corroborated"),
        ("2025-06-05", "single_source"),
    ]
