"""Records as they read since sources and claims were merged: each name written as what it became.

Laws: a record of a newsroom without merges and trash stays as it is; twice gives the same as once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from claims.casefile.writing import Written, keep
from claims.models import Attribution, Claim, Exclusion, Stake
from newsrooms.models import Newsroom
from sources.models import Alignment, Source, SourceAlias


@dataclass(frozen=True, slots=True)
class Became:
    """What the merged sources and claims of one newsroom became, by external id, and what they brought along."""

    sources: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    away: frozenset[str] = frozenset()
    """Claims of which no file tells: those in the trash, and those merged into them."""
    names: dict[str, set[str]] = field(default_factory=dict)
    """Under which names a source is known since others became it."""
    sides: dict[str, set[str]] = field(default_factory=dict)
    stakes: dict[str, list[Written]] = field(default_factory=dict)
    excludes: dict[str, set[str]] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)
    """Of documents whose reports credit what is the publisher itself by now."""

    def read(self, kind: str, record: Written) -> Written:
        """A record with every name written through; one of a merged source or claim is not asked for."""
        match kind:
            case "source":
                return self._source(record)
            case "tie":
                return record | {end: self.source(record[end]) for end in ("source", "tied_to")}
            case "document":
                return record | {"publisher": self.source(record["publisher"])}
            case "claim":
                return self._claim(record)
            case "report":
                return self._report(record)
            case "withdrawal" if "source" in record:
                return record | {"source": self.source(record["source"]), "claim": self.claim(record["claim"])}
        return record

    @property
    def something(self) -> bool:
        """Whether any record could read otherwise."""
        return bool(self.sources or self.claims or self.away)

    def source(self, name: str) -> str:
        return self.sources.get(name, name)

    def claim(self, name: str) -> str:
        return self.claims.get(name, name)

    def exclude_each_other(self, one: str, other: str) -> bool:
        """Whether two claims exclude each other by what was declared of claims that became them."""
        first, second = self.claim(one), self.claim(other)
        return second in self.excludes.get(first, ()) or first in self.excludes.get(second, ())

    def _source(self, record: Written) -> Written:
        name = self.source(record["id"])
        names = {*record.get("aliases", ()), *self.names.get(name, ())} - {record["name"]}
        sides = {self.source(side) for side in record.get("aligned_with", ())} | self.sides.get(name, set())
        return keep(**record | {"aliases": sorted(names), "aligned_with": sorted(sides - {name})})

    def _claim(self, record: Written) -> Written:
        name = self.claim(record["id"])
        stakes: dict[str, Written] = {}
        for stake in (*record.get("stakes", ()), *self.stakes.get(name, ())):
            source = self.source(stake["source"])
            stakes.setdefault(source, stake | {"source": source})
        excludes = {*record.get("excludes", ()), *self.excludes.get(name, ())} - {*self.claims, *self.away}
        kept = {"stakes": [stakes[source] for source in sorted(stakes)], "excludes": sorted(excludes)}
        return keep(**self._whole(record, name) | kept)

    def _report(self, record: Written) -> Written:
        claim = self.claim(record["claim"])
        chains = [
            [keep(**self._whole(link, claim) | {"source": self.source(link["source"])}) for link in chain]
            for chain in record.get("chains", ())
        ]
        if (publisher := self.publishers.get(record["document"])) is not None:
            credited = [chain[_repeats(publisher, chain[0]) :] for chain in chains]
            chains = [chain for chain in credited if chain]
            record = record | ({"own_reporting": True} if len(chains) < len(credited) else {})
        material = sorted({self.source(name) for name in record.get("only_material_of", ())})
        return keep(**self._whole(record, claim) | {"claim": claim, "chains": chains, "only_material_of": material})

    def _whole(self, part: Written, claim: str) -> Written:
        """A quantity that is a share of another claim's, but of none that went away or is the same claim now."""
        quantity: dict[str, Any] | None = part.get("quantity")
        if quantity is None or "of_claim" not in quantity:
            return part
        whole = self.claim(quantity["of_claim"])
        if whole == claim or whole in self.away:
            said = {key: value for key, value in quantity.items() if key != "of_claim"}
            return part | {"quantity": said if "worded" in said else None}  # a share of nothing is no figure
        return part | {"quantity": quantity | {"of_claim": whole}}


def what_became(newsroom: Newsroom) -> Became:
    """What was merged in a newsroom, and what lies in its trash. Two queries where nothing was merged."""
    rows = Source.objects.filter(newsroom=newsroom, merged_into__isnull=False)
    sources = _ends(dict(rows.values_list("external_id", "merged_into__external_id")))
    held = Claim.objects.filter(Q(merged_into__isnull=False) | Q(trashed_at__isnull=False), newsroom=newsroom)
    found = list(held.values_list("external_id", "merged_into__external_id", "trashed_at"))
    claims = _ends({name: into for name, into, _ in found if into is not None})
    trashed = {name for name, _, trashed_at in found if trashed_at is not None}
    away = frozenset(trashed | {name for name, end in claims.items() if end in trashed})
    names: dict[str, set[str]] = defaultdict(set)
    sides: dict[str, set[str]] = defaultdict(set)
    if sources:
        for own, name in rows.values_list("external_id", "name"):
            names[sources[own]].add(name)
        aliases = SourceAlias.objects.filter(source__in=rows)
        for own, name in aliases.values_list("source__external_id", "name"):
            names[sources[own]].add(name)
        taken = Alignment.objects.filter(source__in=rows)
        for own, side in taken.values_list("source__external_id", "aligned_with__external_id"):
            sides[sources[own]].add(sources.get(side, side))
    publishers = _publishers_of(newsroom, sources)
    if not claims:
        return Became(sources, claims, away, dict(names), dict(sides), publishers=publishers)
    merged = Claim.objects.filter(newsroom=newsroom, merged_into__isnull=False)
    return Became(
        sources,
        claims,
        away,
        dict(names),
        dict(sides),
        _stakes_of(merged, claims),
        _exclusions_of(merged, claims),
        publishers,
    )


def once(records: Iterable[Written]) -> Iterator[Written]:
    """Ties written through, without those between what is one source now, and each but once."""
    seen = set()
    for record in records:
        key = (record["source"], record["tied_to"], record["kind"], record.get("since"), record.get("until"))
        if record["source"] != record["tied_to"] and key not in seen:
            seen.add(key)
            yield record


def _repeats(publisher: str, link: Written) -> bool:
    return link["source"] == publisher and "document" not in link


def _publishers_of(newsroom: Newsroom, sources: dict[str, str]) -> dict[str, str]:
    """The publishers, as they are now, of documents with a chain that begins with one of what merges made one."""
    if not sources:
        return {}
    one = {*sources, *sources.values()}
    links = Attribution.objects.filter(
        position=0, document=None, source__newsroom=newsroom, source__external_id__in=one
    )
    found = links.filter(report__document__publisher__external_id__in=one).values_list(
        "report__document__external_id", "report__document__publisher__external_id"
    )
    return {document: sources.get(publisher, publisher) for document, publisher in found.distinct()}


def _ends(into: dict[str, str]) -> dict[str, str]:
    """The end of each chain of merges."""
    ends = {}
    for name in into:
        end = name
        passed = set()
        while end in into and end not in passed:
            passed.add(end)
            end = into[end]
        ends[name] = end
    return ends


def _stakes_of(merged: QuerySet[Claim], claims: dict[str, str]) -> dict[str, list[Written]]:
    found: dict[str, list[Written]] = defaultdict(list)
    rows = Stake.objects.filter(claim__in=merged).order_by("pk")
    for claim, source, interest, reason in rows.values_list(
        "claim__external_id", "source__external_id", "interest", "reason"
    ):
        found[claims[claim]].append(keep(source=source, interest=interest, reason=reason))
    return dict(found)


def _exclusions_of(merged: QuerySet[Claim], claims: dict[str, str]) -> dict[str, set[str]]:
    """What the claims that others became exclude by it, told at the later of two as all exclusions are."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Exclusion.objects.filter(Q(claim__in=merged) | Q(excludes__in=merged))
    pairs = [
        {claims.get(name, name) for name in pair}
        for pair in rows.values_list("claim__external_id", "excludes__external_id")
    ]
    named = Claim.objects.filter(newsroom__in=merged.values("newsroom"), external_id__in=set().union(*pairs))
    entered = dict(named.values_list("external_id", "pk"))
    for pair in pairs:
        if len(pair) == 2:
            first, later = sorted(pair, key=lambda name: entered[name])
            found[later].add(first)
    return dict(found)
