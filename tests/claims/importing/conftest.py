"""An empty newsroom to import into, and a way to import that is the one every door uses."""

import io
import json
from typing import Any

import pytest

from claims.actions.importing import ImportResult, import_case
from claims.casefile.problems import BadCaseError
from claims.casefile.reading import read_case, read_case_lines
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return open_newsroom(by=None, slug="weir", name="Weir desk")


class Importing:
    """Imports into one newsroom; ``refused`` gives the problems of what must not get in."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    def __call__(self, case: dict[str, Any] | str, **how: Any) -> ImportResult:
        text = case if isinstance(case, str) else json.dumps(case)
        read = read_case(text)
        return import_case(by=None, newsroom=self.newsroom, title=read.title, records=read.records, **how)

    def lines(self, text: str, **how: Any) -> ImportResult:
        records = read_case_lines(io.StringIO(text))
        return import_case(by=None, newsroom=self.newsroom, title="lines", records=records, **how)

    def refused(self, case: dict[str, Any] | str, **how: Any) -> list[tuple[str, str]]:
        with pytest.raises(BadCaseError) as refusal:
            self(case, **how)
        assert all(problem.reason for problem in refusal.value.problems)
        return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.fixture
def importing(newsroom: Newsroom) -> Importing:
    return Importing(newsroom)
