"""What kind of source a name probably stands for, as the first value of a form that an editor confirms."""

from claims.extraction.outlets import is_outlet
from claims.matching.lists import LISTS
from claims.matching.names import is_proper
from claims.matching.words import list_words
from claims.vocabulary import Relation
from sources.vocabulary import SourceKind

# In this order: "military intelligence" is intelligence first, a "defence ministry" a government's.
KINDS = (
    (SourceKind.INTELLIGENCE, LISTS["intelligence"]),
    (SourceKind.COMPANY, LISTS["company"]),
    (SourceKind.GOVERNMENT, LISTS["government"]),
    (SourceKind.MILITARY, LISTS["military"]),
    (SourceKind.ANALYST, LISTS["analyst"]),
    (SourceKind.CHANNEL, LISTS["channel"]),
    (SourceKind.ORGANISATION, LISTS["organisation"]),
)
TELLING = (Relation.REPORTS, Relation.REPRINTS, Relation.TRANSLATES)


def guess_kind(name: str, relation: Relation = Relation.SAYS) -> SourceKind:
    """The kind that the words of a name suggest; a description without a name of its own is ``unnamed``."""
    words = set(list_words(name))
    if words & LISTS["footage"]:
        return SourceKind.FOOTAGE
    if not is_proper(name) and not words & (LISTS["government"] | LISTS["military"] | LISTS["organisation"]):
        return SourceKind.UNNAMED
    if is_outlet(name):
        return SourceKind.AGENCY if "agency" in words or "agence" in words else SourceKind.OUTLET
    for kind, telling in KINDS:
        if words & telling:
            return kind
    if words & LISTS["document"]:
        return SourceKind.DOCUMENT
    return SourceKind.OUTLET if relation in TELLING else SourceKind.OFFICIAL
