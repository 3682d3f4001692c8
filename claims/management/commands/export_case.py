"""``manage.py export_case``: a newsroom's holdings as a case file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.casefile.export import export_case, export_lines
from claims.management.newsroom_choice import choose_newsroom


class Command(BaseCommand):
    help = "Write a newsroom's holdings as a case file to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", default="", help="slug of the newsroom; needed when there are several")
        parser.add_argument("--title", default="", help="the case's title; the newsroom's name unless given")
        parser.add_argument("--summary", default="", help="what the case is about; nothing unless given")
        parser.add_argument("--lines", action="store_true", help="write JSON Lines, for large holdings")

    def handle(self, *args: Any, **options: Any) -> None:
        newsroom = choose_newsroom(options["newsroom"])
        write = export_lines if options["lines"] else export_case
        for piece in write(newsroom, title=options["title"] or newsroom.name, summary=options["summary"]):
            self.stdout.write(piece, ending="")
