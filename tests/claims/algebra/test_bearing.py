"""What a report does to a claim: by its stance, its figure, and the claim it was entered on."""

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts
from claims.vocabulary import Basis, Bearing, Incomparable, QuantityRelation, Stance, Standing
from tests.claims.algebra.building import evidence, figure, moment, report

B, S = Bearing, Stance

OWN = [
    (S.ASSERTS, None, B.SUPPORTS),
    (S.ASSERTS, "41", B.SUPPORTS),
    (S.ASSERTS, "at least 21", B.COMPATIBLE),
    (S.ASSERTS, "between 30 and 50", B.COMPATIBLE),
    (S.ASSERTS, "13", B.OPPOSES),
    (S.ASSERTS, "$41", B.NEUTRAL),
    (S.ASSERTS, "dozens", B.COMPATIBLE),
    (S.ASSERTS, "thousands", B.NEUTRAL),
    (S.DENIES, None, B.OPPOSES),
    (S.DENIES, "41", B.OPPOSES),
    (S.DISPUTES, None, B.OPPOSES),
    (S.CANNOT_VERIFY, "41", B.NEUTRAL),
    (S.NO_POSITION, None, B.NEUTRAL),
]


@pytest.mark.parametrize(("stance", "says", "bearing"), OWN)
def test_a_report_on_the_claim_itself_bears_so(stance: Stance, says: str | None, bearing: Bearing) -> None:
    found = analyse(evidence(report("a", own=True, stance=stance, says=says), says="41"))
    assert found.reports[0].bearing is bearing


def test_a_figure_more_than_the_claim_has_is_only_detail() -> None:
    assert analyse(evidence(report("a", own=True, says="41"))).reports[0].bearing is B.SUPPORTS


SIBLING = [
    (S.ASSERTS, "41", "41", B.SUPPORTS),
    (S.ASSERTS, "41", "at least 21", B.SUPPORTS),
    (S.ASSERTS, "at least 21", "41", B.COMPATIBLE),
    (S.ASSERTS, "13", "41", B.OPPOSES),
    (S.ASSERTS, None, "at least 21", B.SUPPORTS),
    (S.DENIES, None, "41", B.NEUTRAL),
    (S.DENIES, None, "50", B.OPPOSES),
    (S.CANNOT_VERIFY, "41", "41", B.NEUTRAL),
]


@pytest.mark.parametrize(("stance", "says", "claimed", "bearing"), SIBLING)
def test_a_report_on_another_figure_for_the_question_bears_by_the_same_rule(
    stance: Stance, says: str | None, claimed: str, bearing: Bearing
) -> None:
    """The other claim says at least 42: to deny that is to deny 50, which lies in it, but not 41, which does not."""
    other = ClaimFacts("other", "at least 42", figure("at least 42"), question="how many")
    told = evidence(
        report("a", own=True, stance=stance, says=says, claim="other"),
        says=claimed, others=(other,), question="how many",
    )  # fmt: skip
    assert analyse(told).reports[0].bearing is bearing


def test_another_question_is_another_matter() -> None:
    other = ClaimFacts("other", "41 of something else", figure("41"), question="how many more")
    told = evidence(report("a", own=True, claim="other", says="41"), says="41", others=(other,), question="how many")
    assert analyse(told).reports[0].bearing is B.NEUTRAL


def test_support_for_what_excludes_the_claim_opposes_it_but_its_denial_supports_nothing() -> None:
    other = ClaimFacts("other", "barracks, not homes", figure("41"))
    bearings = {
        (stance, says): analyse(
            evidence(
                report("a", own=True, claim="other", stance=stance, says=says), others=(other,), excluded=("other",)
            )
        )
        .reports[0]
        .bearing
        for stance, says in ((S.ASSERTS, None), (S.ASSERTS, "41"), (S.ASSERTS, "13"), (S.DENIES, None))
    }
    assert list(bearings.values()) == [B.OPPOSES, B.OPPOSES, B.NEUTRAL, B.NEUTRAL]


def test_a_figure_of_another_day_says_nothing_about_this_one_and_tells_why() -> None:
    earlier = report("a", own=True, says="13", as_of=moment("2025-06-01"))
    found = analyse(evidence(earlier, says="41", as_of=moment("2025-06-10")))
    assert found.reports[0].incomparable is Incomparable.DATE
    assert found.differences[0].incomparable is Incomparable.DATE
    assert found.contradictions == ()


def test_a_running_total_that_grew_since_is_no_contradiction() -> None:
    from_may = report("a", own=True, says="5,000", as_of=moment("2025-05"))
    now = report("b", own=True, says="6,000")
    told = evidence(from_may, now, says="6,000", as_of=moment("2025-06"), basis=Basis.CUMULATIVE)
    found = analyse(told)
    assert found.reports[0].relation is QuantityRelation.GREW
    assert found.status is Standing.SINGLE_SOURCE
    assert found.contradictions == ()


def test_only_compatible_figures_support_nothing_but_stand_beside() -> None:
    weaker = report("b", ["analysts"], says="at least 21")
    alone = analyse(evidence(weaker, says="41"))
    assert alone.status is Standing.UNVERIFIED
    beside = analyse(evidence(report("a", ["witness"], says="41"), weaker, says="41"))
    assert beside.status is Standing.PARTLY_CORROBORATED
    assert beside.facts.compatible == ("analysts",)


BY_JUNE = ClaimFacts(
    "other", "by 1 June", figure("at least 21"), moment("2025-06-01"), question="how many", basis=Basis.CUMULATIVE
)


def test_to_deny_what_a_total_had_reached_by_then_denies_nothing_of_what_it_reached_later() -> None:
    denial = report("a", own=True, stance=S.DENIES, claim="other")
    bearings = [
        analyse(
            evidence(
                denial, says="41", as_of=moment(day), question="how many", basis=Basis.CUMULATIVE, others=(BY_JUNE,)
            )
        )
        .reports[0]
        .bearing
        for day in ("2025-06-10", "2025-05-20")
    ]
    assert bearings == [B.NEUTRAL, B.OPPOSES]


def test_what_a_total_reached_in_june_supports_nothing_about_march() -> None:
    later = (report(f"a{n}", [f"x{n}"], says="6,000", as_of=moment("2025-06-15")) for n in range(2))
    told = evidence(*later, says="at least 5,000", as_of=moment("2025-03-01"), basis=Basis.CUMULATIVE)
    found = analyse(told)
    assert {finding.bearing for finding in found.reports} == {B.COMPATIBLE}
    assert found.status is Standing.UNVERIFIED
    forward = evidence(*told.reports, says="at least 5,000", as_of=moment("2025-07-01"), basis=Basis.CUMULATIVE)
    assert analyse(forward).status is Standing.CORROBORATED
