"""Who says what: every reporting word of a sentence with its source and its content, each at its exact place."""

from dataclasses import dataclass, replace
from enum import StrEnum

from claims.extraction.spans import Span
from claims.vocabulary import Relation, Stance


class Frame(StrEnum):
    """How source, cue and content stand to each other."""

    BEFORE = "before"  # S says that C
    AFTER = "after"  # C, S says
    INVERTED = "inverted"  # "C," says S
    AROUND = "around"  # C, S says, C
    PASSIVE = "passive"  # C is reported by S
    PARTICIPLE = "participle"  # …, adding that C
    JOINED = "joined"  # … and said C
    COMMENT = "comment"  # …, which S denies
    ACCORDING = "according"  # according to S, C
    CITING = "citing"  # …, citing S
    CITED_BY = "cited by"  # …, as cited by S
    IMPERSONAL = "impersonal"  # it is said that C
    LABEL = "label"  # S: C
    SILENT = "silent"  # S has not commented
    ANNOUNCING = "announcing"  # S said: (and what was said follows)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of attribution as worded. ``source`` is ``None`` where nobody is named ("it is said").

    ``opens`` is where the words of this attribution begin when they stand behind a content that is not theirs.
    """

    frame: Frame
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    relation: Relation
    stance: Stance
    lemma: str = ""
    kind: str = ""
    negated: bool = False
    hearer: Span | None = None
    opens: int = -1
    inherits: bool = False
    origin: Span | None = None
    sure: bool = True

    def with_content(self, *content: Span) -> "Attribution":
        return replace(self, content=content)

    @property
    def start(self) -> int:
        places = [span.start for span in (self.source, self.cue, *self.content) if span]
        return min(places)

    def covers(self, other: "Attribution") -> bool:
        """Whether what this one reports holds the other one's words ("X reports that Y said …")."""
        return other is not self and any(span.covers(other.cue) for span in self.content)
