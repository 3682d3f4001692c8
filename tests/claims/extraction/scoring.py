"""How near the extractor comes to our annotations: counts of right, missed and invented, per half, and the table of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.extraction.spans import Span
from tests.claims.extraction.annotated import GoldQuantity, GoldText

G = TypeVar("G")
F = TypeVar("F")


@dataclass
class Score:
    """Right, missed and invented; F1, precision and recall of them."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, right: bool, gold: bool, found: bool) -> None:
        self.right += right
        self.missed += gold and not right
        self.invented += found and not right

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.invented)


@dataclass
class Scores:
    rows: dict[str, Score] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def of(self, name: str) -> Score:
        return self.rows.setdefault(name, Score())

    def note(self, text: str, what: str) -> None:
        self.faults.append(f"{what} :: {text}")


def pair_by_place(golds: Sequence[G], founds: Sequence[F], meets: Callable[[G, F], float]) -> Iterable[tuple[G | None, F | None]]:
    """Each gold with the found thing that meets it best, each used once; what is left over stands alone."""
    pairs = sorted(((meets(g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(founds)), key=lambda p: (-p[0], p[1], p[2]))
    of_gold: dict[int, int] = {}
    for value, i, j in pairs:
        if value > 0 and i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    for i, gold in enumerate(golds):
        yield gold, founds[of_gold[i]] if i in of_gold else None
    for j, found in enumerate(founds):
        if j not in of_gold.values():
            yield None, found


def near(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= Decimal("0.001") * max(abs(one), abs(other))


def same_value(gold: GoldQuantity, found: FoundQuantity) -> bool:
    if gold.interval is None:
        return found.value.comparator == "vague"
    low, high, low_open, high_open = gold.interval
    value = found.value
    return near(low, value.low) and near(high, value.high) and (low_open, high_open) == (value.low_open, value.high_open)


def last_word(phrase: str) -> str:
    return phrase.lower().split()[-1] if phrase.split() else ""


def score_quantities(texts: Iterable[GoldText]) -> Scores:
    """Value, comparator and counted noun (by its head), each as F1 over all quantities."""
    scores = Scores()
    for text in texts:
        found_all = find_quantities(text.text)
        for passage in text.passages:
            if passage.kind == "-":
                continue
            here = Span(passage.start, passage.start + len(passage.text), passage.text)
            founds = [q for q in found_all if here.covers(q.span)]
            for gold, found in pair_by_place(passage.quantities, founds, lambda g, f: float(g.span.overlaps(f.span))):
                right = bool(gold and found and same_value(gold, found))
                scores.of("value").add(right, gold is not None, found is not None)
                if not right:
                    shown = found and f"{found.value.low}..{found.value.high}"
                    scores.note(passage.text, f"value {gold and gold.span.text!r} / {found and found.span.text!r} {shown}")
                compares = bool(gold and found and gold.comparator == found.value.comparator)
                scores.of("comparator").add(compares, gold is not None, found is not None)
                if gold and found and not compares:
                    scores.note(passage.text, f"comparator {gold.span.text!r} {gold.comparator} / {found.value.comparator}")
                wanted = gold.counted if gold else ""
                got = found.value.counted if found else ""
                if gold and (wanted or got):
                    counts = last_word(wanted) == last_word(got)
                    scores.of("counted").add(counts, bool(wanted), bool(got))
                    if not counts:
                        scores.note(passage.text, f"counted {gold.span.text!r}: {wanted!r} / {got!r}")
    return scores
