"""The front door of the API, and what stands where nothing is."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import is_valid_path, resolve, reverse

from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import component, operation
from newsrooms.api.problems import ProblemError
from newsrooms.api.shapes import answer, text

component(
    "Root",
    answer(
        "Where to begin.",
        claims=text(),
        changes=text(),
        session=text("Who you are."),
        schema=text(),
        reference=text(),
    ),
)


class ApiRoot(Endpoint):
    tag = "Start"

    @operation("read_root", "Where to begin", answers="Root")
    def get(self) -> HttpResponse:
        return answer_json(
            {
                "claims": reverse("api-claims"),
                "changes": reverse("api-changes"),
                "session": reverse("api-session"),
                "schema": reverse("api-schema"),
                "reference": reverse("api-docs"),
            }
        )


class Missing(Endpoint):
    """Whatever is asked of an address that does not exist is answered as a problem, not as a page."""

    def _answer(self, request: Any, ids: dict[str, str]) -> HttpResponse:
        if is_valid_path(f"{request.path}/") and resolve(f"{request.path}/").url_name != "api-missing":
            raise ProblemError("not_found", "There is nothing here: addresses end with a slash.")
        raise Http404
