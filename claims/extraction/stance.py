"""What a statement does with what it speaks of: asserts, denies, disputes, cannot verify, no position; and if it looks ahead."""

from dataclasses import dataclass

import regex

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.spans import Span
from claims.extraction.words import WORDS
from claims.vocabulary import Relation, Stance, WithdrawalKind

_FALSE = (
    r"(?:false|untrue|fake|wrong|fabricated|baseless|a lie|lies|nonsense|a hoax|unfounded|made up|"
    r"made-up|invented|fiction|disinformation|"
    r"misinformation|propaganda|incorrect|inaccurate|misleading|a fabrication|an invention|a "
    r"complete invention|groundless|absurd|outdated|"
    r"flawed|seriously flawed|malicious|ridiculous|slander|libel|a myth|a fantasy|rubbish|"
    r"exaggerated|grossly exaggerated)"
)
CALLED_FALSE = regex.compile(
    rf"[\"“'‘]?(?:as\s)?[\"“'‘]?(?:\w+ly\s|a\s|an\s|complete\s|pure\s|total\s)*{_FALSE}\b", regex.IGNORECASE
)
SAID_FALSE = regex.compile(
    rf"\b(?:is|was|are|were|proved|proven|be|being|been|as)\s(?:\w+ly\s|simply\s|all\s|completely\s|"
    rf"a\s|an\s)*[\"“']?{_FALSE}\b"
    r"|\bthere (?:is|was) no truth\b|\bno truth (?:in|to)\b|\bnothing of the (?:sort|kind)\b|"
    r"\bnever happened\b|\bdid not (?:happen|take place|occur)\b"
    r"|\bis not true\b|\bwas not true\b|\bno evidence (?:for|of|that|to support)\b|\bproved untrue\b",
    regex.IGNORECASE,
)
STORY = regex.compile(
    r"\b(?:report|reports|story|claim|claims|accusation|allegation|allegations|figure|figures|"
    r"number|rumou?rs?|that|this|it|these|account|information|video|"
    r"photo|footage|document|accusations|truth|data|paper|survey|statement)\b",
    regex.IGNORECASE,
)
SILENT_CONTENT = regex.compile(
    r"\A\W*(?:that\s)?(?:no comment\b|(?:it|he|she|they|we|i)\s[\"“'‘]?(?:\w+\s){0,2}(?:does not|"
    r"did not|do not|don't|would not|could not|cannot|can't|will not|can|could) "
    r"(?:comment|neither confirm|confirm or deny|neither)\b|(?:it|he|she|they|"
    r"we)\s[\"“'‘]?(?:could|can|would|will)\sneither\sconfirm|(?:we|i) (?:do not|don't) know|"
    r"(?:it|he|she|they) (?:did not|do not|does not) know|it is (?:too early|unclear|not clear)|it "
    r"was \W*looking into|(?:we are|it is|they are) looking into)",
    regex.IGNORECASE,
)
UNCLEAR = regex.compile(
    r"\b(?:remains?|is|was|are|were) (?:still |as yet |yet )?(?:unclear|unknown|uncertain)\b|"
    r"\b(?:is|was|are|were) not (?:yet |immediately )?(?:known|clear)\b"
    r"|\bnot (?:yet )?been (?:disclosed|revealed|released|made public)\b|\b(?:was|were|is|are) "
    r"available for comment\b|\bno (?:comment|statement) (?:was|has)\b",
    regex.IGNORECASE,
)
PAPERS = (
    r"(?:statements?|claims?|posts?|reports?|messages?|articles?|tweets?|videos?|story|stories|"
    r"announcements?|figures?|photos?|accusations?|remarks|study|paper|page)"
)
DELETES = regex.compile(
    rf"\b(?P<verb>deleted|removed|took down|taken down|pulled|withdrew|retracted|took back|erased|"
    rf"scrubbed|deletes|removes|withdraws|retracts|has (?:deleted|removed|withdrawn|"
    rf"retracted|taken down))\s(?P<what>(?:the|its|his|her|their|that|this|those|these|all|a|"
    rf"an)?\s?(?:\w+\s){{0,2}}{PAPERS})\b",
    regex.IGNORECASE,
)
DELETED = regex.compile(
    rf"(?P<what>\b(?:[\p{{L}}'’]+\s){{0,5}}{PAPERS})\s(?:was|were|has been|have been|had "
    rf"been)\s(?:later |since |subsequently |quietly |quickly )?"
    r"(?P<verb>deleted|removed|withdrawn|retracted|taken down|erased)\b",
    regex.IGNORECASE,
)
CORRECTED = regex.compile(
    r"\b(?:corrected|revised|amended)\s(?:the|its|his|her|their)\s(?:statement|report|article|claim|story|post)\b",
    regex.IGNORECASE,
)
CONDITIONAL = regex.compile(
    r"(?:\A|[,\"“'\s])(?:if(?! only| any\b)|unless|provided that|in case|in the event|as long as|"
    r"on condition that|were it to)\s(?!not\b)|\A\W*should\s\w+\s\w+",
    regex.IGNORECASE,
)
FORECAST = regex.compile(
    r"\b(?:will|won't|shall|'ll|would|wouldn't)\b(?!\s(?:have|not have|has)\b)|\b(?:is|are|was|"
    r"were) (?:\w+ly )?(?:expected|set|due|scheduled|likely|bound|about|going|poised|planning|"
    r"preparing) to\b|"
    r"\b(?:could|may|might)\s(?!have\b|be\b|not\b|neither\b|only\b|see\b|hear\b)\w+|\b(?:plans?|"
    r"intends?|aims?|hopes?|expects?|vows?|pledges?) to\b|\bby (?:20[3-9]\d|21\d\d)\b",
    regex.IGNORECASE,
)
HEADLINE_TO = regex.compile(r"\A(?:\p{Lu}[\p{L}'’-]*\s){1,4}(?:[\p{Ll}]+\s){0,2}to\s\p{Ll}+\b")
AHEAD = WORDS["ahead"]
SILENCES = WORDS["silences"]
VERIFIES = WORDS["verifies"]
UNABLE = regex.compile(
    r"\b(?:could not|couldn't|cannot|can't|unable to|was not able|were not able|not been able)\b", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sentence says is taken back: by what verb, and the words for the thing and for who did it."""

    kind: WithdrawalKind
    what: Span
    verb: Span
    owner: Span | None = None


def judge_stance(one: Attribution) -> Stance:
    """The stance of a source, from its reporting words, their negation, and what it says of a report."""
    content = " ".join(part.text for part in one.content)
    stance = one.stance
    if one.negated or UNABLE.search(one.cue.text):
        return judge_negated(one, stance)
    if stance is not Stance.ASSERTS:
        return stance
    if one.kind == "call" and any(CALLED_FALSE.search(part.text) for part in one.content):
        return Stance.DISPUTES
    if one.frame is Frame.SILENT or SILENT_CONTENT.search(content):
        return Stance.NO_POSITION
    if (
        one.kind in ("say", "tell", "weak", "claim")
        and SAID_FALSE.search(content)
        and STORY.search(content)
        and len(content) < 160
    ):
        return Stance.DENIES if regex.search(r"\bno truth\b|\bnever happened\b", content) else Stance.DISPUTES
    return stance


def judge_negated(one: Attribution, stance: Stance) -> Stance:
    if one.lemma in VERIFIES:
        return Stance.CANNOT_VERIFY
    if stance in (Stance.DENIES, Stance.DISPUTES) or one.lemma in SILENCES:
        return Stance.NO_POSITION
    if one.kind == "think":
        return Stance.DISPUTES
    return Stance.NO_POSITION


def looks_ahead(content: str, lemma: str, headline: bool = False) -> bool:
    """Whether a statement speaks of what is to come."""
    if lemma in AHEAD or (lemma == "warn" and content[:12].lower().startswith(("famine", "shortage"))):
        return True
    return bool(FORECAST.search(content)) or (headline and bool(HEADLINE_TO.search(content)))


def is_conditional(content: str) -> bool:
    return bool(CONDITIONAL.search(content))


def find_taken_back(text: str, sentence: Span) -> Taken | None:
    """A statement deleted, withdrawn or corrected, as far as the sentence says so; never a denial."""
    match = DELETES.search(text, sentence.start, sentence.end)
    if match:
        what, verb = Span.cut(text, *match.span("what")), Span.cut(text, *match.span("verb"))
        return Taken(name_kind(verb.text), what, verb)
    match = DELETED.search(text, sentence.start, sentence.end)
    if match:
        what, verb = Span.cut(text, *match.span("what")), Span.cut(text, *match.span("verb"))
        owner = regex.match(r"(.+?)(?:'s|’s|s'|s’)\s", what.text)
        return Taken(
            name_kind(verb.text), what, verb, Span.cut(text, what.start, what.start + owner.end(1)) if owner else None
        )
    match = CORRECTED.search(text, sentence.start, sentence.end)
    if match:
        return Taken(WithdrawalKind.CORRECTED, Span.cut(text, *match.span()), Span.cut(text, *match.span()))
    return None


def name_kind(verb: str) -> WithdrawalKind:
    low = verb.lower()
    if "retract" in low or "withdr" in low or "took back" in low:
        return WithdrawalKind.RETRACTED
    return WithdrawalKind.DELETED


def is_unclear(sentence: str) -> bool:
    """Whether the publisher says that something is not known, or that nobody commented."""
    return bool(UNCLEAR.search(sentence))


__all__ = ["Relation", "Taken", "find_taken_back", "is_conditional", "is_unclear", "judge_stance", "looks_ahead"]
