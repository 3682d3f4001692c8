"""A file to be imported from an address: fetched by the one room that opens sockets, guarded as all is."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError

from sources.fetching.client import fetch
from sources.fetching.policy import PUBLIC, Policy
from sources.vocabulary import CaptureOutcome

FILES = "application/json,application/x-ndjson,text/csv;q=0.9,*/*;q=0.5"
SCHEMES = ("http://", "https://")


def fetch_file(url: str, *, policy: Policy = PUBLIC) -> tuple[str, bytes]:
    """The name and the bytes of the file at ``url`` (10 MB at most).

    ``ValidationError`` on ``address`` when it cannot be had, in the one sentence that tells an outsider nothing.
    """
    fetched = fetch(url.strip(), policy=policy, accept=FILES)
    if fetched.outcome is not CaptureOutcome.CAPTURED:
        raise ValidationError({"address": ValidationError(fetched.public, "not_fetched")})
    parts = urlsplit(fetched.final_url)
    return unquote(parts.path.rpartition("/")[2]) or parts.hostname or url, fetched.body
