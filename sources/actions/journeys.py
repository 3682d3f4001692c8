"""Fetches that a redirect interrupted: kept with what was due, and gone on with when the next host may be asked."""

from collections.abc import Sequence

from sources.fetching.addresses import make_address_key, read_host_of
from sources.fetching.fetched import Fetched, FetchReason, Hop, Journey


class GoesOnElsewhereError(Exception):
    """A redirect ended the leg of a fetch that is not over: nothing is to be kept of it yet."""

    def __init__(self, fetched: Fetched) -> None:
        super().__init__(fetched.detail)
        self.fetched = fetched


def goes_on(fetched: Fetched) -> bool:
    """Whether a redirect is still to be followed."""
    return fetched.reason is FetchReason.REDIRECTED


def read_journey(url: str, hops: Sequence[Sequence[object]]) -> Journey | None:
    """The journey that a row keeps, or ``None`` where none was begun."""
    if not url:
        return None
    return Journey(url, tuple(Hop(str(a), int(str(b)), str(c), str(d)) for a, b, c, d in hops))


def begins_at(hops: Sequence[Sequence[object]], url: str) -> bool:
    """Whether the redirects kept are those of this address, and not of one it had before."""
    return bool(hops) and make_address_key(str(hops[0][0])) == make_address_key(url)


def keep_journey(fetched: Fetched | None) -> dict[str, object]:
    """The columns of a row for where a fetch goes on; of ``None``, or of one that is over, the empty ones."""
    if fetched is None or not goes_on(fetched):
        return {"onward_url": "", "hops": []}
    return {
        "onward_url": fetched.final_url,
        "hops": [[hop.url, hop.status, hop.location, hop.address] for hop in fetched.hops],
    }


def host_after(fetched: Fetched) -> str:
    """Whom a fetch that goes on asks next."""
    return read_host_of(fetched.final_url)
