"""How far the computing of standings has come after something that reached many claims, such as a new policy."""

from dataclasses import dataclass

from claims.models import Claim, DueClaim
from newsrooms.models import Newsroom


@dataclass(frozen=True, slots=True)
class Progress:
    """How many claims a newsroom has, how many of them still wait, and how many were given up for a person to see."""

    claims: int
    waiting: int
    parked: int

    @property
    def done(self) -> int:
        return self.claims - self.waiting - self.parked

    def __str__(self) -> str:
        if not self.waiting and not self.parked:
            return f"All {self.claims} claims are computed."
        said = f"{self.done} of {self.claims} claims are computed; {self.waiting} wait"
        return f"{said} and {self.parked} could not be." if self.parked else f"{said}."


def progress_of(newsroom: Newsroom) -> Progress:
    """Two counts, by index on what is due."""
    due = DueClaim.objects.filter(claim__newsroom=newsroom)
    waiting, parked = due.filter(parked_at=None).count(), due.exclude(parked_at=None).count()
    return Progress(Claim.objects.filter(newsroom=newsroom).count(), waiting, parked)
