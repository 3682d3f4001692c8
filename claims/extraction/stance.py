"""What a statement does with what it speaks of: asserts, denies, disputes, cannot verify; whether it looks ahead."""

import regex

from claims.extraction.attribution import Attribution, Frame
from claims.extraction.words import WORDS
from claims.vocabulary import Place, Stance

AHEAD = WORDS["ahead"]
SILENCES = WORDS["silences"]
VERIFIES = WORDS["verifies"]
_FALSE = (
    r"(?:false|untrue|fake|wrong|fabricated|baseless|a lie|lies|nonsense|a hoax|unfounded|made up|"
    r"made-up|invented|fiction|"
    r"disinformation|misinformation|propaganda|incorrect|inaccurate|misleading|a fabrication|an invention|a complete "
    r"invention|groundless|absurd|outdated|flawed|seriously flawed|malicious|ridiculous|slander|"
    r"libel|a myth|a fantasy|"
    r"rubbish|"
    r"implausible|far-fetched|laughable|preposterous|not credible|discredited|debunked|untruthful|"
    r"exaggerated|grossly exaggerated)"
)
CALLED_FALSE = regex.compile(
    rf"(?<!\w)(?:as\s)?[\"“'‘]?(?:\w+ly\s|complete\s|pure\s|total\s|an?\s)?{_FALSE}\b", regex.IGNORECASE
)
SAID_FALSE = regex.compile(
    rf"\b(?:is|was|are|were|proved|proven|be|being|been|as)\s(?:\w+ly\s|all\s|an?\s)?[\"“']?{_FALSE}\b"
    r"|\bthere (?:is|was) no truth\b"
    r"|\b(?:no|not an? (?:shred|grain|word|scrap|iota|ounce) of|not any) truth (?:in|to)\b"
    r"|\bnothing of the (?:sort|kind)\b|\bnever happened\b"
    r"|\bdid not (?:happen|take place|occur)\b|\b(?:is|was) not true\b"
    r"|\b(?:is|was|be|been|[’']s) no evidence (?:for|of|that|to support)\b",
    regex.IGNORECASE,
)
FLATLY = regex.compile(r"\b(?:no|of|any) truth\b|\bnever happened\b", regex.IGNORECASE)
STORY = regex.compile(
    r"\b(?:reports?|story|stories|claims?|accusations?|allegations?|assertions?|figures?|numbers?|rumou?rs?|that(?=\s(?:is|was)|['’]s)|this|it|these|accounts?|"
    r"information|video|photo|footage|document|truth|data|paper|survey|statement)\b",
    regex.IGNORECASE,
)
# An offer that is rejected is no claim that is denied.
CLAIMED = regex.compile(
    rf"\b(?:{'|'.join(sorted(WORDS['claim_nouns']))}|accusations|allegations|assertions|suggestions|criticisms?|characteri[sz]ations?|"
    r"involvement|responsibility|that|it|this|them|any|all)\b",
    regex.IGNORECASE,
)
LONGEST_DENIAL, DEBUNKED = 160, 40
SILENT_CONTENT = regex.compile(
    r"\A\W*(?:that\s)?(?:no comment\b|(?:it|he|she|they|we|i)\s[\"“'‘]?(?:\w+\s)?(?:(?:does not|"
    r"did not|do not|don't|would "
    r"not|could not|cannot|can't|will not|can|could) (?:comment|neither confirm|confirm or deny|"
    r"neither)\b|(?:could|can|would|"
    r"will)\sneither\sconfirm|(?:did not|does not|do not|don't) know|was \W*looking into)|(?:we "
    r"are|it is|they are) looking "
    r"into|it (?:is|was) (?:too early|unclear|unknown|not (?:yet |immediately |entirely )?(?:clear|known)))",
    regex.IGNORECASE,
)
UNCLEAR = regex.compile(
    r"\b(?:remains?|is|was|are|were) (?:still |as yet |yet )?(?:unclear|unknown|uncertain)\b|"
    r"\b(?:is|was|are|were) not (?:yet "
    r"|immediately )?(?:known|clear)\b|\bnot (?:yet )?been (?:disclosed|revealed|released|made "
    r"public)\b|\bavailable for "
    r"comment\b|\bno (?:immediate |official |further )?(?:comment|statement|response|reaction) (?:was|has|from|by)\b",
    regex.IGNORECASE,
)
CONDITIONAL = regex.compile(
    r"(?:\A|[,\"“'\s])(?:if(?! only| any\b)|unless|provided that|in case|in the event|as long as|"
    r"on condition that)\s(?!not\b)"
    r"|\A\W*should\s\w+\s\w+",
    regex.IGNORECASE,
)
# "It expects profit at the upper end", "growth is seen slowing", "a surge of ten feet was possible"
LOOKING = regex.compile(
    r"\A\W*(?:that\s)?(?:s?he|it|they|we|I)\s(?:now\s|still\s|\w+ly\s)?(?:expect|forecast|predict|anticipate|foresee|project)"
    r"(?:s|ed)?\b|\b(?:is|are|was|were)\s(?:now\s|still\s)?(?:seen|forecast|projected|expected|predicted|tipped|forecasted)\s(?:\w+ing|to)\b"
    r"|\b(?:is|are|was|were)\s(?:possible|likely|probable|inevitable)\b",
    regex.IGNORECASE,
)
FORECAST = regex.compile(
    r"\b(?:will|won't|shall|would|wouldn't)\b(?!\s(?:have(?! to\b)|not have|has|neither)\b)|'ll\b|\b(?:is|are|was|"
    r"were) (?:\w+ly )?(?:expected|"
    r"set|due|scheduled|likely|bound|about|going|poised|planning|preparing) to\b|\b(?:could|may|"
    r"might)\s(?!have\b|be\b|not\b|"
    r"neither\b|only\b|see\b|hear\b)\w+|\b(?:plans?|intends?|aims?|hopes?|expects?|vows?|pledges?) to\b|"
    r"\bby (?:20[3-9]\d|21\d\d)\b",
    regex.IGNORECASE,
)
HEADLINE_TO = regex.compile(r"\A(?:\p{Lu}[\p{L}'’-]*+\s){1,4}(?:\p{Ll}++\s){0,2}to\s\p{Ll}+\b")
NOBODY = regex.compile(r"\W*(?:no one|nobody|none of|neither|no (?!\.))", regex.IGNORECASE)
UNABLE = regex.compile(
    r"\b(?:could not|couldn't|cannot|can't|unable to|was not able|were not able|not been able)\b", regex.IGNORECASE
)


def sounds_false(content: str) -> bool:
    """Whether something is called false in the content, of whatever it is said."""
    return bool(SAID_FALSE.search(content) or CALLED_FALSE.search(content))


def judge_stance(one: Attribution) -> Stance:
    """The stance of a source, from its reporting words, their negation, and what it says of a report."""
    if one.negated or (one.source is not None and NOBODY.match(one.source.text)) or UNABLE.search(one.cue.text):
        return judge_negated(one)
    if one.lemma == "reject" and not CLAIMED.search(" ".join(part.text for part in one.content)):
        return Stance.ASSERTS
    if one.stance is not Stance.ASSERTS:
        return one.stance
    if one.kind == "call" and any(CALLED_FALSE.search(part.text) for part in one.content):
        return Stance.DISPUTES
    content = " ".join(part.text for part in one.content)
    if one.frame is Frame.SILENT or SILENT_CONTENT.search(content):
        return Stance.NO_POSITION
    speaks = one.kind in ("say", "tell", "weak", "claim") and len(content) < LONGEST_DENIAL
    if speaks and SAID_FALSE.search(content) and STORY.search(content):
        return Stance.DENIES if FLATLY.search(content) else Stance.DISPUTES
    return one.stance


def judge_negated(one: Attribution) -> Stance:
    """The stance under "not": could not verify, does not believe, has not said."""
    if one.lemma in VERIFIES and " nor " not in one.cue.text:
        return Stance.CANNOT_VERIFY
    disbelieves = one.kind == "think" and one.lemma not in SILENCES and one.stance is Stance.ASSERTS
    return Stance.DISPUTES if disbelieves else Stance.NO_POSITION


def looks_ahead(content: str, lemma: str, place: Place) -> bool:
    """Whether a statement speaks of what is to come."""
    if lemma in AHEAD or (lemma == "warn" and content[:12].lower().startswith(("famine", "shortage"))):
        return True
    return bool(FORECAST.search(content) or LOOKING.search(content)) or (
        place is Place.HEADLINE and bool(HEADLINE_TO.search(content))
    )


def is_conditional(content: str) -> bool:
    return bool(CONDITIONAL.search(content))


def is_debunking(sentence: str) -> bool:
    """Whether the publisher itself says that a claim is false."""
    match = SAID_FALSE.search(sentence)
    return match is not None and STORY.search(sentence[:DEBUNKED]) is not None and len(sentence) < LONGEST_DENIAL


def is_unclear(sentence: str) -> bool:
    """Whether the publisher says that something is not known, or that nobody commented."""
    return bool(UNCLEAR.search(sentence))
