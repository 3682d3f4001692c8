"""Every number and word of the worked examples of design.md §4 and independence.md §4, as a table.

The first column is the example as the text has it, the second its reports. Then come the lines (low / with parties /
high), the standing, the voices that all hangs on, the outlets, the voices with their side, kind and interest, what is
not counted and why, and the rule that the standing rests on. What a cell does not name must not be there.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from claims.algebra.analysis import analyse
from claims.algebra.evidence import ClaimFacts, Evidence
from claims.vocabulary import Bearing, NextStep, NotCounted, QuantityRelation, Stance
from sources.vocabulary import SourceKind
from tests.claims.algebra.building import evidence, helped, instant, lines_of, report, single_points, speaker
from tests.claims.algebra.test_worked_examples import BOMBERS, CASUALTIES, COMMITTEE, DELETED, MINISTRY, SERVICES

UK = "uk ministry of defence"
SBU = (helped("sbu"),)
SEOUL = report("south korean service", own=True, captured=True, says="about 11,000")
ALLY = speaker(UK, SourceKind.GOVERNMENT, "ukraine")
VIDEO = report("second", ["analysts"], says="at least 21", only_material_of=frozenset({"sbu"}))
FOUND = report("outlet c", own=True, on="2025-06-15T11:00Z")
NOON = instant("2025-06-15T12:00Z")
OFFICIAL = (speaker("committee", SourceKind.GOVERNMENT),)
HOMES = (report("governor's channel", ["governor"]),)
BARRACKS = (report("local outlet", own=True), report("paper", ["analysts"]))
WIKI = (report("wiki", ["paper"]), report("paper", ["wiki"]), report("blog", ["paper"]))


def excluding(mine: tuple[Any, ...], theirs: tuple[Any, ...], name: str) -> Evidence:
    against = [report(r.id, *r.chains, own=r.own_reporting, claim=name) for r in theirs]
    return evidence(*mine, *against, others=(ClaimFacts(name, name),), excluded=(name,))


@dataclass(frozen=True)
class Row:
    """One example, and all that is said of it."""

    told: Evidence
    lines: str
    standing: str
    hangs_on: tuple[str, ...] = ()
    outlets: int = 0
    voices: tuple[str, ...] = ()
    not_counted: tuple[tuple[str, NotCounted], ...] = ()
    at: Any = None
    circular: bool = False


UNTRACED = ("one supports untraced none", "three supports untraced none", "two supports untraced none")
THREE = tuple(f"{name} service supports grounded none" for name in ("south korean", "ukrainian", "us"))
TABLE = {
    "UK defence intelligence says >6,000; two outlets relay it, under two names of the ministry": Row(
        evidence(*CASUALTIES, says="more than 6,000", ties=MINISTRY),
        *("1 / 1 / 1", "single_source", (UK,), 2, (f"{UK} supports grounded none",)),
    ),
    "or interested_only once the UK is marked as aligned with a party": Row(
        evidence(*CASUALTIES, says="more than 6,000", ties=MINISTRY, speakers=(ALLY,), stakes=(helped("ukraine"),)),
        *("0 / 1 / 1", "interested_only", (UK,), 2, (f"{UK} supports grounded interested",)),
    ),
    "SBU says 41 aircraft; analysts say at least 21; an outlet could not verify. Claim 41": Row(
        evidence(*BOMBERS, says="41", stakes=SBU),
        *("0 / 1 / 1", "interested_only", ("first", "sbu"), 3, ("sbu supports grounded interested",)),
        (("second", NotCounted.COMPATIBLE_ONLY), ("third", NotCounted.COULD_NOT_VERIFY)),
    ),
    "same, claim at least 21": Row(
        evidence(*BOMBERS, says="at least 21", stakes=SBU),
        *("1 / 2 / 2", "corroborated", (), 3),
        ("analysts supports grounded none", "sbu supports grounded interested"),
        (("third", NotCounted.COULD_NOT_VERIFY),),
    ),
    "same, but the analysts saw only the SBU's video": Row(
        evidence(BOMBERS[0], VIDEO, BOMBERS[2], says="at least 21", stakes=SBU),
        *("0 / 1 / 1", "interested_only", ("sbu",), 3),
        ("analysts supports grounded interested", "sbu supports grounded interested"),
        (("third", NotCounted.COULD_NOT_VERIFY),),
    ),
    "US, South Korean and Ukrainian services say 10,000-12,000, all through one outlet": Row(
        evidence(SERVICES, says="between 10,000 and 12,000"),
        *("1 / 1 / 1", "partly_corroborated", ("outlet",), 1, THREE),
    ),
    "same, and the South Korean service also says about 11,000 in public (captured)": Row(
        evidence(SERVICES, SEOUL, says="between 10,000 and 12,000"),
        *("2 / 2 / 2", "corroborated", (), 2, THREE),
    ),
    "three outlets, reports say": Row(
        evidence(report("one"), report("two"), report("three")),
        *("0 / 0 / 3", "unverified", (), 3, UNTRACED),
    ),
    "committee announces, two outlets relay": Row(
        evidence(*COMMITTEE, withdrawals=DELETED, speakers=OFFICIAL),
        *("1 / 1 / 1", "single_source", ("committee",), 2, ("committee supports grounded none",)),
        at=NOON,
    ),
    "committee deletes the same day": Row(
        evidence(*COMMITTEE, withdrawals=DELETED, speakers=OFFICIAL),
        *("0 / 0 / 0", "withdrawn", (), 0, ()),
        (
            ("committee", NotCounted.WITHDRAWN),
            ("outlet a", NotCounted.ORPHANED),
            ("outlet b", NotCounted.ORPHANED),
        ),
    ),
    "same, and a third outlet had found it on its own": Row(
        evidence(*COMMITTEE, FOUND, withdrawals=DELETED, speakers=OFFICIAL),
        *("1 / 1 / 1", "single_source", ("outlet c",), 1, ("outlet c supports grounded none",)),
        (
            ("committee", NotCounted.WITHDRAWN),
            ("outlet a", NotCounted.ORPHANED),
            ("outlet b", NotCounted.ORPHANED),
        ),
    ),
    "governor says homes were hit": Row(
        excluding(HOMES, BARRACKS, "barracks"),
        *("1 / 1 / 1", "contested", ("governor", "governor's channel"), 3),
        (
            "analysts opposes grounded none",
            "governor supports grounded none",
            "local outlet opposes grounded none",
        ),
    ),
    "a local outlet and analysts say barracks": Row(
        excluding(BARRACKS, HOMES, "homes"),
        *("2 / 2 / 2", "contested", (), 3),
        (
            "analysts supports grounded none",
            "governor opposes grounded none",
            "local outlet supports grounded none",
        ),
    ),
    "wiki cites paper, paper cites wiki, blog cites paper": Row(
        evidence(*WIKI),
        *("0 / 0 / 0", "unverified", (), 3, ()),
        tuple((name, NotCounted.CIRCULAR) for name in ("blog", "paper", "wiki")),
        circular=True,
    ),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_every_number_and_word_of_the_example_is_what_the_rules_conclude(row: Row) -> None:
    found = analyse(row.told, at=row.at)
    voices = sorted(f"{v.voice} {v.side.value} {v.kind.value} {v.interest.value}" for v in found.voices)
    assert {
        "lines": " / ".join(map(str, lines_of(found))),
        "standing": found.status.value,
        "hangs on": tuple(sorted(single_points(found))),
        "outlets": found.outlets,
        "voices": tuple(voices),
        "not counted": tuple(sorted((one.report, one.reason) for one in found.not_counted)),
        "circular": found.circular,
        "rule": found.reasons[0].rule,
    } == {
        "lines": row.lines,
        "standing": row.standing,
        "hangs on": row.hangs_on,
        "outlets": row.outlets,
        "voices": row.voices,
        "not counted": row.not_counted,
        "circular": row.circular,
        "rule": row.standing,
    }


def test_the_analysts_figure_covers_41_and_the_range_of_the_services_holds_theirs() -> None:
    """The words of §3 that the examples rest on: ``covers`` is compatible, ``within`` and ``equal`` support."""
    of_41 = {f.id: (f.bearing, f.relation) for f in analyse(evidence(*BOMBERS, says="41", stakes=SBU)).reports}
    assert of_41["first"] == (Bearing.SUPPORTS, QuantityRelation.EQUAL)
    assert of_41["second"] == (Bearing.COMPATIBLE, QuantityRelation.COVERS)
    assert of_41["third"][0] is Bearing.NEUTRAL
    of_21 = {
        f.id: (f.bearing, f.relation) for f in analyse(evidence(*BOMBERS, says="at least 21", stakes=SBU)).reports
    }
    assert of_21["first"] == (Bearing.SUPPORTS, QuantityRelation.WITHIN)
    assert of_21["second"] == (Bearing.SUPPORTS, QuantityRelation.EQUAL)
    seoul = analyse(evidence(SERVICES, SEOUL, says="between 10,000 and 12,000")).reports
    assert {f.id: f.relation for f in seoul} == {
        "outlet": QuantityRelation.EQUAL,
        "south korean service": QuantityRelation.WITHIN,
    }


def test_the_three_outlets_of_the_explanation() -> None:
    """independence.md §4: two outlets relay the SBU, one of them could not verify it; a third has analysts.

    | said there                                   | here                                                |
    | three outlets, lower 1, middle 2, upper 2    | outlets 3, lines 1 / 2 / 2                          |
    | one origin, agrees with an interested side   | corroborated: one disinterested, one interested     |
    | bottleneck outlet 3; single points outlet 3  | without either the disinterested lines go from 1    |
    | and the analysts                             | to 0; "single" is of all lines (design.md §4): none |
    | outlet 2 relays; says it could not verify it | not counted: could not verify                       |
    | the next step would make it corroborated     | by design.md's table it is: nothing more            |
    """
    told = (
        report("outlet 1", ["sbu"], says="41"),
        report("outlet 2", ["sbu"], says="41", stance=Stance.CANNOT_VERIFY),
        report("outlet 3", ["analysts"], says="at least 21"),
    )
    found = analyse(evidence(*told, says="at least 21", stakes=SBU))
    assert (found.outlets, found.report_count, lines_of(found)) == (3, 3, (1, 2, 2))
    assert found.status.value == "corroborated"
    assert single_points(found) == []
    without = {b.voice: (b.lines.low, b.without.low) for b in found.bottlenecks}
    assert without == {"outlet 3": (1, 0), "analysts": (1, 0), "outlet 1": (1, 1), "sbu": (1, 1)}
    assert found.next_step.step is NextStep.NOTHING_MORE
    assert [(one.report, one.reason) for one in found.not_counted] == [("outlet 2", NotCounted.COULD_NOT_VERIFY)]
    assert {v.voice: v.reports for v in found.voices} == {"analysts": ("outlet 3",), "sbu": ("outlet 1",)}
    assert (found.loops, found.stale, found.orphaned) == ((), (), ())
