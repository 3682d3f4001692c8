"""What computing a standing costs follows the claims touched: neither queries nor rows read grow with the rest."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.standings import settle_all
from claims.models import Claim
from tests.claims.cast import Desk

ROWS_READ = "SELECT sum(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"


def rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(ROWS_READ)
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def tell_others(desk: Desk, start: int, count: int) -> None:
    """Claims of their own, with sources and ties that have nothing to do with the claim looked at."""
    for number in range(start, start + count):
        claim = desk.claim(f"Another thing {number}.", str(number + 1), desk.question(f"How many {number}?"))
        desk.report(claim, f"Paper {number}", [f"Office {number}"], worded=str(number + 1))
        desk.tie(f"Office {number}", f"Ministry {number}")
    settle_all()


def cost_of_a_report(desk: Desk, claim: Claim, outlet: str) -> tuple[int, int]:
    """Queries and rows read for settling what one more report makes due."""
    desk.report(claim, outlet, ["Harbour master"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else plans follow what earlier tests have left behind
    before = rows_read()
    with CaptureQueriesContext(connection) as queries:
        settle_all()
    return len(queries), rows_read() - before


def test_one_more_report_costs_the_same_beside_ten_claims_and_beside_eighty(desk: Desk) -> None:
    claim = desk.claim("The weir was opened.")
    with connection.cursor() as cursor:
        # So small tables are read as large ones would be.
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    cost_of_a_report(desk, claim, "First")
    tell_others(desk, 0, 10)
    few = cost_of_a_report(desk, claim, "Second")
    tell_others(desk, 10, 70)
    many = cost_of_a_report(desk, claim, "Third")
    assert many[0] == few[0]
    assert many[1] <= few[1] + 40  # the rows of the one report that came since, read by each look
