"""Words that weaken a statement as a whole: the speaker, or the publisher, does not vouch for it."""

import regex

from claims.extraction.spans import Span

WEAKENERS = (
    "reportedly|allegedly|supposedly|purportedly|apparently|presumably|ostensibly|seemingly|"
    "rumou?red|unconfirmed|unverified|"
    "so-called|alleged|purported|possibly|probably|likely|perhaps|(?:may|might|could) have|"
    "appears? to|appeared to|seems? to|"
    "seemed to|(?:is|are|was|were) (?:thought|believed|said|understood|alleged|reported|rumou?red) to|"
    "it is (?:alleged|believed|thought|understood|estimated)|preliminary|suspected|claimed to"
)
WEAKENER = regex.compile(rf"(?<![\w-])(?:{WEAKENERS})(?![\w-])", regex.IGNORECASE)


def find_weakener(text: str, start: int, end: int) -> Span | None:
    """The first weakening words of ``text[start:end]``, or ``None``."""
    match = WEAKENER.search(text, start, end)
    return Span.cut(text, *match.span()) if match else None
