"""What the form of a claim asks while a claim is being worded: is it here already?"""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404

from claims.admin.fields import read_figure, say_figure
from claims.admin.standing import claim_address
from claims.models import Claim, Question
from claims.similar import find_similar
from newsrooms.models import Newsroom
from newsrooms.vocabulary import Role
from sources.admin.roles import newsrooms_with
from sources.algebra.moments import Moment, read_moment

SHORTEST = 8


def tell_similar(request: HttpRequest) -> JsonResponse:
    """The claims most like the one being worded, each with why."""
    said = {name: str(value).replace("\x00", " ") for name, value in request.GET.items()}
    mine = Newsroom.objects.filter(pk__in=newsrooms_with(request, Role.READER))
    but = Claim.objects.filter(newsroom__in=mine, pk=number(said.get("but", ""))).first()
    key = but.newsroom_id if but else number(said.get("newsroom", ""))
    newsroom = get_object_or_404(mine, pk=key)
    statement = said.get("statement", "").strip()
    if len(statement) < SHORTEST:
        return JsonResponse({"similar": []})
    try:
        quantity = read_figure(newsroom, said.get("figure", "")[:300], counted=said.get("counted", "")[:300])
    except ValidationError:
        quantity = None
    found = find_similar(
        newsroom,
        statement,
        question=Question.objects.filter(newsroom=newsroom, pk=number(said.get("question", ""))).first(),
        quantity=quantity,
        as_of=moment(said.get("as_of", "")),
        but=but,
    )
    offered = [
        {
            "key": one.claim.pk,
            "statement": one.claim.statement,
            "url": claim_address(one.claim.pk),
            "figure": say_figure(one.claim),
            "why": "; ".join(one.why),
        }
        for one in found
    ]
    return JsonResponse({"similar": offered})


def number(text: str) -> int:
    """A primary key as it was sent; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def moment(text: str) -> Moment | None:
    try:
        return read_moment(text.strip()) if text.strip() else None
    except ValueError:
        return None
