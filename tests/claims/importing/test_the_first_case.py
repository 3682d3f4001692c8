"""The worked example as a whole: the standings that were worked out by hand from the rules before any code was."""

from pathlib import Path

import pytest
from django.conf import settings

from claims.actions.standings import settle_all
from claims.dossier import open_dossier
from claims.models import Claim, ClaimStanding
from tests.claims.importing.conftest import Importing

EXAMPLE = Path(settings.BASE_DIR) / "examples" / "kursk-june-2025.json"
BY_HAND = {
    "clm-nk-casualties-6000": "single_source 1/1/1",
    "clm-spiderweb-41-hit": "interested_only 0/1/1",
    "clm-spiderweb-21-hit": "corroborated 1/2/2",
    "clm-nk-initial-11000": "partly_corroborated 1/1/2",
}


@pytest.fixture
def standings(importing: Importing) -> dict[str, str]:
    importing(EXAMPLE.read_text())
    settle_all()
    rows = ClaimStanding.objects.select_related("claim")
    return {
        row.claim.external_id: f"{row.status} {row.lines_low}/{row.lines_with_parties}/{row.lines_high}"
        for row in rows
    }


def test_every_claim_stands_where_it_was_reckoned_to(standings: dict[str, str]) -> None:
    assert {name: standings[name] for name in BY_HAND} == BY_HAND
    assert standings["clm-bryansk-blown-up"].startswith("withdrawn")
    assert standings["clm-rylsk-homes-hit"].startswith("contested")


def test_no_claim_of_it_is_without_a_report(standings: dict[str, str]) -> None:
    assert len(standings) >= 100
    assert not [name for name, standing in standings.items() if standing.startswith("unreported")]


def test_casualties_that_became_losses_on_the_way_are_shown(standings: dict[str, str]) -> None:
    assert standings["clm-nk-6000-lost"] == "unverified 0/0/1"
    dossier = open_dossier(Claim.objects.get(external_id="clm-nk-6000-lost")).as_json()
    (change,) = dossier["reports"][0]["drift"]
    assert (change["kind"], change["said"], change["passed_on"]) == (
        "measure_changed",
        "more than 6,000",
        "over 6,000",
    )
