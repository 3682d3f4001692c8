"""What a newsroom knows that an article's statements may be about: found by index, in six queries for an article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.models import Q

from claims.matching.found import Found
from claims.matching.names import key_of, strip_titles
from claims.matching.words import STOPWORDS, WORD, fold
from claims.models import Claim, Question

NEWEST, BEST, MOST_WORDS, MOST_NAMES = 400, 25, 9, 400

NAMES = """
SELECT asked.key, known.source_id, known.public_id, known.source_name, known.kind, known.name, known.key, known.form
FROM unnest(%(keys)s::text[]) AS asked(key)
CROSS JOIN LATERAL (
    SELECT k.source_id, s.public_id, s.name AS source_name, s.kind, k.name, k.key, k.form
    FROM claims_namekey k JOIN sources_source s ON s.id = k.source_id AND s.merged_into_id IS NULL
    WHERE k.newsroom_id = %(newsroom)s
      AND (k.key = asked.key OR k.key %% asked.key OR k.key %%> asked.key)
    ORDER BY (k.key = asked.key) DESC, similarity(k.key, asked.key) DESC, k.id LIMIT 12
) known
"""
# id + 0: without an index on that, PostgreSQL takes the one on words instead of reading the table from its end.
CLAIMS = """
SELECT asked.number, known.id FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked(query, number)
CROSS JOIN LATERAL (
    SELECT newest.id FROM (
        SELECT id, words FROM claims_claim
        WHERE newsroom_id = %(newsroom)s AND trashed_at IS NULL AND merged_into_id IS NULL
          AND words @@ to_tsquery('english', asked.query)
        ORDER BY id + 0 DESC LIMIT %(newest)s
    ) newest
    ORDER BY ts_rank(newest.words, to_tsquery('english', asked.query)) DESC, newest.id
    LIMIT %(best)s
) known
"""
# Claims of another language or script are found by the words of their translations.
TRANSLATED = """
SELECT asked.number, known.claim_id FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked(query, number)
CROSS JOIN LATERAL (
    SELECT translation.claim_id FROM claims_claimtranslation translation
    JOIN claims_claim claim ON claim.id = translation.claim_id
    WHERE claim.newsroom_id = %(newsroom)s AND claim.trashed_at IS NULL AND claim.merged_into_id IS NULL
      AND translation.of_statement = claim.statement
      AND to_tsvector('simple'::regconfig, COALESCE(translation.statement, '')) @@ to_tsquery('simple', asked.query)
    ORDER BY translation.id DESC LIMIT %(best)s
) known
"""
QUESTIONS = """
SELECT asked.number, known.id FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS asked(query, number)
CROSS JOIN LATERAL (
    SELECT id FROM claims_question
    WHERE newsroom_id = %(newsroom)s
      AND to_tsvector('english'::regconfig, COALESCE(text, '') || ' ' || COALESCE(counted, ''))
          @@ to_tsquery('english', asked.query)
    ORDER BY ts_rank(to_tsvector('english', text || ' ' || counted), to_tsquery('english', asked.query)) DESC, id
    LIMIT %(best)s
) known
"""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that a source goes by, as its key."""

    source: int
    public_id: str
    source_name: str
    kind: str
    name: str
    key: str
    form: str


@dataclass(slots=True)
class Known:
    """All that an article's statements are compared with. Claims and questions by primary key."""

    names: dict[str, list[KnownName]] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    claims_for: list[set[int]] = field(default_factory=list)
    questions_for: list[set[int]] = field(default_factory=list)


def find_known(newsroom: int, found: Sequence[Found], names: Iterable[str]) -> Known:
    """What this newsroom knows that may be meant, for all of an article's statements and names at once."""
    known = Known()
    asked = {key for name in names for key in list_keys(name) if key}
    if asked:
        parameters: dict[str, Any] = {"keys": sorted(asked)[:MOST_NAMES], "newsroom": newsroom}
        for key, *rest in select(NAMES, parameters):
            known.names.setdefault(key, []).append(KnownName(*rest))
    queries = [write_query(one) for one in found]
    distinct = sorted({query for query in queries if query})
    claims, questions = find_rows(CLAIMS, newsroom, distinct), find_rows(QUESTIONS, newsroom, distinct)
    translated = find_rows(TRANSLATED, newsroom, distinct)
    known.claims_for = [{*claims.get(query, ()), *translated.get(query, ())} for query in queries]
    known.questions_for = [set(questions.get(query, ())) for query in queries]
    wanted = {pk for row in known.claims_for for pk in row}
    asked_about = {pk for row in known.questions_for for pk in row}
    rows = Claim.objects.current().filter(newsroom=newsroom)
    rows = rows.filter(Q(pk__in=wanted) | Q(question__in=asked_about)).select_related("question")
    for claim in rows.prefetch_related("translations").order_by("-pk")[: NEWEST * 5]:
        known.claims[claim.pk] = claim
        if claim.question is not None:
            known.questions[claim.question.pk] = claim.question
    known.questions |= {row.pk: row for row in Question.objects.filter(pk__in=asked_about - set(known.questions))}
    return known


def list_keys(name: str) -> tuple[str, str]:
    """The keys under which a name is looked up: whole, and without titles."""
    key = key_of(name)
    return key, strip_titles(key)


def find_rows(query: str, newsroom: int, asked: Sequence[str]) -> dict[str, list[int]]:
    """The primary keys found for each text query."""
    found: dict[str, list[int]] = {}
    if asked:
        parameters = {"queries": list(asked), "newsroom": newsroom, "newest": NEWEST, "best": BEST}
        for number, pk in select(query, parameters):
            found.setdefault(asked[number - 1], []).append(pk)
    return found


def select(query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def write_query(found: Found) -> str:
    """The text query of a statement: any two of its words, names first. Empty when it has fewer than two."""
    words = [match.group().lower().replace("’", "'").removesuffix("'s") for match in WORD.finditer(found.subject)]
    capitals = {match.group().lower() for match in WORD.finditer(found.subject) if match.group()[0].isupper()}
    telling = [w for w in dict.fromkeys(words) if len(w) > 2 and fold(w) not in STOPWORDS and w.isalpha()]
    telling.sort(key=lambda word: word not in capitals)
    chosen = telling[:MOST_WORDS]
    return " | ".join(f"({one} & {other})" for one, other in combinations(chosen, 2))
