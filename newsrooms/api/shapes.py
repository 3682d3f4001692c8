"""Small words for writing JSON Schema: what answers and bodies are made of."""

from enum import StrEnum
from typing import Any

Schema = dict[str, Any]

ID: Schema = {"type": "string", "minLength": 1, "maxLength": 200}
MOMENT_FORM = (
    r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$"  # a year, a month, a day or a moment
)
COUNTRY_FORM = "^[A-Z]{2}$"
ADDRESS_FORM = r"^https?://[^\x00-\x20\x7F-\x9F]+$"
MOMENT: Schema = {"type": "string", "description": "A year, month, day or moment; what is written is its precision."}
MOMENT_INPUT: Schema = {**MOMENT, "pattern": MOMENT_FORM, "maxLength": 30}
HOUSE_ONLY = "For the house only; not given to who may not read drafts."
INSTANT: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}


def text(detail: str = "", *, longest: int | None = None, least: int | None = None, **more: Any) -> Schema:
    """A string, with what it means."""
    parts = {"description": detail or None, "maxLength": longest, "minLength": least}
    return {"type": "string"} | {name: part for name, part in parts.items() if part is not None} | more


def word(words: type[StrEnum]) -> Schema:
    """One of the words of a vocabulary."""
    return {"type": "string", "enum": [one.value for one in words]}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return {**schema, "type": [schema["type"], "null"], "enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str) and schema["type"] not in ("object", "array"):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(item: Schema, detail: str = "", *, most: int | None = None, least: int | None = None) -> Schema:
    parts = {"description": detail or None, "maxItems": most, "minItems": least}
    return {"type": "array", "items": item} | {name: part for name, part in parts.items() if part is not None}


def answer(detail: str, /, *, optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object of an answer: all its properties are there, but for the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": detail, "required": required, "properties": properties}


def body(detail: str, /, *, required: tuple[str, ...] = (), least: int = 0, **properties: Schema) -> Schema:
    """An object of a body: what is not named here is refused."""
    schema: Schema = {
        "type": "object",
        "description": detail,
        "properties": properties,
        "additionalProperties": False,
    }
    return schema | ({"required": list(required)} if required else {}) | ({"minProperties": least} if least else {})
