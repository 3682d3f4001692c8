"""Judging at the desk, through the door and without any script: every button works by itself."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.extractions import suggest_reports
from claims.models import Claim, Report, Suggestion
from newsrooms.vocabulary import Role
from sources.models import Capture
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import STORM, Keep
from tests.newsrooms.cast import hire, open_hill_courier

NEXT = re.compile(r"#s-(\w+)\Z")


@pytest.fixture
def capture(keep: Keep) -> Capture:
    capture = keep()
    suggest_reports(capture=capture)
    return capture


@pytest.fixture
def door(client: Client, desk: Desk) -> Client:
    assert desk.by is not None
    client.force_login(desk.by)
    return client


@pytest.fixture
def address(capture: Capture) -> str:
    return reverse("desk:suggestions-of", args=[capture.public_id])


def about(words: str) -> Suggestion:
    return next(one for one in Suggestion.objects.all() if words in one.candidate["statement"])


def test_the_texts_that_wait_are_listed_with_how_much_waits(door: Client, capture: Capture) -> None:
    shown = door.get(reverse("desk:suggestions")).content.decode()
    assert capture.document.title in shown
    assert f"{Suggestion.objects.count()} wait" in shown
    assert '· published <time datetime="2025-06-16">16 Jun 2025</time>' in shown


def test_an_empty_list_says_so_and_where_more_comes_from(door: Client) -> None:
    shown = door.get(reverse("desk:suggestions")).content.decode()
    assert "Every suggestion has been judged" in shown
    assert reverse("admin:sources_feed_changelist") in shown


def test_every_candidate_is_marked_in_place_and_the_text_is_whole(door: Client, address: str) -> None:
    shown = door.get(address).content.decode()
    body = shown[shown.index('class="captured-body"') :]
    body = body[body.index(">") + 1 : body.index("</div>")]
    assert re.sub(r"<[^>]+>", "", body).replace("&quot;", '"').replace("&#x27;", "'") == STORM
    for one in Suggestion.objects.all():
        assert f'id="m-{one.public_id}"' in body
        assert f'id="s-{one.public_id}"' in shown


def test_what_a_page_says_runs_nowhere(door: Client, keep: Keep) -> None:
    text = "Odd\n\nThe <script>steal()</script> office said 17 <b>boats</b> had sunk in the storm.\n"
    capture = keep(text, publisher="<i>Odd</i> Times", url="https://odd.example/")
    suggest_reports(capture=capture)
    answer = door.get(reverse("desk:suggestions-of", args=[capture.public_id]))
    shown = answer.content.decode()
    assert "<script>steal" not in shown
    assert "<i>Odd" not in shown
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|\son\w+=", shown)


def test_accepting_records_a_report_and_goes_on_with_the_next(door: Client, address: str, desk: Desk) -> None:
    rows = list(Suggestion.objects.order_by("start", "pk"))
    first = f'id="s-{rows[0].public_id}".*?</article>'
    [waiting] = re.findall(first, door.get(address).content.decode(), re.S)
    assert "<small>new: " in waiting
    answer = door.post(address, {"accept": rows[0].public_id})
    following = NEXT.search(answer.headers["Location"])
    assert following is not None
    assert following[1] == rows[1].public_id
    report = Report.objects.get()
    assert report.recorded_by == desk.by
    shown = door.get(address).content.decode()
    assert f"1 of {len(rows)} judged" in shown
    assert "Accepted by" in shown
    [accepted] = re.findall(first, shown, re.S)
    assert "new: " not in accepted, "a source that was made is new no longer"


def test_refusing_keeps_the_reason_that_was_chosen_beside_it(door: Client, address: str) -> None:
    one = about("17 fishing boats")
    door.post(address, {"refuse": one.public_id, f"reason-{one.public_id}": "Recorded already"})
    one.refresh_from_db()
    assert (one.outcome, one.reason) == ("refused", "Recorded already")
    door.post(address, {"reopen": one.public_id})
    one.refresh_from_db()
    assert one.outcome == "waiting"


def test_several_are_accepted_at_once(door: Client, address: str) -> None:
    chosen = [about("17 fishing boats"), about("lost their nets")]
    door.post(address, {"accept_chosen": "1", "chosen": [one.public_id for one in chosen]})
    assert Report.objects.count() == 2
    rest = [one.public_id for one in Suggestion.objects.waiting()]
    door.post(address, {"refuse_chosen": "1", "chosen": rest, "reason": "Background, no claim of ours"})
    shown = door.get(address).content.decode()
    assert "Everything in this text has been judged" in shown


def test_what_cannot_be_recorded_as_it_is_says_why_and_waits(door: Client, keep: Keep) -> None:
    text = "Aid\n\nHis office said on Monday that 120 families of Tamra had asked for help after the storm.\n"
    capture = keep(text, url="https://fable.example/aid")
    suggest_reports(capture=capture)
    one = Suggestion.objects.get(capture=capture)
    here = reverse("desk:suggestions-of", args=[capture.public_id])
    assert "who is that?" in door.get(here).content.decode()
    shown = door.post(here, {"accept": one.public_id}, follow=True).content.decode()
    assert "Say who “His office” is before this is recorded" in shown
    assert not Report.objects.exists()


Amend = Callable[..., dict[str, str]]


@pytest.fixture
def amended() -> Amend:
    """The values of the form as it opens, with some of them changed."""

    def make(one: Suggestion, *links: tuple[str, str, str, str], **changed: str) -> dict[str, str]:
        values = {
            "claim": "", "claim_key": "", "statement": "17 boats were damaged", "question": "", "question_key": "",
            "stance": "asserts", "figure": "at least 17", "counted": "fishing boats", "unit": "", "as_of": "",
            "hedge": "", "withdrawal": "", "why": "", "chips-INITIAL_FORMS": "0",
            "chips-TOTAL_FORMS": str(len(links)),
        }  # fmt: skip
        for number, (chain, relation, name, kind) in enumerate(links):
            named = {"chain": chain, "relation": relation, "source": name, "source_key": "", "kind": kind}
            values |= {f"chips-{number}-{field}": value for field, value in named.items()}
        return values | changed

    return make


def test_amending_records_what_the_editor_says_and_keeps_what_was_changed(
    door: Client, capture: Capture, desk: Desk, amended: Amend
) -> None:
    claim = desk.claim("The storm cost Tamra its fleet")
    one = about("17 fishing boats")
    page = reverse("desk:suggestion", args=[one.public_id])
    opened = door.get(page).content.decode()
    assert "Tamra Port Authority" in opened
    links = [("1", "reports", "Coast News", "outlet"), ("1", "says", "Harbour office", "government")]
    links.append(("2", "told", "Ilda Renn", "official"))
    values = amended(one, *links, claim=claim.statement, claim_key=str(claim.pk), stance="disputes", figure="17")
    assert door.post(page, values).status_code == 302
    report = Report.objects.get()
    assert (report.claim, report.stance, report.quantity_worded) == (claim, "disputes", "17")
    names = list(report.attributions.order_by("chain", "position").values_list("chain", "source__name"))
    assert names == [(0, "Coast News"), (0, "Harbour office"), (1, "Ilda Renn")]
    one.refresh_from_db()
    assert one.outcome == "amended"
    assert {"claim", "stance", "chains"} <= set(one.amended)


def test_an_untouched_figure_stays_as_it_was_read(door: Client, capture: Capture, amended: Amend) -> None:
    one = about("17 fishing boats")
    links = [("1", "says", "Tamra Port Authority", "government")]
    statement = "A storm on Sunday night damaged at least 17 fishing boats in the harbour of Tamra"
    door.post(reverse("desk:suggestion", args=[one.public_id]), amended(one, *links, statement=statement))
    one.refresh_from_db()
    assert (one.outcome, one.amended) == ("accepted", {})


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_recorded(
    door: Client, capture: Capture, amended: Amend
) -> None:
    one = about("17 fishing boats")
    page = reverse("desk:suggestion", args=[one.public_id])
    links = [("1", "says", "Somebody New", "")]
    answer = door.post(page, amended(one, *links, statement="", figure="a great many"))
    shown = answer.content.decode()
    assert answer.status_code == 422
    for said in ("say what a new one states", "“Somebody New” is new: of what kind is it?"):
        assert said in shown
    assert not Report.objects.exists()


def test_what_it_would_change_is_shown_and_not_saved(door: Client, capture: Capture, amended: Amend) -> None:
    one = about("17 fishing boats")
    values = amended(one, ("1", "says", "Tamra Port Authority", "government"))
    shown = door.post(reverse("desk:suggestion", args=[one.public_id]), values | {"_foresee": "1"}).content.decode()
    assert "Nothing is saved yet" in shown
    assert not Report.objects.exists()
    assert not Claim.objects.exists()


def test_a_chip_that_was_emptied_is_taken_out(door: Client, capture: Capture, amended: Amend) -> None:
    one = about("17 fishing boats")
    values = amended(one, ("1", "says", "", ""), ("1", "says", "Harbour office", "government"))
    door.post(reverse("desk:suggestion", args=[one.public_id]), values | {"chips-INITIAL_FORMS": "1"})
    assert [link.source.name for link in Report.objects.get().attributions.all()] == ["Harbour office"]


def test_others_do_not_find_the_pages_and_readers_may_not_judge(
    client: Client, capture: Capture, desk: Desk, address: str
) -> None:
    _, hana = open_hill_courier()
    one = about("17 fishing boats")
    amending = reverse("desk:suggestion", args=[one.public_id])
    for user in (hana, hire(desk.newsroom, "rosa", Role.READER)):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(address, {"accept": one.public_id}).status_code == 404
        assert client.get(amending).status_code == 404
        assert capture.document.title not in client.get(reverse("desk:suggestions")).content.decode()
    assert not Report.objects.exists()


def test_a_page_takes_a_fixed_number_of_queries(door: Client, keep: Keep, desk: Desk) -> None:
    def count(capture: Capture) -> int:
        page = reverse("desk:suggestions-of", args=[capture.public_id])
        door.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert door.get(page).status_code == 200
        return len(asked)

    small = keep("Small\n\nThe port office said 17 boats had sunk in Tamra.\n", url="https://fable.example/1")
    lines = [f"The office of port {n} said {n} boats had sunk in Tamra in the storm.\n" for n in range(2, 30)]
    large = keep("Large\n\n" + "\n".join(lines), url="https://fable.example/2")
    for one in (small, large):
        suggest_reports(capture=one)
    assert Suggestion.objects.filter(capture=large).count() > 20
    assert count(large) <= count(small) + 1
