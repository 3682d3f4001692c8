"""What pages that write ask of the admin site: to settle what a change moved, and to say what one would move."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do to one claim: its standing in words before and after, and whether readers see it."""

    claim: str
    url: str
    before: str
    before_status: str
    after: str
    after_status: str
    lines_before: str
    lines_after: str
    sentence: str
    moved: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a change would do to all claims it reaches: those shown, and how many there are in all."""

    claims: tuple[Foreseen, ...]
    reached: int


class ActingSite(admin.AdminSite):
    """An admin site whose pages write through actions. The upper floor fills in what becomes of standings."""

    def settle(self, newsrooms: Iterable[int], since: datetime) -> None:
        """Compute at once what a person's change since that moment made due, within reason."""

    def foresee(self) -> Foresight:
        """What the writes of the transaction that is under way would do; the caller rolls it back."""
        return Foresight((), 0)
