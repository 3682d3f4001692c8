"""How near the extractor comes to our annotations: right, missed and invented, and the table of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from claims.extraction.articles import Article
from claims.extraction.attribution import Attribution
from claims.extraction.candidates import Candidate, ChainLink, Tier
from claims.extraction.conversation import find_attributions
from claims.extraction.interface import RuleExtractor
from claims.extraction.outlets import list_words
from claims.extraction.quantities import FoundQuantity, find_quantities
from claims.extraction.spans import Span, measure_overlap
from tests.claims.extraction.annotated import GoldCandidate, GoldPassage, GoldQuantity, GoldText

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

    def tell(self) -> str:
        """The table: precision, recall, F1, and the counts behind them."""
        head = f"{'':18} {'P':>6} {'R':>6} {'F1':>6}  right missed invented"
        rows = [
            f"{name:18} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f}  {s.right:5} {s.missed:6} {s.invented:8}"
            for name, s in self.rows.items()
        ]
        return "\n".join([head, *rows])


def pair_by_place(
    golds: Sequence[G], founds: Sequence[F], meets: Callable[[G, F], float]
) -> Iterable[tuple[G | None, F | None]]:
    """Each gold with the found thing that meets it best, each used once; what is left over stands alone."""
    pairs = sorted(
        ((meets(g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(founds)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
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
    return (
        near(low, value.low) and near(high, value.high) and (low_open, high_open) == (value.low_open, value.high_open)
    )


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
                    scores.note(
                        passage.text, f"value {gold and gold.span.text!r} / {found and found.span.text!r} {shown}"
                    )
                compares = bool(gold and found and gold.comparator == found.value.comparator)
                scores.of("comparator").add(compares, gold is not None, found is not None)
                if gold and found and not compares:
                    scores.note(
                        passage.text, f"comparator {gold.span.text!r} {gold.comparator} / {found.value.comparator}"
                    )
                wanted = gold.counted if gold else ""
                got = found.value.counted if found else ""
                if gold and (wanted or got):
                    counts = last_word(wanted) == last_word(got)
                    scores.of("counted").add(counts, bool(wanted), bool(got))
                    if not counts:
                        scores.note(passage.text, f"counted {gold.span.text!r}: {wanted!r} / {got!r}")
    return scores


ROLES: dict[str, Callable[[Attribution], tuple[Span, ...]]] = {
    "source": lambda a: (a.source,) if a.source else (),
    "cue": lambda a: (a.cue,),
    "content": lambda a: a.content,
}


def score_attributions(texts: Iterable[GoldText]) -> Scores:
    """Source, cue and content spans: exact, and by overlap."""
    scores = Scores()
    for text in texts:
        found_all = find_attributions(text.text)
        for passage in text.passages:
            if passage.kind == "-":
                continue
            here = Span(passage.start, passage.start + len(passage.text), passage.text)
            found = [a for a in found_all if here.covers(a.cue)]
            for role, of in ROLES.items():
                golds = {spans for a in passage.attributions if (spans := getattr(a, role))}
                founds = {spans for a in found if (spans := of(a))}
                exact = scores.of(f"{role} exact")
                exact.right += len(golds & founds)
                exact.missed += len(golds - founds)
                exact.invented += len(founds - golds)
                for gold, other in pair_by_place(sorted(golds), sorted(founds), measure_overlap):
                    right = gold is not None and other is not None
                    scores.of(f"{role} overlap").add(right, gold is not None, other is not None)
    return scores


def read_all(text: GoldText) -> list[Candidate]:
    """The candidates of a gold text; a sentence standing alone is read as a body paragraph with nothing around it."""
    return list(RuleExtractor().extract(Article(text.text, text.publisher)))


def same_name(gold: str, link: ChainLink) -> bool:
    """Whether a link stands for the gold name: all its words within those of the source, or the reverse."""
    wanted, named, worded = (
        set(list_words(x)) - {"his", "her", "its", "their"} for x in (gold, link.name, link.span.text)
    )
    return bool(wanted and named) and (
        wanted <= named or named <= wanted or (wanted <= worded and not link_resolved(link))
    )


def link_resolved(link: ChainLink) -> bool:
    return not set(list_words(link.name)) <= set(list_words(link.span.text))


def same_chain(gold: tuple[str, ...], found: tuple[ChainLink, ...]) -> bool:
    return len(gold) == len(found) and all(same_name(g, f) for g, f in zip(gold, found, strict=True))


def same_chains(golds: frozenset[tuple[str, ...]], founds: Sequence[tuple[ChainLink, ...]]) -> bool:
    left = list(founds)
    for gold in golds:
        match = next((f for f in left if same_chain(gold, f)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def same_origins(golds: frozenset[tuple[str, ...]], founds: Sequence[tuple[ChainLink, ...]]) -> bool:
    return same_chains(frozenset((g[-1],) for g in golds), tuple(dict.fromkeys((f[-1],) for f in founds)))


def score_candidates(texts: Iterable[GoldText]) -> Scores:
    """Origins, whole chains and stance of every annotated statement, and how often the highest tier is right."""
    scores = Scores()
    for text in texts:
        founds_all = read_all(text)
        for passage in text.passages:
            here = Span(passage.start, passage.start + len(passage.text), passage.text)
            founds = [c for c in founds_all if here.covers(c.quote)]
            if passage.kind == "-":
                scores.of("furniture left out").add(not founds, True, bool(founds))
                continue
            score_passage(scores, passage, founds, here)
    return scores


def score_passage(scores: Scores, passage: GoldPassage, founds: list[Candidate], here: Span) -> None:
    def meets(gold: GoldCandidate, found: Candidate) -> float:
        alone = len(passage.candidates) == 1
        said = tuple(s for a in passage.attributions for s in a.content) if alone else ()
        places = gold.content or said or (here,)
        shared = measure_overlap(places, found.content or (found.quote,))
        near_stance = 0.25 if gold.stance == found.stance else 0.0
        return shared / (1 + sum(map(len, places)) + sum(map(len, found.content)) - shared) + (
            near_stance if shared or alone else 0
        )

    for gold, found in pair_by_place(passage.candidates, founds, meets):
        if gold is None:
            if found is not None and found.tier is Tier.HIGH:
                scores.of("high tier").add(False, False, True)
                scores.note(passage.text, f"high tier invented {found.statement[:60]!r}")
            continue
        chain = found is not None and same_chains(gold.chains, found.chains)
        stance = found is not None and gold.stance == found.stance
        scores.of("origin").add(found is not None and same_origins(gold.chains, found.chains), True, False)
        scores.of("chain").add(chain, True, False)
        scores.of("stance").add(stance, True, False)
        for flag in ("forecast", "conditional", "withdrawal"):
            wanted, got = flag in gold.flags, bool(found and getattr(found, flag))
            scores.of(flag).add(wanted and got, wanted, got)
            if wanted != got:
                scores.note(passage.text, f"{flag} wanted {wanted}")
        if not (chain and stance):
            shown = found and [" < ".join(link.name for link in c) for c in found.chains]
            scores.note(
                passage.text,
                f"{gold.stance} {sorted(gold.chains)} / {found and found.stance.value} {shown} "
                f"{found and found.statement[:60]!r}",
            )
        if found is not None and found.tier is Tier.HIGH:
            figures = all(
                any(same_value(q, f) for q in passage.quantities if q.span.overlaps(f.span)) for f in found.quantities
            )
            right = chain and stance and figures
            scores.of("high tier").add(right, False, True)
            if not right:
                scores.note(passage.text, f"high tier wrong {found.statement[:60]!r}")
