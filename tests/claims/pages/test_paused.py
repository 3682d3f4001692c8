"""What is being looked at again, or was corrected, says so wherever its verdict is shown, off the page too."""

import json

from claims.actions.standings import settle_all
from claims.actions.workflow import pause_claim
from tests.claims.pages.conftest import Herald, Reader


def test_a_paused_claim_says_so_wherever_its_verdict_is_shown(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    here = f"/claims/{claim.public_id}/"
    before = reader.get(f"{here}share.png").content
    assert json.loads(reader.read(f"{here}claim.jsonld"))["@type"] == "ClaimReview"
    pause_claim(by=herald.vera, claim=claim, notice="We are reading the gauge again.")
    settle_all()
    assert "We have paused this page." in reader.read(f"{here}card/")
    assert 'og:description" content="We have paused this page.' in reader.read(here)
    assert json.loads(reader.read(f"{here}claim.jsonld"))["@type"] == "Claim"
    assert "reviewRating" not in reader.read(here)
    assert json.loads(reader.read("/feeds/claimreview.json"))["dataFeedElement"] == []
    assert reader.get(f"{here}share.png").content != before


def test_the_card_of_a_corrected_claim_says_when(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    assert "<strong>Corrected</strong>" not in reader.read(f"/claims/{claim.public_id}/card/")
    herald.correct(claim, "The gauge was another.", location="Upper Weir")
    assert "<strong>Corrected</strong>" in reader.read(f"/claims/{claim.public_id}/card/")
