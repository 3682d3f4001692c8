"""Setting a newsroom's evidence policy; all its claims are computed again by it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max

from claims.actions.due import mark_exactly
from claims.models import Claim, EvidencePolicy
from claims.rules import why_not_set_policy
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import save_whole
from sources.models import Source


def set_policy(
    *,
    by: User | None,
    newsroom: Newsroom,
    name: str,
    why: str,
    least_to_refute: int = 2,
    least_to_corroborate: int = 2,
    least_to_confirm: int = 2,
    parties_count: bool = True,
    own_reporting_of: Iterable[Source] = (),
    most_days: int = 0,
    stale_after_days: int = 90,
) -> EvidencePolicy:
    """Put a new version of the policy in force and mark every claim of the newsroom due.

    Thresholds are from 1 to 5. ``own_reporting_of``: accepted agencies; ``most_days``: how old a report may be, 0 for
    any age. Raises ``PermissionDenied`` below administrator, ``ValidationError`` by field.
    """
    refuse_if(why_not_set_policy(by, newsroom))
    trusted = list(own_reporting_of)
    if any(source.newsroom_id != newsroom.pk for source in trusted):
        raise ValidationError({"own_reporting_of": "There is no such source in this newsroom."}, "unknown_id")
    policy = EvidencePolicy(
        newsroom=newsroom,
        name=name,
        least_to_refute=least_to_refute,
        least_to_corroborate=least_to_corroborate,
        least_to_confirm=least_to_confirm,
        parties_count=parties_count,
        own_reporting_of=sorted(source.pk for source in trusted),
        most_days=most_days,
        stale_after_days=stale_after_days,
        why=why,
        set_by=by,
    )
    with acting(by, why):
        Newsroom.objects.select_for_update().get(pk=newsroom.pk)  # two at once are two versions, one after the other
        last = EvidencePolicy.objects.filter(newsroom=newsroom).aggregate(last=Max("version"))["last"]
        policy.version = (last or 0) + 1
        save_whole(policy)
        claims = Claim.objects.filter(newsroom=newsroom).values_list("pk", flat=True)
        mark_exactly(claims, cause="policy.set", cause_id=policy.public_id, batch=policy.public_id)
    return policy
