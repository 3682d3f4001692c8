"""Picking claims and questions by their words."""

from dataclasses import replace

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from claims.admin.fields import say_figure
from claims.models import Claim, Question
from claims.searching import find_named
from sources.admin.picking import PICKABLE, Pickable, PickField, limit_picks
from sources.models import Source
from sources.naming import find_sources

__all__ = ["PickField", "limit_picks"]


def find_claims(rows: QuerySet[Claim], text: str) -> QuerySet[Claim]:
    """Those of ``rows`` whose statement has all these words."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(statement__icontains=word) | Q(external_id=word) | Q(public_id=word))
    return rows.order_by("-pk")


def find_questions(rows: QuerySet[Question], text: str) -> QuerySet[Question]:
    """Those of ``rows`` whose text has all these words."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(text__icontains=word) | Q(counted__icontains=word) | Q(external_id=word))
    return rows


def claim_hint(claim: Claim) -> str:
    return " · ".join(part for part in (say_figure(claim), str(claim.as_of or ""), claim.external_id) if part)


def find_sources_in_any_script(rows: QuerySet[Source], text: str) -> QuerySet[Source]:
    """Those of ``rows`` that go by such a name, as written or as it sounds in another script; the likest first."""
    named = find_sources(rows, text).values("pk")
    near = find_named(text, Q(source__in=rows.order_by().values("pk")))
    if not near:
        return rows.filter(pk__in=named).order_by("name", "pk")
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(near)]
    nearest = Case(*places, default=Value(len(near)), output_field=IntegerField())
    return rows.filter(Q(pk__in=named) | Q(pk__in=near)).order_by(nearest, "name", "pk")


PICKABLE |= {
    "sources": replace(PICKABLE["sources"], find=find_sources_in_any_script),
    "claims": Pickable(
        model=Claim,
        rows=lambda mine: Claim.objects.current().filter(newsroom__in=mine),
        find=find_claims,
        exact=lambda rows, text: rows.filter(statement__iexact=text),
        label=lambda claim: claim.statement,
        hint=claim_hint,
    ),
    "questions": Pickable(
        model=Question,
        rows=lambda mine: Question.objects.filter(newsroom__in=mine),
        find=find_questions,
        exact=lambda rows, text: rows.filter(text__iexact=text),
        label=lambda question: question.text,
        hint=lambda question: " · ".join(part for part in (question.counted, question.unit, question.basis) if part),
    ),
}
