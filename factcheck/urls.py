"""The addresses of the house; each app brings its own doors and is given one line here."""

from django.contrib import admin
from django.urls import include, path

from factcheck.health import show_health

urlpatterns = [
    path("healthz", show_health, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
]
