"""From the attributions of a sentence to chains: whom the publisher credits, whom that one credits, … to the origin."""

from collections.abc import Sequence

import regex

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import ChainLink
from claims.extraction.coreference import RELATIVES, Memory
from claims.extraction.cue_words import HOLLOW
from claims.extraction.joint_sources import split_joint
from claims.extraction.outlets import is_hearing_outlet
from claims.extraction.source_names import NOBODY, Named, is_self, name_source, shorten
from claims.extraction.spans import Span
from claims.vocabulary import Relation

Chain = tuple[ChainLink, ...]
INTERVIEW = regex.compile(
    r"[^.;:\"“”]{0,30}?(?:(?:interviews?|conversation) (?:with|to|for)|(?:comments?|remarks|letter|"
    r"emails?|e-mails?|(?:written )?statement|article) (?:to|for)|"
    r"speaking (?:to|with|exclusively "
    r"to))\s(?P<who>(?:the\s)?(?:\p{Ll}+\s){0,2}?(?:\p{Lu}[\p{L}\p{N}’'-]*)(?:\s\p{Lu}[\p{L}\p{N}-]*){0,3})"
)


def build_chains(
    text: str, one: Attribution, others: Sequence[Attribution], memory: Memory, publisher: str
) -> tuple[Chain, ...]:
    """The chains of ``one``: what holds it ("X reports that …"), what cites beside it, its hearers and its own source."""
    outer = [
        a for a in others if a.covers(one) and a.frame is not Frame.COMMENT and not a.negated and a.kind != "want"
    ]
    outer.sort(key=lambda a: sum(len(part) for part in a.content), reverse=True)
    head: list[ChainLink] = []
    for attribution in outer:
        head += first_chain(link_source(text, attribution, memory, publisher))
    beside = [a for a in others if a is not one and shares_content(a, one)]
    cited_by = [a for a in beside if a.frame is Frame.CITED_BY]
    citing = [a for a in beside if a.frame is Frame.CITING]
    for attribution in cited_by:
        head += first_chain(link_source(text, attribution, memory, publisher))
    own = link_source(text, one, memory, publisher)
    tails = [chain for a in citing for chain in link_source(text, a, memory, publisher)]
    if one.origin is not None:
        tails += [(ChainLink(shorten(one.origin), Relation.TOLD, one.origin, one.cue),)]
    chains = [tuple(head) + chain for chain in own] or ([tuple(head)] if head else [])
    if tails:
        chains = [chain + tail for chain in (chains or [()]) for tail in tails]
    return tuple(dict.fromkeys(drop_repeats(chain) for chain in chains if chain))


def first_chain(chains: list[Chain]) -> Chain:
    return chains[0] if chains else ()


def shares_content(a: Attribution, one: Attribution) -> bool:
    return bool(a.content) and bool(one.content) and any(x.overlaps(y) for x in a.content for y in one.content)


def link_source(text: str, one: Attribution, memory: Memory, publisher: str) -> list[Chain]:
    """The links one attribution makes: relays first (who was told, who saw the document), then the source; joint ones apart."""
    if one.source is None:
        return []
    relays = link_hearer(text, one, memory, publisher)
    chains: list[Chain] = []
    for given, span in split_joint(text, one.source):
        named = name_source(text, span, publisher)
        name = given or resolve_name(text, named, one, memory, publisher)
        through = [ChainLink(relay, Relation.REPORTS, place, one.cue) for relay, place in named.relays]
        if is_self(name, publisher) or not name:
            chains.append(tuple(through))
            continue
        chains.append((*relays, *through, ChainLink(name, one.relation, named.span if not given else span, one.cue)))
    return [chain for chain in chains if chain]


def link_hearer(text: str, one: Attribution, memory: Memory, publisher: str) -> list[ChainLink]:
    """The outlet that was told, or interviewed the source; not the publisher itself, not the public."""
    hearer = one.hearer or find_interviewer(text, one)
    if hearer is None:
        return []
    if is_self(hearer.text, publisher) or not is_hearing_outlet(hearer.text) or memory.knows_person(hearer.text):
        return []
    relation = Relation.QUOTES if one.relation is Relation.QUOTES else Relation.REPORTS
    return [ChainLink(shorten(hearer), relation, hearer, one.cue)]


def find_interviewer(text: str, one: Attribution) -> Span | None:
    """Who led the interview in which it was said ("said in an interview with Postiljon", "speaking to the Globe")."""
    starts = {one.cue.end, *([one.source.end] if one.source and one.source.end > one.cue.end else [])}
    for start in sorted(starts):
        match = INTERVIEW.match(text, start, min(len(text), start + 110))
        if match:
            return Span.cut(text, *match.span("who"))
    return None


def resolve_name(text: str, named: Named, one: Attribution, memory: Memory, publisher: str) -> str:
    low = named.name.lower()
    if low in RELATIVES:
        return find_antecedent(text, one) or named.name
    return memory.resolve(named) or named.name


def find_antecedent(text: str, one: Attribution) -> str | None:
    """The noun phrase right before "who" or "which"."""
    if one.source is None:
        return None
    before = text[max(0, one.source.start - 80) : one.source.start].rstrip(" ,")
    words = before.split()
    taken: list[str] = []
    for word in reversed(words):
        if word.endswith((",", ".", ";", ":")) or len(taken) == 6:
            break
        taken.insert(0, word)
    name = " ".join(taken).removeprefix("The ").removeprefix("the ")
    return name or None


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


__all__ = ["Chain", "Span", "build_chains", "is_hollow"]
