"""``manage.py create_first_editor``: somebody to sign in as, on a machine where nobody has an account yet."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import authenticate
from django.core.management.base import BaseCommand

from newsrooms.actions.newsroom import open_newsroom
from newsrooms.actions.user import make_editor
from newsrooms.models import Newsroom, User

NAME = "editor"


class Command(BaseCommand):
    """Make the first editor's account, and say its login as long as nobody has changed it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="where the login is kept between starts, readable by us alone")

    def handle(self, *, file: Path | None, **options: Any) -> str:
        """The login as one line; for an account with a password of its own, how to change it."""
        if file and file.exists():
            name, _, password = file.read_text(encoding="utf-8").strip().partition(" / ")
            if authenticate(username=name, password=password):
                return f"{name} / {password}"
            file.unlink()
        if User.objects.filter(username=NAME).exists():
            return f"{NAME} (new password: ./manage.py changepassword {NAME})"
        password = secrets.token_urlsafe(12)
        newsroom = Newsroom.objects.order_by("pk").first() or open_newsroom(
            by=None, slug="newsroom", name="Newsroom", why="opened for the first start"
        )
        make_editor(
            newsroom=newsroom, username=NAME, password=password, superuser=True, why="made for the first start"
        )
        login = f"{NAME} / {password}"
        if file:
            file.touch(mode=0o600)
            file.write_text(login, encoding="utf-8")
        return login
