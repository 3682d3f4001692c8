"""Superseding a report at the desk changes what was touched and nothing else; a quote is taken as the text has it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from claims.actions.correction_requests import LONGEST_MESSAGE, ask_correction
from claims.actions.entered import entry_of
from claims.actions.reports import LinkEntry, Quote, ReportEntry, record_report
from claims.algebra.intervals import Quantity
from claims.models import CorrectionRequest, Report
from claims.vocabulary import Relation, Stance
from sources.models import Capture, CapturedText
from sources.vocabulary import CaptureMethod, CaptureOutcome
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
TWO_PARAGRAPHS = "Boats were lost.\n\nThe mayor said more than 40."


@pytest.fixture
def house(full_house: House, db: None) -> House:
    return full_house


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a browser sends when the form is sent as it opens; its newlines are a browser's."""
    [form] = html.fromstring(client.get(address).content.decode()).xpath("//form[contains(@class, 'report-form')]")
    sent: dict[str, Any] = {}
    for area in form.iter("textarea"):  # a browser leaves out the newline that follows the tag
        area.text = (area.text or "").removeprefix("\n")
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\n", "\r\n"))
    return sent


def rich_entry(house: House) -> ReportEntry:
    """A report with everything that a form has no field for, or that its words alone do not say."""
    desk = house.desk
    explicit = Quantity(low=Decimal(38), high=Decimal(45), high_open=True, unit="boat", counted="boats")
    share = Quantity(low=Decimal("0.5"), high=Decimal(1), low_open=True, worded="more than half", unit="share")
    link = LinkEntry(
        source=desk.official("Mayor’s office"),
        relation=Relation.SAYS,
        quantity=replace(share, counted="ferries"),
        of_claim=desk.claim("Eighty boats lay in the harbour.", "80"),
        hedge="reportedly",
        quote=Quote("half of\nthem", "more than ", " were ferries"),
    )
    other = LinkEntry(desk.official("Port authority"), Relation.CITES, quantity=replace(explicit, counted="hulls"))
    sources = [desk.source(name) for name in ("Pier Post", "Coast Wire", "Hill Radio")]
    return ReportEntry(
        stance=Stance.ASSERTS,
        chains=[[link], [other]],
        quantity=explicit,
        hedge="it is said",
        quote=Quote("Boats were\nlost", "In the storm ", " at night"),
        only_material_of=sources,
    )


def test_what_is_not_touched_stays_as_it_was_entered(house: House) -> None:
    editor = house.client("editor")
    document = house.desk.document("Reed Courier", "2025-06-03")
    report = record_report(by=house.people["editor"], claim=house.claim, document=document, entry=rich_entry(house))
    address = reverse("desk:supersede", args=[report.pk])
    before = entry_of(report)
    said = opened(editor, address) | {"stance": "denies", "why": "It denies it.", "notice": "We misread a report."}
    answer = editor.post(address, said)
    assert answer.status_code == 302, answer.context["form"].errors
    after = entry_of(Report.objects.get(pk=report.pk).superseded_by)
    assert after == replace(before, stance="denies")


def test_what_is_touched_is_read_anew(house: House) -> None:
    editor = house.client("editor")
    document = house.desk.document("Reed Courier", "2025-06-03")
    report = record_report(by=house.people["editor"], claim=house.claim, document=document, entry=rich_entry(house))
    address = reverse("desk:supersede", args=[report.pk])
    pier, coast, hill = entry_of(report).only_material_of
    said = opened(editor, address) | {"figure": "at least 30", "why": "Misread.", "notice": "We misread a report."}
    said |= {"links-0-figure": "", "links-1-quote": "so it says", "also_material": [str(hill.pk)]}
    assert editor.post(address, said).status_code == 302
    after = entry_of(Report.objects.get(pk=report.pk).superseded_by)
    assert after.quantity is not None
    assert (after.quantity.low, after.quantity.high, after.quantity.counted) == (Decimal(30), None, "boats")
    [[first], [second]] = after.chains
    assert (first.quantity, first.of_claim) == (None, None)
    assert second.quote == Quote("so it says")
    assert list(after.only_material_of) == [pier, hill]
    assert coast not in after.only_material_of


def a_captured_report(house: House, quote: str, **more: Any) -> dict[str, Any]:
    document: Any = house.rows["document"]
    text = CapturedText.objects.create(sha256="b" * 64, text=TWO_PARAGRAPHS, extractor="by hand")
    Capture.objects.create(
        document=document,
        method=CaptureMethod.UPLOAD.value,
        outcome=CaptureOutcome.CAPTURED.value,
        text=text,
        captured_at=timezone.now(),
    )
    client = house.client("editor")
    said = opened(client, f"{reverse('desk:report')}?document={document.pk}")
    return said | {"claim_key": house.claim.pk, "claim": "it", "quote_exact": quote} | more


def test_a_quote_over_two_paragraphs_is_found_though_browsers_send_other_newlines(house: House) -> None:
    quote = TWO_PARAGRAPHS[5:25].replace("\n", "\r\n")
    said = a_captured_report(house, quote, quote_start="5", quote_end="25", own_reporting="on")
    answer = house.client("editor").post(reverse("desk:report"), said)
    assert answer.status_code == 302, answer.context["form"].errors
    kept = Report.objects.latest("pk")
    assert (kept.quote_exact, kept.quote_start, kept.quote_end) == (TWO_PARAGRAPHS[5:25], 5, 25)


def test_a_quote_that_does_not_stand_there_is_told_at_the_quote(house: House) -> None:
    answer = house.client("editor").post(reverse("desk:report"), a_captured_report(house, "No boat was lost."))
    assert answer.context["form"].errors == {"quote_exact": ["This quote does not stand in the captured text."]}


def test_a_reader_may_fill_the_whole_form_with_short_lines(house: House) -> None:
    """A browser counts a newline once and sends it as two characters."""
    message = "\n".join(["ab"] * (LONGEST_MESSAGE // 3)) + "\n"
    asked = ask_correction(claim=house.claim, message=message.replace("\n", "\r\n"))
    assert CorrectionRequest.objects.get(pk=asked.pk).message == message.strip()
