"""Voices: who speaks as one, by which ties, and at which time; and circles of control."""

from random import Random

import pytest

from sources.algebra.moments import read_moment
from sources.algebra.voices import Tie, choose_ties, find_tie_loop, fold_voices, holds
from sources.vocabulary import TieKind


def tie(source: str, tied_to: str, kind: TieKind = TieKind.ARM_OF, since: str = "", until: str = "") -> Tie:
    return Tie(source, tied_to, kind, read_moment(since) if since else None, read_moment(until) if until else None)


def test_a_ministry_its_arm_and_the_arms_channel_are_one_voice_named_by_the_ministry() -> None:
    voices = fold_voices([tie("service", "ministry"), tie("channel", "service", TieKind.OWNED_BY)])
    assert {voices.of(source) for source in ("ministry", "service", "channel")} == {"ministry"}
    assert voices.members("ministry") == ("channel", "ministry", "service")


def test_a_source_without_ties_is_a_voice_of_its_own() -> None:
    voices = fold_voices([])
    assert (voices.of("paper"), voices.members("paper")) == ("paper", ("paper",))


def test_the_same_material_makes_one_voice_named_by_the_one_more_are_tied_to() -> None:
    same = TieKind.SAME_MATERIAL
    voices = fold_voices([tie("b", "wire", same), tie("a", "wire", same)])
    assert voices.of("a") == voices.of("b") == "wire"


def test_folding_is_the_same_for_any_order_and_a_further_tie_never_gives_more_voices() -> None:
    names = "abcdefgh"
    for seed in range(400):
        dice = Random(seed)
        ties = [tie(dice.choice(names), dice.choice(names), dice.choice(list(TieKind))) for _ in range(6)]
        voices = fold_voices(ties)
        mixed = fold_voices(dice.sample(ties, len(ties)))
        assert voices == mixed
        counts = [len({fold_voices(ties[:n]).of(name) for name in names}) for n in range(len(ties) + 1)]
        assert counts == sorted(counts, reverse=True)
        for name in names:
            assert name in voices.members(voices.of(name))


PERIODS = [
    ("", "", "2025-06-15", True),
    ("2025-06-15", "", "2025-06-15", True),
    ("2025-06-16", "", "2025-06-15", False),
    ("2025-06-16", "", "2025-06", True),
    ("", "2025-06-14", "2025-06-15", False),
    ("", "2025-06", "2025-06-15", True),
    ("2020", "2024", "2025", False),
]


@pytest.mark.parametrize(("since", "until", "said", "held"), PERIODS)
def test_a_tie_holds_when_its_period_meets_the_moment(since: str, until: str, said: str, held: bool) -> None:
    assert holds(tie("a", "b", since=since, until=until), [read_moment(said)]) is held


def test_ties_are_chosen_by_when_something_was_said_and_by_what_had_begun() -> None:
    always, once, later = tie("a", "b"), tie("c", "d", until="2024"), tie("e", "f", since="2026")
    said = [read_moment("2025-06-15")]
    assert choose_ties([always, once, later], said) == (always,)
    assert choose_ties([always, once, later], []) == (always, once, later)
    assert choose_ties([always, once, later], [], read_moment("2025").start) == (always, once)


def test_a_circle_of_control_is_found_and_always_told_the_same_way() -> None:
    ties = [tie("c", "a"), tie("a", "b", TieKind.OWNED_BY), tie("b", "c", TieKind.CONTROLLED_BY), tie("x", "a")]
    assert find_tie_loop(ties) == find_tie_loop(ties[::-1]) == ("a", "b", "c")
    assert find_tie_loop([tie("a", "a")]) == ("a",)


def test_control_that_turned_round_is_no_circle_unless_both_held_at_once() -> None:
    under = tie("a", "b", until="2020")
    assert find_tie_loop([under, tie("b", "a", since="2021")]) == ()
    assert find_tie_loop([under, tie("b", "a", since="2020-06")]) == ("a", "b")
    assert find_tie_loop([under, tie("b", "c", since="2019"), tie("c", "a", since="2021")]) == ()
    assert find_tie_loop([under, tie("b", "a")]) == ("a", "b")


def test_chains_of_control_and_shared_material_are_no_circle() -> None:
    same = TieKind.SAME_MATERIAL
    assert find_tie_loop([tie("a", "b"), tie("b", "c"), tie("a", "c")]) == ()
    assert find_tie_loop([tie("a", "b", same), tie("b", "a", same)]) == ()
    assert find_tie_loop([]) == ()


def test_ties_in_a_circle_still_fold_and_end() -> None:
    voices = fold_voices([tie("a", "b"), tie("b", "a")])
    assert voices.members("a") == ("a", "b")
