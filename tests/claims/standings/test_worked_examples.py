"""The worked examples of the rules of evidence, entered through the actions and read from the database."""

from claims.vocabulary import Basis, Interest, Stance
from tests.claims.cast import Desk


def test_one_ministry_under_two_names_through_two_outlets_is_one_source(desk: Desk) -> None:
    claim = desk.claim("More than 6,000 were lost.", "more than 6,000")
    desk.tie("Defence intelligence", "Ministry of defence")
    desk.report(claim, "Gazette", ["Defence intelligence"], worded="more than 6,000")
    desk.report(claim, "Courier", ["Ministry of defence"], worded="over 6,000")
    assert desk.standing(claim) == "single_source 1/1/1"
    standing = desk.dossier(claim).standing
    assert [part["name"] for part in standing["bottlenecks"] if part["single"]] == ["Ministry of defence"]
    assert standing["voices"][0]["sources"][0]["name"] == "Defence intelligence"


def test_once_the_ministry_is_a_party_only_the_interested_say_so(desk: Desk) -> None:
    claim = desk.claim("More than 6,000 were lost.", "more than 6,000")
    desk.report(claim, "Gazette", ["Ministry of defence"], worded="more than 6,000")
    assert desk.standing(claim) == "single_source 1/1/1"
    desk.stake(claim, "Ministry of defence")
    assert desk.standing(claim) == "interested_only 0/1/1"


def test_41_is_the_service_own_word_while_analysts_see_at_least_21(desk: Desk) -> None:
    question = desk.question("How many aircraft were hit?", Basis.CUMULATIVE)
    claim41 = desk.claim("41 aircraft were hit.", "41", question)
    claim21 = desk.claim("At least 21 aircraft were hit.", "at least 21", question)
    for claim in (claim41, claim21):
        desk.stake(claim, "Security service")
    desk.report(claim41, "Courier", ["Security service"], worded="41")
    desk.report(claim41, "Gazette", stance=Stance.CANNOT_VERIFY)
    desk.report(claim21, "Gazette", ["Analysts"], worded="at least 21")
    assert desk.standing(claim41) == "interested_only 0/1/1"
    assert desk.standing(claim21) == "corroborated 1/2/2"
    bearings = {part["bearing"] for part in desk.dossier(claim41).related_reports}
    assert bearings == {"compatible"}


def test_analysts_who_saw_only_the_services_video_add_no_line(desk: Desk) -> None:
    claim = desk.claim("At least 21 aircraft were hit.", "at least 21")
    service = desk.official("Security service")
    desk.stake(claim, "Security service")
    desk.report(claim, "Gazette", ["Security service"], worded="41")
    desk.report(claim, "Courier", ["Analysts"], worded="at least 21", only_material_of=[service])
    assert desk.standing(claim) == "interested_only 0/1/1"


def test_three_services_through_one_outlet_hang_on_the_outlet(desk: Desk) -> None:
    claim = desk.claim("Between 10,000 and 12,000 were sent.", "between 10,000 and 12,000")
    worded = "between 10,000 and 12,000"
    desk.report(claim, "Gazette", ["US service"], ["Korean service"], ["Ukrainian service"], worded=worded)
    assert desk.standing(claim) == "partly_corroborated 1/1/1"
    standing = desk.dossier(claim).standing
    assert [part["name"] for part in standing["bottlenecks"] if part["single"]] == ["Gazette"]
    own = desk.document("Korean service", "2025-05-30", captured=True)
    desk.report(claim, "Korean service", worded="about 11,000", own=True, document=own)
    assert desk.standing(claim) == "corroborated 2/2/2"


def test_three_outlets_with_reports_say_are_unverified(desk: Desk) -> None:
    claim = desk.claim("A tunnel was found.")
    for outlet in ("Gazette", "Courier", "Post"):
        desk.report(claim, outlet)
    assert desk.standing(claim) == "unverified 0/0/3"


def test_what_a_committee_deletes_falls_with_its_relays_and_the_day_is_kept(desk: Desk) -> None:
    claim = desk.claim("The bridge was blown up.")
    desk.report(claim, "Gazette", ["Committee"], published="2025-06-01")
    desk.report(claim, "Courier", ["Committee"], published="2025-06-01")
    assert desk.standing(claim) == "single_source 1/1/1"
    desk.withdraw(claim, "Committee", at="2025-06-02")
    assert desk.standing(claim) == "withdrawn 0/0/0"
    assert desk.dossier(claim, at="2025-06-01").standing["status"] == "single_source"
    assert desk.dossier(claim, at="2025-06-02").standing["status"] == "withdrawn"
    assert {part["live"] for part in desk.dossier(claim).reports} == {False}


def test_who_found_it_alone_stays_when_the_committee_deletes(desk: Desk) -> None:
    claim = desk.claim("The bridge was blown up.")
    desk.report(claim, "Gazette", ["Committee"])
    desk.report(claim, "Post", own=True)
    desk.withdraw(claim, "Committee")
    assert desk.standing(claim) == "single_source 1/1/1"


def test_homes_and_barracks_are_both_contested(desk: Desk) -> None:
    homes, barracks = desk.claim("Homes were hit."), desk.claim("Barracks were hit.")
    desk.exclude(homes, barracks)
    desk.report(homes, "Gazette", ["Governor"])
    desk.report(barracks, "Local outlet", own=True)
    desk.report(barracks, "Courier", ["Analysts"])
    assert desk.standing(homes).startswith("contested")
    assert desk.standing(barracks).startswith("contested")
    (contradiction,) = [part for part in desk.dossier(homes).contradictions if "with_claim" in part]
    assert contradiction["with_claim"]["statement"] == "Barracks were hit."


def test_who_says_so_against_its_own_interest_admits(desk: Desk) -> None:
    claim = desk.claim("The village is lost.")
    desk.stake(claim, "Army", Interest.HARMED)
    desk.report(claim, "Gazette", ["Army"])
    assert desk.standing(claim) == "admitted 1/1/1"


def test_wiki_cites_paper_and_paper_cites_wiki(desk: Desk) -> None:
    claim = desk.claim("The town was founded in 1201.")
    desk.report(claim, "Wiki", [desk.source("Paper")])
    desk.report(claim, "Paper", [desk.source("Wiki")])
    desk.report(claim, "Blog", [desk.source("Paper")])
    assert desk.standing(claim) == "unverified 0/0/0"
    assert desk.dossier(claim).standing["circular"]


def test_a_claim_nobody_speaks_of_is_unreported(desk: Desk) -> None:
    assert desk.standing(desk.claim("Nothing happened.")) == "unreported 0/0/0"
