"""Matching: each statement of an article with the claims, questions and sources it may be about, best first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from claims.matching.found import Found, list_names
from claims.matching.kinds import guess_kind
from claims.matching.known import Known, KnownName, find_known, list_keys
from claims.matching.names import LIKELY as LIKELY_NAME
from claims.matching.names import POSSIBLE as POSSIBLE_NAME
from claims.matching.names import Likeness, compare_names, is_proper
from claims.matching.weighing import (
    LIKELY,
    POSSIBLE,
    SAME_FIGURE,
    Fit,
    profile_claim,
    profile_found,
    profile_question,
    weigh,
)
from claims.models import Claim, Question
from claims.vocabulary import NameForm, QuantityRelation, Relation, Stance
from sources.algebra.moments import Moment
from sources.vocabulary import SourceKind

MOST_CLAIMS, MOST_QUESTIONS, MOST_SOURCES = 5, 3, 5
OTHER_FIGURE = frozenset({QuantityRelation.DISJOINT, QuantityRelation.GREW})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    claim: Claim
    fit: Fit
    revised: bool = False

    @property
    def is_taken_back(self) -> bool:
        """Whether an earlier text of the document gave this claim's figure and this one gives another."""
        return self.revised and self.fit.relation is not None and self.fit.relation not in SAME_FIGURE


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    question: Question
    fit: Fit


@dataclass(frozen=True, slots=True)
class SourceMatch:
    """A known source that a name may stand for."""

    source: int
    public_id: str
    name: str
    kind: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class NameMatches:
    """A name of the article, whom it may stand for, and what it would be entered as when it is nobody known."""

    name: str
    sources: tuple[SourceMatch, ...]
    new_kind: str
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Matches:
    """What one statement may be about. ``claim`` is the likely one; without it, a new claim is proposed, which may
    answer the likely ``question``."""

    claims: tuple[ClaimMatch, ...]
    questions: tuple[QuestionMatch, ...]
    names: tuple[NameMatches, ...]
    claim: Claim | None
    question: Question | None

    @property
    def score(self) -> float:
        """How well the best known claim or question fits."""
        scores = [match.fit.score for match in self.claims]
        return max(scores + [match.fit.score for match in self.questions], default=0.0)


def match_all(
    newsroom: int, found: Sequence[Found], said: Moment | None, revised: Collection[int] = ()
) -> list[Matches]:
    """The matches of each statement of an article that was published at ``said``. Four to five queries in all.

    ``revised`` are claims, by primary key, that an earlier text of the same document spoke of.
    """
    names = list_names(found)
    known = find_known(newsroom, found, names)
    claims = {pk: profile_claim(claim) for pk, claim in known.claims.items()}
    questions = {pk: profile_question(question) for pk, question in known.questions.items()}
    of_question: dict[int, set[int]] = {}
    for claim in known.claims.values():
        if claim.question_id is not None:
            of_question.setdefault(claim.question_id, set()).add(claim.pk)
    by_name = {name: match_name(name, known) for name in names}
    matched = []
    for number, one in enumerate(found):
        profile = profile_found(one)
        asked = known.questions_for[number] & set(questions)
        near = known.claims_for[number] | {pk for question in asked for pk in of_question.get(question, ())}
        asked |= {pk for near_pk in near if (pk := _question_of(known, near_pk)) is not None}
        fits = [
            ClaimMatch(
                known.claims[pk],
                weigh(profile, claims[pk], said=said, as_of=known.claims[pk].as_of),
                revised=pk in revised,
            )
            for pk in near & set(claims)
        ]
        answers = [
            QuestionMatch(known.questions[pk], weigh(profile, questions[pk], said=said, as_of=None))
            for pk in asked & set(questions)
            if one.quantity is not None
        ]
        matched.append(choose(one, fits, answers, tuple(by_name[name] for name in list_names([one]))))
    return matched


def choose(
    found: Found, fits: list[ClaimMatch], answers: list[QuestionMatch], names: tuple[NameMatches, ...]
) -> Matches:
    """The best few of each, and which is meant: a claim, else a question that a new claim would answer.

    A claim with another figure for a question is not meant by who gives a figure of his own: that is a new claim
    beside it, on which both bear by the same rule. Who gives no figure does not support one. And a document that was
    changed takes its old figure back and states a new one: what it said of the claim before is the watch's affair.
    """
    fits = sorted((m for m in fits if m.fit.score >= POSSIBLE), key=lambda m: (-m.fit.score, -m.claim.pk))
    answers = sorted((m for m in answers if m.fit.score >= POSSIBLE), key=lambda m: (-m.fit.score, -m.question.pk))
    vague = found.quantity is None and found.stance is Stance.ASSERTS and found.withdrawal is None
    likely = [match for match in fits if match.fit.score >= LIKELY and not (vague and match.claim.quantity)]
    meant = next((m for m in likely if m.fit.relation not in OTHER_FIGURE and not m.is_taken_back), None)
    question = next((match.question for match in answers if match.fit.score >= LIKELY), None)
    if meant is None and likely:
        question = question or likely[0].claim.question
        meant = likely[0] if question is None and not likely[0].is_taken_back else None
    return Matches(
        tuple(fits[:MOST_CLAIMS]), tuple(answers[:MOST_QUESTIONS]), names, meant.claim if meant else None,
        None if meant else question,
    )  # fmt: skip


def match_name(name: str, known: Known) -> NameMatches:
    """Whom a name may stand for. It is taken as known only when one source fits clearly better than any other."""
    best: dict[int, tuple[Likeness, KnownName]] = {}
    keys = list_keys(name)
    for key in dict.fromkeys(keys):
        for row in known.names.get(key, ()):
            likeness = compare_names(keys[0], row.key, initials=row.form == NameForm.INITIALS.value)
            if likeness.score >= POSSIBLE_NAME and likeness.score > (
                best[row.source][0].score if row.source in best else 0
            ):
                best[row.source] = likeness, row
    ranked = sorted(best.values(), key=lambda pair: (-pair[0].score, pair[1].source))
    sources = tuple(
        SourceMatch(row.source, row.public_id, row.source_name, row.kind, likeness)
        for likeness, row in ranked[:MOST_SOURCES]
    )
    return NameMatches(name, sources, guess_kind(name, Relation.SAYS).value, choose_source(name, sources))


def choose_source(name: str, sources: Sequence[SourceMatch]) -> int | None:
    """The source a name is taken for: likely, and alone in that.

    "Two officials" of one article are not those of another, so a description is never taken for somebody unnamed.
    """
    if not sources or sources[0].likeness.score < LIKELY_NAME:
        return None
    if not is_proper(name) and (sources[0].likeness.score < 1.0 or sources[0].kind == SourceKind.UNNAMED.value):
        return None
    if len(sources) > 1 and sources[1].likeness.score > sources[0].likeness.score - 0.08:
        return None
    return sources[0].source


def write_matches(matches: Matches) -> list[Json]:
    """The matches as JSON: one object for each claim, question and name, best first."""
    rows: list[Json] = [
        {
            "kind": "claim",
            "id": match.claim.public_id,
            "says": match.claim.statement,
            "score": match.fit.score,
            "chosen": match.claim == matches.claim,
            "relation": match.fit.relation.value if match.fit.relation else None,
            "reasons": write_reasons(match.fit),
        }
        for match in matches.claims
    ]
    rows += [
        {
            "kind": "question",
            "id": match.question.public_id,
            "says": match.question.text,
            "score": match.fit.score,
            "chosen": match.question == matches.question,
            "reasons": write_reasons(match.fit),
        }
        for match in matches.questions
    ]
    if matches.question is not None and not any(row["kind"] == "question" and row["chosen"] for row in rows):
        question = matches.question
        said = {"kind": "question", "id": question.public_id, "says": question.text, "score": matches.score}
        rows.append({**said, "chosen": True, "reasons": []})
    rows += [
        {
            "kind": "name",
            "says": name.name,
            "chosen": name.chosen is not None,
            "new_kind": name.new_kind,
            "sources": [
                {
                    "id": source.public_id,
                    "name": source.name,
                    "kind": source.kind,
                    "score": source.likeness.score,
                    "rule": source.likeness.rule,
                    "chosen": source.source == name.chosen,
                }
                for source in name.sources
            ],
        }
        for name in matches.names
    ]
    return rows


def write_reasons(fit: Fit) -> list[Json]:
    return [
        {"rule": reason.rule, "adds": round(reason.adds, 3), "shared": list(reason.shared)} for reason in fit.reasons
    ]


def _question_of(known: Known, claim: int) -> int | None:
    return known.claims[claim].question_id if claim in known.claims else None
