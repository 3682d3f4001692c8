"""The addresses of the desk's own pages, all behind the admin's door."""

from django.contrib import admin
from django.urls import path

from sources.admin.picking import offer_matches

app_name = "desk"
opened = admin.site.admin_view

urlpatterns = [
    path("pick/<slug:noun>/", opened(offer_matches), name="pick"),
]
