"""Claims made by chance as newsrooms meet them, and as an adversary would: beside the small worlds of `chance`.

Realistic: wires that many outlets reprint, ministries with their arms, unnamed officials vouched for by one outlet,
parties with a stake, corrections days later. Adversarial: few names that all cite, own, copy and unsay each other.
Everything is drawn from one `Random`, so a number gives the same claim on every machine.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from claims.algebra.evidence import ClaimFacts, Copy, Evidence, Link, Report, Speaker, Stake, Tie, Withdrawal
from claims.vocabulary import Basis, Interest, Place, Relation, Stance, WithdrawalKind
from sources.algebra.moments import Moment
from sources.vocabulary import Precision, SourceKind, TieKind
from tests.claims.algebra.building import CLAIM
from tests.claims.algebra.chance import FIGURES, START, WORDINGS, make_evidence

OUTLETS = tuple(f"outlet {number}" for number in range(9))
WIRES = ("wire a", "wire b")
BODIES = ("ministry", "service", "army", "committee", "rival ministry", "rival army", "union", "analysts", "witness")
NAMELESS = ("an official", "people who know")
KIND_OF = {
    **dict.fromkeys(OUTLETS, SourceKind.OUTLET),
    **dict.fromkeys(WIRES, SourceKind.AGENCY),
    **dict.fromkeys(BODIES, SourceKind.GOVERNMENT),
    **dict.fromkeys(NAMELESS, SourceKind.UNNAMED),
}
KNOWN_TIES = (
    Tie("service", "ministry", TieKind.ARM_OF),
    Tie("army", "ministry", TieKind.CONTROLLED_BY),
    Tie("rival army", "rival ministry", TieKind.ARM_OF),
    Tie("outlet 1", "outlet 0", TieKind.OWNED_BY),
    Tie("analysts", "service", TieKind.SAME_MATERIAL),
    Tie("outlet 2", "ministry", TieKind.OWNED_BY, until=Moment(START + timedelta(days=1), Precision.DAY)),
)
REPLACING = (WithdrawalKind.CORRECTED, WithdrawalKind.EDITED)
HEDGES = ("", "", "", "may", "reportedly")


def make_claim(number: int) -> Evidence:
    """The claim of that number: a third of them realistic, a third adversarial, a third from the small worlds."""
    dice = Random(f"claim {number}")
    return MAKERS[number % len(MAKERS)](dice)


def make_realistic(dice: Random) -> Evidence:
    claimed = dice.choice((None, None, "41", "at least 21"))
    basis = dice.choice((Basis.INSTANT, Basis.CUMULATIVE))
    own = ClaimFacts(CLAIM, "it happened", FIGURES[claimed] if claimed else None, question="how many", basis=basis)
    sibling = ClaimFacts("sibling", "more happened", FIGURES["at least 21"], question="how many", basis=basis)
    rival = ClaimFacts("rival", "it never happened")
    reports = tuple(_report(dice, number) for number in range(dice.choice((1, 2, 3, 4, 5, 6, 8, 12))))
    withdrawals = _withdrawals(dice, reports) + _lost_pages(dice, reports)
    reports += _since_changed(dice, reports, withdrawals)
    return Evidence(
        claim=own,
        reports=reports,
        speakers={name: _speaker(dice, name) for name in KIND_OF},
        ties=tuple(tie for tie in KNOWN_TIES if dice.random() < 0.5),
        stakes=_stakes(dice),
        withdrawals=withdrawals,
        others={"sibling": sibling, "rival": rival},
        excluded=frozenset({"rival"}),
        copies=_copies(dice, reports),
    )


def make_adversarial(dice: Random) -> Evidence:
    """Four names and few days, so that all happens to everybody: circles, silence, the same page twice over."""
    few = ("a", "b", "c", "u")
    told = make_evidence(dice, least=2, most=9)
    pages = tuple(f"page {number}" for number in range(3))

    def shrink(name: str) -> str:
        return few["abcdefghuv".index(name) % len(few)]

    reports = tuple(
        replace(
            report,
            publisher=shrink(report.publisher),
            document=dice.choice(pages) if dice.random() < 0.1 else report.document,
            chains=tuple(
                tuple(replace(link, source=shrink(link.source)) for link in chain) for chain in report.chains
            ),
            published_at=None if dice.random() < 0.3 else report.published_at,
            only_material_of=frozenset(map(shrink, report.only_material_of)),
        )
        for report in told.reports
    )
    return replace(
        told,
        reports=reports,
        speakers={
            name: replace(told.speakers[name], aligned_with=frozenset(map(shrink, told.speakers[name].aligned_with)))
            for name in few
        },
        ties=tuple(replace(tie, source=shrink(tie.source), tied_to=shrink(tie.tied_to)) for tie in told.ties),
        stakes=tuple(replace(stake, source=shrink(stake.source)) for stake in told.stakes),
        withdrawals=tuple(
            fact if fact.source is None else replace(fact, source=shrink(fact.source)) for fact in told.withdrawals
        ),
    )  # fmt: skip


MAKERS: tuple[Callable[[Random], Evidence], ...] = (make_realistic, make_adversarial, make_evidence)


def _report(dice: Random, number: int) -> Report:
    stance = Stance.ASSERTS if dice.random() < 0.8 else dice.choice(tuple(Stance))
    own = dice.random() < 0.15
    return Report(
        id=f"r{number:02}",
        claim=dice.choice((CLAIM,) * 12 + ("sibling", "rival")),
        document=f"page {number}",
        publisher=dice.choice(OUTLETS + WIRES) if dice.random() < 0.9 else dice.choice(BODIES),
        stance=stance,
        chains=() if own else tuple(_chain(dice, number) for _ in range(dice.choice((0, 1, 1, 1, 2)))),
        own_reporting=own,
        published_at=Moment(START + timedelta(hours=dice.randint(0, 90)), Precision.MINUTE),
        quantity=FIGURES[dice.choice(WORDINGS)] if dice.random() < 0.4 else None,
        hedge=dice.choice(HEDGES),
        place=dice.choice((None, Place.HEADLINE, Place.BODY)),
        captured=dice.random() < 0.5,
        only_material_of=frozenset({"service"}) if dice.random() < 0.06 else frozenset(),
    )


def _chain(dice: Random, number: int) -> tuple[Link, ...]:
    """From whom the publisher has it: mostly a wire or another outlet, and at the end a body or somebody unnamed."""
    names = [dice.choice(BODIES if dice.random() < 0.85 else NAMELESS)]
    if dice.random() < 0.45:
        names.insert(0, dice.choice(WIRES if dice.random() < 0.7 else OUTLETS))
    if dice.random() < 0.1:
        names = names[:1] if names[0] in OUTLETS + WIRES else [dice.choice(OUTLETS)]
    return tuple(_link(dice, name, number) for name in names)


def _link(dice: Random, name: str, number: int) -> Link:
    document = f"page {dice.randint(0, number)}" if dice.random() < 0.15 else None
    return Link(
        source=name,
        relation=dice.choice((Relation.SAYS, Relation.REPORTS, Relation.CITES)),
        document=document,
        captured=document is not None and dice.random() < 0.5,
        quantity=FIGURES[dice.choice(WORDINGS)] if dice.random() < 0.1 else None,
        hedge=dice.choice(HEDGES),
    )


def _speaker(dice: Random, name: str) -> Speaker:
    sides = frozenset({"ministry"}) if name in ("union", "committee") and dice.random() < 0.3 else frozenset()
    return Speaker(name, name.title(), KIND_OF[name], sides)


def _stakes(dice: Random) -> tuple[Stake, ...]:
    if dice.random() < 0.5:
        return ()
    sides = [("ministry", Interest.HELPED), ("rival ministry", Interest.HARMED)]
    dice.shuffle(sides)
    return tuple(Stake(name, interest) for name, interest in sides[: dice.randint(1, 2)])


def _withdrawals(dice: Random, reports: tuple[Report, ...]) -> tuple[Withdrawal, ...]:
    if dice.random() < 0.7:
        return ()
    at = Moment(START + timedelta(days=dice.randint(1, 5)), Precision.DAY)
    kind = dice.choice(tuple(WithdrawalKind))
    if dice.random() < 0.5:
        return (Withdrawal(kind, at, document=dice.choice(reports).document),)
    return (Withdrawal(kind, at, source=dice.choice(BODIES), claim=CLAIM),)


def _lost_pages(dice: Random, reports: tuple[Report, ...]) -> tuple[Withdrawal, ...]:
    """Captured pages that were looked at again: gone, changed, or without the quote that one claim rests on."""
    captured = [report for report in reports if report.captured]
    if not captured or dice.random() < 0.6:
        return ()
    found = []
    for report in dice.sample(captured, min(len(captured), dice.choice((1, 1, 2)))):
        at = Moment(START + timedelta(days=dice.randint(1, 6)), Precision.SECOND)
        kind = dice.choice(tuple(WithdrawalKind))
        if dice.random() < 0.5:
            found.append(Withdrawal(kind, at, document=report.document))
        else:  # the quote alone
            found.append(Withdrawal(kind, at, source=report.publisher, claim=report.claim, document=report.document))
    return tuple(found)


def _since_changed(
    dice: Random, reports: tuple[Report, ...], withdrawals: tuple[Withdrawal, ...]
) -> tuple[Report, ...]:
    """What a page that was changed says since: a report of the same page, dated by the change."""
    changed = {fact.document: fact.at for fact in withdrawals if fact.document and fact.kind in REPLACING}
    return tuple(
        replace(report, id=f"{report.id} since", published_at=changed[report.document], quantity=None)
        for report in reports
        if report.document in changed and dice.random() < 0.5
    )


def _copies(dice: Random, reports: tuple[Report, ...]) -> tuple[Copy, ...]:
    if len(reports) < 2 or dice.random() < 0.75:
        return ()
    early, late = sorted(dice.sample(reports, 2), key=lambda report: (report.published_at, report.id))
    return (Copy(late.document, early.document, accepted=dice.random() < 0.5),)
