"""What an operation of the API is: declared once, and from that enforced, described in the reference and tested."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.http import HttpResponse
from jsonschema_rs import Draft202012Validator

from newsrooms.api.bodies import Schema, compile_schema, explain, refuse_misshapen
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.strict_json import is_storable
from newsrooms.vocabulary import Scope

Handler = TypeVar("Handler", bound=Callable[..., HttpResponse])
COMPONENTS: dict[str, Schema] = {}
LONGEST_PARAMETER = 2000
MOST_EXPANDED = 25


def component(name: str, schema: Schema) -> str:
    """Enter a schema under a name that bodies, answers and other schemas refer to; give the name."""
    if name in COMPONENTS:
        raise ValueError(f"there are two schemas {name}")
    COMPONENTS[name] = schema
    return name


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


@cache
def validator_of(name: str) -> Draft202012Validator:
    """What holds a body against a component, compiled once in a process, with no more than it refers to."""
    return compile_schema({**ref(name), "components": {"schemas": parts_of(name)}})


def parts_of(name: str) -> dict[str, Schema]:
    """A component and all that it refers to, by their names."""
    needed: dict[str, Schema] = {}
    waiting = [name]
    while waiting:
        found = waiting.pop()
        if found not in needed:
            needed[found] = COMPONENTS[found]
            waiting += _names_in(COMPONENTS[found])
    return needed


def _names_in(schema: Any) -> Iterator[str]:
    """The components a schema refers to."""
    if isinstance(schema, dict):
        if isinstance(where := schema.get("$ref"), str):
            yield where.rpartition("/")[2]
        for part in schema.values():
            yield from _names_in(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            yield from _names_in(part)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query string, read by the type its schema names; an array is written with commas."""

    name: str
    schema: Schema
    detail: str
    example: Any = None

    def read(self, written: str) -> Any:
        """The value. Raises the 400 problem that names the parameter."""
        if len(written) > LONGEST_PARAMETER or not is_storable(written):
            raise self.refuse("unstorable", "Is too long or holds a character that cannot be stored.")
        value = self._convert(written)
        try:
            refuse_misshapen(value, _parameter_validator(json.dumps(self.schema)))
        except ProblemError as problem:
            faults = [Fault(fault.code, fault.detail, parameter=self.name) for fault in problem.faults]
            raise ProblemError("malformed", f"The parameter {self.name} cannot be read.", faults) from None
        return value

    def refuse(self, code: str, reason: str) -> ProblemError:
        faults = [Fault(code, reason, parameter=self.name)]
        return ProblemError("malformed", f"The parameter {self.name} cannot be read. {reason}", faults)

    def _convert(self, written: str) -> Any:
        match self.schema.get("type"):
            case "integer":
                if not written.isascii() or not written.lstrip("-").isdigit() or len(written) > 18:
                    raise self.refuse("wrong_type", "Is not a whole number.")
                return int(written)
            case "boolean":
                if written not in ("true", "false"):
                    raise self.refuse("wrong_type", "Is neither true nor false.")
                return written == "true"
            case "array":
                return [part for part in written.split(",") if part]
        return written


@cache
def _parameter_validator(schema: str) -> Draft202012Validator:
    return compile_schema(json.loads(schema))


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one route.

    ``scope`` is what a key needs for it, None where strangers may too. ``body`` and ``answers`` name components.
    ``more_media``: in which it is given besides, of no shape that a schema could tell. ``raw``: media types of a body
    that is no JSON and is put aside unread, up to ``largest`` bytes. ``changes``: If-Match is demanded. ``dials``:
    another site is asked first (``Endpoint.dial``), before any transaction.
    """

    id: str
    summary: str
    detail: str = ""
    scope: Scope | None = None
    query: tuple[Parameter, ...] = ()
    body: str | None = None
    raw: tuple[str, ...] = ()
    largest: int = 1_048_576
    answers: str | None = None
    media: tuple[str, ...] = ("application/json",)
    more_media: tuple[str, ...] = ()
    status: int = 200
    changes: bool = False
    dials: bool = False
    judges: bool = False
    """Says something of what was read: If-Match is held against that where it is sent."""
    conditional: bool = True
    example: Any = None
    answer_example: Any = None

    def read_query(self, given: Mapping[str, list[str]]) -> dict[str, Any]:
        """The parameters that were given, read. Raises the 400 problem for unknown, repeated and unreadable ones."""
        known = {parameter.name: parameter for parameter in self.query}
        read: dict[str, Any] = {}
        for name, values in given.items():
            if name not in known:
                reason = f"There are: {', '.join(known)}." if known else "This takes none."
                fault = Fault("unknown_parameter", reason, parameter=name[:100])
                raise ProblemError("malformed", "There is no such parameter here.", [fault])
            if len(values) != 1:
                raise known[name].refuse("repeated", "Was given more than once.")
            read[name] = known[name].read(values[0])
        if unknown := sorted(set(read.get("fields", ())) - set(self.fields)):
            raise known["fields"].refuse(
                "unknown_field", f"There is no field {unknown[0][:60]}. {self._tell_fields()}"
            )
        if read.get("expand"):
            read["limit"] = min(read.get("limit", MOST_EXPANDED), MOST_EXPANDED)
        return read

    @property
    def fields(self) -> tuple[str, ...]:
        """What can be picked by ``fields``: the properties of the answer, or of each thing on a page of them."""
        properties = COMPONENTS.get(self.answers or "", {}).get("properties", {})
        if "results" in properties:
            name = properties["results"]["items"]["$ref"].rpartition("/")[2]
            properties = COMPONENTS[name]["properties"]
        return tuple(properties)

    def _tell_fields(self) -> str:
        return f"There are: {', '.join(sorted(self.fields))}."


def operation(id: str, summary: str, **parts: Any) -> Callable[[Handler], Handler]:
    """Declare what a method of an `Endpoint` is; see `Operation` for the parts."""

    def declare(handler: Handler) -> Handler:
        handler.operation = Operation(id, summary, **parts)  # type: ignore[attr-defined]  # read back by operation_of
        return handler

    return declare


def operation_of(endpoint: Any, method: str) -> Operation | None:
    """What an endpoint (class or instance) declares for a method."""
    return getattr(getattr(endpoint, method.lower(), None), "operation", None)


__all__ = [
    "COMPONENTS",
    "Operation",
    "Parameter",
    "component",
    "explain",
    "operation",
    "operation_of",
    "ref",
    "validator_of",
]
