"""A newsroom many times over: every row of the worked example copied in the database, each copy whole in itself."""

from django.db import connection, models

from claims.models import (
    Approval,
    Assessment,
    Attribution,
    Claim,
    ClaimStanding,
    Correction,
    Exclusion,
    Publication,
    PublicListing,
    PublicTopic,
    PublicVoice,
    Question,
    Report,
    Stake,
    StandingStep,
    Withdrawal,
)
from sources.models import Alignment, Capture, Document, Source, SourceAlias, Tie

APART = 100_000
# Claims grow faster than the sources that speak of them: so many copies of the claims share one copy of the sources.
SHARED = 10
NOUNS: tuple[type[models.Model], ...] = (
    *(Source, SourceAlias, Alignment, Tie, Document, Capture, Question, Claim, ClaimStanding, Report, Attribution),
    *(Withdrawal, Exclusion, Stake, Assessment, Approval, Publication, Correction, StandingStep, PublicListing),
    *(PublicVoice, PublicTopic),
)
GROUND: tuple[type[models.Model], ...] = (Source, SourceAlias, Alignment, Tie)
NUMBERED = {(Claim, "statement"), (Question, "text"), (Document, "title")}


def copy_all(times: int, *, after: int = 0) -> None:
    """Copies ``after + 1`` to ``times`` of each row that was no copy; keys of the n-th are ``n * APART`` above."""
    with connection.cursor() as cursor:
        for noun in NOUNS:
            shared = SHARED if noun in GROUND else 1
            cursor.execute(copying(noun), [after // shared + 1, times // shared])
            if isinstance(noun._meta.pk, models.AutoField):
                table = quoted(noun._meta.db_table)
                cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])  # noqa: S608 - tables of models
        cursor.execute("ANALYZE")


def copying(noun: type[models.Model]) -> str:
    """One statement that copies a table."""
    fields = [field for field in noun._meta.concrete_fields if not field.generated]
    names = ", ".join(quoted(field.column) for field in fields)
    values = ", ".join(value_of(noun, field) for field in fields)
    table = quoted(noun._meta.db_table)
    order = quoted(fields[0].column)
    copies = f"{table} t, generate_series(%s, %s) n WHERE t.{order} < {APART} ORDER BY n, t.{order}"
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {copies}"  # noqa: S608 - columns of models


def value_of(noun: type[models.Model], field: models.Field) -> str:  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """What the copy has in this column."""
    column = f"t.{quoted(field.column)}"
    target = field.remote_field.model if field.remote_field else None
    if target in GROUND and noun not in GROUND:
        return f"{column} + n / {SHARED} * {APART}"
    if (field.primary_key and target is None) or target in NOUNS:
        return f"{column} + n * {APART}"
    if field.name == "public_id":
        return f"substr(md5({column} || n), 1, 16)"
    if field.name == "external_id":
        return f"{column} || '-' || n"
    if field.name == "address_key":
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || '-' || n END"
    if (noun, field.name) in NUMBERED:
        return f"{column} || ' ' || n"
    return column


def quoted(name: str | None) -> str:
    """A table or column, safe to stand in a statement."""
    return connection.ops.quote_name(name or "")


def fill(number: int, newsroom: int) -> None:
    """So many other public claims, written as rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_claim (newsroom_id, public_id, external_id, statement, language, location, tags,"
            " as_of_precision, workflow_state, first_published_at, created_at, changed_at, version, quantity_worded,"
            " quantity_comparator, quantity_unit, quantity_counted, quantity_low_open, quantity_high_open)"
            " SELECT %s, substr(md5(n::text), 1, 16), 'x' || n, 'Other claim ' || n, 'en', '', '{}', '', 'published',"
            " now() - n * interval '1 second', now(), now(), 1, '', '', '', '', false, false"
            " FROM generate_series(1, %s) AS n",
            [newsroom, number],
        )
        cursor.execute("ANALYZE")
