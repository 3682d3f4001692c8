"""What a reader finds on a claim page."""

from claims.actions.claims import declare_part
from claims.actions.workflow import pause_claim, withdraw_claim
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
    assert says.count('class="from"') == 1  # three outlets, one way
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


def test_voices_are_called_as_the_sentences_call_them_and_paths_stand_under_the_one_they_end_with(
    herald: Herald, reader: Reader
) -> None:
    herald.desk.tie("River Police", "Ministry of Rivers")
    claim = herald.desk.claim("The dam held.")
    for outlet in ("Gazette", "Courier"):
        herald.desk.report(claim, outlet, ["Agency", "River Police"])
        herald.desk.report(claim, outlet, ["Agency", "Mayor"])
    page = reader.read(f"/claims/{herald.publish(claim).public_id}/")
    says = page[page.index('<ul class="voices">') : page.index('id="against"')]
    police = says[says.index('<h3 dir="auto">River Police') :].split('<li class="voice')[0]
    assert "one voice with Ministry of Rivers" in police
    assert "Mayor" not in police
    assert "Without Ministry of Rivers" not in page


def test_declared_parts_are_shown_with_whether_they_add_up(herald: Herald, reader: Reader) -> None:
    total = herald.desk.claim("21 homes were flooded.", "21")
    parts = [herald.publish(herald.desk.claim(f"{n} homes in {ward}.", str(n))) for n, ward in ((12, "A"), (8, "B"))]
    for part in parts:
        declare_part(by=herald.emil, total=total, part=part, reason="ward by ward")
    page = reader.read(f"/claims/{herald.publish(total).public_id}/")
    told = page[page.index("Its parts") : page.index('id="against"')]
    assert all(f"/claims/{part.public_id}/" in told for part in parts)
    assert "The declared parts come to 20, which is not the figure claimed." in told


def test_a_claim_that_excludes_it_is_named_once_with_all_who_say_that(herald: Herald, reader: Reader) -> None:
    claim, other = herald.desk.claim("The dam held."), herald.desk.claim("The dam broke.")
    herald.desk.exclude(claim, other)
    herald.desk.report(claim, "Gazette", ["Ministry of Rivers"])
    for outlet in ("Courier", "Post", "Echo"):
        herald.desk.report(other, outlet, ["Mayor"])
    herald.publish(other)
    page = reader.read(f"/claims/{herald.publish(claim).public_id}/")
    against = page[page.index('id="against"') : page.index('id="missing"')]
    assert against.count("This cannot be true together with:") == 1
    assert "Courier, Post and Echo" in against


def test_a_page_that_is_withdrawn_or_paused_says_why_at_the_top_and_in_the_timeline(
    herald: Herald, reader: Reader
) -> None:
    claim = herald.publish(herald.desk.claim("The dam held."))
    pause_claim(by=herald.vera, claim=claim, notice="We look at the gauge again.")
    page = reader.read(f"/claims/{claim.public_id}/")
    assert page.index("We have paused this page.") < page.index("We look at the gauge again.") < page.index("<h2")
    withdraw_claim(by=herald.vera, claim=claim, notice="The gauge was never there.")
    page = reader.read(f"/claims/{claim.public_id}/")
    assert page.index("We have withdrawn this page.") < page.index("The gauge was never there.") < page.index("<h2")
    assert "We follow this claim." not in page
    timeline = page[page.index('<ol class="timeline">') : page.index('id="corrections"')]
    assert "We look at the gauge again." in timeline
    assert "The gauge was never there." in timeline
