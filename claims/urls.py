"""The addresses of the public pages: once without a language, which is permanent, and once below each language."""

from django.urls import include, path, register_converter

from claims.views.around import (
    show_corrections,
    show_question,
    show_questions,
    show_source,
    show_sources,
    show_topic,
    show_topics,
)
from claims.views.asking import ask_for_correction, show_correction_request
from claims.views.card import show_card, show_oembed
from claims.views.claim import show_claim, show_reports, show_timemap
from claims.views.data import show_data
from claims.views.feeds import show_feed, show_reviews
from claims.views.frame import LanguageConverter, TopicConverter
from claims.views.lists import show_claims, show_home, show_search
from claims.views.pictures import show_picture
from claims.views.policies import show_corrections_policy, show_feeds, show_methodology
from claims.views.share import show_share_image
from claims.views.sitemaps import show_llms, show_robots, show_sitemap, show_sitemap_index

app_name = "claims"
register_converter(LanguageConverter, "language")
register_converter(TopicConverter, "topic")

pages = [
    path("", show_home, name="home"),
    path("claims/", show_claims, name="claims"),
    path("claims/<slug:public_id>/", show_claim, name="claim"),
    path("claims/<slug:public_id>/reports/", show_reports, name="reports"),
    path("claims/<slug:public_id>/card/", show_card, name="card"),
    path("claims/<slug:public_id>/share.png", show_share_image, name="share_image"),
    path("claims/<slug:public_id>/<slug:kind>.svg", show_picture, name="picture"),
    path("claims/<slug:public_id>/correct/", ask_for_correction, name="ask_correction"),
    path("correction-requests/<slug:public_id>/", show_correction_request, name="correction_request"),
    path("questions/", show_questions, name="questions"),
    path("questions/<slug:public_id>/", show_question, name="question"),
    path("topics/", show_topics, name="topics"),
    path("topics/<topic:topic>/", show_topic, name="topic"),
    path("sources/", show_sources, name="sources"),
    path("sources/<slug:public_id>/", show_source, name="source"),
    path("corrections/", show_corrections, name="corrections"),
    path("corrections/policy/", show_corrections_policy, name="corrections_policy"),
    path("methodology/", show_methodology, name="methodology"),
    path("search/", show_search, name="search"),
    path("feeds/", show_feeds, name="feeds"),
    path("feeds/<slug:kind>.<slug:form>", show_feed, name="feed"),
]

# What is said to machines is said in one language, at one address.
machines = [
    path("claims/<slug:public_id>/<str:name>", show_data, name="data"),
    path("claims/<slug:public_id>/timemap/", show_timemap, name="timemap"),
    path("feeds/claimreview.json", show_reviews, name="reviews"),
    path("oembed", show_oembed, name="oembed"),
    path("sitemap.xml", show_sitemap_index, name="sitemap_index"),
    path("sitemaps/<slug:name>.xml", show_sitemap, name="sitemap"),
    path("robots.txt", show_robots, name="robots"),
    path("llms.txt", show_llms, name="llms"),
]

urlpatterns = [
    *machines[1:],
    path("", include(pages)),
    machines[0],
    path("<language:language>/", include(pages)),
]
