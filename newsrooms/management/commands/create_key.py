"""``manage.py create_key --newsroom SLUG --scope claims:read …``: prints a new API key, once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsrooms.actions.api_key import create_key
from newsrooms.actions.user import make_robot
from newsrooms.models import Newsroom, User
from newsrooms.rules import LEAST_ROLE_FOR_SCOPE
from newsrooms.vocabulary import Scope


class Command(BaseCommand):
    help = "Make an API key for a newsroom and print its secret on standard output. It is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", required=True, metavar="SLUG")
        parser.add_argument("--name", default="command line")
        parser.add_argument(
            "--scope",
            action="append",
            required=True,
            metavar="SCOPE",
            help=f"Repeat it, or separate by commas. {', '.join(Scope)}; or all.",
        )
        parser.add_argument(
            "--for", dest="username", metavar="USERNAME", help="Acts for this member; else a robot's."
        )
        parser.add_argument("--days", type=int, metavar="N", help="Expires after so many days; else never.")

    def handle(self, **options: Any) -> None:
        scopes = read_scopes(options["scope"])
        newsroom = Newsroom.objects.filter(slug=options["newsroom"]).first()
        if newsroom is None:
            known = ", ".join(Newsroom.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no newsroom {options['newsroom']!r}. There are: {known}.")
        days = options["days"]
        try:
            made = create_key(
                by=None,
                newsroom=newsroom,
                name=options["name"],
                scopes=scopes,
                acts_for=find_person(options["username"], newsroom, scopes),
                expires_at=timezone.now() + timedelta(days=days) if days is not None else None,
                why="made on the command line",
            )
        except (ValidationError, OverflowError) as error:
            reasons = error.messages if isinstance(error, ValidationError) else ["--days is too far away."]
            raise CommandError(" ".join(reasons)) from error
        self.stderr.write(f"{made.key} of {newsroom} acts for {made.key.acts_for}. The secret is shown this once:")
        self.stdout.write(made.secret)


def read_scopes(words: list[str]) -> list[Scope]:
    """Scopes as typed: repeated, separated by commas, or “all”."""
    typed = [word.strip() for part in words for word in part.split(",") if word.strip()]
    if "all" in typed:
        return list(Scope)
    if unknown := [word for word in typed if word not in list(Scope)]:
        raise CommandError(f"Unknown scope {', '.join(unknown)}. There are: {', '.join(Scope)}; or all.")
    return [Scope(word) for word in typed]


def find_person(username: str | None, newsroom: Newsroom, scopes: list[Scope]) -> User:
    """The member of that name, or the newsroom's robot in the least role that the scopes take."""
    if username is None:
        least = max((LEAST_ROLE_FOR_SCOPE[scope] for scope in scopes), key=lambda role: role.rank)
        return make_robot(newsroom=newsroom, role=least)
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"There is no account {username!r}.")
    return person
