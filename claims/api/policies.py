"""Evidence policies over the API: what a newsroom asks of evidence, version by version, and how far it is applied."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from claims.actions.policies import set_policy
from claims.models import EvidencePolicy
from claims.recomputing import progress_of
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.pages import PAGING, answer_page, page_of
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, answer, body, list_of, or_null, text
from newsrooms.vocabulary import Scope
from sources.api.entries import source_from
from sources.api.shapes import SOURCE_NAME, name_source
from sources.models import Source

LEAST = {"type": "integer", "minimum": 1, "maximum": 5}
THRESHOLDS: dict[str, Any] = {
    "least_to_refute": LEAST,
    "least_to_corroborate": LEAST,
    "least_to_confirm": LEAST,
    "parties_count": FLAG,
    "most_days": {
        "type": "integer",
        "minimum": 0,
        "maximum": 36_500,
        "description": "Older reports bear on nothing; 0 is any age.",
    },
    "stale_after_days": {"type": "integer", "minimum": 1, "maximum": 32_767},
}
POLICY = component(
    "EvidencePolicy",
    answer(
        "One version of what a newsroom asks of evidence; the newest is in force.",
        id=ID,
        newsroom=text(),
        name=text(),
        version=COUNT,
        **THRESHOLDS,
        own_reporting_of=list_of(ref(SOURCE_NAME), "Accepted agencies: their word counts as their own reporting."),
        why=text(),
        set_by=or_null(text()),
        set_at=INSTANT,
        progress=answer("How far standings are computed.", claims=COUNT, waiting=COUNT, parked=COUNT),
    ),
)
POLICY_INPUT = component(
    "EvidencePolicyInput",
    body(
        "A new version; what is not named is as the house has it.",
        required=("name", "why"),
        newsroom=text("Slug; needed when you work in several.", longest=64),
        name=text(longest=100, least=1),
        **THRESHOLDS,
        own_reporting_of=list_of(ID, most=200),
        why=text(longest=2000, least=1),
    ),
)


def shape_policies(page: list[EvidencePolicy]) -> list[dict[str, Any]]:
    trusted = Source.objects.in_bulk({key for policy in page for key in policy.own_reporting_of})
    progress = {}
    for newsroom in {policy.newsroom for policy in page}:
        found = progress_of(newsroom)
        progress[newsroom.pk] = {"claims": found.claims, "waiting": found.waiting, "parked": found.parked}
    return [
        {
            "id": policy.public_id,
            "newsroom": policy.newsroom.slug,
            "name": policy.name,
            "version": policy.version,
            **{name: getattr(policy, name) for name in THRESHOLDS},
            "own_reporting_of": [name_source(trusted[key]) for key in policy.own_reporting_of if key in trusted],
            "why": policy.why,
            "set_by": policy.set_by.shown_name if policy.set_by else None,
            "set_at": policy.set_at.isoformat(),
            "progress": progress[policy.newsroom_id],
        }
        for policy in page
    ]


class Policies(Endpoint):
    tag = "Claims"

    def rows(self) -> QuerySet[EvidencePolicy]:
        mine = EvidencePolicy.objects.filter(newsroom__in=self.actor.newsrooms())
        return mine.select_related("newsroom", "set_by")

    @operation(
        "list_policies",
        "List the evidence policies of your newsrooms",
        detail="The newest version is in force; without any, the thresholds of the house are.",
        scope=Scope.DRAFTS_READ,
        query=PAGING,
        answers=page_of(POLICY),
    )
    def get(self) -> HttpResponse:
        return answer_page(self.asked, self.rows(), shape_policies, self.query)

    @operation(
        "set_policy",
        "Put a new version of the evidence policy in force",
        detail="Every claim of the newsroom is computed again; `progress` tells how far that has come.",
        scope=Scope.SETTINGS_MANAGE,
        body=POLICY_INPUT,
        answers=POLICY,
        status=201,
        example={"name": "Harbour desk", "most_days": 365, "why": "Tide tables of other years mislead."},
    )
    def post(self) -> HttpResponse:
        given = dict(self.body)
        newsroom = self.actor.choose_newsroom(given.pop("newsroom", None))
        agencies = [
            source_from(name, self.actor, "own_reporting_of", place)
            for place, name in enumerate(given.pop("own_reporting_of", []))
        ]
        policy = set_policy(by=self.actor.person, newsroom=newsroom, own_reporting_of=agencies, **given)
        return self.created(shape_policies([self.rows().get(pk=policy.pk)])[0], reverse("api-policies"))
