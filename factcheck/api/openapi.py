"""The OpenAPI 3.1 document, written from what the URL resolver holds and each endpoint declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from factcheck.api.narrowing import narrow
from newsrooms.api.bytes import SPARSE
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import COMPONENTS, Operation, Parameter, operation_of, parts_of, ref
from newsrooms.api.problems import MEDIA_TYPE, PROBLEMS
from newsrooms.api.shapes import answer, list_of, text

PREFIX = "/api/v1/"
ABOUT = "Claims, who says so, and from whom they have it."
QUICK_START = settings.BASE_DIR / "docs" / "api-quickstart.md"
VISIBLE = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~][ -~]*$"}
METHODS = ("get", "post", "put", "patch", "delete")
SCHEMES = {
    "key": {"type": "http", "scheme": "bearer", "description": "An API key: Authorization: Bearer fck_…"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "A person signed in."},
}
PROBLEM = answer(
    "Why a request was refused (RFC 9457).",
    optional=("instance", "errors"),
    type=text("The kind of problem; an address that explains it."),
    title=text(),
    status={"type": "integer"},
    code=text("The kind as a word.", enum=list(PROBLEMS)),
    detail=text(),
    instance=text(),
    errors=list_of(
        answer(
            "One fault.",
            optional=("pointer", "parameter", "header"),
            code=text(),
            detail=text(),
            pointer=text("JSON pointer (RFC 6901) into the body."),
            parameter=text("Of the query string."),
            header=text(),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the API: its path as OpenAPI writes it, its name, and the class that answers."""

    path: str
    name: str
    endpoint: type[Endpoint]

    def operations(self) -> Iterator[tuple[str, Operation]]:
        for method in METHODS:
            declared = operation_of(self.endpoint, method)
            if declared is not None:
                yield method, declared


def find_routes() -> list[Route]:
    """Every route under /api/v1/ that an `Endpoint` answers, from the URL resolver."""
    return sorted(_walk(get_resolver().url_patterns, "/"), key=lambda route: route.path)


def _walk(patterns: list[Any], before: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith(PREFIX):
            endpoint = getattr(pattern.callback, "cls", None)
            if endpoint is not None and issubclass(endpoint, Endpoint):
                yield Route(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path), str(pattern.name), endpoint)


def write_document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    tags: dict[str, None] = {}
    for route in find_routes():
        for method, declared in route.operations():
            tag = route.endpoint.tag
            tags[tag] = None
            paths.setdefault(route.path, {})[method] = _operation(route, method, declared, tag)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fact-tracking API for newsrooms",
            "version": "1",
            "description": f"{ABOUT}\n\n{QUICK_START.read_text(encoding='utf-8')}",
        },
        "servers": [{"url": settings.SITE_URL}],
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**COMPONENTS, **_narrowed(), "Problem": PROBLEM}.items())),
            "securitySchemes": SCHEMES,
            "responses": {name: _problem_answer(name) for name in PROBLEMS},
        },
    }


def _narrowed() -> dict[str, Any]:
    """The components that bodies are made of, with all that is asked of them."""
    bodies = [one.body for route in find_routes() for _, one in route.operations() if one.body is not None]
    return {name: narrow(part) for body in bodies for name, part in parts_of(body).items()}


def _problem_answer(kind: str) -> dict[str, Any]:
    status, title = PROBLEMS[kind]
    example = {"type": f"/api/docs/problems/#{kind}", "title": title, "status": status, "code": kind, "detail": title}
    return {
        "description": f"{title}.",
        "content": {MEDIA_TYPE: {"schema": ref("Problem"), "example": example}},
    }


def _operation(route: Route, method: str, declared: Operation, tag: str) -> dict[str, Any]:
    needs = (
        [{"key": [str(declared.scope)]}, {"session": []}] if declared.scope else [{}, {"key": []}, {"session": []}]
    )
    scope = f"\n\nA key needs the scope `{declared.scope}`." if declared.scope else ""
    described: dict[str, Any] = {
        "operationId": declared.id,
        "summary": declared.summary,
        "description": (declared.detail or f"{declared.summary}.") + scope,
        "tags": [tag],
        "security": needs,
        "parameters": [
            *_path_parameters(route),
            *(_query_parameter(parameter, declared) for parameter in declared.query),
            *_headers(method, declared),
        ],
        "responses": _responses(route, method, declared),
    }
    if declared.body is not None:
        content: dict[str, Any] = {"schema": ref(declared.body)}
        if declared.example is not None:
            content["example"] = declared.example
        described["requestBody"] = {"required": True, "content": {"application/json": content}}
    elif declared.raw:
        binary = {"schema": {"type": "string", "format": "binary"}}
        described["requestBody"] = {"required": True, "content": dict.fromkeys(declared.raw, binary)}
    return described


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
            "description": "The public id, or the newsroom's own external_id.",
        }
        for name in re.findall(r"{(\w+)}", route.path)
    ]


def _query_parameter(parameter: Parameter, declared: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.detail,
        "schema": narrow(parameter.schema),
    }
    if parameter.schema.get("type") == "array":
        described |= {"style": "form", "explode": False}
    if parameter.name == "fields":
        described["schema"] = {**parameter.schema, "items": {"type": "string", "enum": list(declared.fields)}}
        described["example"] = [declared.fields[0]]
    elif parameter.example is not None:
        described["example"] = parameter.example
    return described


def _headers(method: str, declared: Operation) -> Iterator[dict[str, Any]]:
    if declared.changes:
        yield _header(
            "If-Match", "The ETag you have seen; 412 when it is no longer the present one.", VISIBLE, required=True
        )
    if declared.judges:
        yield _header("If-Match", "The ETag of what you judge; 412 when it is no longer the present one.", VISIBLE)
    if method == "post":
        yield _header("Idempotency-Key", "Sent again with the same body, the first answer is given again.", VISIBLE)
    if method == "get" and declared.conditional:
        yield _header("If-None-Match", "An ETag you have; 304 when it is still the present one.", {"type": "string"})


def _header(name: str, detail: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "description": detail, "schema": schema}


def _responses(route: Route, method: str, declared: Operation) -> dict[str, Any]:
    tag = {"ETag": {"description": "Strong entity tag.", "schema": {"type": "string"}}}
    given: dict[str, Any] = {"description": "Done." if method != "get" else "Here it is."}
    if declared.answers is not None:
        content: dict[str, Any] = {"schema": ref(declared.answers)}
        if declared.answer_example is not None:
            content["example"] = declared.answer_example
        sparse = (SPARSE,) if any(parameter.name == "fields" for parameter in declared.query) else ()
        given["content"] = dict.fromkeys(declared.media, content) | {
            kind: {} for kind in (*declared.more_media, *sparse)
        }
        if declared.conditional:
            given["headers"] = tag
    elif declared.status != 204:
        given["content"] = {kind: {} for kind in declared.media}
    responses: dict[str, Any] = {str(declared.status): given}
    if method == "get" and declared.conditional:
        responses["304"] = {"description": "You have it already.", "headers": tag}
    for kind in _refusals(route, method, declared):
        responses.setdefault(str(PROBLEMS[kind][0]), {"$ref": f"#/components/responses/{kind}"})
    return dict(sorted(responses.items()))


def _refusals(route: Route, method: str, declared: Operation) -> Iterator[str]:
    """The refusals a caller of this operation may meet."""
    yield from ("malformed", "unauthenticated", "forbidden", "too_many_requests", "unavailable")
    if "{" in route.path:
        yield from ("not_found", "conflict")  # a name of one's own may be of two things
    if method != "get":
        yield from ("conflict", "length_required", "too_large", "unsupported_media_type", "invalid", "not_found")
    if declared.changes:
        yield from ("stale", "precondition_required")
    if declared.judges:
        yield "stale"
