"""Where a quote stands in a captured text."""

Span = tuple[int, int]


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
    """The place of ``exact`` in the text, between ``prefix`` and ``suffix`` where they are given.

    Several places that fit equally well give the first: a W3C TextQuoteSelector that names no context means any.
    """
    prefix, suffix = prefix.strip(), suffix.strip()
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if _ends_before(text, start, prefix) and _begins_after(text, end, suffix):
            return start, end
        start = text.find(exact, start + 1)
    return None


def _ends_before(text: str, end: int, prefix: str) -> bool:
    """Looks at the place alone: a short quote may stand in a long text at very many."""
    while prefix and end and text[end - 1].isspace():
        end -= 1
    return text.endswith(prefix, 0, end)


def _begins_after(text: str, start: int, suffix: str) -> bool:
    while suffix and start < len(text) and text[start].isspace():
        start += 1
    return text.startswith(suffix, start)
