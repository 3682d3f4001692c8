"""Finding reporting words in running text: which verb or phrase, in which form, in which of its frames."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from claims.extraction import lexicon
from claims.vocabulary import Relation, Stance

FILE = Path(__file__).parent / "words" / "reporting.cues"
PHRASE_KINDS = ("according", "citing", "cited_by")
IRREGULAR = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "find": ("found", "found"),
    "show": ("showed", "shown"), "think": ("thought", "thought"), "know": ("knew", "known"), "hold": ("held", "held"),
    "hear": ("heard", "heard"), "put": ("put", "put"), "read": ("read", "read"), "swear": ("swore", "sworn"),
    "foresee": ("foresaw", "foreseen"), "see": ("saw", "seen"), "understand": ("understood", "understood"),
    "feel": ("felt", "felt"), "forecast": ("forecast", "forecast"), "cast": ("cast", "cast"),
    "mean": ("meant", "meant"), "speak": ("spoke", "spoken"), "make": ("made", "made"), "go": ("went", "gone"),
    "give": ("gave", "given"), "take": ("took", "taken"), "let": ("let", "let"), "set": ("set", "set"),
    "lay": ("laid", "laid"), "begin": ("began", "begun"), "shoot": ("shot", "shot"), "hit": ("hit", "hit"),
    "cut": ("cut", "cut"), "prove": ("proved", "proven"),
}  # fmt: skip
DOUBLING = frozenset(
    ["quip", "sob", "nod", "dub", "slam", "brag", "stop", "plan", "tag", "rebut", "refer", "admit", "concur"]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reporting verb or phrase makes of a sentence; ``length`` words long."""

    lemma: str
    form: str
    kind: str
    relation: Relation
    stance: Stance
    length: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One verb or phrase of the list, as it is kept."""

    words: tuple[str, ...]
    kind: str
    relation: Relation
    stance: Stance


def inflect(lemma: str) -> dict[str, str]:
    """The forms of a verb, each with its name: base, s, past, done, ing."""
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh", "go")) else "s")
    stem = lemma + lemma[-1] if lemma in DOUBLING else lemma
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    else:
        past, ing = (lemma[:-1] + "ied", lemma + "ing") if y else (stem + "ed", stem + "ing")
    past, done = IRREGULAR.get(lemma, (past, past))
    forms = {third: "s", ing: "ing", done: "done", past: "past", lemma: "base"}
    return forms | {lemma: "past"} if past == lemma else forms


@lru_cache(maxsize=1)
def read_entries() -> tuple[Entry, ...]:
    """All verbs and phrases of the list, in its order."""
    entries: list[Entry] = []
    for part in FILE.read_text(encoding="utf-8").split("\n[")[1:]:
        head, _, body = part.partition("]\n")
        kind, relation, stance = head.split()
        for words in body.replace("\n", " ").split(","):
            if words.strip():
                entries.append(Entry(tuple(words.split()), kind, Relation(relation), Stance(stance)))
    return tuple(entries)


@lru_cache(maxsize=1)
def list_verbs() -> dict[str, tuple[str, str, Entry]]:
    """Every form of every reporting verb: plain form, name of the form, entry. The first entry of a verb counts."""
    table: dict[str, tuple[str, str, Entry]] = {}
    for entry in read_entries():
        if len(entry.words) == 1 and entry.kind not in PHRASE_KINDS:
            for word, form in inflect(entry.words[0]).items():
                table.setdefault(word, (entry.words[0], form, entry))
    return table


@lru_cache(maxsize=1)
def list_phrases() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """Every form of a phrase's verb, with the words that must follow it (longest first) and the cue they make."""
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for entry in read_entries():
        if len(entry.words) == 1 or entry.kind in PHRASE_KINDS:
            continue
        lemma, tail = entry.words[0], entry.words[1:]
        for word, form in inflect(lemma).items():
            cue = Cue(lemma, form, entry.kind, entry.relation, entry.stance, len(entry.words))
            table.setdefault(word, []).append((tail, cue))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def find_cue(lows: list[str], i: int) -> Cue | None:
    """The reporting verb or phrase that begins at word ``i`` of the lower-cased ``lows``."""
    for tail, cue in list_phrases().get(lows[i], ()):
        if tuple(lows[i + 1 : i + 1 + len(tail)]) == tail:
            behind = lows[i + 1 + len(tail) : i + 2 + len(tail)]
            if cue.kind == "none" and tail == ("on",) and behind and behind[0] in lexicon.TIME_WORDS:
                continue
            return None if cue.kind == "none" else cue
    row = list_verbs().get(lows[i])
    if row is None:
        return None
    lemma, form, entry = row
    return Cue(lemma, form, entry.kind, entry.relation, entry.stance)
