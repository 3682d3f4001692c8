"""Splitting a source in the admin: an editor chooses what goes, and sees what the source has."""

from django.test import Client

from claims.models import Report
from sources.actions.sources import set_aliases
from sources.models import Source
from tests.claims.cast import Desk


def test_an_editor_chooses_which_names_and_reports_go(desk: Desk) -> None:
    claim = desk.claim("The bridge fell.")
    desk.report(claim, "Gazette", ["Police"])
    goes = desk.report(claim, "Courier", ["Police"])
    police = desk.source("Police")
    set_aliases(by=desk.by, source=police, aliases=["River police"])
    client = Client()
    assert desk.by is not None
    client.force_login(desk.by)
    address = f"/admin/sources/source/{police.pk}/split/"
    page = client.get(address).content.decode()
    assert "River police" in page
    assert "Documents it published" not in page
    alias = police.aliases.get()
    said = {"name": "Port police", "aliases": [alias.pk], "reports": [goes.pk], "why": "two forces"}
    assert client.post(address, {**said, "aliases": [], "reports": []}).status_code == 422
    assert client.post(address, said).status_code == 302
    new = Source.objects.get(name="Port police")
    assert [row.name for row in new.aliases.all()] == ["River police"]
    assert Report.objects.live().filter(attributions__source=new).count() == 1
    assert desk.standing(claim) == "corroborated 2/2/2"
