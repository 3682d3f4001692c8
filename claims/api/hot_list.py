"""The list of claims by hand: one statement that finds a page and writes its items as JSON.

What Django would compile and Python would write for several times the price. Whom it shows what, and what each item
says, is held in tests against ``claims_for`` and ``write_claim_rows``, which the rarer lists are made of.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from claims.api.claim_rows import FIELDS
from claims.models import PUBLIC_STATES
from newsrooms.api.actor import Actor
from newsrooms.prepared import fetch_all
from sources.api.entries import asked_since

LANGUAGE = "english"
# Ranked are the newest of those found: a common word costs no more than a rare one.
CANDIDATES = 500
WORDS = f"websearch_to_tsquery('{LANGUAGE}'::regconfig, %(q)s)"
PUBLIC = (
    f"{{0}}.workflow_state IN ({', '.join(repr(state) for state in PUBLIC_STATES)}) AND {{0}}.trashed_at IS NULL"
    " AND ({0}.embargo_until IS NULL OR {0}.embargo_until <= statement_timestamp())"
)
MEMBERS = "({0}.newsroom_id = ANY(%(mine)s::bigint[]) AND {0}.trashed_at IS NULL OR " + PUBLIC + ")"
MOMENT = "replace(to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"'), '.000000', '')"
# What was done under an embargo was done for nobody's eyes: of a lifted one it counts from there.
CHANGED_AT = (
    "greatest(claim.changed_at, CASE WHEN claim.embargo_until <= statement_timestamp() THEN claim.embargo_until END)"
)
AS_OF = """to_char(claim.as_of_at AT TIME ZONE 'UTC', CASE claim.as_of_precision
    WHEN 'year' THEN 'YYYY' WHEN 'month' THEN 'YYYY-MM' WHEN 'day' THEN 'YYYY-MM-DD'
    WHEN 'minute' THEN 'YYYY-MM-DD"T"HH24:MI"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS"Z"' END)"""
# The bounds are always there, the rest only where it says something, as the case format has it.
QUANTITY = """CASE WHEN claim.quantity_low IS NOT NULL OR claim.quantity_high IS NOT NULL THEN concat('{{',
    '"worded":' || to_json(nullif(claim.quantity_worded, '')) || ',',
    '"comparator":' || to_json(nullif(claim.quantity_comparator, '')) || ',',
    '"unit":' || to_json(nullif(claim.quantity_unit, '')) || ',',
    '"counted":' || to_json(nullif(claim.quantity_counted, '')) || ',',
    '"of_claim":' || to_json((SELECT nullif(whole.external_id, '') FROM claims_claim whole
        WHERE whole.id = claim.quantity_of_claim_id AND {whole})) || ',',
    '"low":', coalesce(trim_scale(claim.quantity_low)::text, 'null'),
    ',"high":', coalesce(trim_scale(claim.quantity_high)::text, 'null'),
    CASE WHEN claim.quantity_low_open THEN ',"low_open":true' END,
    CASE WHEN claim.quantity_high_open THEN ',"high_open":true' END, '}}')::json END"""
ITEM = {
    "id": "claim.public_id",
    "external_id": "claim.external_id",
    "statement": "claim.statement",
    "language": "claim.language",
    "newsroom": "(SELECT slug FROM newsrooms_newsroom WHERE id = claim.newsroom_id)",
    "question": "(SELECT json_build_object('id', public_id, 'external_id', external_id, 'text', text)"
    " FROM claims_question WHERE id = claim.question_id)",
    "quantity": QUANTITY,
    "as_of": AS_OF,
    "location": "claim.location",
    "tags": "claim.tags",
    "workflow_state": "claim.workflow_state",
    "standing": "CASE WHEN standing.status IS NOT NULL THEN json_build_object('status', standing.status, 'lines',"
    " json_build_object('low', standing.lines_low, 'with_parties', standing.lines_with_parties,"
    " 'high', standing.lines_high), 'reports', standing.reports, 'outlets', standing.outlets,"
    " 'circular', standing.circular) END",
    "published_at": MOMENT.format("claim.first_published_at"),
    "changed_at": MOMENT.format(CHANGED_AT),
    "url": "%(before)s || claim.public_id || %(after)s",
}
CONDITIONS = {
    "q": f"claim.words @@ {WORDS}",
    "standing": "standing.status = ANY(%(standing)s::varchar[])",
    "state": "claim.workflow_state = ANY(%(state)s::varchar[])",
    "tag": "claim.tags @> %(tag)s::varchar[]",
    "question": "claim.question_id = ANY(ARRAY(SELECT id FROM claims_question WHERE public_id = %(question)s"
    " OR (external_id = %(question)s AND newsroom_id = ANY(%(at_work)s::bigint[]))))",
    "newsroom": "claim.newsroom_id = (SELECT id FROM newsrooms_newsroom WHERE slug = %(newsroom)s)",
    "external_id": "claim.external_id = %(external_id)s",
    "updated_since": "(claim.changed_at >= %(since)s OR standing.computed_at >= %(since)s)",
}
# Of these every value is as common as any other: one plan will do.
EVEN = frozenset({"limit", "cursor", "order", "fields", "expand"})
STANDING = "LEFT JOIN claims_claimstanding standing ON standing.claim_id = claim.id"


@dataclass(slots=True)
class Asked:
    """What a page is asked of: who sees what, and the conditions, with the values of both."""

    seen: str
    conditions: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    even: bool = True


def find_page(actor: Actor, query: dict[str, Any], *, beyond: int | None) -> list[tuple[int, str]]:
    """Keys and items (JSON texts) of a page and of one row more, in the order of entry, from beyond a key on."""
    asked = _read(actor, query)
    newest = query.get("order") != "oldest"
    if beyond is not None:
        asked.conditions.append(f"claim.id {'<' if newest else '>'} %(beyond)s")
    found = (
        f"SELECT claim.id, {_item(query, asked)} FROM claims_claim claim {STANDING}"  # noqa: S608 - words of this file
        f" WHERE {' AND '.join(asked.conditions)} ORDER BY claim.id {'DESC' if newest else 'ASC'} LIMIT %(most)s"
    )
    values = asked.values | {"beyond": beyond, "most": query.get("limit", 50) + 1}
    return fetch_all(found, _named(found, values), planned_for_values=not asked.even)


def find_best(
    actor: Actor, query: dict[str, Any], *, start: int, newest: int | None = None
) -> list[tuple[int, str, int]]:
    """The same of the newest that are found, the best first, from place ``start``; with the key of the newest of all.

    Given that key again, later pages rank the same claims, whatever was entered meanwhile.
    """
    asked = _read(actor, query)
    if newest is not None:
        asked.conditions.append("claim.id <= %(newest)s")
    found = f"""
    SELECT claim.id, {_item(query, asked)}, best.newest FROM (
        SELECT id, ts_rank(words, {WORDS}) AS rank, max(id) OVER () AS newest FROM (
            SELECT claim.id, claim.words FROM claims_claim claim {STANDING}
            WHERE {" AND ".join(asked.conditions)} ORDER BY claim.id DESC LIMIT {CANDIDATES}
        ) candidate ORDER BY rank DESC, id DESC LIMIT %(most)s OFFSET %(start)s
    ) best JOIN claims_claim claim ON claim.id = best.id {STANDING} ORDER BY best.rank DESC, claim.id DESC
    """  # noqa: S608 - words of this file
    values = asked.values | {"start": start, "newest": newest, "most": query.get("limit", 50) + 1}
    return fetch_all(found, _named(found, values), planned_for_values=True)


def _read(actor: Actor, query: dict[str, Any]) -> Asked:
    asked = Asked(PUBLIC)
    if actor.is_inside:
        asked.seen = MEMBERS
        asked.values["mine"] = [actor.key.newsroom_id] if actor.key else _rooms(actor)
    asked.conditions = [asked.seen.format("claim"), *(CONDITIONS[name] for name in query if name in CONDITIONS)]
    asked.values |= {name: query[name] for name in query if name in CONDITIONS}
    asked.even = EVEN.issuperset(query)
    if "question" in query:
        asked.values["at_work"] = [] if actor.is_stranger else _rooms(actor)
    if "updated_since" in query:
        asked.values["since"] = asked_since(query["updated_since"], "updated_since")
    return asked


def _rooms(actor: Actor) -> list[int]:
    return list(actor.newsrooms().values_list("pk", flat=True))


def _item(query: dict[str, Any], asked: Asked) -> str:
    """The item as an expression, with all its fields or those that are wanted."""
    wanted = query.get("fields", FIELDS)
    parts = [f"'{name}', {ITEM[name]}" for name in FIELDS if name in wanted]
    if "url" in wanted:
        before, _, after = (settings.SITE_URL + reverse("claims:claim", args=["0"])).rpartition("0")
        asked.values |= {"before": before, "after": after}
    whole = asked.seen.format("whole")
    return (
        f"json_build_object({', '.join(parts)})::text".replace("{whole}", whole).replace("{{", "{").replace("}}", "}")
    )


def _named(statement: str, values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that the statement names."""
    return {name: value for name, value in values.items() if f"%({name})s" in statement}
