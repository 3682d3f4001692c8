"""What waits for somebody: one query for each kind of thing, with ``since``, from when each row waits."""

from datetime import timedelta

from django.db.models import BooleanField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value
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
# Whether one at least of the withdrawals that moved a standing was not found to have been entered by mistake.
NOT_BY_MISTAKE = """EXISTS (
    SELECT FROM jsonb_array_elements(%(expressions)s) AS cause
    WHERE cause->>'kind' = 'statement.withdrawn' AND NOT EXISTS (
        SELECT FROM claims_withdrawal AS annulled
        WHERE annulled.public_id = cause->>'id' AND annulled.annulled_at IS NOT NULL))"""


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


def in_review_without_verdict(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Sent to review and assessed by nobody since: never, or only before it was sent back or reworded."""
    versions = history_of(Claim).filter(pgh_obj=OuterRef("claim"))
    since = versions.filter(pgh_created_at__gt=OuterRef("recorded_at"))
    sent_back = since.filter(workflow_state=WorkflowState.DRAFT.value)
    then = versions.filter(pgh_created_at__lte=OuterRef("recorded_at")).order_by("-pgh_id")
    judged = (
        Assessment.objects.filter(claim=OuterRef("pk"), approval=None)
        .filter(~Exists(sent_back))
        .annotate(
            said_then=Subquery(then.values(said=JSONObject(**{name: name for name in SEALED_COLUMNS}))[:1]),
            says_now=JSONObject(**{name: f"claim__{name}" for name in SEALED_COLUMNS}),
        )
        # First whether it was changed at all, which is most of the time the end of it.
        .filter(~Exists(since) | Q(said_then=None) | Q(said_then=F("says_now")))
    )
    # Asked claim by claim: told only whether there is one, PostgreSQL would compare all assessments with all claims.
    rows = current_claims(newsrooms).annotate(judged=Subquery(judged.values("pk")[:1]))
    rows = rows.filter(workflow_state=WorkflowState.IN_REVIEW.value, judged=None)
    return rows.annotate(since=F("changed_at")).order_by("since", "pk")


def without_their_verdict(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Public claims whose verdict a correction of their words has taken, with none given since."""
    sealed = Publication.objects.filter(claim=OuterRef("claim"))
    dropped = Publication.objects.filter(
        Exists(sealed.filter(assessment__isnull=False, number__lt=OuterRef("number"))),
        ~Exists(sealed.filter(number__gt=OuterRef("number"))),
        ~Exists(Assessment.objects.filter(claim=OuterRef("claim"), recorded_at__gt=OuterRef("published_at"))),
        assessment=None,
        number__gt=1,
    )
    rows = public_claims(newsrooms).filter(pk__in=dropped.values("claim"))
    return rows.annotate(since=F("changed_at")).order_by("since", "pk")


def ready_for_readers(user: User, newsrooms: list[int]) -> QuerySet[Claim]:
    """Approved and not published; and public claims whose last approved assessment readers were never shown."""
    approved = Claim.objects.filter(workflow_state=WorkflowState.APPROVED.value).order_by()
    unshown = Assessment.objects.filter(
        ~Exists(Publication.objects.filter(assessment=OuterRef("pk"))),
        ~Exists(Assessment.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"), approval__isnull=False)),
        approval__isnull=False,
    )
    # One list of both, so that the claims are looked up from the few and not each claim in two lists.
    waiting = approved.values("pk").union(unshown.order_by().values("claim"))
    given = Assessment.objects.filter(claim=OuterRef("pk"), approval__isnull=False).order_by("-pk")
    since = Coalesce(Subquery(given.values("approval__approved_at")[:1]), F("changed_at"))
    states = (WorkflowState.APPROVED.value, *PUBLIC_STATES)
    rows = current_claims(newsrooms).filter(pk__in=waiting, workflow_state__in=states)
    return rows.annotate(since=since).order_by("since", "pk")


def impacts_of_withdrawals(user: User, newsrooms: list[int]) -> QuerySet[StandingStep]:
    """Standings that moved because something was taken back, not yet acknowledged: the first of each batch, with how
    many others moved with it. What a withdrawal moved that was none is nobody's to acknowledge any more."""
    truly = Func(F("causes"), template=NOT_BY_MISTAKE, output_field=BooleanField())
    moved = StandingStep.objects.filter(truly, causes__contains=WITHDRAWN, claim__newsroom__in=newsrooms)
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
    # One list of both, as above.
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
