"""Who "he", "the ministry" and "the report" are: the last one named in the article that the words fit."""

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from claims.extraction import lexicon
from claims.extraction.outlets import DOCUMENT_WORDS, NAME_WORD, ORG_WORDS, PLACES, is_person_like, list_words
from claims.extraction.source_names import Named
from claims.extraction.spans import Span
from claims.extraction.tokens import is_plural
from claims.extraction.words import WORDS

PERSONAL = WORDS["personal"]
PLURAL = frozenset({"they", "them", "themselves"})
NEUTRAL = frozenset({"it", "itself"})
RELATIVES = WORDS["relative_pronouns"]
GENERIC = WORDS["generic"]
PEOPLE_HEADS = WORDS["people_heads"]
NO_PERSON_TITLES = frozenset(["general", "deputy", "acting", "former", "chief", "major"])
DEFINITE = ("the ", "this ", "that ", "these ", "those ")
BOUND = regex.compile(r"\s(?:of|for|in|at|from|by|who|which|that|with|on)\s")
HEAD_BEFORE = frozenset(["of", "in", "from", "with", "at", "familiar", "close"])
LONGEST = 3


@dataclass(slots=True)
class Entity:
    """Somebody or something the article has named, with all the words and head nouns it was named by."""

    name: str
    words: set[str]
    heads: set[str]
    is_person: bool
    is_plural: bool
    is_document: bool
    spoke: bool
    last: int

    @property
    def is_body(self) -> bool:
        """One organisation, not a person and not a paper."""
        return not (self.is_person or self.is_plural or self.is_document)


def make_entity(named: Named, described: Span, spoke: bool) -> Entity:
    words = set(list_words(described.text)) | set(list_words(named.name))
    heads = list_heads(described.text) | list_heads(named.name)
    person = is_person(named.name, described.text)
    return Entity(
        named.name, words, heads, person, looks_plural(named.name), named.is_document, spoke, described.start
    )


@dataclass(slots=True)
class Memory:
    """What the article has named so far, in order; ``local`` is who stands in the sentence itself.

    ``paragraph``: where the present one begins; whoever is named in it is nearer than who spoke in another.
    """

    entities: list[Entity] = field(default_factory=list)
    local: list[Entity] = field(default_factory=list)
    paragraph: int = 0

    def note(self, named: Named, described: Span, spoke: bool = True) -> None:
        """Remember a source under its name and under every word it was described by."""
        new = make_entity(named, described, spoke)
        surname = list_words(named.name)[-1:]
        for known in self.entities:
            if known.name == named.name or (known.is_person and surname == list_words(known.name)[-1:]):
                known.words |= new.words
                known.heads |= new.heads
                known.last, known.spoke = new.last, known.spoke or spoke
                return
        self.entities.append(new)

    def begin_sentence(self, subjects: list[tuple[Named, Span]]) -> None:
        """Who stands in the sentence itself, before its pronouns."""
        self.local = [make_entity(named, span, spoke=False) for named, span in subjects]

    def resolve(self, named: Named) -> str | None:
        """The name that a pronoun, a surname or a description stands for; ``None`` when it stands for itself."""
        words = list_words(named.name)
        if not words:
            return None
        if len(words) == 1 and words[0] in PERSONAL:
            return self.find_last(lambda e: e.is_person)
        if len(words) == 1 and words[0] in PLURAL:
            return self.find_last(lambda e: e.is_plural and (e.spoke or e in self.local))
        if len(words) == 1 and words[0] in NEUTRAL:
            return self.find_last(lambda e: e.is_body)
        bare = named.name.split()
        while len(bare) > 1 and bare[0].lower().rstrip(".") in lexicon.TITLES:
            bare = bare[1:]
        if len(words) <= LONGEST and all(NAME_WORD.fullmatch(w) for w in bare):
            return self.find_by_surname(list_words(" ".join(bare)))
        return self.find_described(named, words)

    def knows_person(self, name: str) -> bool:
        """Whether a name is the surname, or the name, of a person the article has named."""
        last = list_words(name)[-1:]
        return bool(last) and any(e.is_person and list_words(e.name)[-1:] == last for e in self.entities + self.local)

    def find_last(self, fits: Callable[[Entity], bool]) -> str | None:
        """The one that fits in the sentence itself, else the last who spoke, else the last named."""
        near = [e for e in self.local if fits(e)]
        if near:
            return near[-1].name
        fitting = (e for e in self.entities if fits(e))
        best = max(fitting, key=lambda e: (e.last >= self.paragraph, e.spoke, e.last), default=None)
        return best.name if best else None

    def find_by_surname(self, words: list[str]) -> str | None:
        """ "Horba" for Stepan Horba, "Kestrel" for Kestrel Air; a country's name is never short for anything."""
        if words[-1] in PLACES:
            return None
        for entity in sorted(self.entities, key=lambda e: -e.last):
            own = list_words(entity.name)
            fits = own[-1] == words[-1] if entity.is_person and own else own[: len(words)] == words
            if len(own) > len(words) and fits:
                return entity.name
        return None

    def find_described(self, named: Named, words: list[str]) -> str | None:
        """ "The ministry", "the UN agency", "the colonel": the last one whose description has that head."""
        if not named.span.text.lower().startswith(DEFINITE) or len(words) > LONGEST:
            return None
        head, alone = words[-1], len(words) == 1
        exact = [
            e
            for e in self.entities
            if head in e.heads
            and set(words) <= e.words
            and list_words(e.name) != words
            and e.is_plural >= is_plural(head)
        ]
        if exact:
            return max(exact, key=lambda e: (e.spoke, e.last)).name
        lower = named.name[:1].islower()
        if head not in GENERIC or len(words) > 2 or (lower and not alone):
            return None
        bodies = [e for e in self.entities if e.is_body and e.name[:1].isupper() and " of the " not in e.name]
        return max(bodies, key=lambda e: e.last).name if bodies else None


def list_heads(described: str) -> set[str]:
    """The head nouns of a description and its appositions, and the titles in front of a name."""
    heads: set[str] = set()
    for part in described.split(","):
        whole = list_words(part)
        core = list_words(BOUND.split(part.strip(), maxsplit=1)[0])
        heads |= {*whole[-1:], *core[-1:], *(w for w in whole if w in PEOPLE_HEADS)}
    return heads


def is_person(name: str, described: str) -> bool:
    """Whether a name, or the words around it, are those of one person."""
    own = list_words(name)
    if not own:
        return False
    if is_person_like(name) and not set(list_words(described)) & ORG_WORDS.intersection(own):
        return True
    if own[-1] in PEOPLE_HEADS or own[0] in lexicon.TITLES - NO_PERSON_TITLES:
        return True
    return bool(set(own) & PEOPLE_HEADS) and own[-1] not in ORG_WORDS | DOCUMENT_WORDS


def looks_plural(name: str) -> bool:
    """Whether a name stands for several: "analysts", "people familiar with the matter", "Zhan and his colleagues"."""
    words = list_words(name)
    if not words:
        return False
    bound = (w for i, w in enumerate(words[:-1]) if words[i + 1] in HEAD_BEFORE)
    head = words[0] if len(words) == 1 else next(bound, words[-1])
    lower = name.split()[-1][:1].islower()
    return (is_plural(head) and (lower or len(words) == 1)) or head in lexicon.PEOPLE or " and " in name
