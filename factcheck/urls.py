"""The addresses of the house; each app brings its own doors and is given one line here."""

from django.contrib import admin
from django.urls import include, path

from factcheck.health import show_health

handler404 = "claims.views.serving.show_missing"

urlpatterns = [
    path("api/", include("factcheck.api.urls")),
    path("healthz", show_health, name="healthz"),
    path("admin/desk/", include("claims.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("sources.urls")),
    path("", include("claims.urls")),
]
