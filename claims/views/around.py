"""What surrounds the claims: questions with all their figures, topics, sources, and the log of corrections."""

from typing import Any

from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from claims.listing import Wish, list_claims
from claims.mastheads import masthead_of, open_masthead
from claims.paging import read_page
from claims.public import public_claims, public_questions, public_sources
from claims.redactions import struck_words
from claims.said import MOST_IN_A_TOPIC, corrections_log, count_outcomes, statements_of, ties_of, topics
from claims.stored import read_dossiers
from claims.telling.question import gather_figures
from claims.telling.said import tell_correction, tell_outcomes, tell_record, tell_source, tell_spoken, tell_tie
from claims.track_record import track_record
from claims.translations import in_language
from claims.views.frame import Frame
from claims.views.lists import clean_topic, place_of, query_of, told
from claims.views.serving import print_page, public_page
from sources.models import Source

BEGINS = 200  # letters of a question that the index sorts by
JUDGED = 50  # claims whose evidence is weighed again for one page


@public_page
def show_questions(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Every question that a public claim answers."""
    questions = public_questions().annotate(begins=Left("text", BEGINS))
    page = read_page(questions, by="begins", place=place_of(request), descending=False)
    context = {"masthead": open_masthead(), "room": "questions", "page": page, "sifted": query_of(request)}
    return print_page(request, frame, "questions.html", context)


@public_page
def show_question(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """One question with every figure that claims to answer it."""
    question = get_object_or_404(public_questions().select_related("newsroom"), public_id=public_id)
    page = told(list_claims(Wish(question=question.pk), place_of(request)), frame)
    shown = public_claims().filter(public_id__in=[row["id"] for row in page.rows])
    context: dict[str, Any] = {
        "masthead": masthead_of(question.newsroom),
        "room": "questions",
        "question": question,
        "figures": gather_figures(question.public_id, read_dossiers(list(shown))),
        "page": page,
        "sifted": query_of(request),
    }
    return print_page(request, frame, "question.html", context)


@public_page
def show_topics(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """The topics of public claims by name, with how many claims each has."""
    page = topics(after=clean_topic(request.GET.get("after", "")), before=clean_topic(request.GET.get("before", "")))
    context = {"masthead": open_masthead(), "room": "topics", "page": page, "most": MOST_IN_A_TOPIC, "sifted": ""}
    return print_page(request, frame, "topics.html", context)


@public_page
def show_topic(request: HttpRequest, frame: Frame, topic: str) -> HttpResponseBase:
    """The claims of one topic."""
    topic = clean_topic(topic)
    page = told(list_claims(Wish(topic=topic), place_of(request)), frame)
    context = {
        "masthead": open_masthead(),
        "room": "topics",
        "topic": topic,
        "page": page,
        "sifted": query_of(request),
    }
    return print_page(request, frame, "topic.html", context, status=200 if page.rows else 404)


@public_page
def show_sources(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Every source that speaks in a public claim, by name."""
    rows = public_sources().annotate(struck=struck_words("newsroom"))
    page = read_page(rows, by="name", place=place_of(request), descending=False, size=100)
    context = {
        "masthead": open_masthead(),
        "room": "sources",
        "page": page.told(lambda source: tell_source(source, source.struck)),
        "sifted": query_of(request),
    }
    return print_page(request, frame, "sources.html", context)


@public_page
def show_source(request: HttpRequest, frame: Frame, public_id: str) -> HttpResponseBase:
    """What one source said in public claims, and what became of it. Never a bare score."""
    named = public_sources().select_related("newsroom").annotate(struck=struck_words("newsroom"))
    source: Any = named.filter(public_id=public_id).first()
    if source is None:
        merged = get_object_or_404(Source, public_id=public_id, merged_into__isnull=False)
        return HttpResponsePermanentRedirect(f"{frame.prefix}/sources/{find_taker(merged).public_id}/")
    place = place_of(request)
    page = statements_of(source, place)
    context = {
        "masthead": masthead_of(source.newsroom),
        "room": "sources",
        "source": tell_source(source, source.struck),
        "ties": [tell_tie(tie, source, source.struck) for tie in ties_of(source)],
        "outcomes": tell_outcomes(count_outcomes(source)),
        "page": page,
        "record": None if place else tell_record(track_record(source, public=True, most=JUDGED)),
        "said": in_language([tell_spoken(spoken, source.struck) for spoken in page.rows], frame.language),
        "sifted": query_of(request),
    }
    return print_page(request, frame, "source.html", context)


def find_taker(source: Source) -> Source:
    """The public source that a merged one has become at last, or 404."""
    passed: set[int] = set()
    while source.merged_into is not None and source.pk not in passed:
        passed.add(source.pk)
        source = source.merged_into
    return get_object_or_404(public_sources(), pk=source.pk)


@public_page
def show_corrections(request: HttpRequest, frame: Frame) -> HttpResponseBase:
    """Every correction of every public claim, the newest first."""
    page = read_page(corrections_log(), by="corrected_at", place=place_of(request)).told(tell_correction)
    claims = in_language([row["claim"] for row in page.rows], frame.language)
    page.rows[:] = [row | {"claim": claim} for row, claim in zip(page.rows, claims, strict=True)]
    context = {"masthead": open_masthead(), "room": "corrections", "page": page, "sifted": query_of(request)}
    return print_page(request, frame, "corrections.html", context)
