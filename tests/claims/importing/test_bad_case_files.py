"""A bad case file gets an error that names the field and the reason, and leaves nothing behind."""

import json
from typing import Any

import pytest

from claims.casefile.problems import BadCaseError
from claims.models import Assessment, Claim, Question, Report, Withdrawal
from newsrooms.models import User
from sources.models import Document, Source, Tie
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import broken, small_case

NOUNS = (Source, Tie, Document, Question, Claim, Report, Withdrawal, Assessment, User)

FAULTS: list[tuple[str, Any, str, str]] = [
    # where, what is put there, the path that is named, the code
    ("/format", "factcheck-case/2", "/format", "not_a_choice"),
    ("/title", "", "/title", "empty"),
    ("/surprise", 1, "/surprise", "unknown_field"),
    ("/sources", {}, "/sources", "wrong_type"),
    ("/sources/0/kind", "newspaper", "/sources/0/kind", "not_a_choice"),
    ("/sources/0/country", "France", "/sources/0/country", "wrong_form"),
    ("/sources/0/name", "", "/sources/0/name", "empty"),
    ("/sources/0/name", "x" * 301, "/sources/0/name", "too_long"),
    ("/sources/0/name", "a\u0000b", "/sources/0/name", "unprintable"),
    ("/sources/0/name", "a\ud800b", "/sources/0/name", "unprintable"),
    ("/sources/0/name", "a\u0001b", "/sources/0/name", "unprintable"),
    ("/sources/0/note", "\u001b[31mred", "/sources/0/note", "unprintable"),
    ("/documents/0/title", "x" * 2001, "/documents/0/title", "too_long"),
    ("/questions/0/text", "x" * 20_001, "/questions/0/text", "too_long"),
    ("/reports/0/quote/exact", "x" * 20_001, "/reports/0/quote/exact", "too_long"),
    ("/ties/0/reason", "x" * 20_001, "/ties/0/reason", "too_long"),
    ("/sources/0/url", "javascript:alert(1)", "/sources/0/url", "wrong_form"),
    ("/sources/0/aligned_with", ["ministry"], "/sources/0/aligned_with", "itself"),
    ("/sources/0/aligned_with", ["nobody"], "/sources/0/aligned_with/0", "unknown_id"),
    ("/sources/-", 3, "/sources/4", "wrong_type"),
    ("/sources/-", {"id": " ", "name": "Blank", "kind": "outlet"}, "/sources/4/id", "empty"),
    ("/sources/0/shoe_size", 43, "/sources/0/shoe_size", "unknown_field"),
    ("/sources/-", {"id": "ministry", "name": "Other", "kind": "outlet"}, "/sources/4/id", "changed_content"),
    ("/ties/-", {"source": "ministry", "tied_to": "gauge", "kind": "controlled_by"}, "/ties/1/tied_to", "tie_loop"),
    ("/ties/-", {"source": "herald", "tied_to": "herald", "kind": "owned_by"}, "/ties/1/tied_to", "itself"),
    ("/ties/0/tied_to", "nobody", "/ties/0/tied_to", "unknown_id"),
    ("/ties/0/until", "2019", "/ties/0/until", "upside_down"),
    ("/ties/0/since", "2025-13", "/ties/0/since", "not_a_moment"),
    ("/documents/0/publisher", "nobody", "/documents/0/publisher", "unknown_id"),
    ("/documents/0/published_at", "2025-02-30", "/documents/0/published_at", "not_a_moment"),
    ("/documents/0/published_at", "2025-02-28T24:61Z", "/documents/0/published_at", "not_a_moment"),
    ("/documents/0/published_at", "0000-01-01", "/documents/0/published_at", "not_a_moment"),
    ("/documents/0/published_at", "yesterday", "/documents/0/published_at", "wrong_form"),
    ("/reports/0/chains/0/0/source", "herald", "/reports/0/chains/0/0/source", "repeats_publisher"),
    ("/documents/0/captured", "yes", "/documents/0/captured", "wrong_type"),
    ("/claims/0/statement", "x" * 1001, "/claims/0/statement", "too_long"),
    ("/claims/0/statement", " \n", "/claims/0/statement", "empty"),
    ("/claims/0/question", "nothing", "/claims/0/question", "unknown_id"),
    ("/claims/0/quantity", {}, "/claims/0/quantity", "empty"),
    ("/claims/0/quantity", {"low": 5, "high": 4}, "/claims/0/quantity/low", "upside_down"),
    ("/claims/0/quantity", {"low": 5, "high": 5, "low_open": True}, "/claims/0/quantity/low", "upside_down"),
    ("/claims/0/quantity", {"low": 10**15}, "/claims/0/quantity/low", "out_of_range"),
    ("/claims/0/quantity", {"low": 0.0000001}, "/claims/0/quantity/low", "out_of_range"),
    ("/claims/0/quantity", {"low": None, "high": None}, "/claims/0/quantity", "says_nothing"),
    ("/claims/0/quantity", {"counted": "homes"}, "/claims/0/quantity", "says_nothing"),
    ("/claims/0/quantity", {"worded": "a great many"}, "/claims/0/quantity/worded", "unreadable"),
    ("/claims/0/quantity", {"low": "five"}, "/claims/0/quantity/low", "wrong_type"),
    ("/claims/0/quantity", {"low": 1, "of_claim": "homes-21"}, "/claims/0/quantity/of_claim", "itself"),
    ("/claims/0/quantity", {"low": 1, "of_claim": "half"}, "/claims/0/quantity/of_claim", "fraction_loop"),
    ("/claims/0/quantity", {"low": 1, "of_claim": "nothing"}, "/claims/0/quantity/of_claim", "unknown_id"),
    ("/reports/0/quantity/of_claim", "homes-21", "/reports/0/quantity/of_claim", "itself"),
    ("/reports/0/chains/0/0/quantity", {"low": 1, "of_claim": "homes-21"},
     "/reports/0/chains/0/0/quantity/of_claim", "itself"),
    *[
        ("/claims/0/quantity", quantity, f"/claims/0/quantity/{part}", "contradicts_itself")
        for part, quantity in [
            ("worded", {"worded": "at least 21", "comparator": "nearly", "low": 5, "high": 6}),
            ("comparator", {"worded": "at least 21", "comparator": "exactly"}),
            ("comparator", {"comparator": "exactly", "low": 5, "high": 6}),
            ("comparator", {"comparator": "exactly", "low": 5}),
            ("comparator", {"comparator": "at_least", "low": 5, "high": 6}),
            ("comparator", {"comparator": "at_least", "low": 5, "low_open": True}),
            ("comparator", {"comparator": "more_than", "low": 5}),
            ("comparator", {"comparator": "more_than", "low": 5, "low_open": True, "high": 9}),
            ("comparator", {"comparator": "up_to", "low": 5}),
            ("comparator", {"comparator": "up_to", "low": 5, "high": 9}),
            ("comparator", {"comparator": "less_than", "high": 9}),
            ("comparator", {"comparator": "between", "low": 5}),
            ("comparator", {"comparator": "approximately", "high": 5}),
            ("comparator", {"comparator": "nearly", "low": 5}),
            ("comparator", {"comparator": "fraction", "low": 5, "high": 7, "of_claim": "half"}),
            ("comparator", {"comparator": "fraction", "low": -0.5, "high": 0.5, "of_claim": "half"}),
            ("comparator", {"comparator": "fraction", "low": 0.5, "high": 1}),
        ]
    ],
    ("/claims/0/excludes", ["homes-21"], "/claims/0/excludes", "itself"),
    ("/claims/0/stakes/-", {"source": "ministry", "interest": "helped"}, "/claims/0/stakes", "twice"),
    ("/claims/0/stakes/0/source", "nobody", "/claims/0/stakes/0/source", "unknown_id"),
    ("/reports/0/claim", "nothing", "/reports/0/claim", "unknown_id"),
    ("/reports/0/document", "nothing", "/reports/0/document", "unknown_id"),
    ("/reports/0/stance", "doubts", "/reports/0/stance", "not_a_choice"),
    ("/reports/0/chains/0", [{"source": "ministry", "relation": "says"}] * 1001, "/reports/0/chains", "too_long"),
    ("/reports/0/chains/0", [], "/reports/0/chains/0", "empty"),
    ("/reports/0/chains/0/0/source", "nobody", "/reports/0/chains/0/0/source", "unknown_id"),
    ("/reports/0/chains/0/1/document", "nothing", "/reports/0/chains/0/1/document", "unknown_id"),
    ("/reports/0/chains/0/0/quantity", {"low": 2, "high": 1}, "/reports/0/chains/0/0/quantity/low", "upside_down"),
    ("/reports/0/quote/exact", "never written", "/reports/0/quote/exact", "not_in_text"),
    ("/reports/0/as_of", "2025-00", "/reports/0/as_of", "not_a_moment"),
    ("/reports/0/only_material_of", ["nobody"], "/reports/0/only_material_of/0", "unknown_id"),
    ("/withdrawals/0/document", "story", "/withdrawals/0", "withdrawal_form"),
    ("/withdrawals/0/source", "nobody", "/withdrawals/0/source", "unknown_id"),
    ("/withdrawals/0/noticed_in", "nothing", "/withdrawals/0/noticed_in", "unknown_id"),
    ("/assessments/0/approved_by", "desk.one", "/assessments/0/approved_by", "own"),
    ("/assessments/0/verdict", "true", "/assessments/0/verdict", "not_a_choice"),
    ("/assessments/0/reasons", "", "/assessments/0/reasons", "empty"),
    ("/assessments/0/approved_by", "Desk.One", "/assessments/0/approved_by", "own"),
    ("/assessments/0/approved_by", "desk.one ", "/assessments/0/approved_by", "wrong_form"),
    ("/assessments/0/by", "desk\n", "/assessments/0/by", "wrong_form"),
    ("/assessments/0/by", "desk one", "/assessments/0/by", "wrong_form"),
    ("/assessments/0/by", "desk/../one", "/assessments/0/by", "wrong_form"),
    ("/assessments/0/by", "d\u0435sk.one", "/assessments/0/by", "wrong_form"),
    ("/assessments/0/approved_by", "ｄesk", "/assessments/0/approved_by", "wrong_form"),
    ("/assessments/0/at", "2999", "/assessments/0/at", "in_the_future"),
    ("/withdrawals/0/at", "2999-01-01", "/withdrawals/0/at", "in_the_future"),
    ("/reports/0/chains/0/1/document", "story", "/reports/0/chains/0/1/document", "itself"),
    *[
        ("/sources/-", {"id": name, "name": "Odd", "kind": "outlet"}, "/sources/4/id", "wrong_form")
        for name in (" odd", "odd ", "o\ndd", "o\u200bdd", "o\u00a0dd", "\u202eodd", "cafe\u0301", "odd\u2028")
    ],
    *[
        ("/documents/0/language", language, "/documents/0/language", "wrong_form")
        for language in ("klingon-xx-invalid!!", "en_GB", "e", "en-", "-en", "en-GB-", "ｅｎ", "en GB")
    ],
    *[
        (f"{where}/url", url, f"{where}/url", "wrong_form")
        for where in ("/sources/0", "/documents/0")
        for url in ("https://u:p@example.org/", "https://u@example.org", "https://example.org/a b", "https://e.org/\n")
    ],
    ("/assessments/0/by", " ", "/assessments/0/by", "wrong_form"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "what", "path", "code"), FAULTS, ids=[f"{f[0]}={f[3]}" for f in FAULTS])
def test_a_fault_is_named_by_path_and_reason_and_nothing_is_written(
    importing: Importing, where: str, what: Any, path: str, code: str
) -> None:
    assert (path, code) in importing.refused(broken(where, what))
    assert [noun.__name__ for noun in NOUNS if noun._default_manager.exists()] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        ("[]", "wrong_type"),
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ('{"title": "a", "title": "b"}', "not_json"),
        ('{"title": NaN}', "not_json"),
        ('{"title": 1e999999}', "not_json"),
        ('{"title": ' + "9" * 5000 + "}", "not_json"),
        ('{"format": "factcheck-case/1"}', "required"),
        ('{"a\\u0000": 1}', "unprintable"),
    ],
)
def test_what_is_no_case_file_at_all_is_refused(importing: Importing, text: str, code: str) -> None:
    assert code in {found for _, found in importing.refused(text)}


def test_moderately_deep_json_inside_a_record_is_refused_too(importing: Importing) -> None:
    deep: Any = "x"
    for _ in range(60):
        deep = [deep]
    assert "too_deep" in {code for _, code in importing.refused(broken("/sources/0/aliases", deep))}


@pytest.mark.parametrize(
    "language", ["en", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419", "de-1996", "x-ours", "i-klingon"]
)
def test_a_language_tag_of_any_form_is_taken(importing: Importing, language: str) -> None:
    assert importing(broken("/documents/0/language", language)).added["document"] == 2


@pytest.mark.parametrize("name", ["Служба рек", "caf\u00e9", "a b/c:d#e", "河"])
def test_an_id_of_any_script_is_taken(importing: Importing, name: str) -> None:
    assert importing(broken("/sources/-", {"id": name, "name": "Other", "kind": "outlet"})).added["source"] == 5


@pytest.mark.parametrize("name", ["лара.ім", "ann+desk@weir", "zoë"])
def test_a_username_of_one_script_is_taken(importing: Importing, name: str) -> None:
    assert importing(broken("/assessments/0/by", name)).added["assessment"] == 1


def test_a_page_whose_path_names_somebody_is_an_address(importing: Importing) -> None:
    case = broken("/documents/0/url", "https://example.org/@weir?by=a@b")
    assert importing(case).added["document"] == 2


def test_two_records_of_one_id_in_a_file_are_both_named(importing: Importing) -> None:
    twin = {"id": "ministry", "name": "Other", "kind": "outlet"}
    with pytest.raises(BadCaseError) as refusal:
        importing(broken("/sources/-", twin))
    told = str(refusal.value.problems[0])
    assert told.startswith("/sources/4/id: source 'ministry' stands twice in the file (first at /sources/0)")
    assert "name is 'Ministry of Rivers' first and 'Other' then" in told


def test_two_lines_of_one_id_are_both_named_however_far_apart(importing: Importing) -> None:
    line = '{"type": "source", "id": "a", "name": "%s", "kind": "outlet"}\n'
    near = importing.lines(line % "A" + line % "B", keep_good=True)
    assert "stands twice in the file (first at line 1: /)" in near.problems[0].reason
    far = importing.lines((line % "C" + line % "D").replace('"a"', '"b"'), keep_good=True, in_batches_of=1)
    assert "stands twice in the file, with other content: name is 'C' first and 'D' then" in far.problems[0].reason


def test_every_fault_of_a_file_is_named_at_once(importing: Importing) -> None:
    case = broken("/sources/0/kind", "newspaper")
    case["claims"][0]["quantity"] = {"low": 5, "high": 4}
    found = importing.refused(case)
    assert ("/sources/0/kind", "not_a_choice") in found
    assert ("/claims/0/quantity/low", "upside_down") in found
    assert ("/ties/0/tied_to", "rests_on_refused") in found


def test_keep_good_writes_the_sound_records_and_names_the_others(importing: Importing) -> None:
    case = broken("/sources/2/kind", "newspaper")
    result = importing(case, keep_good=True)
    refused = {(problem.path, problem.code) for problem in result.problems}
    assert ("/sources/2/kind", "not_a_choice") in refused
    assert ("/documents/0/publisher", "rests_on_refused") in refused
    assert ("/reports/0/document", "rests_on_refused") in refused
    assert result.added["source"] == 3
    assert Report.objects.count() == 0
    assert Claim.objects.count() == 4


def test_a_refused_source_takes_those_that_side_with_it_along(importing: Importing) -> None:
    case = small_case(sources=[
        {"id": "a", "name": "A", "kind": "outlet", "aligned_with": ["b"]},
        {"id": "b", "name": "B", "kind": "outlet", "aligned_with": ["nobody"]},
    ], ties=[], documents=[], claims=[], reports=[], withdrawals=[], assessments=[])  # fmt: skip
    assert importing.refused(case) == [
        ("/sources/1/aligned_with/0", "unknown_id"),
        ("/sources/0/aligned_with/0", "rests_on_refused"),
    ]


def test_lines_name_the_line(importing: Importing) -> None:
    text = '{"type": "source", "id": "a", "name": "A", "kind": "outlet"}\n\nnot json\n{"type": "shoe"}\n[]\n'
    text += '{"type": "source", "id": "b", "name": "B", "kind": "paper"}\n'
    result = importing.lines(text, keep_good=True)
    assert [(problem.path, problem.code) for problem in result.problems] == [
        ("line 3: /", "not_json"),
        ("line 4: /type", "not_a_choice"),
        ("line 5: /", "wrong_type"),
        ("line 6: /kind", "not_a_choice"),
    ]
    assert result.added["source"] == 1


def test_a_line_whose_type_is_no_word_is_named(importing: Importing) -> None:
    result = importing.lines('{"type": ["source"]}\n', keep_good=True)
    assert [(problem.path, problem.code) for problem in result.problems] == [("line 1: /type", "not_a_choice")]


def test_a_figure_with_more_digits_than_an_export_could_give_back_is_refused(importing: Importing) -> None:
    text = json.dumps(broken("/claims/0/quantity", {"low": "LOW"})).replace('"LOW"', "999999999999999.999999")
    assert ("/claims/0/quantity/low", "out_of_range") in importing.refused(text)


def test_a_claim_that_is_here_may_not_come_to_exclude_one_that_is_nowhere(importing: Importing) -> None:
    importing(small_case())
    assert importing.refused(broken("/claims/0/excludes", ["nothing"])) == [("/claims/0/excludes/0", "unknown_id")]


def test_changed_content_is_told_by_the_part_that_differs(importing: Importing) -> None:
    importing(small_case())
    case = broken("/reports/0/chains/0/0/relation", "told")
    case["claims"][0]["as_of"] = "2031-02"
    with pytest.raises(BadCaseError) as refusal:
        importing(case)
    told = [problem.reason for problem in refusal.value.problems]
    assert "as_of is " in told[0]
    assert "'2031-02' in the file" in told[0]
    assert "chains/0/0/relation is " in told[1]
    assert "'told' in the file" in told[1]
