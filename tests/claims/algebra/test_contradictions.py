"""What contradicts what, and what only differs."""

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts
from claims.vocabulary import ContradictionKind, Incomparable, QuantityRelation, Stance
from tests.claims.algebra.building import evidence, figure, moment, report

K = ContradictionKind


def test_each_opposing_report_contradicts_the_claim_in_its_own_way() -> None:
    other = ClaimFacts("rival", "something that excludes it")
    found = analyse(
        evidence(
            report("denial", own=True, stance=Stance.DENIES),
            report("figure", own=True, says="13"),
            report("rival report", own=True, claim="rival"),
            says="41",
            others=(other,),
            excluded=("rival",),
        )
    )
    told = [(c.kind, c.relation, c.with_reports, c.with_claim) for c in found.contradictions]
    assert told == [
        (K.DENIAL, None, ("denial",), None),
        (K.QUANTITY, QuantityRelation.DISJOINT, ("figure",), None),
        (K.EXCLUSIVE, None, ("rival report",), None),
        (K.EXCLUSIVE, None, (), "rival"),
    ]


def test_claims_of_a_question_that_cannot_both_be_right_contradict_each_other() -> None:
    others = (
        ClaimFacts("13", "13", figure("13"), question="how many"),
        ClaimFacts("21", "at least 21", figure("at least 21"), question="how many"),
        ClaimFacts("elsewhere", "13", figure("13"), question="how many", scope="elsewhere"),
        ClaimFacts("another question", "13", figure("13"), question="how many more"),
    )
    found = analyse(evidence(says="41", question="how many", scope="here", others=others))
    assert [c.with_claim for c in found.contradictions] == ["13"]
    assert [(d.with_claim, d.incomparable) for d in found.differences] == [("elsewhere", Incomparable.SCOPE)]


def test_two_figures_may_both_support_a_claim_and_contradict_each_other() -> None:
    found = analyse(
        evidence(
            report("a", ["x"], says="41"),
            report("b", ["y"], says="34"),
            report("c", ["z"], says="41"),
            says="at least 21",
        )
    )
    assert [(c.reports, c.with_reports) for c in found.contradictions] == [(("a", "c"), ("b",))]


def test_a_voice_that_revised_its_own_figure_does_not_contradict_itself() -> None:
    told = (
        report("a", ["x"], says="41", on="2025-06-01"),
        report("b", ["x"], says="34", on="2025-06-02"),
    )
    assert analyse(evidence(*told, says="at least 21")).contradictions == ()


def test_figures_of_different_days_or_things_do_not_contradict() -> None:
    told = (
        report("a", ["x"], says="41", as_of=moment("2025-06-01")),
        report("b", ["y"], says="34", as_of=moment("2025-06-02")),
    )
    assert analyse(evidence(*told, says="at least 21")).contradictions == ()


def test_a_contradiction_keeps_its_key_from_either_side_and_when_more_join() -> None:
    def keys(*names: str) -> set[str]:
        told = [report(name, [name], says="13") for name in names]
        return {c.key for c in analyse(evidence(*told, says="41")).contradictions}

    assert keys("a") < keys("a", "b")
    there = ClaimFacts("other", "13", figure("13"), question="q")
    here = analyse(evidence(says="41", question="q", others=(there,))).contradictions[0]
    assert here.key == "quantity: claim other / claim the claim"


def test_very_many_figures_are_cut_off_and_counted() -> None:
    told = [report(f"r{n:03}", [f"x{n}"], says=str(100 + n)) for n in range(130)]
    found = analyse(evidence(*told, says="at least 21"))
    assert len(found.contradictions) == 200
    assert found.contradictions_left_off == 30 + 100 * 99 // 2 - 200
