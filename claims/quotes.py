"""Where a quote stands in a captured text."""

Span = tuple[int, int]


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
    """The place of ``exact`` in the text, between ``prefix`` and ``suffix`` where they are given.

    Several places that fit equally well give the first: a W3C TextQuoteSelector that names no context means any.
    """
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before.endswith(prefix.strip()) and after.startswith(suffix.strip()):
            return start, end
        start = text.find(exact, start + 1)
    return None
