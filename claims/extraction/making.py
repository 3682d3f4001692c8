"""Making one candidate from an attribution, from the publisher's own words, or from a statement taken back."""

from collections.abc import Sequence

from claims.extraction.articles import Article
from claims.extraction.atoms import fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import Candidate, ChainLink, Tier
from claims.extraction.chains import build_chains, is_hollow
from claims.extraction.coreference import Memory
from claims.extraction.frames import span as span_atoms
from claims.extraction.noun_phrases import find_subject
from claims.extraction.outlets import is_outlet, list_words
from claims.extraction.quantities import FoundQuantity
from claims.extraction.quotations import find_quotations
from claims.extraction.source_names import NOBODY, is_self, name_source
from claims.extraction.spans import Span
from claims.extraction.stance import Taken, is_conditional, judge_stance, looks_ahead
from claims.extraction.weakeners import find_weakener
from claims.vocabulary import Place, Relation, Stance

PLAIN = frozenset({Frame.BEFORE, Frame.AFTER, Frame.INVERTED, Frame.ACCORDING})
OPINION = frozenset({"think", "call", "blame", "show"})


def make_candidate(
    article: Article,
    memory: Memory,
    sentence: Span,
    one: Attribution,
    others: Sequence[Attribution],
    quantities: Sequence[FoundQuantity],
    place: Place,
) -> Candidate:
    """The candidate of one attribution."""
    content = one.content
    words = " ".join(part.text for part in content)
    chains = build_chains(article.text, one, [a for a in others if a.cue != one.cue], memory, article.publisher)
    stance = judge_stance(one)
    inside = tuple(q for q in quantities if any(part.overlaps(q.span) for part in content))
    conditional = is_conditional(words)
    hedge = find_weakener(article.text, sentence.start, sentence.end)
    return Candidate(
        quote=sentence,
        content=content,
        publisher=article.publisher,
        chains=chains,
        quantities=inside,
        stance=stance,
        place=place,
        tier=grade(one, others, chains, stance, content),
        hedge=hedge
        if (hedge and any(part.covers(hedge) for part in content)) or one.frame is Frame.IMPERSONAL
        else None,
        forecast=not conditional
        and stance is Stance.ASSERTS
        and looks_ahead(words, one.lemma, place is Place.HEADLINE),
        conditional=conditional,
        direct=any(part.text[:1] in "\"“«„'‘" for part in content),
    )


def grade(
    one: Attribution,
    others: Sequence[Attribution],
    chains: Sequence[tuple[ChainLink, ...]],
    stance: Stance,
    content: Sequence[Span],
) -> Tier:
    """High only where one plain frame accounts for the whole sentence and everybody in it is named or resolved."""
    if not chains or one.source is None or one.kind in ("think", "blame") or one.frame is Frame.IMPERSONAL:
        return Tier.LOW
    unresolved = any(link.name.lower() in NOBODY for chain in chains for link in chain)
    nested = [a for a in others if a.covers(one) and a.frame not in (Frame.CITING, Frame.CITED_BY)]
    if any(2 * sum(map(len, content)) < sum(map(len, a.content)) for a in nested):
        return Tier.MEDIUM
    rivals = [
        a for a in others if a.cue != one.cue and a.frame not in (Frame.CITING, Frame.CITED_BY) and not a.covers(one)
    ]
    short = len(one.source.text.split()) <= 14 and sum(len(part) for part in content) >= 12
    if len(chains) > 1 or any(is_guessed(link) for chain in chains for link in chain):
        return Tier.MEDIUM
    plain = one.frame in PLAIN and one.kind in ("say", "tell", "claim") and one.sure and not one.inherits
    if (
        plain
        and short
        and not unresolved
        and not rivals
        and stance is Stance.ASSERTS
        and not any(is_hollow(c) for c in chains)
    ):
        return Tier.HIGH
    if plain and short and not unresolved and stance in (Stance.DENIES, Stance.CANNOT_VERIFY) and not rivals:
        return Tier.HIGH
    return Tier.MEDIUM if not unresolved else Tier.LOW


def is_guessed(link: ChainLink) -> bool:
    """Whether a name is not in the words that stand for it, or an outlet is one only by where it stands."""
    named, worded = set(list_words(link.name)), set(list_words(link.span.text))
    if not (named & worded and (named <= worded or worded <= named)):
        return True
    return (
        link.relation is Relation.REPORTS
        and len(worded) < 3
        and not is_outlet(link.span.text)
        and not link.cue.text.startswith("report")
    )


def make_own(
    article: Article, sentence: Span, quantities: Sequence[FoundQuantity], place: Place, unclear: bool
) -> Candidate:
    """A sentence that credits nobody: the publisher's own words."""
    conditional = is_conditional(sentence.text)
    return Candidate(
        quote=sentence,
        content=(sentence,),
        publisher=article.publisher,
        chains=(),
        quantities=tuple(quantities),
        stance=Stance.NO_POSITION if unclear else Stance.ASSERTS,
        place=place,
        tier=Tier.MEDIUM if quantities and not unclear else Tier.LOW,
        hedge=find_weakener(article.text, sentence.start, sentence.end),
        forecast=not conditional and not unclear and looks_ahead(sentence.text, "", place is Place.HEADLINE),
        conditional=conditional,
    )


def make_withdrawal(
    article: Article, memory: Memory, sentence: Span, taken: Taken, quantities: Sequence[FoundQuantity], place: Place
) -> Candidate:
    """A sentence that says a statement was taken back: no position any more, and never a denial."""
    owner = taken.owner or find_actor(article.text, sentence, taken)
    chains: tuple[tuple[ChainLink, ...], ...] = ()
    if owner is not None and not is_self(owner.text, article.publisher):
        named = name_source(article.text, owner, article.publisher)
        name = memory.resolve(named) or named.name
        chains = ((ChainLink(name, Relation.SAYS, named.span, taken.verb),),)
    return Candidate(
        quote=sentence,
        content=(taken.what,),
        publisher=article.publisher,
        chains=chains,
        quantities=(),
        stance=Stance.NO_POSITION,
        place=place,
        tier=Tier.MEDIUM if chains else Tier.LOW,
        withdrawal=taken.kind,
    )


def find_actor(text: str, sentence: Span, taken: Taken) -> Span | None:
    """Who took it back: the subject of the verb, or of the clause before it."""
    folded = fold_sentence(text, sentence.start, sentence.end, find_quotations(text, sentence.start, sentence.end))
    at = folded.find_at(taken.verb.start)
    while at > 0:
        subject = find_subject(folded, at)
        if subject is not None:
            return span_atoms(folded, subject.begin, subject.end)
        conj = next((i for i in range(at - 1, 0, -1) if folded.lows[i] in ("and", "but", "then")), None)
        verb = (
            None
            if conj is None
            else next(
                (
                    i
                    for i in range(conj - 1, 0, -1)
                    if folded.lows[i].endswith(("ed", "s")) and folded.atoms[i].text[0].islower()
                ),
                None,
            )
        )
        if verb is None:
            return None
        first = next((i for i in range(1, verb + 1) if folded.lows[i].endswith("ed")), verb)
        at = first
        subject = find_subject(folded, at)
        return span_atoms(folded, subject.begin, subject.end) if subject else None
    return None
