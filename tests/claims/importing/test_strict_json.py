"""What is not strict JSON is named where it stands: the record's path, and the line in JSON Lines."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.casefile import reading
from claims.models import Claim
from newsrooms.models import Newsroom
from sources.models import Source
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import broken, small_case

SOURCE = '{"type": "source", "id": "%s", "name": "%s", "kind": "outlet"}\n'


@pytest.mark.parametrize(
    "written", ["1e400", "NaN", "Infinity", "-Infinity", "9" * 401, "1e-999", "1e99999999999999999999"]
)
def test_a_number_that_cannot_be_read_is_named_by_its_path(importing: Importing, written: str) -> None:
    text = json.dumps(broken("/claims/0/quantity", {"low": "LOW"})).replace('"LOW"', written)
    assert importing.refused(text) == [("/claims/0/quantity/low", "not_json")]
    assert not Claim.objects.exists()


def test_a_key_that_stands_twice_is_named_by_its_path(importing: Importing) -> None:
    text = json.dumps(small_case()).replace('"kind": "official"', '"kind": "official", "kind": "witness"')
    assert importing.refused(text) == [("/sources/3/kind", "not_json")]


def test_every_such_part_is_named_at_once_in_the_order_of_the_file(importing: Importing) -> None:
    text = '{"title": NaN, "claims": [1, {"a/b": 1e500}, {"c": 1, "c": [Infinity]}], "n": 1}'
    assert [path for path, _ in importing.refused(text)] == ["/title", "/claims/1/a~1b", "/claims/2/c"]


def test_a_refusal_can_be_kept_and_shown_whatever_the_key(importing: Importing) -> None:
    text = '{"a\\u0000\\ud800": NaN, "%s": NaN}' % ("k" * 5000)
    for path, _ in importing.refused(text):
        assert path.isprintable()
        assert len(path) < 200


def test_in_json_lines_the_line_is_named_and_the_other_lines_are_good(importing: Importing) -> None:
    lines = SOURCE % ("a", "A") + '{"type": "claim", "id": "c", "statement": "S.", "quantity": {"low": 1e400}}\n'
    lines += '{"type": "claim", "id": "d", "id": "e", "statement": "S."}\n' + SOURCE % ("b", "B")
    result = importing.lines(lines, keep_good=True)
    assert [(problem.path, problem.code) for problem in result.problems] == [
        ("line 2: /quantity/low", "not_json"),
        ("line 3: /id", "not_json"),
    ]
    assert result.added["source"] == 2


def test_a_line_that_is_no_json_at_all_tells_the_column_of_that_line(importing: Importing) -> None:
    result = importing.lines(SOURCE % ("a", "A") + '{"type": nothing}\n', keep_good=True)
    assert [str(problem) for problem in result.problems] == ["line 2: /: is not JSON: Expecting value at column 10"]


def test_a_line_that_is_too_long_is_said_to_be_and_its_rest_is_no_line(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 1000)
    lines = SOURCE % ("a", "A") + SOURCE % ("b", "B" * 2500) + SOURCE % ("c", "C")
    result = importing.lines(lines, keep_good=True)
    assert [(problem.path, problem.code) for problem in result.problems] == [("line 2: /", "too_long")]
    assert "nothing behind it was read" in result.problems[0].reason
    assert result.added["source"] == 1


def test_a_line_of_just_the_greatest_length_is_read(importing: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    line = (SOURCE % ("a", "A" * 100)).strip()
    monkeypatch.setattr(reading, "LONGEST_LINE", len(line))
    assert importing.lines(f"{line}\n").added["source"] == 1
    assert importing.lines(line).unchanged["source"] == 1


def import_file(file: Path, content: str) -> tuple[str, str]:
    """What the command says on success and of faults."""
    file.write_text(content)
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_case", str(file), stdout=out, stderr=err)
    except CommandError as error:
        return "", err.getvalue() + str(error)
    return out.getvalue(), err.getvalue()


def test_lines_are_known_for_lines_however_long_the_first_is(newsroom: Newsroom, tmp_path: Path) -> None:
    document = {"type": "document", "id": "d", "publisher": "a", "title": "T", "text": "x" * 1_200_000}
    source: dict[str, Any] = {"type": "source", "id": "a", "name": "A", "kind": "outlet"}
    source["aliases"] = ["y" * 250] * 5000
    said, _ = import_file(tmp_path / "long.jsonl", json.dumps(source) + "\n" + json.dumps(document) + "\n")
    assert "imported 1 sources, 1 documents" in said


@pytest.mark.parametrize(
    "first", ['{"type": "source", "id": }', "garbage", '{"type": "source", "name": NaN, "id": "a", "kind": "outlet"}']
)
def test_a_malformed_first_line_is_told_by_its_number(newsroom: Newsroom, tmp_path: Path, first: str) -> None:
    _, faults = import_file(tmp_path / "bad.jsonl", f"\n{first}\n" + SOURCE % ("b", "B"))
    assert "line 2: /" in faults
    assert not Source.objects.exists()


def test_one_object_is_not_taken_for_lines(newsroom: Newsroom, tmp_path: Path) -> None:
    for indent in (None, 2):
        file = tmp_path / "case.json"
        said, faults = import_file(file, json.dumps(small_case(), indent=indent))
        assert (bool(said), faults) == (True, "")
