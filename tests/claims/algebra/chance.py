"""Claims made by chance, for the laws: small worlds in which sources cite, tie, deny, withdraw and go in circles.

Everything is drawn from one `Random`: a seeded one for many claims quickly, hypothesis's own for claims that shrink.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from hypothesis import strategies as st

from claims.algebra.evidence import ClaimFacts, Copy, Evidence, Link, Report, Speaker, Stake, Tie, Withdrawal
from claims.algebra.intervals import Quantity
from claims.vocabulary import Interest, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment, read_moment
from sources.vocabulary import Precision, SourceKind, TieKind
from tests.claims.algebra.building import CLAIM, figure

SOURCES = ("a", "b", "c", "d", "e", "f", "g", "h", "u", "v")
UNNAMED = frozenset({"u", "v"})
START = read_moment("2025-06-01").start
WORDINGS = ("41", "at least 21", "more than 6", "about 20", "30", "dozens")
FIGURES: dict[str, Quantity | None] = {worded: figure(worded) for worded in WORDINGS}
STANCES = (*((Stance.ASSERTS,) * 10), *Stance)
KINDS = tuple(WithdrawalKind)
PAGES = tuple(f"page {number}" for number in range(5))
TIES = tuple(TieKind)


def make_evidence(dice: Random, least: int = 0, most: int = 7) -> Evidence:
    claimed = dice.choice((None, "41", "at least 21"))
    sibling = ClaimFacts("sibling", "another figure", FIGURES["at least 21"], question="how many")
    rival = ClaimFacts("rival", "something else")
    return Evidence(
        claim=ClaimFacts(CLAIM, "what is claimed", FIGURES[claimed] if claimed else None, question="how many"),
        reports=tuple(make_report(dice, number) for number in range(dice.randint(least, most))),
        speakers={name: _make_speaker(dice, name) for name in SOURCES},
        ties=make_ties(dice, dice.choice((0, 0, 1, 2))),
        stakes=make_stakes(dice, dice.choice((0, 0, 1, 2))),
        withdrawals=make_withdrawals(dice, dice.choice((0, 0, 1, 2))),
        others={"sibling": sibling, "rival": rival},
        excluded=frozenset({"rival"}),
        copies=make_copies(dice, dice.choice((0, 0, 0, 1, 2))),
    )


def make_report(dice: Random, number: int) -> Report:
    material: tuple[str, ...] = dice.choice(((),) * 8 + (("a",), ("b", "u")))
    return Report(
        id=f"r{number}",
        claim=dice.choice((CLAIM,) * 10 + ("sibling", "rival")),
        document=f"page {number}",
        publisher=dice.choice(SOURCES),
        stance=dice.choice(STANCES),
        chains=tuple(_make_chain(dice) for _ in range(dice.choice((0, 1, 1, 1, 2)))),
        own_reporting=dice.random() < 0.2,
        published_at=make_day(dice) if dice.random() < 0.7 else None,
        quantity=FIGURES[dice.choice(WORDINGS)] if dice.random() < 0.3 else None,
        only_material_of=frozenset(material),
    )


def make_ties(dice: Random, count: int, among: Sequence[str] = SOURCES) -> tuple[Tie, ...]:
    return tuple(Tie(dice.choice(among), dice.choice(among), dice.choice(TIES)) for _ in range(count))


def make_stakes(dice: Random, count: int) -> tuple[Stake, ...]:
    return tuple(Stake(dice.choice(SOURCES), dice.choice((Interest.HELPED, Interest.HARMED))) for _ in range(count))


def make_withdrawals(
    dice: Random, count: int, among: Sequence[str] = SOURCES, pages: Sequence[str] = PAGES
) -> tuple[Withdrawal, ...]:
    made = []
    for _ in range(count):
        kind, day = dice.choice(KINDS), make_day(dice, 4)
        if dice.random() < 0.5:
            made.append(Withdrawal(kind, day, source=dice.choice(among), claim=CLAIM))
        else:
            made.append(Withdrawal(kind, day, document=dice.choice(pages)))
    return tuple(made)


def make_copies(dice: Random, count: int) -> tuple[Copy, ...]:
    pairs = [dice.sample(range(6), 2) for _ in range(count)]
    return tuple(Copy(f"page {one}", f"page {other}", dice.random() < 0.5) for one, other in pairs)


def make_day(dice: Random, last: int = 3) -> Moment:
    return Moment(START + timedelta(days=dice.randint(0, last)), Precision.DAY)


def _make_chain(dice: Random) -> tuple[Link, ...]:
    return tuple(_make_link(dice) for _ in range(dice.choice((1, 1, 2, 3))))


def _make_link(dice: Random) -> Link:
    document = f"page {dice.randint(0, 8)}" if dice.random() < 0.2 else None
    return Link(
        source=dice.choice(SOURCES),
        relation=Relation.SAYS,
        document=document,
        captured=document is not None and dice.random() < 0.4,
        quantity=FIGURES[dice.choice(WORDINGS)] if dice.random() < 0.08 else None,
    )


def _make_speaker(dice: Random, name: str) -> Speaker:
    sides = frozenset({dice.choice(SOURCES)}) if dice.random() < 0.1 else frozenset()
    return Speaker(name, name.upper(), SourceKind.UNNAMED if name in UNNAMED else SourceKind.OFFICIAL, sides)


dice = st.randoms(use_true_random=False)
