"""Which known claims a new one may repeat, and why it looks so: never because a bare number is the same."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.contrib.postgres.search import TrigramSimilarity as Likeness
from django.db.models import Q, QuerySet

from claims.algebra.intervals import Quantity
from claims.algebra.quantities import Terms, compare
from claims.matching.words import STOPWORDS, WORD, fold
from claims.models import Claim, Distinction, Question
from claims.vocabulary import Basis, QuantityRelation
from newsrooms.models import Newsroom
from sources.algebra.moments import Moment

CANDIDATES = 60
MOST_COMPARED = 300
MOST_OFFERED = 6
MOST_WORDS = 12
ALIKE, VERY_ALIKE = 0.35, 0.6
NEAR = timedelta(days=3)
SAME_FIGURE = {QuantityRelation.EQUAL: "the same figure", QuantityRelation.WITHIN: "a figure within this one's"}


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim that may be the same, how alike it is (0 to 1), and why."""

    claim: Claim
    score: float
    why: tuple[str, ...]


def find_similar(
    newsroom: Newsroom,
    statement: str,
    *,
    question: Question | None = None,
    quantity: Quantity | None = None,
    as_of: Moment | None = None,
    but: Claim | None = None,
) -> list[Similar]:
    """The known claims of a newsroom most like a draft, each with its reasons. Three queries.

    A figure counts only where the same thing is counted and the wording or the question speak for it too. ``but``
    is the claim that is being reworded: neither itself nor what it was told apart from is offered.
    """
    statement = statement.replace("\x00", " ").strip()[:1000]
    words = list(dict.fromkeys(word for word in WORD.findall(fold(statement)) if word not in STOPWORDS))[:MOST_WORDS]
    rows = Claim.objects.current().filter(newsroom=newsroom)
    if but is not None:
        apart = Distinction.objects.filter(Q(claim=but) | Q(other=but)).values_list("claim", "other")
        rows = rows.exclude(pk__in={but.pk, *(key for pair in apart for key in pair)})
    compared = Claim.objects.filter(pk__in=_comparable(rows, words, question))
    near = compared.annotate(alike=Likeness("statement", statement)).select_related("question", "standing")
    weighed = [weigh(claim, words, question, quantity, as_of) for claim in near.order_by("-alike", "pk")[:CANDIDATES]]
    offered = [one for one in weighed if one is not None]
    return sorted(offered, key=lambda one: (-one.score, one.claim.pk))[:MOST_OFFERED]


def _comparable(rows: QuerySet[Claim], words: list[str], question: Question | None) -> QuerySet[Any]:
    """The keys of claims worth comparing letter by letter: the newest of the same question, of those with all the
    words, with three or two that follow each other, and with any. So a common word costs no more than a rare one, and
    what is almost the same is found however old it is."""
    newest = rows.order_by("-pk").values("pk")
    ways = [newest.filter(question=question) if question else newest.none()]
    for together in dict.fromkeys(min(count, len(words)) for count in (len(words), 3, 2, 1) if words):
        runs = (words[at : at + together] for at in range(len(words) - together + 1))
        query = SearchQuery(" or ".join(" ".join(run) for run in runs), config="english", search_type="websearch")
        ways.append(newest.filter(words=query))
    first, *others = [way[:MOST_COMPARED] for way in ways]
    return first.union(*others)


def weigh(
    claim: Claim, words: list[str], question: Question | None, quantity: Quantity | None, as_of: Moment | None
) -> Similar | None:
    """How much speaks for its being the same; ``None`` when too little does."""
    why: list[str] = []
    alike = float(claim.alike)  # type: ignore[attr-defined]  # annotated by the query
    score = alike
    if alike >= VERY_ALIKE:
        why.append("almost the same words")
    elif alike >= ALIKE:
        why.append("much the same words")
    if question is not None and claim.question_id == question.pk:
        score += 0.35
        why.append("the same question")
    shared = sorted({word for word in WORD.findall(fold(claim.statement)) if word in words and len(word) > 3})
    if len(shared) >= 3 and alike < VERY_ALIKE:
        score += 0.05 * min(len(shared), 6)
        why.append(f"both speak of {', '.join(shared[:4])}")
    if not why:
        return None
    score += _weigh_figure(claim, quantity, question, why)
    score += _weigh_date(claim, as_of, why)
    return Similar(claim, round(min(score, 1.0), 3), tuple(why)) if score >= ALIKE else None


def _weigh_figure(claim: Claim, quantity: Quantity | None, question: Question | None, why: list[str]) -> float:
    """A figure speaks for or against only beside other reasons, and only of the same counted thing."""
    if quantity is None or claim.quantity is None:
        return 0.0
    same_thing = question is not None and claim.question_id == question.pk
    if not same_thing and (not quantity.counted or fold(quantity.counted) != fold(claim.quantity.counted)):
        return 0.0
    terms = Terms()
    basis = Basis(claim.question.basis) if claim.question else Basis.INSTANT
    relation = compare(quantity, claim.quantity, basis=basis, reported_on=terms, claimed_on=terms).relation
    if relation in SAME_FIGURE:
        why.append(SAME_FIGURE[relation])
        return 0.2
    return -0.15 if relation is QuantityRelation.DISJOINT else 0.0


def _weigh_date(claim: Claim, as_of: Moment | None, why: list[str]) -> float:
    if as_of is None or claim.as_of is None:
        return 0.0
    if abs(claim.as_of.start - as_of.start) <= NEAR:
        why.append("the same date")
        return 0.1
    return -0.1
