"""Sources that err together are named from ten joint items on, and only for shared mistakes."""

from claims.algebra.together import find_err_together

WRONG = {f"claim {n}": n < 6 for n in range(10)}
NEARLY = {f"claim {n}": n < 5 for n in range(10)}
RIGHT = {f"claim {n}": False for n in range(10)}
FEW = {f"claim {n}": True for n in range(9)}


def test_shared_mistakes_on_ten_items_are_told_with_their_counts() -> None:
    found = find_err_together({"b": NEARLY, "a": WRONG, "c": RIGHT, "d": FEW})
    assert [(pair.one, pair.other, pair.items, pair.joint, pair.errors) for pair in found] == [("a", "b", 10, 5, 6)]


def test_shared_truths_are_not() -> None:
    assert find_err_together({"a": RIGHT, "b": RIGHT}) == ()
