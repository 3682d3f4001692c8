"""From the attributions of a sentence to chains: whom the publisher credits, whom that one credits, to the origin."""

from collections.abc import Sequence

import regex

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import Chain, ChainLink
from claims.extraction.coreference import RELATIVES, Memory
from claims.extraction.joint_sources import split_joint
from claims.extraction.outlets import is_hearing_outlet
from claims.extraction.source_names import NOBODY, is_self, name_source, shorten
from claims.extraction.spans import Span
from claims.extraction.tokens import is_plural
from claims.extraction.words import WORDS
from claims.vocabulary import Relation

HOLLOW = WORDS["hollow"]
# "… in an interview with Postiljon", "speaking to the Globe": who led the talk passes it on.
INTERVIEW = regex.compile(
    r"[^.;:\"“”]{0,30}?(?:(?:interviews?|conversation) (?:with|to|for)|(?:comments?|remarks|letter|emails?|e-mails?|"
    r"(?:written )?statement|article) (?:to|for)|speaking (?:to|with|exclusively to))\s"
    r"(?P<who>(?:the\s)?(?:\p{Ll}+\s){0,2}?\p{Lu}[\p{L}\p{N}’'-]*+(?:\s\p{Lu}[\p{L}\p{N}-]*+){0,3})"
)
NO_ONE = regex.compile(r"\W*(?:no one|nobody|none of)\b", regex.IGNORECASE)
INTERVIEW_REACH = 110
BEFORE_AGENT = WORDS["last_of_agent"]
ANTECEDENT_REACH = 80
ANTECEDENT_WORDS = 6


def build_chains(
    text: str, one: Attribution, others: Sequence[Attribution], memory: Memory, publisher: str
) -> tuple[Chain, ...]:
    """The chains of ``one``: what holds it ("X reports that …"), what cites beside it, hearers, its own source."""
    outer = [
        a for a in others if a.covers(one) and a.frame is not Frame.COMMENT and not a.negated and a.kind != "want"
    ]
    outer.sort(key=lambda a: sum(len(part) for part in a.content), reverse=True)
    beside = [a for a in others if a is not one and shares_content(a, one)]
    before = outer + [a for a in beside if a.frame is Frame.CITED_BY]
    behind = [a for a in beside if a.frame is Frame.CITING]
    head = [link for a in before for link in next(iter(link_source(text, a, memory, publisher)), ())]
    tails = [chain for a in behind for chain in link_source(text, a, memory, publisher)]
    if one.origin is not None:
        tails.append((ChainLink(shorten(one.origin), Relation.TOLD, one.origin, one.cue),))
    own = link_source(text, one, memory, publisher)
    if (
        head
        and is_plural(head[-1].name.lower().split()[-1])
        and all(chain[-1].name.lower() == "they" for chain in own)
    ):
        # "Neighbours said they had complained": who speaks of himself is no second link.
        own = []
    chains: list[Chain] = [(*head, *chain) for chain in own] or ([tuple(head)] if head else [])
    if tails:
        chains = [(*chain, *tail) for chain in chains or [()] for tail in tails]
    return tuple(dict.fromkeys(drop_repeats(chain) for chain in chains if chain))


def shares_content(a: Attribution, one: Attribution) -> bool:
    return any(x.overlaps(y) for x in a.content for y in one.content)


def link_source(text: str, one: Attribution, memory: Memory, publisher: str) -> list[Chain]:
    """The links one attribution makes: relays first (who was told, who saw it), then its source; joint ones apart."""
    if one.source is None or NO_ONE.match(one.source.text):
        return []
    relays = link_hearer(text, one, memory, publisher)
    chains: list[Chain] = []
    for given, span in split_joint(text, one.source):
        named = name_source(text, span, publisher)
        if given:
            name = given
        elif named.name.lower() in RELATIVES:
            name = find_antecedent(text, one.source) or named.name
        else:
            name = memory.resolve(named) or named.name
        through = [ChainLink(relay, Relation.REPORTS, place, one.cue) for relay, place in named.relays]
        place = span if given else named.span
        own = is_self(name, publisher)
        # "According to A, as cited by B": B passes on what A said.
        passes_on = one.frame is Frame.CITED_BY and one.relation is Relation.CITES
        relation = Relation.REPORTS if passes_on else one.relation
        chains.append(
            (*([] if own else relays), *through, *([] if own else [ChainLink(name, relation, place, one.cue)]))
        )
    return [chain for chain in chains if chain]


def link_hearer(text: str, one: Attribution, memory: Memory, publisher: str) -> list[ChainLink]:
    """The outlet that was told, or interviewed the source; not the publisher itself, not a person, not the public."""
    hearer = one.hearer or find_interviewer(text, one)
    if hearer is None or is_self(hearer.text, publisher):
        return []
    if not is_hearing_outlet(hearer.text) or memory.knows_person(hearer.text):
        return []
    relation = Relation.QUOTES if one.relation is Relation.QUOTES else Relation.REPORTS
    return [ChainLink(shorten(hearer), relation, hearer, one.cue)]


def find_interviewer(text: str, one: Attribution) -> Span | None:
    """Who led the interview in which it was said."""
    starts = {one.cue.end, *([one.source.end] if one.source else [])}
    for start in sorted(starts):
        match = INTERVIEW.match(text, start, min(len(text), start + INTERVIEW_REACH))
        if match:
            return Span.cut(text, *match.span("who"))
    return None


def find_antecedent(text: str, pronoun: Span) -> str | None:
    """The noun phrase right before "who" or "which"."""
    before = text[max(0, pronoun.start - ANTECEDENT_REACH) : pronoun.start].rstrip(" ,")
    taken: list[str] = []
    for word in reversed(before.split()):
        if word.endswith((",", ".", ";", ":")) or len(taken) == ANTECEDENT_WORDS:
            break
        taken.insert(0, word)
    last = max((i for i, word in enumerate(taken) if word in BEFORE_AGENT), default=-1)
    taken = taken[last + 1 :]
    return " ".join(taken).removeprefix("The ").removeprefix("the ") or None


def drop_repeats(chain: Chain) -> Chain:
    """A source that stands twice in a row is one link, the later one."""
    kept: list[ChainLink] = []
    for link in chain:
        if kept and kept[-1].name.lower() == link.name.lower():
            kept.pop()
        kept.append(link)
    return tuple(kept)


def is_hollow(chain: Chain) -> bool:
    """Whether a chain ends at "reports" or nobody: untraced."""
    last = chain[-1].name.lower()
    return last in HOLLOW or last in NOBODY
