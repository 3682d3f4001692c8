"""The health address says how the house is, and nothing of its inside."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_house_that_stands_says_so(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "redis": "ok"}
