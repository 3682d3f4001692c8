"""What every text and moment that is sent is asked to be, for the document; the doors say it in better words."""

from typing import Any

from newsrooms.api.shapes import MOMENT_FORM

Schema = dict[str, Any]
STORABLE = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"  # no control characters but tab and ends of lines
ON_THE_CALENDAR = (  # but for the ends of the shorter months
    r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?$"
)
SAID_ALREADY = frozenset({"pattern", "enum", "const", "format"})


def narrow(schema: Any) -> Any:
    """The schema of something sent, with what is asked of each text and moment in it."""
    if isinstance(schema, list):
        return [narrow(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: narrow(part) for name, part in schema.items()}
    if found.get("pattern") == MOMENT_FORM:
        found["pattern"] = ON_THE_CALENDAR
    if _is_text(found.get("type")) and not SAID_ALREADY & found.keys():
        found["pattern"] = STORABLE
    if isinstance(found.get("additionalProperties"), dict):
        found.setdefault("propertyNames", {"pattern": STORABLE})
    return found


def _is_text(kind: Any) -> bool:
    return kind == "string" or (isinstance(kind, list) and "string" in kind)
