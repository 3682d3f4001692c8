"""Who "he", "the ministry" and "the report" are: the last one named in the article that the words fit."""

from dataclasses import dataclass, field

import regex

from claims.extraction import lexicon
from claims.extraction.outlets import DOCUMENT_WORDS, NAME_WORD, ORG_WORDS, PLACES, is_person_like, list_words
from claims.extraction.source_names import Named
from claims.extraction.spans import Span
from claims.extraction.tokens import is_plural
from claims.extraction.words import WORDS

PERSONAL = WORDS["personal"]
PLURAL = WORDS["plural"]
NEUTRAL = frozenset(["it", "itself"])
RELATIVES = WORDS["relative_pronouns"]
GENERIC = WORDS["generic"]
PEOPLE_HEADS = WORDS["people_heads"]


BOUND = regex.compile(r"\s(?:of|for|in|at|from|by|who|which|that|with|on)\s")


@dataclass(slots=True)
class Entity:
    """Somebody or something the article has named, with all the words it was named by."""

    name: str
    words: set[str]
    heads: set[str]
    is_person: bool
    is_plural: bool
    is_document: bool
    spoke: bool
    last: int


@dataclass(slots=True)
class Memory:
    """What the article has named so far, in order."""

    entities: list[Entity] = field(default_factory=list)
    local: list[Entity] = field(default_factory=list)

    def note(self, named: Named, described: Span, spoke: bool = True) -> None:
        """Remember a source under its name and under every word it was described by."""
        words = set(list_words(described.text)) | set(list_words(named.name))
        for entity in self.entities:
            if entity.name == named.name or (
                entity.is_person and list_words(named.name)[-1:] == list_words(entity.name)[-1:]
            ):
                entity.words |= words
                entity.heads |= list_heads(described.text)
                entity.last = described.start
                entity.spoke = entity.spoke or spoke
                return
        self.entities.append(
            Entity(
                named.name,
                words,
                list_heads(described.text) | list_heads(named.name),
                is_person(named.name, described.text),
                looks_plural(named.name),
                named.is_document,
                spoke,
                described.start,
            )  # fmt: skip
        )

    def begin_sentence(self, subjects: list[tuple[Named, Span]]) -> None:
        """Who stands in the sentence itself, before its pronouns."""
        self.local = [
            Entity(
                n.name,
                set(list_words(s.text)),
                list_heads(s.text),
                is_person(n.name, s.text),
                looks_plural(n.name),
                n.is_document,
                False,
                s.start,
            )
            for n, s in subjects
        ]

    def resolve(self, named: Named) -> str | None:
        """The name that a pronoun, a surname or a definite description stands for; ``None`` when it stands for itself."""
        words = list_words(named.name)
        if not words:
            return None
        low = words[-1]
        if len(words) == 1 and low in PERSONAL:
            return self.find_last(lambda e: e.is_person)
        if len(words) == 1 and low in PLURAL:
            return self.find_last(lambda e: e.is_plural and e.spoke)
        if len(words) == 1 and low in NEUTRAL:
            return self.find_last(lambda e: not e.is_person and not e.is_plural and not e.is_document)
        if named.name[:1].isupper() and len(words) <= 3 and all(NAME_WORD.fullmatch(w) for w in named.name.split()):
            return self.find_by_surname(words)
        return self.find_described(named, words)

    def knows_person(self, name: str) -> bool:
        """Whether a name is the surname, or the name, of a person the article has named."""
        words = list_words(name)
        return any(
            e.is_person and words and list_words(e.name)[-1:] == words[-1:] for e in self.entities + self.local
        )

    def find_last(self, fits: object) -> str | None:
        near = [e for e in self.local if callable(fits) and fits(e)]
        if near:
            return near[-1].name
        found = [e for e in self.entities if callable(fits) and fits(e)]
        best = max(found, key=lambda e: (e.spoke, e.last), default=None) if found else None
        return best.name if best else None

    def find_by_surname(self, words: list[str]) -> str | None:
        if words[-1] in PLACES:
            return None
        for entity in sorted(self.entities, key=lambda e: -e.last):
            own = list_words(entity.name)
            if len(own) > len(words) and (own[-1] == words[-1] if entity.is_person else own[: len(words)] == words):
                return entity.name
        return None

    def find_described(self, named: Named, words: list[str]) -> str | None:
        """ "The ministry", "the UN agency", "the colonel": the last one whose description has that head."""
        definite = named.span.text.lower().startswith(("the ", "this ", "that ", "these ", "those "))
        if not definite or len(words) > 3:
            return None
        head = words[-1]
        exact = [
            e
            for e in self.entities
            if head in e.heads
            and e.words >= set(words)
            and list_words(e.name) != words
            and not (is_plural(head) and not e.is_plural)
        ]
        if exact:
            return max(exact, key=lambda e: (e.spoke, e.last)).name
        if head in PEOPLE_HEADS and len(words) == 1:
            fitting = [e for e in self.entities if e.is_person and head in e.heads]
            return max(fitting, key=lambda e: e.last).name if fitting else None
        modified = named.name.split()[0][:1].islower() and len(words) > 1
        if head in GENERIC and len(words) <= 2 and not modified:
            fitting = [
                e for e in self.entities
                if not (e.is_person or e.is_document or e.is_plural) and e.name[:1].isupper() and " of the " not in e.name
            ]  # fmt: skip
            return max(fitting, key=lambda e: e.last).name if fitting else None
        return None


def list_heads(described: str) -> set[str]:
    """The head nouns of a description and its appositions, and the titles in front of a name."""
    heads: set[str] = set()
    for part in described.split(","):
        whole = list_words(part)
        core = list_words(BOUND.split(part.strip(), maxsplit=1)[0])
        heads |= set(whole[-1:]) | set(core[-1:])
        heads |= {w for w in whole if w in PEOPLE_HEADS}
    return heads


def is_person(name: str, described: str) -> bool:
    words = set(list_words(described))
    if is_person_like(name) and not words & ORG_WORDS.intersection(list_words(name)):
        return True
    own = list_words(name)
    return (
        bool(own)
        and (
            own[-1] in PEOPLE_HEADS
            or (bool(set(own) & PEOPLE_HEADS) and not set(own[-1:]) & (ORG_WORDS | DOCUMENT_WORDS))
        )
    ) or (bool(own) and own[0] in lexicon.TITLES - {"general", "deputy", "acting", "former", "chief", "major"})


def looks_plural(name: str) -> bool:
    words = list_words(name)
    if not words:
        return False
    head = (
        words[0]
        if len(words) == 1
        else next(
            (
                w
                for i, w in enumerate(words)
                if i + 1 < len(words) and words[i + 1] in ("of", "in", "from", "with", "at", "familiar", "close")
            ),
            words[-1],
        )
    )
    return (
        (is_plural(head) and name.split()[-1][:1].islower())
        or head in lexicon.PEOPLE
        or (is_plural(head) and len(words) == 1)
        or " and " in name
    )
