"""Person × noun × verb, over every write there is an address for: done by whom the table says, else refused with the
reason and nothing changed; to another newsroom there is nothing to be done anything to."""

from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import Client

from claims.models import Claim
from newsrooms.vocabulary import Role
from sources.models import Source
from tests.claims.admin.full_house import House, build_house
from tests.desk.posts.fingerprint import fingerprint
from tests.desk.posts.forms import Data, fill_form
from tests.desk.posts.rows import ROLES, furnish
from tests.desk.posts.table import OF_ROW, TABLE, Row
from tests.desk.posts.verbs import PASSWORD, Verb, verbs_of_nouns

pytestmark = pytest.mark.django_db
NEVER = {"delete", "delete_selected"}
OWN = {f"user {PASSWORD}", "user change", "notification mark_seen many", "delivery tell_again many"}
"""Verbs with tests of their own: one's own account and notices, and telling an endpoint again."""
VERBS = [verb for verb in verbs_of_nouns() if str(verb) not in OWN]
PRIVATE = (b"boats", b"Mayor", b"Coast Wire", b"Weir Herald", b"hooks.example", b"harbour office")
COLLEAGUE = "second editor"


class Hands:
    """A browser for each person, signed in once: a session outlives no writing, so its cookie is set anew."""

    def __init__(self, house: House) -> None:
        self.keys = {who: house.client(who).cookies["sessionid"].value for who in house.people}

    def of(self, who: str) -> Client:
        client = Client()
        if who != "anonymous":
            client.cookies["sessionid"] = self.keys[who]
        return client


@pytest.fixture(scope="module")
def furnished(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[House, Hands]]:
    """Built once, inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = build_house()
        furnish(house)
        yield house, Hands(house)
        transaction.set_rollback(True)


@pytest.fixture
def house(furnished: tuple[House, Hands], db: None) -> Iterator[House]:
    house = furnished[0]
    rows = dict(house.rows)
    yield house
    house.rows = rows


@pytest.fixture
def hands(furnished: tuple[House, Hands]) -> Hands:
    return furnished[1]


def row_of(verb: Verb) -> Row:
    if verb.name in NEVER:
        return Row(None)
    return TABLE[f"{verb.noun} {verb.name}"]


def test_every_verb_of_every_noun_has_its_row_and_no_row_stands_for_nothing() -> None:
    there = {f"{verb.noun} {verb.name}" for verb in VERBS if verb.name not in NEVER}
    assert there == set(TABLE)
    many = {f"{verb.noun} {verb.name}" for verb in VERBS if verb.many and verb.name not in NEVER}
    assert many == {name for name, row in TABLE.items() if row.many}


def data_for(house: House, hands: Hands, verb: Verb, row: Row) -> Data:
    """What is sent: the page's own form as somebody who may would send it, with what the table says is typed."""
    held = house.rows[verb.noun]
    single = Verb(verb.noun, verb.name)
    may = [who for who in ("administrator", COLLEAGUE) if row.least is not None]
    data: Data = next((found for who in may if (found := fill_form(hands.of(who), single.address(held.pk)))), {})
    for name, value in (row.said or {}).items():
        data[name] = said(value, name, held)
    for name in [name for name in data if name.endswith("_key")]:
        field = name.removesuffix("_key")
        if data[name] in ("", [""]) and data.get(field) not in ("", [""]):
            data[name], data[field] = picked(field, data.get(field), house)
    if verb.many:
        return {**data, "action": verb.name, "_selected_action": [str(held.pk)], "_deed": "1", "post": "yes"}
    return {**data, "post": "yes"}


def said(value: Any, name: str, held: models.Model) -> Any:
    if value == "file":
        return SimpleUploadedFile(
            "page.html", b"<html><body><p>It is so said the mayor.</p></body></html>", "text/html"
        )
    if value == "first":
        return first_of(name, held)
    if value == "reader":
        return str(held.newsroom.memberships.earliest("pk").user_id)  # type: ignore[attr-defined]  # a claim
    return value


def first_of(name: str, held: Any) -> str:
    if name == "alignment":
        return str(held.alignments.get().pk)
    if name == "documents":
        return str(held.documents.earliest("pk").pk)
    if name == "reports":
        return str(held.reports.earliest("pk").pk)
    return str(held.standing.document["contradictions"][0]["key"]) if hasattr(held.standing, "document") else "k"


def picked(field: str, typed: Any, house: House) -> tuple[str, str]:
    """The key and words of a row that is picked by name."""
    words = typed if isinstance(typed, str) and typed else OF_ROW.get(field, ("", ""))[1]
    noun = OF_ROW.get(field, ("source" if Source.objects.filter(name=words).exists() else "claim", ""))[0]
    if noun == "document":
        return str(house.rows["document"].pk), ""
    found = (
        Source.objects.filter(newsroom=house.newsroom, name=words).first()
        or Claim.objects.filter(newsroom=house.newsroom, statement=words).first()
    )
    return (str(found.pk), words) if found else ("", words)


def reason_in(content: bytes) -> str:
    """What a page says is why not."""
    page = lxml.html.fromstring(content.decode())
    told = page.xpath("//*[contains(@class,'error') or contains(@class,'warning')]")
    return " ".join(" ".join(one.text_content().split()) for one in told).strip()


def post(hands: Hands, who: str, address: str, data: Data) -> tuple[Client, Any]:
    """A person's sending, and what the door answers."""
    for value in data.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    client = hands.of(who)
    return client, client.post(address, data)


def reason_of(client: Client, answer: Any) -> str:
    """What the door says is why not, on its answer or on the page that leads to."""
    page = client.get(answer["Location"], follow=True) if answer.status_code == 302 else answer
    return reason_in(page.content)


def changes(before: dict[str, str]) -> set[str]:
    after = fingerprint()
    return {table for table in before if before[table] != after[table]}


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_a_write_is_done_by_whom_the_table_says_and_else_refused_with_the_reason(
    house: House, hands: Hands, verb: Verb
) -> None:
    row = row_of(verb)
    row.before(house)
    address = verb.address(house.rows[verb.noun].pk) + (row.where if verb.many else "")
    data = data_for(house, hands, verb, row)
    before = fingerprint()
    for role in ROLES:
        may = row.least is not None and Role(role).includes(row.least)
        with transaction.atomic():
            client, answer = post(hands, COLLEAGUE if role == "editor" else role, address, data)
            changed = changes(before)
            reason = "" if changed else reason_of(client, answer)
            transaction.set_rollback(True)
        assert answer.status_code < 500
        assert bool(changed) is may, (role, answer.status_code, changed, reason, data)
        assert may or reason, (role, answer.status_code)
    if verb.name == "add":
        return
    for who in (*(f"their {role}" for role in ROLES), "anonymous"):
        _, answer = post(hands, who, address, data)
        assert answer.status_code < 500
        assert not [word for word in PRIVATE if word in answer.content], (who, answer.status_code)
    assert changes(before) == set()
