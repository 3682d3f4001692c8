"""Making one candidate from an attribution, from the publisher's own words, or from a statement taken back."""

from collections.abc import Sequence

from claims.extraction.articles import Article
from claims.extraction.atoms import fold_sentence
from claims.extraction.attribution import Attribution, Frame
from claims.extraction.candidates import QUOTE_MARKS, Candidate, Chain, ChainLink, Tier
from claims.extraction.chains import build_chains
from claims.extraction.coreference import Memory
from claims.extraction.grading import grade
from claims.extraction.noun_phrases import find_subject
from claims.extraction.quantities import FoundQuantity
from claims.extraction.quotations import find_quotations
from claims.extraction.source_names import is_self, name_source
from claims.extraction.spans import Span
from claims.extraction.stance import is_conditional, is_debunking, judge_stance, looks_ahead
from claims.extraction.weakeners import find_weakener
from claims.extraction.withdrawals import Taken
from claims.vocabulary import Place, Relation, Stance


def make_candidate(
    article: Article,
    memory: Memory,
    sentence: Span,
    one: Attribution,
    others: Sequence[Attribution],
    quantities: Sequence[FoundQuantity],
    place: Place,
) -> Candidate:
    """The candidate of one attribution; ``others`` are those of the sentence, and of the one that announced it."""
    content = one.content
    words = " ".join(part.text for part in content)
    beside = [a for a in others if a.cue != one.cue]
    chains = build_chains(article.text, one, beside, memory, article.publisher)
    stance, conditional = judge_stance(one), is_conditional(words)
    hedge = find_weakener(article.text, sentence.start, sentence.end)
    if hedge is not None and one.frame is not Frame.IMPERSONAL and not any(part.covers(hedge) for part in content):
        hedge = None
    told = tuple(q for q in quantities if any(part.overlaps(q.span) for part in content))
    return Candidate(
        quote=sentence,
        content=content,
        publisher=article.publisher,
        chains=chains,
        quantities=told,
        stance=stance,
        place=place,
        tier=grade(one, others, chains, stance, content, place, told),
        hedge=hedge,
        forecast=not conditional and stance is Stance.ASSERTS and looks_ahead(words, one.lemma, place),
        conditional=conditional,
        direct=any(part.text[:1] in QUOTE_MARKS for part in content),
    )


def make_own(
    article: Article, sentence: Span, quantities: Sequence[FoundQuantity], place: Place, unclear: bool
) -> Candidate:
    """A sentence that credits nobody: the publisher's own words. ``unclear``: it says that something is not known."""
    conditional = is_conditional(sentence.text)
    stance = Stance.NO_POSITION if unclear else Stance.ASSERTS
    if not unclear and is_debunking(sentence.text):
        stance = Stance.DISPUTES
    return Candidate(
        quote=sentence,
        content=(sentence,),
        publisher=article.publisher,
        chains=(),
        quantities=tuple(quantities),
        stance=stance,
        place=place,
        tier=Tier.MEDIUM if quantities and not unclear else Tier.LOW,
        hedge=find_weakener(article.text, sentence.start, sentence.end),
        forecast=not conditional and not unclear and looks_ahead(sentence.text, "", place),
        conditional=conditional,
    )


def make_withdrawal(article: Article, memory: Memory, sentence: Span, taken: Taken, place: Place) -> Candidate:
    """A sentence that says a statement was taken back: no position any more, and never a denial."""
    owner = taken.owner or find_actor(article.text, sentence, taken)
    chains: tuple[Chain, ...] = ()
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
    """Who took it back: the subject of the verb, or of the clause it is joined to."""
    quotations = find_quotations(text, sentence.start, sentence.end)
    folded = fold_sentence(text, sentence.start, sentence.end, quotations)
    at = folded.find_at(taken.verb.start)
    subject = find_subject(folded, at)
    if subject is None:
        joined = any(folded.lows[i] in ("and", "but", "then") for i in range(1, at))
        first = next((i for i in range(1, at) if folded.lows[i].endswith("ed")), None) if joined else None
        subject = find_subject(folded, first) if first is not None else None
    return folded.cut(subject.begin, subject.end) if subject is not None else None
