"""``manage.py load_example``: the worked example, published, in a newsroom of its own."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.actions.claims import declare_part
from claims.actions.importing import import_case
from claims.actions.publishing import publish_imported
from claims.casefile.reading import read_case
from claims.management.settling import settle_or_say
from claims.models import Claim
from newsrooms.actions.newsroom import edit_newsroom, open_newsroom
from newsrooms.actions.user import make_editor
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role

FILE = Path("examples") / "kursk-june-2025.json"
ABOUT = Path("examples") / "about-the-desk.json"
# The two people of the made-up desk; like all authors that come with a file, they cannot sign in.
DESK = {"desk.ines": "Inès Moreau (example)", "desk.marek": "Marek Dvořák (example)"}
# The case format has no word for parts of a total; the example's are declared here.
PARTS = {"clm-nk-6000-more": ("clm-nk-1000-sappers", "clm-nk-5000-builders")}


class Command(BaseCommand):
    help = "Load the worked example, the June 2025 reporting on Kursk Oblast, and publish it."

    def handle(self, *args: Any, **options: Any) -> None:
        if Claim.objects.exists():
            raise CommandError("There are claims here already; the example is loaded into an empty database only.")
        newsroom = Newsroom.objects.filter(slug="desk").first() or open_newsroom(
            by=None, slug="desk", name="Example fact-checking desk", why="the worked example"
        )
        about = json.loads((settings.BASE_DIR / ABOUT).read_text(encoding="utf-8"))
        missing = {name: text for name, text in about.items() if not getattr(newsroom, name)}
        edit_newsroom(by=None, newsroom=newsroom, changes=missing, why="the worked example")
        for username, name in DESK.items():
            make_editor(newsroom=newsroom, username=username, password=None, role=Role.EDITOR, display_name=name)
        case = read_case((settings.BASE_DIR / FILE).read_text(encoding="utf-8"))
        result = import_case(by=None, newsroom=newsroom, title=case.title, records=case.records)
        claims = {claim.external_id: claim for claim in Claim.objects.filter(pk__in=result.claims)}
        for total, parts in PARTS.items():
            for part in parts:
                declare_part(by=None, total=claims[total], part=claims[part], reason="as its source added them up")
        settle_or_say()
        publish_imported(by=None, newsroom=newsroom, claims=result.claims)
        settle_or_say()
        self.stdout.write(f"The worked example is loaded: {len(result.claims)} claims, published.")
