"""``manage.py open_newsroom --slug SLUG --name NAME``: opens a newsroom."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import User


class Command(BaseCommand):
    help = "Open a newsroom."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--administrator", metavar="USERNAME", help="An account that exists.")

    def handle(self, **options: Any) -> None:
        username = options["administrator"]
        person = User.objects.filter(username=username).first() if username else None
        if username and person is None:
            raise CommandError(f"There is no account {username!r}.")
        try:
            newsroom = open_newsroom(
                by=None,
                slug=options["slug"],
                name=options["name"],
                administrator=person,
                why="opened on the command line",
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Opened {newsroom} ({newsroom.slug}).")
