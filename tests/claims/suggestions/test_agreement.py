"""How far editors agree with the extractor: counted by tier, by what they changed and by why they refused."""

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.actions.extractions import suggest_reports
from claims.actions.suggestions import accept_suggestion, refuse_suggestion
from claims.agreement import measure_agreement
from claims.algebra.hedges import read_quantity
from claims.matching.plan import plan_of
from claims.models import Suggestion
from tests.claims.cast import Desk
from tests.claims.suggestions.conftest import Keep
from tests.claims.suggestions.test_judging import about


def run(**asked: object) -> str:
    out = io.StringIO()
    call_command("extraction_agreement", stdout=out, **asked)
    return out.getvalue()


@pytest.fixture
def judged(keep: Keep, desk: Desk) -> Desk:
    """Four suggestions: one accepted, one of another wording, one with another figure, one refused as misread."""
    suggest_reports(capture=keep())
    accept_suggestion(by=desk.by, suggestion=about("17 fishing boats"))
    injured = about("three fishermen")
    accept_suggestion(by=desk.by, suggestion=injured, plan=replace(plan_of(injured), statement="Three men were hurt"))
    nets = about("40 fishermen")
    accept_suggestion(by=desk.by, suggestion=nets, plan=replace(plan_of(nets), quantity=read_quantity("about 40")))
    refuse_suggestion(by=desk.by, suggestion=about("breakwater"), reason="Misread: what is said")
    return desk


def test_only_a_changed_reading_counts_as_misread(judged: Desk) -> None:
    found = measure_agreement(judged.newsroom)
    tiers = {row.tier: row for row in found.tiers}
    total = [sum(getattr(row, name) for row in found.tiers) for name in ("accepted", "amended", "refused", "misread")]
    assert total == [1, 2, 1, 2]
    assert dict(found.changed) == {"statement": 1, "quantity": 1} or dict(found.changed)["quantity"] == 1
    assert dict(found.reasons) == {"Misread: what is said": 1}
    assert found.extractors == ("rules/3",) or found.extractors[0].startswith("rules/")
    assert sum(row.judged for row in tiers.values()) == 4
    low, high = next(row.range for row in found.tiers if row.judged)
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 1


def test_the_table_says_what_was_judged_and_what_was_changed(judged: Desk) -> None:
    printed = run()
    assert "misread" in printed
    assert "Misread: what is said" in printed
    assert "quantity" in printed
    kept = json.loads(run(json=True))
    assert sum(row["misread"] for row in kept["tiers"]) == 2


def test_what_was_judged_before_is_left_out(judged: Desk) -> None:
    Suggestion.objects.filter(judged_at__isnull=False).update(judged_at=timezone.now() - timedelta(days=40))
    since = (timezone.now() - timedelta(days=2)).date().isoformat()
    assert "–" in run(since=since)
    with pytest.raises(CommandError, match="--since"):
        run(since="soon")


def test_a_newsroom_where_nothing_was_judged_has_no_share(desk: Desk) -> None:
    assert [row.range for row in measure_agreement(desk.newsroom).tiers] == [(None, None)] * 3
    assert "nothing yet" in run()


def test_agreement_takes_four_queries(
    judged: Desk, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(4):
        measure_agreement(judged.newsroom)
