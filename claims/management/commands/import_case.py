"""``manage.py import_case FILE``: read a case file or ClaimReview JSON into a newsroom, all or nothing."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from claims.actions.import_files import take_reviews
from claims.actions.importing import ImportResult, import_case
from claims.actions.publishing import publish_imported
from claims.casefile.addresses import SCHEMES, fetch_file
from claims.casefile.problems import BadCaseError, Problem
from claims.casefile.reading import Case, looks_like_lines, read_case, read_case_lines
from claims.casefile.reviews.finding import looks_like_reviews
from claims.management.newsroom_choice import choose_newsroom
from claims.management.settling import settle_or_say
from newsrooms.models import Newsroom
from sources.fetching.installation import make_policy

LINES_AT_A_TIME = 5000
MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Import a case file (one JSON object, or JSON Lines) or ClaimReview JSON into a newsroom, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the case file, its http(s) address, or - for standard input")
        parser.add_argument("--newsroom", default="", help="slug of the newsroom; needed when there are several")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--keep-good", action="store_true", help="leave bad records out instead of refusing all")
        parser.add_argument("--publish", action="store_true", help="publish the claims of the file afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        newsroom = choose_newsroom(options["newsroom"], open_first=True)
        try:
            with open_case(options["file"]) as stream:
                result = self.run_import(newsroom, stream, options)
        except BadCaseError as error:
            self.show_problems(error.problems)
            raise CommandError("Nothing was imported.") from None
        except ValidationError as error:
            raise CommandError(f"{options['file']}: {' '.join(error.messages)}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from None
        self.show(result)
        if result.dry_run:
            return
        settle_or_say(on_progress=lambda done: self.show_progress("standings", done))
        if options["publish"]:
            published = publish_imported(by=None, newsroom=newsroom, claims=result.claims)
            settle_or_say()
            self.stdout.write(f"published {published} claims")

    def run_import(self, newsroom: Newsroom, stream: TextIO, options: dict[str, Any]) -> ImportResult:
        lines = looks_like_lines(stream)
        case = self.read_case(newsroom, stream, Path(options["file"]).name, lines=lines)
        return import_case(
            by=None,
            newsroom=newsroom,
            title=case.title,
            records=case.records,
            dry_run=options["dry_run"],
            keep_good=options["keep_good"],
            in_batches_of=LINES_AT_A_TIME if lines else None,
            on_progress=lambda done: self.show_progress("records", done),
        )

    def read_case(self, newsroom: Newsroom, stream: TextIO, name: str, *, lines: bool) -> Case:
        if lines:
            return Case(title=name, summary="", records=read_case_lines(stream))
        text = stream.read()
        if not looks_like_reviews(text):
            return read_case(text)
        return Case(title=name, summary="", records=take_reviews(newsroom, text).in_order())

    def show_progress(self, noun: str, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} {noun}", ending="")
            self.stderr.flush()

    def show(self, result: ImportResult) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r", ending="")
        self.show_problems(result.problems)
        heading = "would import" if result.dry_run else "imported"
        added = ", ".join(f"{count} {kind}s" for kind, count in result.added.items() if count) or "nothing new"
        unchanged = sum(result.unchanged.values())
        self.stdout.write(f"{heading} {added}" + (f"; {unchanged} records were here already" if unchanged else ""))
        if result.problems:
            self.stdout.write(f"left out {len(result.problems)} bad records or parts, named above")
        if result.accounts_made:
            names = ", ".join(result.accounts_made)
            self.stdout.write(f"made accounts that cannot sign in, for authors unknown here: {names}")

    def show_problems(self, problems: list[Problem]) -> None:
        for problem in problems[:MOST_SHOWN]:
            self.stderr.write(str(problem))
        if len(problems) > MOST_SHOWN:
            self.stderr.write(f"… and {len(problems) - MOST_SHOWN} more")


@contextmanager
def open_case(name: str) -> Iterator[TextIO]:
    """The case file as text that can be read twice; standard input is put aside in a temporary file."""
    if name.startswith(SCHEMES):
        _, content = fetch_file(name, policy=make_policy())
        with TextIOWrapper(BytesIO(content), encoding="utf-8-sig") as stream:
            yield stream
        return
    if name != "-":
        with Path(name).open(encoding="utf-8-sig") as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as aside:
        shutil.copyfileobj(sys.stdin.buffer, aside)
        aside.seek(0)
        with TextIOWrapper(aside, encoding="utf-8-sig") as stream:
            yield stream
