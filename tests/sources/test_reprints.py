"""Copies are proposed with likeness and direction, an editor decides, and quotations alone prove nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from newsrooms.models import Newsroom, User
from sources.actions.captures import capture_document
from sources.actions.documents import add_document
from sources.actions.kept_once import keep_text
from sources.actions.reprints import LIKELY, decide_reprint, find_likely, propose_reprints
from sources.actions.sources import add_source
from sources.algebra.moments import read_moment
from sources.fetching.near_duplicates import make_bands
from sources.fetching.text import Extracted
from sources.models import Document, GroundChange, Reprint, Source
from sources.vocabulary import ReprintBasis, ReprintState, SourceKind
from tests.newsrooms.cast import open_hill_courier
from tests.sources.fake_web import FakeWeb, Page, write_page

WIRE = (
    "The river office said on Sunday that the old bridge had been opened again for lorries after nine weeks of work "
    "that cost more than the town had set aside for roads in the whole year.",
    "Barges had waited below the lock since the spring, and two firms moved their grain by rail instead, which the "
    "harbour master called a heavy loss for a port of this size.",
    "“We shall not wait for the next flood to mend the other piers,” he said, “and the money for them is in the bank "
    "already, whatever the council may have told the papers about it last week.”",
)
QUOTE = (
    "“We shall not wait for the next flood to mend the other piers, and the money for them is in the bank already, "
    "whatever the council may have told the papers about it last week, and the barges will pass by harvest time.”"
)
Publish = Callable[..., Document]


@pytest.fixture
def publish(newsroom: Newsroom, rita: User, web: FakeWeb) -> Publish:
    """Enter a document and capture it with these paragraphs; copies are looked for as after every capture."""

    def enter(
        name: str, *paragraphs: str, at: str = "2025-06-15T10:00Z", where: Newsroom = newsroom, by: User = rita
    ) -> Document:
        known = Source.objects.filter(newsroom=where, name=name).first()
        publisher = known or add_source(by=by, newsroom=where, name=name, kind=SourceKind.OUTLET)
        url = f"https://{name.lower()}.example/{Document.objects.count()}"
        web.pages[url] = Page(write_page(*paragraphs))
        document = add_document(
            by=by, newsroom=where, publisher=publisher, title=name, url=url, published=read_moment(at)
        )
        propose_reprints(capture=capture_document(document=document, by=by, fetch=web.visit))
        return document

    return enter


def test_a_wire_copy_is_proposed_as_a_reprint_of_what_was_published_first(publish: Publish) -> None:
    copy = publish("Courier", *WIRE[:2], "More on page four.", at="2025-06-15T12:00Z")
    original = publish("Agency", *WIRE, at="2025-06-15T09:30Z")
    proposed = Reprint.objects.get()
    assert (proposed.document, proposed.original) == (copy, original)
    assert (proposed.basis, proposed.state) == (ReprintBasis.LIKE_TEXT, ReprintState.PROPOSED)
    assert proposed.containment > 0.8
    assert proposed.beside_quotes > 0.8


def test_the_same_words_are_the_same_text(publish: Publish) -> None:
    publish("Agency", *WIRE)
    publish("Courier", *WIRE)
    assert Reprint.objects.get().basis == ReprintBasis.SAME_TEXT


def test_two_reports_of_one_speech_are_not_proposed(publish: Publish) -> None:
    publish("Agency", "The harbour master spoke to the council on Sunday evening before a full gallery.", QUOTE)
    publish("Courier", "Barges will move again soon, if a promise made at the town hall holds this time.", QUOTE)
    assert not Reprint.objects.exists()


def test_a_pair_is_proposed_once_whoever_comes_first_and_whatever_was_decided(
    publish: Publish, edda: User, rita: User, web: FakeWeb
) -> None:
    original = publish("Agency", *WIRE)
    copy = publish("Courier", *WIRE[:2])
    decide_reprint(by=edda, reprint=Reprint.objects.get(), accepted=False)
    for document in (original, copy):
        propose_reprints(capture=capture_document(document=document, by=rita, fetch=web.visit))
    assert Reprint.objects.count() == 1


def test_another_newsroom_has_no_part_in_it(publish: Publish) -> None:
    courier, hana = open_hill_courier()
    publish("Agency", *WIRE)
    publish("Agency", *WIRE, where=courier, by=hana)
    assert not Reprint.objects.exists()


def test_a_page_that_moved_to_a_known_one_is_proposed(publish: Publish, rita: User, web: FakeWeb) -> None:
    first = publish("Agency", *WIRE)
    short = publish("Go", "x")
    there = f"{first.url}?utm_source=x"
    web.pages |= {short.url: Page(moved_to=there), there: Page(write_page("Some other words."))}
    propose_reprints(capture=capture_document(document=short, by=rita, fetch=web.visit))
    proposed = Reprint.objects.get()
    assert (proposed.document, proposed.original, proposed.basis) == (short, first, ReprintBasis.SAME_ADDRESS)


def test_an_editor_decides_once_and_claims_hear_of_it(publish: Publish, edda: User, rita: User) -> None:
    original = publish("Agency", *WIRE)
    copy = publish("Courier", *WIRE[:2])
    proposed = Reprint.objects.get()
    with pytest.raises(PermissionDenied):
        decide_reprint(by=rita, reprint=proposed, accepted=True)
    GroundChange.objects.all().delete()
    decided = decide_reprint(by=edda, reprint=proposed, accepted=True)
    assert (decided.state, decided.decided_by) == (ReprintState.ACCEPTED, edda)
    assert isinstance(decided.decided_at, datetime)
    changed = GroundChange.objects.filter(cause="reprint.accepted").values_list("document", flat=True)
    assert set(changed) == {original.pk, copy.pk}
    with pytest.raises(ValidationError):
        decide_reprint(by=edda, reprint=proposed, accepted=False)


def test_the_look_for_copies_takes_few_queries(
    publish: Publish, rita: User, web: FakeWeb, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(12):
        publish(f"Paper{number}", f"This paper has number {number} and words of its own. " * 12)
    document = publish("Agency", *WIRE)
    web.pass_time(hours=timedelta(hours=1) / timedelta(hours=1))
    capture = capture_document(document=document, by=rita, fetch=web.visit)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]  # a context manager of pytest-django
        propose_reprints(capture=capture)


def test_the_look_for_copies_never_reads_the_whole_table(db: None) -> None:
    """PostgreSQL takes 64 bands for a quarter of all texts; without our word it would scan them all."""
    keep_text(Extracted(text=" ".join(f"word{n}" for n in range(300)), extractor="test"))
    bands = make_bands(" ".join(f"other{n}" for n in range(300)))
    asked = LIKELY.replace("SELECT id", "EXPLAIN SELECT id")
    with connection.cursor() as cursor:
        cursor.execute(asked, [bands])
        while cursor.description is None:
            cursor.nextset()
        plan = " ".join(line for (line,) in cursor.fetchall())
        cursor.execute("SHOW enable_seqscan")
        (scanning,) = cursor.fetchone()
    assert "captured_text_near_duplicate" in plan
    assert "Bitmap" in plan
    assert scanning == "on"
    assert find_likely(bands) == []
