"""What a withdrawal strikes, and what it leaves: whose word, in which form, and what rested on it."""

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts, Withdrawal
from claims.vocabulary import Side, Standing, WithdrawalKind
from sources.algebra.moments import read_moment
from sources.vocabulary import TieKind
from tests.claims.algebra.building import (
    CLAIM,
    evidence,
    figure,
    helped,
    instant,
    lines,
    lines_of,
    link,
    report,
    tie,
    withdrawn,
)


def test_a_retraction_after_a_deletion_is_heard_as_a_denial() -> None:
    told = (report("ministry", own=True, on="2025-06-01"), report("paper", ["analyst"], on="2025-06-01"))
    deleted = withdrawn(document="ministry's page", at="2025-06-02")
    retracted = withdrawn(source="ministry", at="2025-06-05", kind=WithdrawalKind.RETRACTED)
    found = analyse(evidence(*told, withdrawals=(deleted, retracted)))
    assert found.status is Standing.CONTESTED
    assert found.opposing_lines.low == 1
    between = analyse(evidence(*told, withdrawals=(deleted, retracted)), at=instant("2025-06-03"))
    assert between.status is Standing.SINGLE_SOURCE


def test_the_retraction_of_a_chains_statement_is_heard_after_its_deletion_too() -> None:
    told = report("paper", [link("ministry", document="decree")], on="2025-06-01")
    deleted = withdrawn(document="decree", at="2025-06-02")
    retracted = withdrawn(document="decree", at="2025-06-05", kind=WithdrawalKind.RETRACTED)
    found = analyse(evidence(told, withdrawals=(deleted, retracted)))
    assert [(voice.voice, voice.side) for voice in found.voices] == [("ministry", Side.OPPOSES)]


def test_what_one_paper_takes_back_its_owners_other_paper_still_says() -> None:
    told = (report("one", own=True, on="2025-06-01"), report("two", own=True, on="2025-06-01"))
    owned = (tie("one", "group", TieKind.OWNED_BY), tie("two", "group", TieKind.OWNED_BY))
    taken = withdrawn(source="one", at="2025-06-02")
    found = analyse(evidence(*told, ties=owned, withdrawals=(taken,)))
    assert found.status is Standing.SINGLE_SOURCE
    assert [finding.live for finding in found.reports] == [False, True]
    by_owner = analyse(evidence(*told, ties=owned, withdrawals=(withdrawn(source="group", at="2025-06-02"),)))
    assert by_owner.status is Standing.SINGLE_SOURCE


def test_what_a_ministry_takes_back_its_arms_no_longer_say_but_not_the_other_way_round() -> None:
    told = (report("arm", own=True, on="2025-06-01"), report("ministry", own=True, on="2025-06-01"))
    arms = (tie("arm", "bureau"), tie("bureau", "ministry", TieKind.CONTROLLED_BY))
    below = analyse(evidence(*told, ties=arms, withdrawals=(withdrawn(source="ministry", at="2025-06-02"),)))
    assert below.status is Standing.WITHDRAWN
    above = analyse(evidence(*told, ties=arms, withdrawals=(withdrawn(source="arm", at="2025-06-02"),)))
    assert [finding.live for finding in above.reports] == [False, True]


FAKED = (
    report("sbu", own=True, on="2025-06-01", says="41"),
    report("paper", ["analysts"], on="2025-06-02", says="at least 21", only_material_of=frozenset({"sbu"})),
)


@pytest.mark.parametrize("form", [{"source": "sbu"}, {"document": "sbu's page"}], ids=["word", "document"])
@pytest.mark.parametrize("claimed", ["41", "at least 21"])
def test_a_faked_video_empties_those_who_had_only_it_in_whichever_form_it_is_taken_back(
    form: dict[str, str], claimed: str
) -> None:
    taken = withdrawn(at="2025-06-03", kind=WithdrawalKind.RETRACTED, **form)
    found = analyse(evidence(*FAKED, says=claimed, stakes=(helped("sbu"),), withdrawals=(taken,)))
    assert lines_of(found) == (0, 0, 0)
    assert found.orphaned == ("paper",)
    assert not found.facts.compatible


def test_a_document_that_only_chains_name_takes_its_material_with_it() -> None:
    told = (
        report("outlet", [link("sbu", document="video")], on="2025-06-02"),
        report("paper", ["analysts"], on="2025-06-02", only_material_of=frozenset({"sbu"})),
    )
    assert lines(*told) == (1, 1, 1)
    gone = withdrawn(document="video", at="2025-06-03")
    assert lines(*told, withdrawals=(gone,)) == (0, 0, 0)
    still = report("third", [link("sbu", document="briefing")], on="2025-06-02")
    assert lines(*told, still, withdrawals=(gone,)) == (1, 1, 1)


def test_material_falls_with_what_its_supplier_said_of_another_figure_for_the_question() -> None:
    other = ClaimFacts("other", "41 were hit", figure("41"), question="how many")
    told = (report("sbu", own=True, on="2025-06-01", says="41", claim="other"), FAKED[1])
    gone = withdrawn(document="sbu's page", at="2025-06-03")
    found = analyse(evidence(*told, says="at least 21", others=(other,), question="how many", withdrawals=(gone,)))
    assert found.status is Standing.WITHDRAWN


def test_what_one_page_took_back_of_a_claim_its_publishers_other_page_still_says() -> None:
    told = (report("paper/1", own=True, on="2025-06-01"), report("paper/2", own=True, on="2025-06-01"))
    there = Withdrawal(WithdrawalKind.EDITED, read_moment("2025-06-02"), "paper", CLAIM, "paper/1's page")
    found = analyse(evidence(*told, withdrawals=(there,)))
    assert [finding.live for finding in found.reports] == [False, True]
    cites = report("reader", [link("paper", document="paper/1's page")], on="2025-06-03")
    assert analyse(evidence(told[0], cites, withdrawals=(there,))).orphaned == ("reader",)
    elsewhere = Withdrawal(WithdrawalKind.EDITED, read_moment("2025-06-02"), "paper", "other", "paper/1's page")
    assert [f.live for f in analyse(evidence(*told, withdrawals=(elsewhere,))).reports] == [True, True]
