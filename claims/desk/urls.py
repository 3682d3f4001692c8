"""The addresses of the desk's own pages, all behind the admin's door."""

from django.contrib import admin
from django.urls import path

from claims.desk.export_pages import (
    send_case,
    send_chosen_case,
    send_claims,
    send_reports,
    send_reviews,
    show_exports,
)
from claims.desk.impact_pages import see_impact, show_impact, show_impacts
from claims.desk.import_pages import show_import, show_imports, stop_import, tell_import, write_import
from claims.desk.kept_views import drop_view, keep_view, open_view
from claims.desk.notices import see_all, see_notice, show_notices
from claims.desk.people_pages import show_history, undo
from claims.desk.queue_pages import show_queue
from claims.desk.record_pages import show_record
from claims.desk.report_pages import enter, supersede, tell_figure, tell_text
from claims.desk.search_pages import show_search
from claims.desk.similar_pages import tell_similar
from claims.desk.suggestion_pages import amend, judge_text, list_texts
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
    path("suggestions/", opened(list_texts), name="suggestions"),
    path("suggestions/<slug:public_id>/", opened(judge_text), name="suggestions-of"),
    path("suggestion/<slug:public_id>/", opened(amend), name="suggestion"),
    path("imports/", opened(show_imports), name="imports"),
    path("imports/<slug:public_id>/", opened(show_import), name="import"),
    path("imports/<slug:public_id>/state/", opened(tell_import), name="import-state"),
    path("imports/<slug:public_id>/write/", opened(write_import), name="write-import"),
    path("imports/<slug:public_id>/stop/", opened(stop_import), name="stop-import"),
    path("impacts/", opened(show_impacts), name="impacts"),
    path("impacts/<slug:key>/", opened(show_impact), name="impact"),
    path("impacts/<slug:key>/seen/", opened(see_impact), name="see-impact"),
    path("sources/<int:pk>/record/", opened(show_record), name="source-record"),
    path("exports/", opened(show_exports), name="exports"),
    path("exports/claims.csv", opened(send_claims), name="export-claims"),
    path("exports/claims.json", opened(send_chosen_case), name="export-chosen"),
    path("exports/claimreview.json", opened(send_reviews), name="export-reviews"),
    path("exports/reports.csv", opened(send_reports), name="export-reports"),
    path("exports/<slug:slug>.<slug:form>", opened(send_case), name="export-case"),
    path("search/", opened(show_search), name="search"),
    path("similar/", opened(tell_similar), name="similar"),
    path("history/", opened(show_history), name="history"),
    path("undo/<int:pk>/", opened(undo), name="undo"),
    path("notices/", opened(show_notices), name="notices"),
    path("notices/seen/", opened(see_all), name="see-all"),
    path("notices/<slug:public_id>/seen/", opened(see_notice), name="see-notice"),
    path("pick/<slug:noun>/", opened(offer_matches), name="pick"),
]
