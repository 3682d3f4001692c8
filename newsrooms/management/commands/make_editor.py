"""``manage.py make_editor --newsroom SLUG --username NAME``: an account with a place, its password made or read."""

import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from newsrooms.actions.user import make_editor
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role


class Command(BaseCommand):
    help = "Make an account with a place in a newsroom; prints its password unless it is read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", required=True, metavar="SLUG")
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", default="", help="The name colleagues see.")
        parser.add_argument("--email", default="")
        parser.add_argument("--role", choices=[role.value for role in Role], default=Role.ADMINISTRATOR.value)
        parser.add_argument("--superuser", action="store_true", help="May also run the whole installation.")
        parser.add_argument("--password-stdin", action="store_true", help="Read the password from standard input.")

    def handle(self, **options: Any) -> None:
        newsroom = Newsroom.objects.filter(slug=options["newsroom"]).first()
        if newsroom is None:
            raise CommandError(f"There is no newsroom {options['newsroom']!r}.")
        typed = options["password_stdin"]
        password = sys.stdin.readline().rstrip("\n") if typed else secrets.token_urlsafe(15)
        try:
            user = make_editor(
                newsroom=newsroom,
                username=options["username"],
                password=password,
                role=Role(options["role"]),
                display_name=options["name"],
                email=options["email"],
                superuser=options["superuser"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stderr.write(f"{user.username} is {options['role']} of {newsroom}.")
        if not typed:
            self.stdout.write(password)
