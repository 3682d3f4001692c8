"""Finding reporting words in running text: which verb, in which form, in which of its frames."""

from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.cue_words import PHRASES, ROWS
from claims.extraction.words import WORDS
from claims.vocabulary import Relation, Stance

IRREGULAR = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "find": ("found", "found"),
    "show": ("showed", "shown"), "think": ("thought", "thought"), "know": ("knew", "known"), "hold": ("held", "held"),
    "hear": ("heard", "heard"), "put": ("put", "put"), "read": ("read", "read"), "swear": ("swore", "sworn"),
    "foresee": ("foresaw", "foreseen"), "see": ("saw", "seen"), "understand": ("understood", "understood"),
    "feel": ("felt", "felt"), "forecast": ("forecast", "forecast"), "cast": ("cast", "cast"), "mean": ("meant", "meant"),
    "speak": ("spoke", "spoken"), "make": ("made", "made"), "go": ("went", "gone"), "give": ("gave", "given"),
    "take": ("took", "taken"), "let": ("let", "let"), "set": ("set", "set"), "lay": ("laid", "laid"),
    "begin": ("began", "begun"), "dream": ("dreamed", "dreamed"), "prove": ("proved", "proven"), "learn": ("learned", "learned"),
    "express": ("expressed", "expressed"),
}  # fmt: skip
DOUBLING = WORDS["doubling"]
UNDOUBLED = WORDS["undoubled"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reporting verb or phrase makes of a sentence; ``length`` words long."""

    lemma: str
    form: str
    kind: str
    relation: Relation
    stance: Stance
    length: int = 1


def inflect(lemma: str) -> dict[str, str]:
    """The forms of a verb: base, s, past, done, ing."""
    if lemma in ("go",):
        third = "goes"
    elif lemma.endswith(("s", "x", "ch", "sh")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    stem = lemma + lemma[-1] if lemma in UNDOUBLED else lemma
    if lemma.endswith("e") and not lemma.endswith("ee"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    past, done = IRREGULAR.get(lemma, (past, past))
    forms = {third: "s", ing: "ing", done: "done", past: "past", lemma: "base"}
    if past == lemma:
        forms[lemma] = "past"
    return forms


@lru_cache(maxsize=1)
def list_forms() -> dict[str, list[tuple[str, str, str, Relation, Stance]]]:
    """Every form of every reporting verb: lemma, form, kind, relation, stance; the first row of a form is the stronger."""
    table: dict[str, list[tuple[str, str, str, Relation, Stance]]] = {}
    for kind, relation, stance, lemmas in ROWS:
        for lemma in lemmas.split():
            if "-" in lemma:
                continue
            for word, form in inflect(lemma).items():
                table.setdefault(word, []).append((lemma, form, kind, relation, stance))
    return table


@lru_cache(maxsize=1)
def list_phrases() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """Every form of a phrase's verb, with the words that must follow it (longest first)."""
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for lemma, phrases in PHRASES.items():
        for word, form in inflect(lemma).items():
            for words, kind, relation, stance in phrases:
                tail = tuple(words.split())
                table.setdefault(word, []).append((tail, Cue(lemma, form, kind, relation, stance, 1 + len(tail))))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def find_cue(lows: list[str], i: int) -> Cue | None:
    """The reporting verb or phrase that begins at word ``i`` of the lower-cased ``lows``."""
    for tail, cue in list_phrases().get(lows[i], ()):
        if tuple(lows[i + 1 : i + 1 + len(tail)]) == tail:
            return None if cue.kind == "none" else cue
    rows = list_forms().get(lows[i])
    if not rows:
        return None
    lemma, form, kind, relation, stance = rows[0]
    return Cue(lemma, form, kind, relation, stance)
