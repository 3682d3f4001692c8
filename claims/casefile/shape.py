"""Whether a record has the shape that `case.schema.json` demands, checked by its own schema."""

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from claims.casefile.problems import Place, Problem, shorten

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "case.schema.json").read_text(encoding="utf-8"))
FORMAT: str = SCHEMA["properties"]["format"]["const"]

# The arrays of a case file in the order in which records may name each other, and each one's record type.
KINDS = {
    "sources": "source",
    "ties": "tie",
    "documents": "document",
    "questions": "question",
    "claims": "claim",
    "reports": "report",
    "withdrawals": "withdrawal",
    "assessments": "assessment",
}
WITHDRAWAL_FORMS = "names either a source and a claim, or a document and nothing else"


def problems_of_shape(kind: str, record: Any, place: Place) -> list[Problem]:
    """Every way in which the record departs from the schema of its kind ("source", "report", …)."""
    validator = _validator(f"#/$defs/{kind}")
    if validator.is_valid(record):
        return _problems_of_id(record.get("id", ""), place)
    return [problem for error in validator.iter_errors(record) for problem in _explain(error, place)]


def problems_of_head(head: dict[str, Any], place: Place) -> list[Problem]:
    """What is wrong with the case itself: its format, title and summary, and keys that no case has."""
    validator = _head_validator()
    return [problem for error in validator.iter_errors(head) for problem in _explain(error, place)]


def _problems_of_id(name: str, place: Place) -> list[Problem]:
    """Ids are compared letter by letter, so none may look like another."""
    if not name.strip() or (name.isascii() and name.isprintable() and name == name.strip()):
        return []
    if name != name.strip():
        reason = "begins or ends with a blank"
    elif not name.isprintable():
        reason = "holds a character that cannot be seen"
    elif not unicodedata.is_normalized("NFC", name):
        reason = "is not in Unicode's composed form (NFC)"
    else:
        return []
    return [Problem(place.at("id"), "wrong_form", f"{ascii(name)[:60]} {reason}")]


def _explain(error: ValidationError, place: Place) -> Iterator[Problem]:
    keys, kind = error.instance_path, error.kind
    if isinstance(kind, ValidationErrorKind.Required):
        yield Problem(place.at(*keys, kind.property), "required", "is missing")
    elif isinstance(kind, ValidationErrorKind.AdditionalProperties):
        for name in kind.unexpected:
            yield Problem(place.at(*keys, name), "unknown_field", "is not a field of the case format")
    elif isinstance(kind, ValidationErrorKind.Enum):
        options = ", ".join(str(option) for option in kind.options)
        yield Problem(place.at(*keys), "not_a_choice", f"{shorten(error.instance)} is none of: {options}")
    elif isinstance(kind, ValidationErrorKind.Constant):
        yield Problem(place.at(*keys), "not_a_choice", f"{shorten(error.instance)} is not {kind.expected_value!r}")
    elif isinstance(kind, ValidationErrorKind.MinProperties):
        yield Problem(place.at(*keys), "empty", "is empty")
    elif isinstance(kind, ValidationErrorKind.OneOfNotValid | ValidationErrorKind.OneOfMultipleValid):
        yield Problem(place.at(*keys), "withdrawal_form", WITHDRAWAL_FORMS)
    elif isinstance(kind, ValidationErrorKind.MinLength | ValidationErrorKind.MinItems):
        yield Problem(place.at(*keys), "empty", "is empty")
    elif isinstance(kind, ValidationErrorKind.MaxLength):
        yield Problem(place.at(*keys), "too_long", f"is longer than {kind.limit} characters")
    elif isinstance(kind, ValidationErrorKind.Type):
        wanted = " or ".join(str(name) for name in kind.types)
        yield Problem(place.at(*keys), "wrong_type", f"{shorten(error.instance)} is not of type {wanted}")
    elif isinstance(kind, ValidationErrorKind.Pattern):
        yield Problem(place.at(*keys), "wrong_form", f"{shorten(error.instance)} does not have the form asked for")
    else:
        yield Problem(place.at(*keys), kind.name, shorten(error.message, 200))


@cache
def _validator(reference: str) -> Draft202012Validator:
    return Draft202012Validator({"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], "$ref": reference})


@cache
def _head_validator() -> Draft202012Validator:
    lists = {name: {"type": "array"} for name in KINDS}
    return Draft202012Validator({**SCHEMA, "properties": {**SCHEMA["properties"], **lists}})
