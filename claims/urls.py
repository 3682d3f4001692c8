"""The addresses of the public pages: the same below no language, which is English and permanent, and below each."""

from django.urls import include, path

from claims.views.claim import show_claim

app_name = "claims"

pages = [
    path("claims/<slug:public_id>/", show_claim, name="claim"),
]

urlpatterns = [
    path("", include(pages)),
]
