"""Who is named in a sentence: remembered for the pronouns and descriptions to come."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from claims.extraction.atoms import Sentence
from claims.extraction.attribution import Attribution
from claims.extraction.coreference import Memory
from claims.extraction.noun_phrases import find_subject
from claims.extraction.source_names import Named, is_self, name_source
from claims.extraction.spans import Span
from claims.extraction.tokens import is_finite_verb

PRONOUNS = frozenset(["he", "she", "it", "they"])
NOT_NAMES = PRONOUNS | {"who", "which", "one", "that", "this", "there"}
OPENS_NAME = regex.compile(
    r"\A(?:The\s|A\s)?(?:\p{Ll}+\s){0,2}(?P<name>(?:\p{Lu}\p{Ll}{1,4}\.\s){0,2}\p{Lu}[\p{L}'’&-]*+(?:\s\p{Lu}[\p{L}'’&-]*+){0,4})"
)


def list_subjects(
    folded: Sentence, found: Sequence[Attribution], memory: Memory, publisher: str
) -> list[tuple[Named, Span]]:
    """The subject of the sentence, where a pronoun further on speaks ("Vantor will cut 4,200 jobs, it said")."""
    pronouns = [a.source for a in found if a.source and a.source.text.lower() in PRONOUNS]
    if not pronouns:
        return []
    lower = (i for i in range(1, len(folded.lows)) if folded.atoms[i].text[0].islower())
    verb = next((i for i in lower if is_finite_verb(folded.lows[i])), None)
    subject = find_subject(folded, verb) if verb else None
    if subject is None:
        return []
    span = folded.cut(subject.begin, subject.end)
    if span.end > pronouns[0].start or span.text.lower() in NOT_NAMES:
        return []
    named = name_source(folded.text, span, publisher)
    resolved = memory.resolve(named)
    return [(replace(named, name=resolved) if resolved else named, span)]


def note_names(text: str, sentence: Span, found: Sequence[Attribution], memory: Memory, publisher: str) -> None:
    """Remember who spoke in the sentence, and whom it is about."""
    match = OPENS_NAME.match(sentence.text)
    if match and len(match["name"]) > 3:
        span = Span.cut(text, sentence.start + match.start("name"), sentence.start + match.end("name"))
        named = name_source(text, span, publisher)
        spoke = any(a.source and a.source.overlaps(span) for a in found)
        if not spoke and not is_self(named.name, publisher):
            memory.note(named, Span.cut(text, sentence.start, span.end), spoke=False)
    for one in found:
        if one.source is None:
            continue
        named = name_source(text, one.source, publisher)
        if named.name.lower() in NOT_NAMES or is_self(named.name, publisher):
            continue
        resolved = memory.resolve(named)
        memory.note(replace(named, name=resolved) if resolved else named, one.source)
