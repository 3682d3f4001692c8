"""What PostgreSQL itself refuses on the ground and upper floors, whatever code asks for it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from claims.actions.publishing import publish_imported
from claims.models import Assessment, Claim, Publication, Report
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.guards import RefuseStrangers
from sources.models import Document
from tests.claims.cast import Desk
from tests.newsrooms.cast import sign_up

# Rows that machines make from others, and forget again.
DERIVED = {"GroundChange", "NameKey", "PublicVoice"}


# What belongs to no newsroom: people, newsrooms themselves, where the files of the sitemap begin, and what is kept
# once for all by its hash or its host.
NOBODYS = {
    "CapturedText",
    "HashCheck",
    "HashFailure",
    "HostPace",
    "IdempotentCall",
    "Newsroom",
    "NewsroomHistory",
    "Payload",
    "SitemapPart",
    "User",
    "UserHistory",
}


def names_its_newsroom(model: type[models.Model], seen: tuple[type[models.Model], ...] = ()) -> bool:
    """Whether a row says whose it is, itself or through a row that it cannot be without."""
    if lives_in_a_newsroom(model):
        return True
    needed = [f.related_model for f in model._meta.concrete_fields if f.is_relation and not f.null]
    followed = [one for one in needed if isinstance(one, type) and one not in (*seen, model)]
    return any(names_its_newsroom(one, (*seen, model)) for one in followed)


def test_every_row_belongs_to_one_newsroom_or_by_name_to_none() -> None:
    nouns = [noun for app in ("newsrooms", "sources", "claims") for noun in apps.get_app_config(app).get_models()]
    assert {noun.__name__ for noun in nouns if not names_its_newsroom(noun)} == NOBODYS


def lives_in_a_newsroom(model: object) -> bool:
    return isinstance(model, type) and any(f.name == "newsroom" for f in model._meta.concrete_fields)  # type: ignore[attr-defined]  # a model


def owned_nouns() -> list[type[models.Model]]:
    """Nouns with something that two newsrooms could be mixed in."""
    found = []
    for app in ("sources", "claims"):
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "pgh_tracked_model") or model.__name__ in DERIVED:
                continue
            leads = [f for f in model._meta.concrete_fields if lives_in_a_newsroom(f.related_model)]
            if len(leads) + lives_in_a_newsroom(model) > 1:
                found.append(model)
    return found


@pytest.mark.parametrize("model", owned_nouns(), ids=lambda model: model.__name__)
def test_every_noun_that_leads_to_others_stays_within_its_newsroom(model: type[models.Model]) -> None:
    guards = [one for one in getattr(model._meta, "triggers", ()) if isinstance(one, RefuseStrangers)]
    assert [str(one.operation) for one in guards] == ["INSERT", "UPDATE"]


@pytest.fixture
def desks(db: None) -> tuple[Desk, Desk]:
    """Two newsrooms, each with a claim and a report on it."""
    found = []
    for name in ("herald", "courier"):
        editor = sign_up(name)
        desk = Desk(open_newsroom(by=None, slug=name, name=name.title(), administrator=editor), editor)
        desk.report(desk.claim(f"The {name}’s claim."), f"{name} radio", [f"{name} ministry"])
        found.append(desk)
    return found[0], found[1]


def run(sql: str, *values: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(sql: str, *values: int) -> None:
    with pytest.raises(IntegrityError, match=r"newsroom|never|precision|finite"):
        run(sql, *values)


def copy_of(table: str, **changed: str) -> str:
    """A statement that enters a row again with some columns changed."""
    with connection.cursor() as cursor:
        names = [
            c.name
            for c in connection.introspection.get_table_description(cursor, table)
            if c.name not in ("id", "words")
        ]
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = %s"  # noqa: S608 - columns of a table


def test_rows_of_two_newsrooms_do_not_meet(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = (Report.objects.get(newsroom=desk.newsroom) for desk in desks)
    fresh = {"public_id": "'2222222222222222'", "external_id": "'other'"}
    refused(copy_of("claims_report", newsroom_id=str(theirs.newsroom_id), **fresh), ours.pk)
    refused(copy_of("claims_report", claim_id=str(theirs.claim_id), **fresh), ours.pk)
    link = ours.attributions.get()
    assert link.claim_id == ours.claim_id
    other = desks[0].claim("Another of ours.")
    refused(copy_of("claims_attribution", claim_id=str(other.pk), position="position + 1"), link.pk)
    refused(
        copy_of("claims_attribution", source_id=str(theirs.attributions.get().source_id), position="position + 1"),
        link.pk,
    )


def test_what_is_sealed_of_one_claim_is_not_said_of_another(desks: tuple[Desk, Desk]) -> None:
    here = desks[0]
    first, second = here.claim("One claim."), here.claim("Another.")
    publish_imported(by=None, newsroom=here.newsroom, claims=[first.pk, second.pk])
    sealed = Publication.objects.get(claim=first)
    verdict = Assessment.objects.create(
        claim=second,
        external_id="first",
        verdict="verified",
        reasons="Seen.",
        author=sign_up("writer"),
        made_at="2025-06-01T00:00Z",
        made_precision="day",
    )
    next_one = copy_of("claims_publication", number="9", public_id="'3'", assessment_id=str(verdict.pk))
    refused(next_one, sealed.pk)
    correction = "INSERT INTO claims_correction (claim_id, public_id, publication_id, notice, corrected_at) "
    refused(correction + "SELECT %s, '4', %s, 'Mended.', now()", second.pk, sealed.pk)
    run(correction + "SELECT %s, '4', %s, 'Mended.', now()", first.pk, sealed.pk)


def test_nothing_goes_over_to_another_newsroom(desks: tuple[Desk, Desk]) -> None:
    theirs = desks[1].newsroom.pk
    for table in ("claims_claim", "sources_source", "sources_document"):
        refused(f"UPDATE {table} SET newsroom_id = %s WHERE newsroom_id <> %s", theirs, theirs)  # noqa: S608 - a table
    other = Claim.objects.get(newsroom=theirs)
    ours = Claim.objects.get(newsroom=desks[0].newsroom)
    refused("UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", other.pk, ours.pk)


def test_a_precision_is_one_of_those_there_are_and_a_bound_is_a_number(desks: tuple[Desk, Desk]) -> None:
    document = Document.objects.filter(newsroom=desks[0].newsroom).earliest("pk")
    refused("UPDATE sources_document SET published_precision = 'week' WHERE id = %s", document.pk)
    written = "UPDATE sources_document SET published_at = '2025-06-15', published_precision = '{}' WHERE id = %s"
    run(written.format("day"), document.pk)
    for coarser in ("year", "month"):
        refused(written.format(coarser), document.pk)
    refused("UPDATE claims_claim SET quantity_low = 'NaN', quantity_comparator = 'exactly' WHERE id > 0")


@pytest.mark.parametrize("table", ["sources_tie", "claims_stake", "claims_part", "sources_alignment"])
def test_what_keeps_a_history_is_not_emptied_behind_its_back(db: None, table: str) -> None:
    refused(f"TRUNCATE {table} CASCADE")
