"""A database that is gone: a 503 that says when to try again, in the form of every refusal."""

import pytest
from django.db import connection

from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_connection_that_was_cut_is_a_503_and_the_next_request_is_answered() -> None:
    stranger = Asker()
    assert stranger.get("/claims/").status == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    side = connection.copy()
    try:
        with side.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    finally:
        side.close()
    answer = stranger.get("/claims/")
    assert (answer.status, answer.code) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    connection.close()
    assert stranger.get("/claims/").status == 200
