"""What a file to be imported is, where nobody said."""

from typing import IO

from claims.casefile.reviews.finding import looks_like_reviews
from claims.vocabulary import ImportForm


def guess_form(name: str, content: IO[bytes]) -> ImportForm:
    """What a file is, by its name and how it begins."""
    name = name.lower()
    if name.endswith(".csv"):
        return ImportForm.REPORTS
    beginning = content.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    content.seek(0)
    first, newline, rest = beginning.partition(b"\n")
    if name.endswith(".jsonld") or looks_like_reviews(beginning.decode("utf-8", "replace")):
        return ImportForm.REVIEWS
    whole_first = first.rstrip().endswith(b"}") and bool(newline) and rest.lstrip().startswith(b"{")
    return ImportForm.LINES if name.endswith((".jsonl", ".ndjson")) or whole_first else ImportForm.CASE
