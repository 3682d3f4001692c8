"""The traps that earlier prototypes fell into, each as a test that would catch it again."""

import time

from claims.algebra.analysis import analyse
from claims.algebra.policy import Policy
from claims.vocabulary import NotCounted, OriginKind, Stance, Standing, VoiceInterest, WithdrawalKind
from sources.vocabulary import SourceKind, TieKind
from tests.claims.algebra.building import (
    evidence,
    harmed,
    helped,
    lines,
    lines_of,
    link,
    report,
    single_points,
    speaker,
    supporters,
    tie,
    withdrawn,
)


def test_merging_two_outlets_does_not_join_the_readers_of_one_to_the_source_of_the_other() -> None:
    reports = (
        report("p", ["one"]),
        report("one", ["wire"], on="2025-06-02"),
        report("two", ["x"], on="2025-06-02"),
        report("q", ["two"]),
    )
    merged = (tie("one", "two", TieKind.OWNED_BY),)
    assert lines(*reports, ties=merged)[0] <= lines(*reports)[0]


def test_a_relay_with_two_voices_behind_it_does_not_gain_by_being_merged_with_another() -> None:
    reports = (
        report("p1", ["b1", "shadow"]),
        report("p2", ["b2", "y"], ["z"]),
    )
    hidden = (speaker("shadow", SourceKind.UNNAMED),)
    before = lines(*reports, speakers=hidden)
    after = lines(*reports, speakers=hidden, ties=(tie("b1", "b2", TieKind.SAME_MATERIAL),))
    assert (before[0], after[0]) == (1, 1)


def test_an_archived_report_without_attribution_counts_once_and_only_in_the_upper_figure() -> None:
    archived = [report(f"reader {n}", [link("anonymous post", document="post", captured=True)]) for n in range(6)]
    hidden = (speaker("anonymous post", SourceKind.UNNAMED),)
    assert lines(*archived, speakers=hidden) == (0, 0, 1)


def test_analysts_who_lost_their_faked_image_do_not_fall_back_on_knowledge_of_their_own() -> None:
    reports = (
        report("a/1", ["analyst a"], only_material_of=frozenset({"channel"}), on="2025-06-02"),
        report("b/1", ["analyst b"], only_material_of=frozenset({"channel"}), on="2025-06-02"),
        report("channel", own=True, on="2025-06-01"),
    )
    taken = withdrawn(source="channel", at="2025-06-03", kind=WithdrawalKind.RETRACTED)
    assert lines(*reports) == (1, 1, 1)
    after = analyse(evidence(*reports, withdrawals=(taken,)))
    assert lines_of(after) == (0, 0, 0)
    assert after.status is Standing.WITHDRAWN
    assert after.orphaned == ("a/1", "b/1")


def test_a_silent_deletion_is_no_denial_and_a_retraction_is_one() -> None:
    told = (report("ministry", own=True, on="2025-06-01"), report("paper", ["analyst"], on="2025-06-01"))
    deleted = analyse(evidence(*told, withdrawals=(withdrawn(source="ministry", at="2025-06-02"),)))
    retracted = withdrawn(source="ministry", at="2025-06-02", kind=WithdrawalKind.RETRACTED)
    assert deleted.status is Standing.SINGLE_SOURCE
    assert not deleted.facts.live_opposition
    denied = analyse(evidence(*told, withdrawals=(retracted,)))
    assert denied.status is Standing.CONTESTED
    assert [voice.voice for voice in denied.voices] == ["analyst", "ministry"]


def test_a_correction_replaces_the_figure_and_denies_nothing() -> None:
    told = (
        report("paper/1", own=True, says="41", on="2025-06-01"),
        report("paper/2", own=True, says="13", on="2025-06-03"),
    )
    corrected = withdrawn(document="paper/1's page", at="2025-06-03", kind=WithdrawalKind.CORRECTED)
    found = analyse(evidence(*told, says="13", withdrawals=(corrected,)))
    assert found.status is Standing.SINGLE_SOURCE
    assert [finding.live for finding in found.reports] == [False, True]


def test_repeating_what_was_withdrawn_afterwards_is_stale() -> None:
    told = (
        report("agency", own=True, on="2025-06-01"),
        report("early", ["agency"], on="2025-06-02"),
        report("late", ["agency"], on="2025-06-05"),
    )
    found = analyse(evidence(*told, withdrawals=(withdrawn(source="agency", at="2025-06-03"),)))
    assert found.stale == ("late",)
    assert found.orphaned == ("early", "late")


def test_what_stands_on_another_leg_stays() -> None:
    told = (
        report("agency", own=True, on="2025-06-01"),
        report("paper", ["agency"], ["witness"], on="2025-06-02"),
    )
    found = analyse(evidence(*told, withdrawals=(withdrawn(source="agency", at="2025-06-03"),)))
    assert found.status is Standing.SINGLE_SOURCE
    assert supporters(found) == ["witness"]


def test_the_archived_statement_stands_when_a_relay_between_is_withdrawn() -> None:
    told = report("paper", [link("agency", document="wire"), link("ministry", document="decree", captured=True)])
    found = analyse(evidence(told, withdrawals=(withdrawn(document="wire", at="2025-06-03"),)))
    assert lines_of(found) == (1, 1, 1)
    assert found.status is Standing.SINGLE_SOURCE


def test_the_same_unnamed_officials_in_two_outlets_are_one() -> None:
    hidden = (speaker("officials", SourceKind.UNNAMED), speaker("an insider", SourceKind.UNNAMED))
    assert lines(report("a", ["officials"]), report("b", ["officials"]), speakers=hidden) == (0, 0, 1)
    assert lines(report("a", ["officials"]), report("b", ["an insider"]), speakers=hidden) == (0, 0, 2)


def test_untraced_voices_do_not_count_beside_attributed_support_even_once_it_is_withdrawn() -> None:
    told = (
        report("ministry", own=True, on="2025-06-01"),
        report("echo", on="2025-06-02"),
        report("another echo", on="2025-06-02"),
    )
    assert lines(*told[1:]) == (0, 0, 2)
    assert lines(*told) == (1, 1, 1)
    after = analyse(evidence(*told, withdrawals=(withdrawn(source="ministry", at="2025-06-03"),)))
    assert lines_of(after) == (0, 0, 0)
    assert after.status is Standing.UNVERIFIED
    reasons = {one.report: one.reason for one in after.not_counted}
    assert reasons["echo"] is NotCounted.UNTRACED_BESIDE_ATTRIBUTED


def test_two_arms_of_one_ministry_that_quote_it_on_one_day_do_not_go_in_a_circle() -> None:
    arms = (tie("channel", "ministry"), tie("press office", "spokesman"), tie("spokesman", "ministry"))
    told = (
        report("channel", ["ministry"], on="2025-06-01"),
        report("press office", ["spokesman"], on="2025-06-01"),
    )
    found = analyse(evidence(*told, ties=arms))
    assert lines_of(found) == (1, 1, 1)
    assert not found.circular


def test_a_loop_with_a_way_out_is_only_a_warning() -> None:
    told = (report("wiki", ["paper"]), report("paper", ["wiki"], ["witness"]))
    found = analyse(evidence(*told))
    assert lines_of(found) == (1, 1, 1)
    assert not found.circular
    assert [loop.grounded for loop in found.loops] == [True]


def test_a_loop_of_three_ends() -> None:
    told = (report("a", ["b"]), report("b", ["c"]), report("c", ["a"]), report("d", ["a"], ["b", "c"]))
    found = analyse(evidence(*told))
    assert lines_of(found) == (0, 0, 0)
    assert {one.reason for one in found.not_counted} == {NotCounted.CIRCULAR}


def test_an_own_report_in_a_loop_of_sources_over_time_stays_an_origin_with_a_warning() -> None:
    told = (
        report("ministry/1", own=True, on="2025-06-01"),
        report("paper", ["ministry"], on="2025-06-02"),
        report("ministry/2", ["paper"], on="2025-06-03"),
    )
    found = analyse(evidence(*told))
    assert lines_of(found) == (1, 1, 1)
    assert [(loop.level, loop.grounded) for loop in found.loops] == [("source", True)]


def test_a_document_cited_before_it_was_published_is_flagged() -> None:
    told = (
        report("paper", [link("wiki", document="wiki's page")], on="2025-06-01"),
        report("wiki", own=True, on="2025-06-05"),
    )
    found = analyse(evidence(*told))
    assert [(c.report, c.cited_report) for c in found.later_citations] == [("paper", "wiki")]


def test_a_chain_goes_on_through_the_sources_own_report() -> None:
    told = (report("blog", ["paper"], on="2025-06-02"), report("paper", ["ministry"], on="2025-06-01"))
    found = analyse(evidence(*told))
    assert supporters(found) == ["ministry"]
    assert lines_of(found) == (1, 1, 1)


def test_a_source_that_names_nobody_is_untraced_also_when_it_is_cited() -> None:
    told = (report("blog", ["paper"], on="2025-06-02"), report("paper", on="2025-06-01"))
    found = analyse(evidence(*told))
    assert [voice.kind for voice in found.voices] == [OriginKind.UNTRACED]
    accepted = Policy("agencies", own_reporting_of=frozenset({"paper"}))
    assert analyse(evidence(*told), policy=accepted).status is Standing.SINGLE_SOURCE


def test_a_cited_document_that_says_otherwise_lends_no_support() -> None:
    told = (
        report("paper", [link("analysts", document="analysts's page")], says="41"),
        report("analysts", own=True, says="at least 13"),
    )
    found = analyse(evidence(*told, says="41"))
    assert lines_of(found)[0] == 0
    assert [voice.voice for voice in found.voices] == ["paper"]


def test_a_figure_that_was_smaller_at_its_source_is_not_traced_beyond_who_changed_it() -> None:
    told = report("paper", [link("sbu", says="over 30")], says="41")
    found = analyse(evidence(told, says="41"))
    assert [(voice.voice, voice.kind) for voice in found.voices] == [("paper", OriginKind.UNTRACED)]


def test_a_dead_relay_takes_the_way_with_it_but_not_the_origin() -> None:
    told = (report("a", ["x"], on="2025-06-01"), report("b", ["x"], on="2025-06-01"))
    one = withdrawn(document="a's page", at="2025-06-02")
    both = (one, withdrawn(document="b's page", at="2025-06-02"))
    assert lines(*told, withdrawals=(one,)) == (1, 1, 1)
    assert lines(*told, withdrawals=both) == (0, 0, 0)


def test_two_parties_to_the_claim_are_a_line_each_but_corroborate_nothing_alone() -> None:
    told = (report("a", ["kyiv"]), report("b", ["sbu"]), report("c", ["moscow"]))
    ally = (speaker("sbu", SourceKind.INTELLIGENCE, "kyiv"),)
    found = analyse(evidence(*told, stakes=(helped("kyiv"), helped("moscow")), speakers=ally))
    assert lines_of(found) == (0, 2, 2)
    assert found.status is Standing.INTERESTED_ONLY


def test_a_supplier_of_material_that_also_speaks_is_one_line_with_those_who_used_it() -> None:
    told = (report("a", ["witness"]), report("b", ["lab"], only_material_of=frozenset({"witness"})))
    assert lines(*told) == (1, 1, 1)
    two = report("b", ["lab"], only_material_of=frozenset({"witness", "satellite firm"}))
    assert lines(told[0], two) == (2, 2, 2)


def test_a_party_that_denies_its_own_loss_is_interested_in_denying_and_its_enemy_admits() -> None:
    told = (report("a", ["loser"], stance=Stance.DENIES), report("b", ["winner"], stance=Stance.DENIES))
    found = analyse(evidence(*told, stakes=(harmed("loser"), helped("winner"))))
    assert (found.opposing_lines.low, found.opposing_lines.with_parties) == (1, 2)
    assert {voice.voice: voice.interest for voice in found.voices} == {
        "loser": VoiceInterest.INTERESTED,
        "winner": VoiceInterest.ADMITS,
    }


def test_a_thousand_relays_of_a_thousand_own_reports_do_not_take_for_ever() -> None:
    own = [report(f"agency/{n}", own=True, on=f"2025-06-{n % 28 + 1:02}") for n in range(700)]
    relays = [report(f"paper {n}", ["agency"], on="2025-07-01") for n in range(700)]
    started = time.process_time()
    assert lines(*own, *relays) == (1, 1, 1)
    assert time.process_time() - started < 2


def test_chains_that_branch_without_end_are_bounded_and_say_so() -> None:
    layers = [[f"{layer} {n}" for n in range(6)] for layer in range(7)]
    chains = [[layers[layer][n], layers[layer + 1][m]] for layer in range(6) for n in range(6) for m in range(6)]
    told = [report(f"outlet {number}", chain) for number, chain in enumerate(chains)]
    started = time.process_time()
    found = analyse(evidence(*told))
    assert lines_of(found) == (5, 5, 5)
    assert time.process_time() - started < 2


def test_single_points_are_those_on_every_way() -> None:
    told = (report("a", ["agency", "ministry"]), report("b", ["agency", "ministry"]))
    assert single_points(analyse(evidence(*told))) == ["agency", "ministry"]


def test_an_empty_chain_is_no_chain() -> None:
    found = analyse(evidence(report("a", [], says="41"), report("b", [], ["x"], says="34"), says="at least 21"))
    assert lines_of(found) == (1, 1, 1)
    assert [(one.report, one.reason) for one in found.not_counted] == [("a", NotCounted.UNTRACED_BESIDE_ATTRIBUTED)]
