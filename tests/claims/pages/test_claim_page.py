"""What a reader finds on a claim page."""

from claims.vocabulary import Interest, Stance, Verdict
from tests.claims.pages.conftest import Herald, Reader


def test_the_verdict_and_the_standing_are_two_sections_with_names_of_their_own(
    herald: Herald, reader: Reader
) -> None:
    page = reader.read(f"/claims/{herald.flood().public_id}/")
    verdict, standing = page.index('aria-labelledby="verdict"'), page.index('aria-labelledby="standing"')
    assert "Partly verified" in page[verdict:standing]
    assert "Judged by Emil, approved by Edith." in page[verdict:standing]
    assert "One source" in page[standing:]
    assert "All of it goes back to one source: Ministry of Rivers." in page[standing:]


def test_three_outlets_that_repeat_one_ministry_stand_under_it_as_one_voice(herald: Herald, reader: Reader) -> None:
    page = reader.read(f"/claims/{herald.flood().public_id}/")
    says = page[page.index('id="says"') : page.index('id="figures"')]
    assert says.count('<li class="voice') == 1
    assert says.count('class="from"') == 3
    assert all(outlet in says for outlet in ("Gazette", "Courier", "Post"))


def test_a_claim_without_a_verdict_says_that_it_is_under_watch(herald: Herald, reader: Reader) -> None:
    claim = herald.publish(herald.desk.claim("The dam held."))
    page = reader.read(f"/claims/{claim.public_id}/")
    assert "Under watch" in page
    assert "None of our editors has judged it yet." in page
    assert "No report of it has been entered yet." in page


def test_who_says_otherwise_and_who_gains_is_told(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam held.")
    herald.desk.report(claim, "Gazette", ["Ministry of Rivers"])
    herald.desk.report(claim, "Courier", ["Mayor"], stance=Stance.DENIES)
    herald.desk.stake(claim, "Ministry of Rivers", Interest.HELPED)
    page = reader.read(f"/claims/{herald.publish(claim).public_id}/")
    opposed = page[page.index("Who says otherwise") :]
    assert "Mayor" in opposed[: opposed.index("</section>")]
    assert "gains if this is believed" in page
    against = page[page.index('id="against"') : page.index('id="missing"')]
    assert "says this is not so." in against


def test_what_was_taken_back_is_struck_dated_and_not_counted(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam was blown up.")
    herald.desk.report(claim, "Gazette", ["Committee"])
    herald.desk.withdraw(claim, "Committee", "2025-06-02")
    page = reader.read(f"/claims/{herald.publish(claim).public_id}/")
    assert "Taken back" in page
    assert "2 Jun 2025" in page
    assert "Not counted:" in page


def test_a_correction_stands_at_the_top_in_its_list_and_in_the_timeline(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    herald.judge(claim, Verdict.FALSE, "The gauge was read wrongly.")
    herald.correct(claim, "We had read the wrong gauge.")
    page = reader.read(f"/claims/{claim.public_id}/")
    assert page.count("We had read the wrong gauge.") == 3  # for machines too
    assert "Version 2" in page
    assert "What was changed, and why" in page


def test_what_a_reader_wrote_elsewhere_cannot_run_here(herald: Herald, reader: Reader) -> None:
    hostile = "<script>alert(1)</script> \u2028 <!--<script> ]]> \" ' &amp;"
    claim = herald.publish(herald.desk.claim(f"The dam held. {hostile}"))
    page = reader.read(f"/claims/{claim.public_id}/")
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == 1
    assert "<!--" not in page


def test_the_address_is_cited_with_its_version_and_its_day(herald: Herald, reader: Reader) -> None:
    claim = herald.flood()
    page = reader.read(f"/claims/{claim.public_id}/")
    cite = page[page.index('id="cite"') :]
    assert f"/claims/{claim.public_id}/?at=" in cite
    assert "Weir Herald: “At least 21 homes were flooded at Lower Weir.”" in cite


def test_a_claim_with_very_many_reports_pages_them(herald: Herald, reader: Reader) -> None:
    claim = herald.desk.claim("The dam held.")
    document = herald.desk.document("Gazette")
    for _ in range(53):
        herald.desk.report(claim, "Gazette", ["Ministry"], document=document)
    herald.publish(claim)
    page = reader.read(f"/claims/{claim.public_id}/")
    assert "3 earlier reports are left out here." in page
    assert reader.read(f"/claims/{claim.public_id}/reports/").count('class="report ') == 53
    assert reader.get(f"/claims/{claim.public_id}/reports/?page=2").status_code == 404
