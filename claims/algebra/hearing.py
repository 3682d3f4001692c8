"""What is heard of the evidence at one moment: the reports known, what each does to the claim, and each side read.

Only what is known goes any further: evidence published by ``at`` and recorded here by ``recorded_by``. A superseded
report is as if it had never been typed, once the correction was recorded.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter

from claims.algebra.bearing import NEITHER, Scales
from claims.algebra.copies import find_originals, hear_copies
from claims.algebra.drawing import Drawing, gather_citations
from claims.algebra.evidence import Copy, Evidence, Link, Report
from claims.algebra.lines import SideReading, read_nothing, read_side
from claims.algebra.origins import Weighing, kind_of_source
from claims.algebra.policy import Policy
from claims.algebra.stakes import Stakes, find_allies
from claims.algebra.suppliers import Suppliers
from claims.algebra.withdrawals import Withdrawn, is_known
from claims.vocabulary import Bearing, OriginKind, Side, Stance
from sources.algebra.voices import choose_ties, fold_voices

CANNOT_VERIFY = Stance.CANNOT_VERIFY
ANY_AGE = 250_000
NOTHING_READ = read_nothing()


class Hearing:
    """The evidence as known at a moment, weighed, with its three readings."""

    def __init__(self, evidence: Evidence, at: datetime | None, recorded_by: datetime | None, policy: Policy) -> None:
        self.evidence = evidence
        self.policy = policy
        heard = _hear(evidence.reports, at, recorded_by)
        self.reports = sorted(heard, key=attrgetter("id"))
        self.withdrawals = [w for w in evidence.withdrawals if is_known(w.at, w.recorded_at, at, recorded_by)]
        dated = {report.published_at for report in self.reports if report.published_at} if evidence.ties else set()
        self.ties = choose_ties(evidence.ties, dated, at)
        self.voices = fold_voices(self.ties)
        self.allies = find_allies(evidence.speakers, self.voices) if evidence.stakes else {}
        self.withdrawn = Withdrawn(self.withdrawals, self.ties)
        questions = {claim.id: claim.question for claim in (evidence.claim, *evidence.others.values())}
        self.trusted = self._find_trusted()
        self.suppliers = Suppliers(self.reports, self.withdrawn, questions)
        self.scales = Scales(evidence)
        self.weights = {report.id: self.scales.weigh(report) for report in self.reports}
        self.too_old = self._find_too_old() if policy.most_days else frozenset()
        self.weights.update(dict.fromkeys(self.too_old, NEITHER))
        self.cited = gather_citations(self.reports, self.voices)
        self.known_documents: dict[str, bool] = {}
        for report in self.reports if self.cited.documents else ():
            if report.claim == evidence.claim.id:
                unverified = report.stance is CANNOT_VERIFY
                self.known_documents[report.document] = self.known_documents.get(report.document, True) and unverified
        if len(self.weights) != len(self.reports):
            raise ValueError("two reports have the same id")
        self.by_bearing: dict[Bearing, list[Report]] = {bearing: [] for bearing in Bearing}
        for report, (bearing, _) in zip(self.reports, self.weights.values(), strict=True):
            self.by_bearing[bearing].append(report)
        self.copies = self._hear_copies(recorded_by) if evidence.copies else ()
        self.originals = find_originals([copy for copy in self.copies if copy.accepted])
        self.support = self._read(Bearing.SUPPORTS, Side.SUPPORTS)
        self.retractors = self._find_retractors()
        self.opposition = self._read(Bearing.OPPOSES, Side.OPPOSES, self.retractors)
        self.compatible = self._read(Bearing.COMPATIBLE, Side.SUPPORTS)
        self.lowered = 0
        """By how many lines of support copies that nobody has judged lower the lower figure."""
        self.copied = self._find_copied() if self.copies else []
        self.doubted = self._doubt_copies() if self.copies else []

    def name_of(self, source: str) -> str:
        """A source's name; an unknown one is called by its id."""
        speaker = self.evidence.speakers.get(source)
        return speaker.name if speaker else source

    def kind_of(self, source: str) -> OriginKind:
        return kind_of_source(source, self.evidence.speakers)

    def voices_behind(self, report: Report) -> list[str]:
        """The voices whose word a report passes on, as its chains name them; its own when it names nobody."""
        sources = [chain[-1].source for chain in report.chains if chain] or [report.publisher]
        return [self.voices.of(source) for source in sources]

    def keeps_bearing(self, report: Report, link: Link) -> bool:
        """Whether the figure as a link's source had it does to the claim what the report does."""
        return self.scales.weigh(report, link.quantity)[0] is self.weights[report.id][0]

    def _find_trusted(self) -> frozenset[str]:
        """The accepted agencies, with those that they became by merging."""
        accepted = self.policy.own_reporting_of
        if not accepted:
            return accepted
        became = {who.id for who in self.evidence.speakers.values() if not accepted.isdisjoint(who.merged)}
        return accepted | became

    def _find_too_old(self) -> frozenset[str]:
        """Reports older than the policy allows, seen from what the claim speaks of or from the newest report."""
        dated = [report for report in self.reports if report.published_at is not None]
        as_of = self.evidence.claim.as_of
        newest = as_of.start if as_of else max((r.published_at.start for r in dated if r.published_at), default=None)
        if newest is None:
            return frozenset()
        oldest = newest - timedelta(days=min(self.policy.most_days, ANY_AGE))
        return frozenset(report.id for report in dated if report.published_at and report.published_at.end <= oldest)

    def _hear_copies(self, recorded_by: datetime | None) -> tuple[Copy, ...]:
        return hear_copies(self.evidence.copies, {report.document for report in self.reports}, recorded_by)

    def _find_copied(self) -> list[Report]:
        """The reports that an editor found to be copies of others which do the same to this claim."""
        accepted = [copy for copy in self.copies if copy.accepted]
        return self._copies_among(accepted, Bearing.SUPPORTS) + self._copies_among(accepted, Bearing.OPPOSES)

    def _copies_among(self, copies: Sequence[Copy], bearing: Bearing) -> list[Report]:
        """The reports of one bearing whose document copies one that has a report of that bearing too."""
        reports = self.by_bearing[bearing]
        here = {report.document for report in reports}
        copying = {copy.document for copy in copies if copy.original in here}
        return [report for report in reports if report.document in copying]

    def _doubt_copies(self) -> list[Report]:
        """Count the lower figures as if every proposed copy were one; the reports that are put in doubt by that."""
        proposed = [copy for copy in self.copies if not copy.accepted]
        judged, self.originals = self.originals, find_originals(self.copies)
        doubted: list[Report] = []
        for bearing, side, reading in (
            (Bearing.SUPPORTS, Side.SUPPORTS, self.support),
            (Bearing.OPPOSES, Side.OPPOSES, self.opposition),
        ):
            alike = self._copies_among(proposed, bearing)
            if alike:
                low = self._read(bearing, side, self.retractors if side is Side.OPPOSES else None).lines.low
                lowered = max(0, reading.lines.low - low)
                reading.lines = replace(reading.lines, low=reading.lines.low - lowered)
                self.lowered += lowered if side is Side.SUPPORTS else 0
                doubted += alike
        self.originals = judged
        return doubted

    def _find_retractors(self) -> list[str]:
        """Who retracted what supports this claim: the author says it was wrong, which is also a denial."""
        graph = self.support.graph
        claim = self.evidence.claim.id
        return sorted({graph.says[vertex] for vertex in graph.retracted if graph.claims[vertex] == claim})

    def _read(self, bearing: Bearing, side: Side, deniers: list[str] | None = None) -> SideReading:
        if not self.by_bearing[bearing] and not deniers:
            return NOTHING_READ
        stakes = Stakes(self.evidence.stakes, self.allies, self.voices, side)
        graph = Drawing(
            self.by_bearing[bearing],
            cited=self.cited,
            known_documents=self.known_documents,
            withdrawn=self.withdrawn,
            voices=self.voices,
            kind_of=self.kind_of,
            keeps_bearing=self.keeps_bearing,
            own_reporting_of=self.trusted,
            originals=self.originals,
        ).draw(deniers or ())
        weighing = Weighing(
            graph,
            stakes=stakes,
            voices=self.voices,
            speakers=self.evidence.speakers,
            suppliers=self.suppliers,
        )
        return read_side(graph, weighing, self.policy, count=bearing is not Bearing.COMPATIBLE)


def _hear(reports: Sequence[Report], at: datetime | None, recorded_by: datetime | None) -> list[Report]:
    if at is None and recorded_by is None:
        return [report for report in reports if report.superseded_at is None]
    return [
        report
        for report in reports
        if (report.superseded_at is None or not report.superseded_at.known_by(recorded_by))
        and is_known(report.published_at, report.recorded_at, at, recorded_by)
    ]
