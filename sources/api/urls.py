"""The addresses of the API of the ground floor."""

from django.urls import path

from sources.api.documents import CapturedTextOf, Captures, Documents, Fetches, OneCapture
from sources.api.feeds import Feeds, OneFeed
from sources.api.merging import SourceMerges, SourceUnmerges
from sources.api.sources import Alignments, Grades, OneAlignment, OneSource, Sources
from sources.api.ties import OneTie, Ties

urlpatterns = [
    path("sources/", Sources.as_view(), name="api-sources"),
    path("sources/<str:id>/", OneSource.as_view(), name="api-source"),
    path("sources/<str:id>/grades/", Grades.as_view(), name="api-grades"),
    path("sources/<str:id>/alignments/", Alignments.as_view(), name="api-alignments"),
    path("sources/<str:id>/alignments/<str:side>/", OneAlignment.as_view(), name="api-alignment"),
    path("sources/<str:id>/merges/", SourceMerges.as_view(), name="api-source-merges"),
    path("sources/<str:id>/unmerges/", SourceUnmerges.as_view(), name="api-source-unmerges"),
    path("ties/", Ties.as_view(), name="api-ties"),
    path("ties/<str:id>/", OneTie.as_view(), name="api-tie"),
    path("documents/", Documents.as_view(), name="api-documents"),
    path("documents/<str:id>/captures/", Captures.as_view(), name="api-captures"),
    path("documents/<str:id>/fetches/", Fetches.as_view(), name="api-fetches"),
    path("feeds/", Feeds.as_view(), name="api-feeds"),
    path("feeds/<str:id>/", OneFeed.as_view(), name="api-feed"),
    path("captures/<str:id>/", OneCapture.as_view(), name="api-capture"),
    path("captures/<str:id>/text/", CapturedTextOf.as_view(), name="api-captured-text"),
]
