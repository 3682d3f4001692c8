"""What is declared about a claim: whom it helps or harms, what it excludes, and what adds up to it."""

from typing import Any

from django.http import Http404, HttpResponse

from claims.actions.claims import (
    declare_part,
    declare_stake,
    end_exclusion,
    end_part,
    end_stake,
    exclude_claim,
)
from claims.actions.standings import settle_now
from claims.api.entries import claim_from
from claims.api.hot import read_dossier
from claims.api.inputs import RELATION_INPUT, STAKE_INPUT
from claims.api.shapes import CLAIM_NAME
from claims.api.visible import claims_for
from claims.models import Claim, Exclusion, Part, Stake
from claims.vocabulary import Interest
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.shapes import HOUSE_ONLY, INSTANT, answer, list_of, text, word
from newsrooms.vocabulary import Scope
from sources.api.entries import source_from
from sources.api.shapes import SOURCE_NAME, name_source
from sources.models import Source

ENDED = "taken back through the API"
STAKE = component(
    "Stake",
    answer("Whom a claim helps or harms.", source=ref(SOURCE_NAME), interest=word(Interest), reason=text()),
)
RELATED = component(
    "RelatedClaim",
    answer(
        "A claim declared to stand to this one.",
        optional=("reason",),
        claim=ref(CLAIM_NAME),
        reason=text(HOUSE_ONLY),
        created_at=INSTANT,
    ),
)
component("Stakes", answer("All stakes of a claim.", results=list_of(ref(STAKE))))
component("RelatedClaims", answer("All of one kind.", results=list_of(ref(RELATED))))


class RelationDoor(Endpoint):
    tag = "Claims"

    def claim(self, name: str) -> Claim:
        """One of the claims this actor works on."""
        mine = claims_for(self.actor).filter(newsroom__in=self.actor.newsrooms())
        return find(mine.select_related("newsroom"), name, self.actor)

    def hold(self, name: str) -> Claim:
        """The same, locked, after If-Match was held against its dossier."""
        claim = self.claim(name)
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        self.refuse_stale(read_dossier(claim)[1])
        return claim

    def relate(self, claim: Claim, row: Exclusion | Part) -> dict[str, Any]:
        return shape_related(claim, row, inside=self.actor.is_inside)

    def settled(self, *claims: int) -> None:
        settle_now(claims)


def shape_stake(stake: Stake) -> dict[str, Any]:
    return {"source": name_source(stake.source), "interest": stake.interest, "reason": stake.reason}


def shape_related(claim: Claim, row: Exclusion | Part, *, inside: bool) -> dict[str, Any]:
    """``inside``: for who may read what the house says among itself."""
    name = {"id": claim.public_id, "external_id": claim.external_id, "statement": claim.statement}
    said = {"reason": row.reason} if inside else {}
    return {"claim": name, **said, "created_at": row.created_at.isoformat()}


class Stakes(RelationDoor):
    @operation("list_stakes", "List whom a claim helps or harms", scope=Scope.CLAIMS_READ, answers="Stakes")
    def get(self, id: str) -> HttpResponse:
        rows = self.claim(id).stakes.select_related("source").order_by("pk")
        return answer_json({"results": [shape_stake(row) for row in rows]})

    @operation(
        "declare_stake",
        "Declare whom a claim helps or harms",
        scope=Scope.CLAIMS_WRITE,
        body=STAKE_INPUT,
        answers=STAKE,
        status=201,
        example={"source": "src-harbour-board", "interest": "harmed", "reason": "It answers for the lights."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        source = source_from(self.body["source"], self.actor, "source")
        said = {"interest": self.body["interest"], "reason": self.body["reason"]}
        stake = declare_stake(by=self.actor.person, claim=claim, source=source, **said)
        self.settled(claim.pk)
        return self.created(shape_stake(stake), f"{self.asked.path}{source.public_id}/")


class OneStake(RelationDoor):
    @operation(
        "end_stake",
        "Take a stake back",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.CLAIMS_WRITE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, source: str) -> HttpResponse:
        claim = self.claim(id)
        speaker = find(Source.objects.filter(newsroom=claim.newsroom_id), source, self.actor)
        stake = claim.stakes.filter(source=speaker).select_related("claim__newsroom").first()
        if stake is None:
            raise Http404
        self.hold(id)
        end_stake(by=self.actor.person, stake=stake, why=ENDED)
        self.settled(claim.pk)
        return HttpResponse(status=204)


class Exclusions(RelationDoor):
    @operation("list_exclusions", "List the claims one excludes", scope=Scope.CLAIMS_READ, answers="RelatedClaims")
    def get(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        visible = claims_for(self.actor)
        earlier = claim.excluded_by.filter(claim__in=visible).select_related("claim").order_by("pk")
        later = claim.exclusions.filter(excludes__in=visible).select_related("excludes").order_by("pk")
        results = [self.relate(row.claim, row) for row in earlier]
        return answer_json({"results": [*results, *(self.relate(row.excludes, row) for row in later)]})

    @operation(
        "exclude_claim",
        "Declare that two claims cannot be true together",
        scope=Scope.CLAIMS_WRITE,
        body=RELATION_INPUT,
        answers=RELATED,
        status=201,
        example={"claim": "clm-ferry-in-port", "reason": "It cannot be in both places."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        other = claim_from(self.body["claim"], self.actor, "claim")
        row = exclude_claim(by=self.actor.person, claim=claim, other=other, reason=self.body.get("reason", ""))
        self.settled(claim.pk, other.pk)
        return self.created(self.relate(other, row), f"{self.asked.path}{other.public_id}/")


class OneExclusion(RelationDoor):
    @operation(
        "end_exclusion",
        "Take an exclusion back",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.CLAIMS_WRITE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, other: str) -> HttpResponse:
        claim, excluded = self.claim(id), self.claim(other)
        first, second = sorted((claim.pk, excluded.pk))
        row = Exclusion.objects.filter(claim=first, excludes=second).select_related("claim__newsroom").first()
        if row is None:
            raise Http404
        self.hold(id)
        end_exclusion(by=self.actor.person, exclusion=row, why=ENDED)
        self.settled(claim.pk, excluded.pk)
        return HttpResponse(status=204)


class Parts(RelationDoor):
    @operation("list_parts", "List the claims that add up to one", scope=Scope.CLAIMS_READ, answers="RelatedClaims")
    def get(self, id: str) -> HttpResponse:
        rows = self.claim(id).parts.filter(part__in=claims_for(self.actor)).select_related("part").order_by("pk")
        return answer_json({"results": [self.relate(row.part, row) for row in rows]})

    @operation(
        "declare_part",
        "Declare that a claim's figure is part of this one's",
        scope=Scope.CLAIMS_WRITE,
        body=RELATION_INPUT,
        answers=RELATED,
        status=201,
        example={"claim": "clm-ferry-children", "reason": "Counted among the passengers."},
    )
    def post(self, id: str) -> HttpResponse:
        total = self.claim(id)
        part = claim_from(self.body["claim"], self.actor, "claim")
        row = declare_part(by=self.actor.person, total=total, part=part, reason=self.body.get("reason", ""))
        self.settled(total.pk, part.pk)
        return self.created(self.relate(part, row), f"{self.asked.path}{part.public_id}/")


class OnePart(RelationDoor):
    @operation(
        "end_part",
        "Take a part back",
        detail="If-Match is the ETag of the claim's dossier.",
        scope=Scope.CLAIMS_WRITE,
        status=204,
        changes=True,
        conditional=False,
    )
    def delete(self, id: str, part: str) -> HttpResponse:
        total, one = self.claim(id), self.claim(part)
        row = Part.objects.filter(total=total, part=one).select_related("total__newsroom").first()
        if row is None:
            raise Http404
        self.hold(id)
        end_part(by=self.actor.person, part=row, why=ENDED)
        self.settled(total.pk, one.pk)
        return HttpResponse(status=204)
