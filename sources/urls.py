"""Addresses of the ground floor: archived captures, for the people of their newsroom."""

from django.urls import path

from sources import views

app_name = "sources"

urlpatterns = [
    path("captures/<str:public_id>/file", views.download_capture, name="capture-file"),
    path("captures/<str:public_id>/warc", views.download_warc, name="capture-warc"),
    path("captures/<str:public_id>/page", views.show_archived_page, name="capture-page"),
]
