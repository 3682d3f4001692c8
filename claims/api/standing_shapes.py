"""The shape of a standing and of what disagrees with it, as the contract has them."""

from claims.api.shapes import CLAIM_NAME, LINES, REPORT_NAME
from claims.vocabulary import (
    ContradictionKind,
    Incomparable,
    LoopLevel,
    NextStep,
    NotCounted,
    OriginKind,
    QuantityRelation,
    Side,
    Stance,
    Standing,
    VoiceInterest,
    WithdrawalKind,
)
from newsrooms.api.operations import component, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, MOMENT, answer, list_of, or_null, text, word
from sources.api.shapes import SOURCE_NAME

VOICE = component(
    "Voice",
    answer(
        "One origin: sources that speak with one voice.",
        voice=ID,
        name=text(),
        side=word(Side),
        kind=word(OriginKind),
        interest=word(VoiceInterest),
        sources=list_of(ref(SOURCE_NAME)),
        reports=list_of(ID),
    ),
)
BOTTLENECK = component(
    "Bottleneck",
    answer(
        "A voice that support hangs on, and what is left without it.",
        voice=ID,
        name=text(),
        single=FLAG,
        lines=ref(LINES),
        without=ref(LINES),
    ),
)
REASON = component(
    "Reason",
    answer(
        "Why the standing is what it is: the rule, in words and as data.",
        rule=text(),
        text=text(),
        reports=list_of(ID),
        voices=list_of(text()),
        numbers={"type": "object", "additionalProperties": {"type": "integer"}},
    ),
)
NOT_COUNTED = component(
    "NotCounted",
    answer(
        "A report on no line.",
        report=ID,
        publisher=text(),
        reason=word(NotCounted),
        rests_on=list_of(text()),
        text=text(),
    ),
)
STANDING = component(
    "Standing",
    answer(
        "What follows from the evidence: computed, never edited.",
        status=word(Standing),
        sentence=text(),
        lines=ref(LINES),
        at_most=FLAG,
        opposing_lines=ref(LINES),
        voices=list_of(ref(VOICE)),
        bottlenecks=list_of(ref(BOTTLENECK)),
        folded=list_of(
            answer("Sources that count as one voice.", voice=ID, name=text(), sources=list_of(ref(SOURCE_NAME)))
        ),
        outlets={
            **COUNT,
            "description": "Outlets, agencies, channels; who publishes its own is none.",
        },
        reports=COUNT,
        circular=FLAG,
        withdrawn=FLAG,
        admiralty=text("Credibility digit of the Admiralty scale, 1 to 6."),
        reasons=list_of(ref(REASON)),
        not_counted=list_of(ref(NOT_COUNTED)),
        next_step=answer(
            "What would move the standing.",
            step=word(NextStep),
            around=list_of(text()),
            reports=list_of(ID),
            text=text(),
        ),
        loops=list_of(
            answer(
                "What rests on itself.",
                level=word(LoopLevel),
                grounded=FLAG,
                voices=list_of(text()),
                reports=list_of(ID),
            )
        ),
        later_citations=list_of(
            answer("A citation of what was published later.", report=ID, document=ID, cited_report=ID)
        ),
        policy=text(),
        inputs_hash=text(),
        engine_version=text(),
        computed_at=INSTANT,
    ),
)
CONTRADICTION = component(
    "Contradiction",
    answer(
        "A real disagreement, with another claim or with other reports.",
        optional=("with_claim", "with_report", "with_reports"),
        kind=word(ContradictionKind),
        relation=or_null(word(QuantityRelation)),
        text=text(),
        key=text(),
        reports=list_of(ID),
        with_claim=ref(CLAIM_NAME),
        with_report=ref(REPORT_NAME),
        with_reports=list_of(ID),
    ),
)
DIFFERENCE = component(
    "Difference",
    answer(
        "Two figures that differ without contradicting.",
        relation=word(QuantityRelation),
        incomparable=or_null(word(Incomparable)),
        with_claim=or_null(ref(CLAIM_NAME)),
        with_report=or_null(ref(REPORT_NAME)),
    ),
)
STEP = component(
    "TimelineStep",
    answer(
        "The standing and its lines from a moment on, and what came in then.",
        at=MOMENT,
        status=word(Standing),
        lines=ref(LINES),
        moved=FLAG,
        causes=list_of(
            answer(
                "A report or a withdrawal.",
                optional=("stance", "withdrawal", "at"),
                kind=text(enum=["report", "withdrawal"]),
                id=text(),
                publisher=text(),
                stance=word(Stance),
                withdrawal=word(WithdrawalKind),
                at=MOMENT | {"description": "When it was taken back; a step may gather a month."},
            )
        ),
    ),
)
