"""A share of another claim is resolved by its value, whoever else is asked for and whatever that claim becomes."""

import pytest

from claims.actions.claims import reword_claim
from claims.actions.reports import LinkEntry, ReportEntry, record_report
from claims.algebra.analysis import analyse
from claims.evidence import load_evidence
from claims.models import Claim
from claims.quantity_columns import columns_of
from claims.vocabulary import Relation, Stance
from tests.claims.cast import Desk, figure


@pytest.fixture
def whole(desk: Desk) -> Claim:
    return desk.claim("The force has 11,000 men.", "11,000")


def test_a_report_of_a_share_bears_alike_alone_and_beside_the_whole(desk: Desk, whole: Claim) -> None:
    claim = desk.claim("More than 5,000 were lost.", "more than 5,000")
    entry = ReportEntry(
        stance=Stance.ASSERTS,
        chains=[[LinkEntry(desk.official("Ministry"), Relation.SAYS)]],
        quantity=figure("more than half"),
        of_claim=whole,
    )
    record_report(by=desk.by, claim=claim, document=desk.document("Gazette"), entry=entry)
    assert load_evidence([claim.pk])[claim.pk] == load_evidence([claim.pk, whole.pk])[claim.pk]
    assert desk.standing(claim) == "single_source 1/1/1"


def test_a_share_that_a_chain_gives_is_resolved_too(desk: Desk, whole: Claim) -> None:
    claim = desk.claim("More than 5,000 were lost.", "more than 5,000")
    link = LinkEntry(desk.official("Ministry"), Relation.SAYS, quantity=figure("more than half"), of_claim=whole)
    entry = ReportEntry(stance=Stance.ASSERTS, chains=[[link]], quantity=figure("more than 5,500"))
    record_report(by=desk.by, claim=claim, document=desk.document("Gazette"), entry=entry)
    assert str(whole.pk) in load_evidence([claim.pk])[claim.pk].others
    assert analyse(load_evidence([claim.pk])[claim.pk]).lines.low == 1
    assert desk.standing(claim) == "single_source 1/1/1"


def test_a_new_value_of_the_whole_reaches_the_other_figures_for_the_question_of_its_share(
    desk: Desk, whole: Claim
) -> None:
    question = desk.question()
    claim = desk.claim("More than half were lost.", "", question)
    sibling = desk.claim("More than 5,000 were lost.", "more than 5,000", question)
    entry = ReportEntry(
        stance=Stance.ASSERTS,
        chains=[[LinkEntry(desk.official("Ministry"), Relation.SAYS)]],
        quantity=figure("more than half"),
        of_claim=whole,
    )
    record_report(by=desk.by, claim=claim, document=desk.document("Gazette"), entry=entry)
    assert desk.standing(sibling) == "unreported 0/0/0"
    reword_claim(by=desk.by, claim=claim, why="told in men", **columns_of(figure("more than 4,000"), None))
    assert desk.standing(sibling) == "single_source 1/1/1"
    reword_claim(by=desk.by, claim=whole, why="recounted", **columns_of(figure("8,000"), None))
    assert desk.standing(sibling) == "unverified 0/0/0"
