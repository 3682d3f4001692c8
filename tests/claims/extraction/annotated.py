"""Our annotated sentences and articles, read from their plain files (the format: corpus/README.md)."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from claims.extraction.spans import Span

CORPUS = Path(__file__).parent / "corpus"
COMPARATORS = {
    "=": "exactly", ">=": "at_least", ">": "more_than", "<=": "up_to", "<": "less_than",
    "~": "approximately", "n": "nearly", "..": "between", "v": "vague",
}  # fmt: skip
Interval = tuple[Decimal | None, Decimal | None, bool, bool]


@dataclass(frozen=True)
class GoldQuantity:
    span: Span
    comparator: str
    interval: Interval | None
    counted: str
    unit: str


@dataclass(frozen=True)
class GoldAttribution:
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class GoldCandidate:
    stance: str
    chains: frozenset[tuple[str, ...]]
    content: tuple[Span, ...]
    flags: frozenset[str]


@dataclass
class GoldPassage:
    """One sentence, or one block of an article, at its place in the text it stands in."""

    kind: str
    start: int
    text: str
    quantities: list[GoldQuantity] = field(default_factory=list)
    attributions: list[GoldAttribution] = field(default_factory=list)
    candidates: list[GoldCandidate] = field(default_factory=list)


@dataclass
class GoldText:
    name: str
    publisher: str
    text: str
    passages: list[GoldPassage]


def find_words(passage: GoldPassage, words: str, after: int = 0) -> Span:
    """The place of ``words`` (``@2`` for the second time they stand there), never inside a longer word or number."""
    words, _, nth = words.partition("@")
    head = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    tail = r"(?!\w)(?![.,]\d)" if words[-1].isalnum() else ""
    found = list(re.compile(head + re.escape(words) + tail).finditer(passage.text, after))
    if len(found) < int(nth or 1):
        raise ValueError(f"{words!r} does not stand in {passage.text!r}")
    hit = found[int(nth or 1) - 1]
    return Span(passage.start + hit.start(), passage.start + hit.end(), hit.group())


def find_stretches(passage: GoldPassage, written: str) -> tuple[Span, ...]:
    """Stretches parted by `` | ``, each whole or as its ends around `` .. ``."""
    if written.strip() in ("-", ""):
        return ()
    spans = []
    for part in written.split(" | "):
        first, dots, last = part.strip().partition(" .. ")
        span = find_words(passage, first)
        if dots:
            end = find_words(passage, last, span.end - passage.start).end
            span = Span(span.start, end, passage.text[span.start - passage.start : end - passage.start])
        spans.append(span)
    return tuple(spans)


def read_interval(figure: str) -> tuple[str, Interval | None]:
    sign, *numbers = figure.split()
    fraction = sign.startswith("/")
    sign = sign.removeprefix("/")
    n = [Decimal(number) for number in numbers]
    top = Decimal(1) if fraction else None
    return ("fraction" if fraction else COMPARATORS[sign]), make_interval(sign, n, top)


def make_interval(sign: str, n: list[Decimal], top: Decimal | None) -> Interval | None:
    """The interval that a sign makes of its figures; vague ones have none to compare."""
    match sign:
        case "=" | "..":
            return n[0], n[-1], False, False
        case ">=" | ">":
            return n[0], top, sign == ">", False
        case "<=" | "<":
            return Decimal(0), n[0], False, sign == "<"
        case "~":
            return n[0] * Decimal("0.95"), n[0] * Decimal("1.05"), False, False
        case "n":
            return n[0] * Decimal("0.95"), n[0], False, True
        case _:
            return None


def read_mark(passage: GoldPassage, mark: str, rest: str) -> None:
    parts = [part.strip() for part in re.split(r" ;(?= |$)", rest)] + [""] * 4
    if mark == "Q":
        comparator, interval = read_interval(parts[1])
        counted = "" if parts[2] == "-" else parts[2]
        span = find_words(passage, parts[0])
        passage.quantities.append(GoldQuantity(span, comparator, interval, counted, parts[3]))
    elif mark == "A":
        source, content = (find_stretches(passage, parts[i]) for i in (0, 2))
        cue = tuple(s for words in parts[1].split(" .. ") for s in find_stretches(passage, words))
        passage.attributions.append(GoldAttribution(source, cue, content))
    elif mark == "C":
        chain = () if parts[1] == "-" else tuple(link.strip() for link in parts[1].split(" < "))
        content = find_stretches(passage, parts[2])
        flags = frozenset(parts[3].split())
        for i, other in enumerate(passage.candidates):
            if (other.stance, other.content, other.flags) == (parts[0], content, flags):
                passage.candidates[i] = GoldCandidate(parts[0], other.chains | {chain}, content, flags)
                return
        chains = frozenset({chain} - {()})
        passage.candidates.append(GoldCandidate(parts[0], chains, content, flags))


def read_sentences(half: str) -> list[GoldText]:
    """The sentences of one half (``seen`` or ``unseen``), each a text of its own."""
    texts = []
    for record in (CORPUS / f"sentences-{half}.txt").read_text().strip().split("\n\n"):
        head, text, *marks = record.split("\n")
        passage = GoldPassage("B", 0, text.removeprefix("T "))
        for line in marks:
            read_mark(passage, line[0], line[2:])
        texts.append(GoldText(head.removeprefix("= "), "", passage.text, [passage]))
    return texts


def read_articles(half: str) -> list[GoldText]:
    """The articles of one half; blocks are joined by an empty line, as a captured text has them."""
    articles = []
    for record in (CORPUS / f"articles-{half}.txt").read_text().strip().split("\n\n"):
        head, *lines = record.split("\n")
        name, _, publisher = head.removeprefix("== ").partition(" | ")
        passages: list[GoldPassage] = []
        at = 0
        for line in lines:
            if line[0] in "HBP-":
                passages.append(GoldPassage(line[0], at, line[2:]))
                at += len(line[2:]) + 2
            else:
                read_mark(passages[-1], line[0], line[2:])
        articles.append(GoldText(name, publisher, "\n\n".join(p.text for p in passages), passages))
    return articles
