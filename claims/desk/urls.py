"""The addresses of the desk's own pages, all behind the admin's door."""

from django.contrib import admin
from django.urls import path

from claims.desk.kept_views import drop_view, keep_view, open_view
from claims.desk.queue_pages import show_queue
from claims.desk.report_pages import enter, supersede, tell_figure, tell_text
from sources.admin.picking import offer_matches

app_name = "desk"
opened = admin.site.admin_view

urlpatterns = [
    path("queues/<slug:name>/", opened(show_queue), name="queue"),
    path("views/", opened(keep_view), name="keep-view"),
    path("views/<slug:public_id>/", opened(open_view), name="view"),
    path("views/<slug:public_id>/drop/", opened(drop_view), name="drop-view"),
    path("report/", opened(enter), name="report"),
    path("report/<int:pk>/supersede/", opened(supersede), name="supersede"),
    path("text/<int:pk>/", opened(tell_text), name="text"),
    path("figure/<int:newsroom>/", opened(tell_figure), name="figure"),
    path("pick/<slug:noun>/", opened(offer_matches), name="pick"),
]
