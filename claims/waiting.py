"""What waits for somebody: one query for each kind of thing, with ``since``, from when each row waits."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, JSONObject
from django.utils import timezone

from claims.gate import SEALED_COLUMNS
from claims.models import (
    PUBLIC_STATES,
    Assessment,
    Borrowing,
    Claim,
    CorrectionRequest,
    EvidencePolicy,
    ProposedWithdrawal,
    Publication,
    SecondLook,
    StandingStep,
    Suggestion,
)
from claims.second_looks import ONE_VOICE
from claims.vocabulary import WorkflowState
from newsrooms.declared import history_of
from newsrooms.models import User
from sources.models import Reprint

STALE_AFTER_DAYS = 90
WITHDRAWN = [{"kind": "statement.withdrawn"}]


def current_claims(newsrooms: list[int]) -> QuerySet[Claim]:
    return (
        Claim.objects.current().filter(newsroom__in=newsrooms).select_related("standing", "assigned_to", "question")
    )


def public_claims(newsrooms: list[int]) -> QuerySet[Claim]:
    return current_claims(newsrooms).filter(workflow_state__in=PUBLIC_STATES)


def due_for_review(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Published, and the standing moved since; with what readers were shown it as."""
    shown = Publication.objects.filter(claim=OuterRef("pk")).order_by("-number")
    moves = StandingStep.objects.filter(claim=OuterRef("pk")).order_by("-id")
    return (
        public_claims(newsrooms)
        .filter(standing__due_since__isnull=False)
        .annotate(
            since=F("standing__due_since"),
            shown_as=Subquery(shown.values("sealed__standing")[:1]),
            causes=Subquery(moves.values("causes")[:1]),
        )
        .order_by("since", "pk")
    )


def awaiting_approval(user: User, newsrooms: list[int]) -> QuerySet[Assessment]:
    """The latest assessments of others that nobody has approved."""
    later = Assessment.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    wanted = Assessment.objects.filter(
        claim__newsroom__in=newsrooms, claim__trashed_at=None, claim__merged_into=None, approval=None
    )
    return (
        wanted.exclude(author=user)
        .filter(~Exists(later))
        .select_related("claim__standing", "claim__assigned_to", "author")
        .annotate(since=F("recorded_at"))
        .order_by("since", "pk")
    )


def awaiting_verdict(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Sent to review and assessed by nobody since: never, or only before it was sent back or reworded. And public
    claims whose verdict a correction of their words has dropped, with none given since."""
    versions = history_of(Claim).filter(pgh_obj=OuterRef("claim"))
    sent_back = versions.filter(pgh_created_at__gt=OuterRef("recorded_at"), workflow_state=WorkflowState.DRAFT.value)
    then = versions.filter(pgh_created_at__lte=OuterRef("recorded_at")).order_by("-pgh_id")
    judged = (
        Assessment.objects.filter(claim=OuterRef("pk"), approval=None)
        .filter(~Exists(sent_back))
        .annotate(
            said_then=Subquery(then.values(said=JSONObject(**{name: name for name in SEALED_COLUMNS}))[:1]),
            says_now=JSONObject(**{name: f"claim__{name}" for name in SEALED_COLUMNS}),
        )
        .filter(Q(said_then=None) | Q(said_then=F("says_now")))
    )
    in_review = Claim.objects.filter(~Exists(judged), workflow_state=WorkflowState.IN_REVIEW.value)
    sealed = Publication.objects.filter(claim=OuterRef("claim"))
    dropped = Publication.objects.filter(
        Exists(sealed.filter(assessment__isnull=False, number__lt=OuterRef("number"))),
        ~Exists(sealed.filter(number__gt=OuterRef("number"))),
        ~Exists(Assessment.objects.filter(claim=OuterRef("claim"), recorded_at__gt=OuterRef("published_at"))),
        assessment=None,
        number__gt=1,
    )
    states = (WorkflowState.IN_REVIEW.value, *PUBLIC_STATES)
    rows = current_claims(newsrooms).filter(listed_in(in_review, dropped), workflow_state__in=states)
    return rows.annotate(since=F("changed_at")).order_by("since", "pk")


def ready_for_readers(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Approved and not published; and public claims whose last approved assessment readers were never shown."""
    approved = Claim.objects.filter(workflow_state=WorkflowState.APPROVED.value)
    unshown = Assessment.objects.filter(
        ~Exists(Publication.objects.filter(assessment=OuterRef("pk"))),
        ~Exists(Assessment.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"), approval__isnull=False)),
        approval__isnull=False,
    )
    given = Assessment.objects.filter(claim=OuterRef("pk"), approval__isnull=False).order_by("-pk")
    since = Coalesce(Subquery(given.values("approval__approved_at")[:1]), F("changed_at"))
    states = (WorkflowState.APPROVED.value, *PUBLIC_STATES)
    rows = current_claims(newsrooms).filter(listed_in(approved, unshown), workflow_state__in=states)
    return rows.annotate(since=since).order_by("since", "pk")


def listed_in(claims: QuerySet[Claim], others: QuerySet[Any]) -> Q:
    """Among these claims, or those that the others point at: one list of both, so that the claims are looked up from
    the few in it and not each claim in two lists."""
    return Q(pk__in=claims.order_by().values("pk").union(others.order_by().values("claim")))


def impacts_of_withdrawals(user: User, newsrooms: list[int]) -> QuerySet[StandingStep]:
    """Standings that moved because something was taken back, not yet acknowledged: the first of each batch, with how
    many others moved with it."""
    moved = StandingStep.objects.filter(causes__contains=WITHDRAWN, claim__newsroom__in=newsrooms)
    unseen = moved.filter(acknowledgement=None, claim__trashed_at=None, claim__merged_into=None).exclude(before="")
    same = unseen.exclude(batch="").filter(batch=OuterRef("batch"))
    together = same.order_by().values("batch").annotate(count=Count("pk")).values("count")
    return (
        unseen.filter(~Exists(same.filter(pk__lt=OuterRef("pk"))))
        .select_related("claim__standing", "claim__assigned_to")
        .annotate(since=F("recorded_at"), together=Coalesce(Subquery(together), 1))
        .order_by("since", "pk")
    )


def contradictions(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Contradicted, and no editor has found that to be no conflict."""
    rows = current_claims(newsrooms).filter(standing__contradicted=True)
    return rows.annotate(since=F("standing__contradicted_since")).order_by("-since", "-pk")


def unjudged_copies(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Claims on which texts in near the same words wait to be judged: passages, or whole documents."""
    reprints = Reprint.objects.proposed().filter(document__reports__claim=F("original__reports__claim"))
    passages = Borrowing.objects.proposed()
    # One list of both: see `listed_in`.
    waiting = passages.values("claim").union(reprints.values("document__reports__claim"))
    rows = current_claims(newsrooms).filter(pk__in=waiting)
    return rows.annotate(since=F("standing__computed_at")).order_by("-since", "-pk")


def assigned(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    rows = current_claims(newsrooms).filter(assigned_to=user)
    return rows.annotate(since=F("changed_at")).order_by("since", "pk")


def hanging_on_one_voice(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Public claims with one voice on every line; not those of which an editor said why that will do."""
    known = SecondLook.objects.filter(
        claim=OuterRef("pk"), taken_back_at=None, key=Concat(Value(ONE_VOICE), OuterRef("standing__hangs_on"))
    )
    rows = public_claims(newsrooms).filter(~Exists(known), standing__single_voice=True)
    return rows.annotate(since=F("first_published_at")).order_by("since", "pk")


def stale(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Public, and not looked at for longer than the newsroom's policy allows."""
    now = timezone.now()
    policies = EvidencePolicy.objects.filter(newsroom__in=newsrooms).order_by("newsroom", "-version")
    days = dict(policies.distinct("newsroom").values_list("newsroom", "stale_after_days"))
    old = Q(pk__in=[])
    for newsroom in newsrooms:
        limit = now - timedelta(days=days.get(newsroom, STALE_AFTER_DAYS))
        old |= Q(newsroom=newsroom, changed_at__lt=limit)
    return public_claims(newsrooms).filter(old).annotate(since=F("changed_at")).order_by("since", "pk")


def suggestions(user: User, newsrooms: list[int]) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.waiting().filter(newsroom__in=newsrooms)
    return (
        rows.select_related("claim__standing", "claim__assigned_to", "document__publisher", "capture__text")
        .annotate(since=F("suggested_at"))
        .order_by("-since", "pk")
    )


def requests_of_readers(user: User, newsrooms: list[int]) -> QuerySet[CorrectionRequest]:
    rows = CorrectionRequest.objects.waiting().filter(newsroom__in=newsrooms)
    rows = rows.select_related("claim__standing", "claim__assigned_to")
    return rows.annotate(since=F("received_at")).order_by("since", "pk")


def lost_quotes(user: User, newsrooms: list[int]) -> QuerySet[ProposedWithdrawal]:
    rows = ProposedWithdrawal.objects.proposed().filter(newsroom__in=newsrooms)
    rows = rows.select_related("document", "report__claim__standing", "report__claim__assigned_to")
    return rows.annotate(since=F("proposed_at")).order_by("since", "pk")
