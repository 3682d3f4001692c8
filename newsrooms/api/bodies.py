"""Bodies and query strings: read within limits, strictly, and held against the shape an operation declares."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, RawPostDataException
from django.http.request import UnreadablePostError
from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import ADDRESS_FORM, COUNTRY_FORM, MOMENT_FORM
from newsrooms.strict_json import point, read_strictly

LARGEST_BODY = 1_048_576
JSON_TYPES = frozenset({"application/json", "application/merge-patch+json"})
MOST_FAULTS = 50
FORMS = {
    MOMENT_FORM: "Is no year, month, day or moment, such as 2025, 2025-03, 2025-03-14 or 2025-03-14T18:00Z.",
    COUNTRY_FORM: "Is not the two capital letters of a country (ISO 3166-1), such as NO.",
    ADDRESS_FORM: "Does not begin with http:// or https://.",
}
Schema = dict[str, Any]


def read_body(request: HttpRequest, *, largest: int = LARGEST_BODY) -> bytes:
    """The bytes of a body. Raises the 413 problem beyond ``largest``, before more than that is read, and the 400
    problem when it broke off."""
    declared = declared_length(request, largest)
    try:
        body = request.read(largest + 1)
    except (UnreadablePostError, RawPostDataException):
        raise ProblemError("malformed", "The body broke off.") from None
    if len(body) > largest:
        raise ProblemError("too_large", f"A body has at most {largest} bytes here.")
    refuse_cut_off(len(body), declared)
    return body


def declared_length(request: HttpRequest, largest: int) -> int:
    """How many bytes the body is said to have. Raises the 411 problem for one in chunks, which is not read here, and
    the 413 problem for more than ``largest``."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if "HTTP_TRANSFER_ENCODING" in request.META:
        raise ProblemError("length_required", "Send Content-Length; a body in chunks is not read here.")
    if not declared.isascii() or not declared.isdigit():
        raise ProblemError("malformed", "Content-Length is not a number.")
    if len(declared) > 18 or int(declared) > largest:
        raise ProblemError("too_large", f"A body has at most {largest} bytes here.")
    return int(declared)


def refuse_cut_off(size: int, declared: int) -> None:
    """Raise the 400 problem for a body of another size than was said: what is missing nobody can know."""
    if size != declared:
        raise ProblemError("malformed", f"The body broke off: {size} of {declared} bytes came.")


def read_json_body(request: HttpRequest, body: bytes) -> Any:
    """The value of a JSON body. Raises the 415 problem for another kind, `NotStrictJSONError` for bad JSON."""
    kind = (request.META.get("CONTENT_TYPE") or "").partition(";")[0].strip().lower()
    if kind not in JSON_TYPES:
        raise ProblemError("unsupported_media_type", "Send JSON, with Content-Type: application/json.")
    return _with_whole_numbers(read_strictly(body))


def _with_whole_numbers(value: Any) -> Any:
    """The same with 12.0 as 12: to JSON Schema that is an integer, and so it is to what it is handed on to."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return {name: _with_whole_numbers(part) for name, part in value.items()}
    return [_with_whole_numbers(part) for part in value] if isinstance(value, list) else value


def refuse_misshapen(value: Any, validator: Draft202012Validator) -> None:
    """Hold a value against its JSON Schema. Raises the 422 problem with every departure and its place."""
    if validator.is_valid(value):
        return
    faults = [
        Fault(code, detail, pointer=pointer)
        for error in validator.iter_errors(value)
        for pointer, code, detail in explain(error)
    ]
    raise ProblemError("invalid", "", faults[:MOST_FAULTS])


def compile_schema(schema: Schema) -> Draft202012Validator:
    """What holds values against a schema. Making one takes far longer than using it: keep it."""
    return Draft202012Validator(schema, validate_formats=False)


def explain(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """One departure from a schema as pointer, code and words; several when fields are unknown."""
    pointer, kind = "", error.kind
    for key in error.instance_path:
        pointer = point(pointer, key)
    if isinstance(kind, ValidationErrorKind.Required):
        yield point(pointer, kind.property), "required", "Is missing."
    elif isinstance(kind, ValidationErrorKind.AdditionalProperties):
        for name in kind.unexpected:
            yield point(pointer, name), "unknown_field", "Is not a field here."
    elif isinstance(kind, ValidationErrorKind.Enum):
        options = ", ".join(str(option) for option in kind.options)
        yield pointer, "not_a_choice", f"Is none of: {options}."
    elif isinstance(kind, ValidationErrorKind.MinLength | ValidationErrorKind.MaxLength):
        yield pointer, *_beside(kind.limit, "characters", least=isinstance(kind, ValidationErrorKind.MinLength))
    elif isinstance(kind, ValidationErrorKind.MinItems | ValidationErrorKind.MaxItems):
        yield pointer, *_beside(kind.limit, "entries", least=isinstance(kind, ValidationErrorKind.MinItems))
    elif isinstance(kind, ValidationErrorKind.Type):
        yield pointer, "wrong_type", f"Is not of type {' or '.join(str(name) for name in kind.types)}."
    elif isinstance(kind, ValidationErrorKind.Pattern):
        yield pointer, "wrong_form", FORMS.get(kind.pattern, f"Is not of the form {kind.pattern}")
    elif isinstance(kind, ValidationErrorKind.Minimum):
        yield pointer, "out_of_range", f"Is less than {kind.limit}."
    elif isinstance(kind, ValidationErrorKind.Maximum):
        yield pointer, "out_of_range", f"Is more than {kind.limit}."
    else:
        yield pointer, "wrong_shape", error.message[:300]


def _beside(limit: int, what: str, *, least: bool) -> tuple[str, str]:
    """Code and words for too few or too many."""
    code, how = ("too_short", "fewer") if least else ("too_long", "more")
    return code, "Is empty." if least and limit == 1 else f"Has {how} than {limit} {what}."
