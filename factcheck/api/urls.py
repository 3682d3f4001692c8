"""The addresses of the API: each app brings its nouns."""

from typing import Any

from django.urls import include, path, re_path

from factcheck.api.documents import show_problems, show_reference, show_schema
from factcheck.api.root import ApiRoot, Missing

nouns: list[Any] = [
    path("", ApiRoot.as_view(), name="api-root"),
    path("schema/", show_schema, name="api-schema"),
    path("", include("claims.api.urls")),  # asked for most, so looked through first
    path("", include("sources.api.urls")),
    path("", include("newsrooms.api.urls")),
]
urlpatterns = [
    path("docs/", show_reference, name="api-docs"),
    path("docs/problems/", show_problems, name="api-problems"),
    path("v1/", include(nouns)),
    re_path(r"^.*$", Missing.as_view(), name="api-missing"),
]
