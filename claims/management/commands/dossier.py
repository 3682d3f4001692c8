"""``manage.py dossier EXTERNAL_ID… | --all``: dossiers as JSON Lines, the same shape as the API's."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.casefile.export import to_json
from claims.dossier import open_dossiers
from claims.management.newsroom_choice import choose_newsroom
from claims.models import Claim
from sources.algebra.moments import read_moment

AT_A_TIME = 100


class Command(BaseCommand):
    help = "Print dossiers of claims as JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("claim", nargs="*", help="external or public ids of claims")
        parser.add_argument("--all", action="store_true", help="every claim of the newsroom")
        parser.add_argument("--at", default="", help="with the evidence known by this date or moment")
        parser.add_argument(
            "--recorded-by",
            default="",
            help="with what was entered here by then, and what we said then",
        )
        parser.add_argument("--newsroom", default="", help="slug of the newsroom; needed when there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["claim"]) == options["all"]:
            raise CommandError("Name claims by their external ids, or ask for --all.")
        at = self.read_instant("--at", options["at"])
        recorded_by = self.read_instant("--recorded-by", options["recorded_by"])
        newsroom = choose_newsroom(options["newsroom"])
        claims = Claim.objects.current().filter(newsroom=newsroom).order_by("pk")
        if options["all"]:
            wanted = list(claims.values_list("pk", flat=True))
        else:
            wanted = [self.find(claims, name) for name in options["claim"]]
        for start in range(0, len(wanted), AT_A_TIME):
            for dossier in open_dossiers(wanted[start : start + AT_A_TIME], at=at, recorded_by=recorded_by):
                self.stdout.write(to_json(dossier.as_json()))

    def read_instant(self, option: str, written: str) -> datetime | None:
        try:
            return read_moment(written).last_instant if written else None
        except ValueError as error:
            raise CommandError(f"{option}: {error}") from None

    def find(self, claims: Any, name: str) -> int:
        found = claims.filter(external_id=name).values_list("pk", flat=True).first()
        found = found or claims.filter(public_id=name).values_list("pk", flat=True).first()
        if found is None:
            raise CommandError(f"There is no claim {name!r} in this newsroom.")
        return int(found)
