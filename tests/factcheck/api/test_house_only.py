"""What the house says among itself is read by its members and by keys with drafts:read, and by nobody else.

One word stands wherever people write for the house; then all is asked that strangers, another newsroom and keys
without drafts:read may ask, and the word is in no answer.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from claims.actions.claims import declare_part, exclude_claim
from claims.actions.comments import add_comment
from claims.actions.entered import entry_of
from claims.actions.policies import set_policy
from claims.actions.reports import supersede_report
from claims.actions.second_looks import find_no_conflict
from claims.actions.standings import settle_all
from claims.actions.suggestions import refuse_suggestion
from claims.actions.withdrawals import annul_withdrawal, withdraw_statement
from claims.actions.workflow import assign_claim
from factcheck.api.openapi import Route
from newsrooms.api.operations import Operation
from newsrooms.vocabulary import Scope
from sources.actions.sources import change_source, grade_source
from sources.actions.ties import change_tie
from sources.algebra.moments import read_moment
from tests.factcheck.api.rows import ROWS
from tests.factcheck.api.test_tenancy import OPERATIONS, fill
from tests.factcheck.api.world import World, build_world
from tests.newsrooms.api.asking import Asker

pytestmark = pytest.mark.django_db
WORD = "halyard"
READINGS = [one for one in OPERATIONS if one[1] == "get"]
OUTSIDE = [
    *("stranger", "other administrator", "other key", "key claims:read", "key sources:write"),
    *("key reports:write", "key claims:write", "key publish"),
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "API_LIMITS", dict.fromkeys(settings.API_LIMITS, 1_000_000))
        world = build_world()
        say_among_themselves(world)
        yield world
        transaction.set_rollback(True)


def say_among_themselves(world: World) -> None:
    """The word in every text that is for the house, most of them about a claim that is public."""
    by, held, said = world.olena, world.held["public"], f"between us: {WORD}"
    claim, third = held.claim, world.held["draft"].other
    change_source(by=by, source=world.source, why=said, note=said)
    grade_source(by=by, source=world.source, letter="C", reasons=said)
    change_tie(by=by, tie=world.tie, why=said, reason=said)
    exclude_claim(by=by, claim=claim, other=third, reason=said)
    held.claim.exclusions.update(reason=said)
    held.claim.parts.update(reason=said)
    declare_part(by=by, total=third, part=claim, reason=said)
    add_comment(by=by, claim=claim, body=said)
    assign_claim(by=by, claim=claim, to=by, note=said)
    find_no_conflict(by=by, claim=claim, key="between-us", why=said)
    refuse_suggestion(by=by, suggestion=world.suggestion, reason=said)
    set_policy(by=by, newsroom=world.newsroom, name="ours", why=said)
    moment = read_moment("2025-06-03")
    for source in (world.side, world.source):
        row = withdraw_statement(by=by, kind="deleted", at=moment, source=source, claim=claim, note=said)
    annul_withdrawal(by=by, withdrawal=row, why=said, notice="It was there all along.")
    supersede_report(by=by, report=held.report, entry=entry_of(held.report), why=said, notice="Read again.")
    held.report = held.report.superseded_by
    settle_all()


def read(world: World, asker: Asker, route: Route, operation: Operation) -> tuple[int, bytes]:
    row = ROWS[operation.id]
    answer = asker.get(fill(route.path.removeprefix("/api/v1"), row, world, "public") + row.query)
    return answer.status, answer.body


@pytest.mark.parametrize(("route", "method", "operation"), READINGS, ids=[one.id for _, _, one in READINGS])
def test_who_is_outside_never_reads_what_the_house_says_among_itself(
    world: World, route: Route, method: str, operation: Operation
) -> None:
    for name in OUTSIDE:
        status, body = read(world, world.askers[name], route, operation)
        assert status < 500
        assert WORD.encode() not in body, f"{operation.id} tells {name}"


def test_members_and_keys_with_drafts_read_it_in_many_places(world: World) -> None:
    for name in ("administrator", "reader", "key claims:read drafts:read"):
        asker = world.askers[name]
        told = {one.id for route, _, one in READINGS if WORD.encode() in read(world, asker, route, one)[1]}
        assert told >= {
            *("list_sources", "read_source", "list_grades", "list_ties", "read_tie", "list_exclusions", "list_parts"),
            *("list_withdrawals", "list_comments", "list_second_looks", "list_policies", "list_suggestions"),
            *("list_reports", "read_report", "list_claim_reports"),
        }, name


def test_a_key_that_may_not_read_them_changes_a_source_it_has_read_and_keeps_its_note(world: World) -> None:
    with transaction.atomic():
        writer = Asker.with_key(world.newsroom, world.olena, Scope.CLAIMS_READ, Scope.SOURCES_WRITE)
        path = f"/sources/{world.source.public_id}/"
        seen = writer.get(path)
        assert {"note", "reliability"}.isdisjoint(seen.json)
        assert writer.get("/sources/?fields=id,note").json["results"][0].keys() == {"id"}
        changed = writer.patch(path, {"country": "NO"}, if_match=seen.etag)
        assert (changed.status, changed.json["country"]) == (200, "NO")
        assert changed.etag == writer.get(path).etag != world.askers["administrator"].get(path).etag
        world.source.refresh_from_db()
        assert WORD in world.source.note
        transaction.set_rollback(True)
