"""Two wordings of a passage side by side: which words went and which came, as runs that a page can show."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\w+(?:[’'.,-]\w+)*|\s+|[^\w\s]")
MOST_WORDS = 2000
Kind = Literal["same", "gone", "come"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: in both wordings, only in the earlier (``gone``) or only in the later one (``come``)."""

    text: str
    kind: Kind


def compare_wordings(before: str, now: str) -> list[Words]:
    """Both wordings in one, word by word: without what came it is the earlier, without what is gone the later."""
    one, other = TOKEN.findall(before), TOKEN.findall(now)
    if max(len(one), len(other)) > 2 * MOST_WORDS:
        return [Words(before, "gone"), Words(now, "come")]
    runs: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words("".join(one[a:b]), "same"))
            continue
        if b > a:
            runs.append(Words("".join(one[a:b]), "gone"))
        if d > c:
            runs.append(Words("".join(other[c:d]), "come"))
    return runs
