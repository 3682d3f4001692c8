"""What had been declared by a moment is what an answer of that moment rests on, whatever was declared since."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.actions.claims import declare_part, exclude_claim, reword_claim
from claims.actions.merging import merge_claim
from claims.actions.policies import set_policy
from claims.actions.publishing import publish_claim
from claims.actions.redactions import redact_words
from claims.actions.second_looks import find_no_conflict
from claims.actions.standings import settle_all
from claims.dossier import open_dossier
from claims.models import Claim
from newsrooms.vocabulary import Role
from sources.actions.documents import change_document
from sources.actions.merging import merge_source
from sources.actions.sources import align_source, change_source
from sources.algebra.moments import read_moment
from sources.models import Document
from sources.vocabulary import SourceKind
from tests.claims.cast import Desk
from tests.claims.standings.test_incremental import person
from tests.newsrooms.cast import hire

MOST_QUERIES = 35


def a_stake(desk: Desk, claim: Claim) -> None:
    desk.stake(claim, "Ministry")


def a_side(desk: Desk, claim: Claim) -> None:
    align_source(by=desk.by, source=desk.source("Police"), aligned_with=desk.source("Army"), reason="allies")


def a_merge_of_sources(desk: Desk, claim: Claim) -> None:
    merge_source(by=desk.by, source=desk.source("Police"), into=desk.source("Ministry"), why="one")


def a_merge_of_claims(desk: Desk, claim: Claim) -> None:
    other = Claim.objects.get(statement="The bridge collapsed.")
    merge_claim(by=person(desk), claim=other, into=claim, why="the same")


def an_exclusion(desk: Desk, claim: Claim) -> None:
    exclude_claim(by=desk.by, claim=claim, other=Claim.objects.get(statement="The bridge collapsed."), reason="x")


def a_part(desk: Desk, claim: Claim) -> None:
    declare_part(by=desk.by, total=claim, part=Claim.objects.get(statement="The bridge collapsed."))


def a_policy(desk: Desk, claim: Claim) -> None:
    set_policy(by=None, newsroom=desk.newsroom, name="strict", why="trial", least_to_corroborate=3)


def a_wording(desk: Desk, claim: Claim) -> None:
    reword_claim(by=desk.by, claim=claim, why="clearer", statement="The old bridge fell.")


def another_name(desk: Desk, claim: Claim) -> None:
    change_source(by=desk.by, source=desk.source("Police"), why="no name", name="Men", kind=SourceKind.UNNAMED.value)


def another_date(desk: Desk, claim: Claim) -> None:
    published = read_moment("2025-01-01")
    document = Document.objects.filter(publisher__name="Gazette").earliest("id")
    change_document(by=desk.by, document=document, why="misread", published_at=published.start, title="Earlier")


def a_second_look(desk: Desk, claim: Claim) -> None:
    key = open_dossier(claim).contradictions[0]["key"]
    find_no_conflict(by=person(desk), claim=claim, key=key, why="other bridges")


DECLARING = (
    a_stake, a_side, a_merge_of_sources, a_merge_of_claims, an_exclusion, a_part, a_policy, a_wording, another_name,
    another_date, a_second_look,
)  # fmt: skip


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """Two bodies say so and one denies it; another claim lies beside it, and the army is a party."""
    claim, other = desk.claim("The bridge fell.", "2"), desk.claim("The bridge collapsed.", "1")
    desk.report(claim, "Gazette", ["Police"], published="2025-06-01")
    desk.report(claim, "Courier", ["Ministry"], published="2025-06-02")
    desk.report(claim, "Herald", ["Committee"], published="2025-06-02", worded="7")
    desk.report(other, "Post", ["Witness"], published="2025-06-03")
    desk.stake(claim, "Army")
    settle_all()
    return claim


def opened(claim: Claim, **at: Any) -> Any:
    settle_all()
    return open_dossier(Claim.objects.get(pk=claim.pk), **at).as_json()


@pytest.mark.parametrize("declare", DECLARING, ids=lambda declare: declare.__name__)
def test_what_is_declared_later_moves_the_present_and_never_the_past(
    desk: Desk, claim: Claim, declare: Callable[[Desk, Claim], None]
) -> None:
    moment, now = timezone.now(), opened(claim)
    before = opened(claim, recorded_by=moment)
    declare(desk, claim)
    assert opened(claim) != now
    assert opened(claim, recorded_by=moment) == before


def test_a_tie_counts_from_when_it_was_declared_until_it_was_taken_back(desk: Desk, claim: Claim) -> None:
    before = timezone.now()
    tie = desk.tie("Police", "Ministry")
    tied = timezone.now()
    tie.delete()
    lines = [opened(claim, recorded_by=moment)["standing"]["lines"]["low"] for moment in (before, tied)]
    assert (lines, opened(claim)["standing"]["lines"]["low"]) == ([2, 1], 2)


def test_what_was_struck_is_struck_from_what_was_said_then_too(desk: Desk, claim: Claim) -> None:
    publisher = hire(desk.newsroom, "petra", Role.PUBLISHER)
    publish_claim(by=publisher, claim=claim, override="urgent")
    settle_all()
    moment = timezone.now()
    redact_words(by=publisher, claim=claim, words="Gazette", notice="A name was removed.", why="asked to")
    assert "Gazette" not in str(opened(claim, recorded_by=moment))


def test_what_a_claim_was_as_a_draft_is_not_told_once_it_is_public(desk: Desk, claim: Claim) -> None:
    as_draft = timezone.now()
    an_exclusion(desk, claim)
    beside_a_draft = timezone.now()
    a_wording(desk, claim)
    publish_claim(by=hire(desk.newsroom, "petra", Role.PUBLISHER), claim=claim, override="urgent")
    for moment in (as_draft, beside_a_draft):
        told = opened(claim, recorded_by=moment)
        assert told["statement"] == "The old bridge fell."
        assert "The bridge collapsed." not in str(told)


def test_the_past_costs_a_fixed_number_of_queries(
    desk: Desk, claim: Claim, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(12):
        desk.report(claim, f"Outlet {number}", [f"Witness {number}"])
    settle_all()
    moment = timezone.now() + timedelta(seconds=1)
    with django_assert_max_num_queries(MOST_QUERIES):
        open_dossier(claim, recorded_by=moment)
