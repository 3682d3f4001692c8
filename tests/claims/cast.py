"""The desk of the Weir Herald and a way to tell its cases in few words, all through the real actions."""

from collections.abc import Sequence
from decimal import Decimal

from claims.actions.claims import ask_question, declare_stake, exclude_claim, write_claim
from claims.actions.reports import LinkEntry, ReportEntry, record_report
from claims.actions.standings import settle_all
from claims.actions.withdrawals import withdraw_statement
from claims.algebra.hedges import read_quantity
from claims.algebra.intervals import Quantity
from claims.dossier import Dossier, open_dossier
from claims.models import Claim, ClaimStanding, Question, Report, Withdrawal
from claims.vocabulary import Basis, Interest, Relation, Stance, WithdrawalKind
from newsrooms.models import Newsroom, User
from sources.actions.documents import add_document
from sources.actions.sources import add_source
from sources.actions.ties import declare_tie
from sources.algebra.moments import read_moment
from sources.models import Document, Source, Tie
from sources.vocabulary import SourceKind, TieKind


class Desk:
    """One newsroom at work. Sources and claims are called by name; every entry is made by ``by``."""

    def __init__(self, newsroom: Newsroom, by: User | None = None) -> None:
        self.newsroom = newsroom
        self.by = by

    def source(self, name: str, kind: SourceKind = SourceKind.OUTLET) -> Source:
        """The source of that name, entered when it is first named."""
        known = Source.objects.filter(newsroom=self.newsroom, name=name).first()
        return known or add_source(by=self.by, newsroom=self.newsroom, name=name, kind=kind)

    def official(self, name: str) -> Source:
        return self.source(name, SourceKind.GOVERNMENT)

    def unnamed(self, name: str) -> Source:
        return self.source(name, SourceKind.UNNAMED)

    def tie(self, source: str, tied_to: str, kind: TieKind = TieKind.ARM_OF) -> Tie:
        one, other = self.official(source), self.official(tied_to)
        return declare_tie(by=self.by, newsroom=self.newsroom, source=one, tied_to=other, kind=kind, reason="known")

    def document(self, publisher: str, published: str = "2025-06-01", *, captured: bool = False) -> Document:
        moment = read_moment(published)
        outlet = self.source(publisher)
        title = f"{publisher} on {published}"
        return add_document(
            by=self.by, newsroom=self.newsroom, publisher=outlet, title=title, published=moment, captured=captured
        )

    def question(self, text: str = "How many?", basis: Basis = Basis.INSTANT, counted: str = "") -> Question:
        return ask_question(by=self.by, newsroom=self.newsroom, text=text, basis=basis, counted=counted)

    def claim(self, statement: str, worded: str = "", question: Question | None = None) -> Claim:
        return write_claim(
            by=self.by, newsroom=self.newsroom, statement=statement, quantity=figure(worded), question=question
        )

    def report(
        self,
        claim: Claim,
        publisher: str,
        *chains: Sequence[str | Source],
        stance: Stance = Stance.ASSERTS,
        worded: str = "",
        published: str = "2025-06-01",
        own: bool = False,
        document: Document | None = None,
        only_material_of: Sequence[Source] = (),
    ) -> Report:
        """A report by ``publisher``, with each chain as the names it runs through."""
        links = [
            [LinkEntry(self.official(end) if isinstance(end, str) else end, Relation.SAYS) for end in chain]
            for chain in chains
        ]
        entry = ReportEntry(
            stance=stance, chains=links, own_reporting=own, quantity=figure(worded), only_material_of=only_material_of
        )
        where = document or self.document(publisher, published)
        return record_report(by=self.by, claim=claim, document=where, entry=entry)

    def stake(self, claim: Claim, source: str, interest: Interest = Interest.HELPED) -> None:
        declare_stake(by=self.by, claim=claim, source=self.official(source), interest=interest, reason="known")

    def exclude(self, claim: Claim, other: Claim) -> None:
        exclude_claim(by=self.by, claim=claim, other=other, reason="known")

    def withdraw(
        self, claim: Claim, source: str, at: str = "2025-06-02", kind: WithdrawalKind = WithdrawalKind.DELETED
    ) -> Withdrawal:
        moment = read_moment(at)
        return withdraw_statement(by=self.by, kind=kind, at=moment, source=self.official(source), claim=claim)

    def withdraw_document(self, document: Document, at: str = "2025-06-02") -> Withdrawal:
        kind = WithdrawalKind.DELETED
        return withdraw_statement(by=self.by, kind=kind, at=read_moment(at), document=document)

    def standing(self, claim: Claim) -> str:
        """The standing once all that is due has been computed: "status low/with parties/high"."""
        settle_all()
        row = ClaimStanding.objects.get(claim=claim)
        return f"{row.status} {row.lines_low}/{row.lines_with_parties}/{row.lines_high}"

    def dossier(self, claim: Claim, at: str = "") -> Dossier:
        settle_all()
        return open_dossier(claim, at=read_moment(at).last_instant if at else None)


def figure(worded: str) -> Quantity | None:
    """The quantity that a wording stands for; none for none."""
    return read_quantity(worded) if worded else None


def exactly(number: int) -> Quantity:
    return Quantity(Decimal(number), Decimal(number))
