"""What a change will do to standings before it is saved: seen inside its transaction, which is then rolled back."""

from dataclasses import dataclass

from django.contrib.postgres.functions import TransactionNow
from django.utils import timezone

from claims.actions.due import follow_ground_changes
from claims.actions.standing_rows import lines_of
from claims.algebra.analysis import analyse
from claims.dossier.names import load_names
from claims.dossier.standing_part import standing_part
from claims.evidence import load_evidence
from claims.models import PUBLIC_STATES, Claim, ClaimStanding, DueClaim
from claims.policies import policies_of
from claims.vocabulary import Standing

MOST_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Prospect:
    """One claim's standing as stored, and as it would be; ``lines`` are low, with parties, high."""

    claim: Claim
    before: Standing | None
    after: Standing
    lines_before: list[int]
    lines_after: list[int]
    sentence: str
    public: bool

    @property
    def moved(self) -> bool:
        return self.before != self.after or self.lines_before != self.lines_after


def foresee_standings(first: int | None = None) -> tuple[list[Prospect], int]:
    """What the writes of this transaction would do: the claims looked at, and how many they reach in all.

    To be called inside the transaction of an action; who calls rolls it back. ``first`` is the claim to look at
    before all others. Claims that move come first.
    """
    follow_ground_changes()
    # Marking sets ``not_before`` to the transaction's own time, which no other transaction's mark has.
    marked = DueClaim.objects.filter(not_before=TransactionNow())
    reached = list(marked.values_list("claim", flat=True).order_by("claim"))
    looked_at = sorted(reached, key=lambda pk: (pk != first, pk))[:MOST_LOOKED_AT]
    evidence = load_evidence(looked_at)
    names = load_names(evidence.values())
    claims = Claim.objects.in_bulk(looked_at)
    policies = policies_of(claim.newsroom_id for claim in claims.values())
    stored = ClaimStanding.objects.in_bulk(looked_at)
    now = timezone.now()
    prospects = []
    for pk, share in evidence.items():
        analysis = analyse(share, policy=policies[claims[pk].newsroom_id])
        row = stored.get(pk)
        prospects.append(
            Prospect(
                claim=claims[pk],
                before=Standing(row.status) if row else None,
                after=analysis.status,
                lines_before=lines_of(row),
                lines_after=[analysis.lines.low, analysis.lines.with_parties, analysis.lines.high],
                sentence=standing_part(analysis, names, now)["sentence"],
                public=claims[pk].workflow_state in PUBLIC_STATES,
            )
        )
    prospects.sort(key=lambda prospect: (not prospect.moved, prospect.claim.pk != first, prospect.claim.pk))
    return prospects, len(reached)
