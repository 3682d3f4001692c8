"""The worked example, published, with something for every template to show."""

from django.conf import settings

from claims.actions.correction_requests import ask_correction
from claims.actions.importing import import_case
from claims.actions.merging import merge_claim
from claims.actions.publishing import publish_imported
from claims.actions.standings import settle_all
from claims.casefile.reading import read_case
from claims.models import Claim
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.vocabulary import Role
from sources.models import Source
from tests.newsrooms.cast import hire, sign_up

EXAMPLE = settings.BASE_DIR / "examples" / "kursk-june-2025.json"


def publish_example() -> dict[str, str]:
    """Publish the example; an address of every template by the template's name."""
    newsroom = open_newsroom(by=None, slug="desk", name="Fact-checking desk", administrator=sign_up("ada"))
    read = read_case(EXAMPLE.read_text())
    result = import_case(by=None, newsroom=newsroom, title=read.title, records=read.records)
    settle_all()
    publish_imported(by=None, newsroom=newsroom, claims=result.claims)
    settle_all()
    claims = {claim.external_id: claim for claim in Claim.objects.select_related("question")}
    claim, merged = claims["clm-nk-casualties-6000"], claims["clm-vyazma-killed-1"]
    merge_claim(
        by=hire(newsroom, "vera", Role.PUBLISHER),
        claim=merged,
        into=claims["clm-vyazma-injured-5"],
        why="To have one that was merged.",
        notice="This now stands on the page of another claim.",
    )
    settle_all()
    request = ask_correction(claim=claim, message="This figure counts the wounded too.")
    source = Source.objects.get(external_id="src-uk-di")
    rich = claim.public_id
    assert claim.question
    return {
        "home": "/",
        "claims": "/claims/",
        "claims-none": "/claims/?topic=nothing",
        "claim": f"/claims/{rich}/",
        "claim-contested": f"/claims/{claims['clm-putin-helicopter-epicentre'].public_id}/",
        "claim-withdrawn": f"/claims/{claims['clm-bryansk-blown-up'].public_id}/",
        "claim-merged": f"/claims/{merged.public_id}/",
        "claim-ukrainian": f"/uk/claims/{rich}/",
        "claim-then": f"/claims/{rich}/?at=2025-06-16",
        "reports": f"/claims/{rich}/reports/",
        "card": f"/claims/{rich}/card/",
        "ask": f"/claims/{rich}/correct/",
        "asked": f"/correction-requests/{request.public_id}/",
        "questions": "/questions/",
        "question": f"/questions/{claim.question.public_id}/",
        "topics": "/topics/",
        "topic": f"/topics/{claim.tags[0]}/",
        "sources": "/sources/",
        "source": f"/sources/{source.public_id}/",
        "corrections": "/corrections/",
        "corrections-policy": "/corrections/policy/",
        "methodology": "/methodology/",
        "search": "/search/?q=bombers",
        "search-none": "/search/?q=nothing-like-it",
        "feeds": "/feeds/",
    }
