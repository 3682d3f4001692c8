"""Importing is exact and repeatable: what goes in comes out, twice changes nothing, all or nothing."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from claims.actions.importing import import_case
from claims.algebra.intervals import Quantity
from claims.casefile.export import export_case, export_lines
from claims.casefile.reading import read_case
from claims.casefile.shape import SCHEMA
from claims.models import Approval, Attribution, Claim, DueClaim, Exclusion, Report
from claims.vocabulary import Comparator
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role
from sources.models import Capture, Source
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import broken, small_case
from tests.newsrooms.cast import hire, open_harbour_post

EXAMPLE = Path(settings.BASE_DIR) / "examples" / "kursk-june-2025.json"


def exported(newsroom: Newsroom) -> dict[str, Any]:
    return dict(json.loads("".join(export_case(newsroom, title="out"))))


def test_importing_what_was_exported_gives_the_same_again(importing: Importing) -> None:
    importing(EXAMPLE.read_text())
    first = exported(importing.newsroom)
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(first)
    assert exported(other.newsroom) == first


def test_the_export_keeps_every_fact_of_the_example(importing: Importing) -> None:
    importing(EXAMPLE.read_text())
    given, held = json.loads(EXAMPLE.read_text()), exported(importing.newsroom)
    for array in ("sources", "ties", "documents", "questions", "claims", "reports", "withdrawals", "assessments"):
        assert len(held[array]) == len(given[array]), array
    statements = {claim["id"]: claim["statement"] for claim in given["claims"]}
    assert {claim["id"]: claim["statement"] for claim in held["claims"]} == statements
    assert chains_of(held) == chains_of(given)


def chains_of(case: dict[str, Any]) -> dict[str, list[list[str]]]:
    return {
        report["id"]: [[link["source"] for link in chain] for chain in report.get("chains", [])]
        for report in case["reports"]
    }


def test_lines_carry_the_same_case(importing: Importing) -> None:
    importing(small_case())
    lines = "".join(export_lines(importing.newsroom, title="out"))
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other.lines(lines, in_batches_of=3)
    assert exported(other.newsroom) == exported(importing.newsroom)


def test_an_export_is_exact_to_the_schema(importing: Importing) -> None:
    importing(small_case())
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(exported(importing.newsroom))


def test_an_empty_newsroom_exports_an_empty_case(newsroom: Newsroom) -> None:
    case = exported(newsroom)
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(case)
    assert case["claims"] == []


def test_importing_twice_changes_nothing(importing: Importing) -> None:
    importing(small_case())
    before = exported(importing.newsroom)
    again = importing(small_case())
    assert sum(again.added.values()) == 0
    assert again.unchanged["report"] == 2
    assert exported(importing.newsroom) == before
    assert (Capture.objects.count(), Approval.objects.count(), Exclusion.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("where", "what", "field"),
    [
        ("/sources/0/name", "Ministry of Roads", "name"),
        ("/sources/1/aliases", ["RGS"], "aliases"),
        ("/ties/0/reason", "by decree", "reason"),
        ("/documents/0/published_at", "2025-03-02", "published_at"),
        (
            "/documents/0/text",
            "The ministry counted at least 21 flooded homes.",
            "text",
        ),
        ("/questions/0/basis", "instant", "basis"),
        ("/claims/0/quantity/worded", "at least 22", "quantity"),
        ("/claims/0/stakes/0/reason", "its weir", "stakes"),
        ("/claims/0/excludes", ["dam-held"], "exclude"),
        ("/reports/0/chains/0/0/relation", "quotes", "chains"),
        ("/reports/1/own_reporting", False, "own_reporting"),
    ],
)
def test_other_content_under_the_same_id_is_refused_and_changes_nothing(
    importing: Importing, where: str, what: Any, field: str
) -> None:
    importing(small_case())
    before = exported(importing.newsroom)
    codes = importing.refused(broken(where, what))
    assert {code for _, code in codes} == {"changed_content"}
    assert exported(importing.newsroom) == before


def test_a_dry_run_says_what_would_be_done_and_does_nothing(importing: Importing) -> None:
    result = importing(small_case(), dry_run=True)
    assert result.added["source"] == 4
    assert result.added["report"] == 2
    assert result.claims
    assert not Source.objects.exists()
    assert not User.objects.exists()


def test_what_was_imported_is_due_to_be_computed(importing: Importing) -> None:
    importing(small_case())
    assert set(DueClaim.objects.values_list("claim", flat=True)) == set(Claim.objects.values_list("pk", flat=True))


def test_a_quote_is_found_in_the_captured_text(importing: Importing) -> None:
    importing(small_case())
    report = Report.objects.select_related("capture__text").get(external_id="herald-on-homes")
    assert report.capture is not None
    assert report.capture.text is not None
    assert report.capture.text.text[report.quote_start : report.quote_end] == "at least 21 flooded homes"


def test_a_wording_given_alone_is_read_by_the_hedge_table(importing: Importing) -> None:
    importing(small_case())
    claim = Claim.objects.get(external_id="homes-21")
    assert claim.quantity == Quantity(
        Decimal(21), None, comparator=Comparator.AT_LEAST, worded="at least 21", counted="homes"
    )


def test_claims_may_name_each_other_in_any_order(importing: Importing) -> None:
    importing(small_case())
    assert Claim.objects.get(external_id="half").quantity_of_claim == Claim.objects.get(external_id="homes-21")
    assert Exclusion.objects.count() == 1


def test_every_link_knows_its_claim(importing: Importing) -> None:
    importing(small_case())
    assert all(link.claim_id == link.report.claim_id for link in Attribution.objects.select_related("report"))


def test_another_newsroom_may_use_the_same_ids(importing: Importing) -> None:
    importing(small_case())
    other = Importing(open_newsroom(by=None, slug="other", name="Other"))
    other(small_case())
    assert Source.objects.filter(external_id="ministry").count() == 2


@pytest.mark.parametrize("role", [Role.READER, Role.REPORTER])
def test_who_may_not_judge_evidence_may_not_import(db: None, role: Role) -> None:
    newsroom, _ = open_harbour_post()
    person = hire(newsroom, "rhea", role)
    case = read_case(json.dumps(small_case()))
    with pytest.raises(PermissionDenied):
        import_case(by=person, newsroom=newsroom, title=case.title, records=case.records)


def test_an_editor_cannot_import_judgements_in_the_name_of_others(db: None) -> None:
    newsroom, _ = open_harbour_post()
    editor = hire(newsroom, "emil", Role.EDITOR)
    case = read_case(json.dumps(small_case()))
    result = import_case(by=editor, newsroom=newsroom, title=case.title, records=case.records, keep_good=True)
    assert [(problem.path, problem.code) for problem in result.problems] == [("/assessments/0/by", "not_yours")]
    assert not Approval.objects.exists()


def test_authors_who_come_with_a_file_cannot_sign_in(importing: Importing) -> None:
    result = importing(small_case())
    assert sorted(result.accounts_made) == ["desk.one", "desk.two"]
    assert not any(user.is_active or user.has_usable_password() for user in User.objects.all())


def test_the_commands_import_and_export(newsroom: Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text("\ufeff" + json.dumps(small_case()))
    out = io.StringIO()
    call_command("import_case", str(file), "--publish", stdout=out)
    assert "imported 4 sources" in out.getvalue()
    assert "published 4 claims" in out.getvalue()
    written = io.StringIO()
    call_command("export_case", "--lines", stdout=written)
    lines = tmp_path / "case.jsonl"
    lines.write_text("\n" + written.getvalue())
    out = io.StringIO()
    call_command("import_case", str(lines), stdout=out)
    assert "imported nothing new; 16 records were here already" in out.getvalue()
