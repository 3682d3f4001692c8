"""The nightly look notices one flipped byte, in bytes and in text, and says nothing of what is whole."""

import logging

import pgtrigger
import pytest
from django.db import connection

from newsrooms.models import Newsroom, User
from sources.actions.captures import upload_capture
from sources.actions.documents import add_document
from sources.actions.hash_checks import check_hashes
from sources.models import Capture, HashFailure, Source
from tests.sources.fake_web import write_page

PAGE = write_page("The river office said on Sunday that the bridge had been opened again for lorries.")


@pytest.fixture
def capture(newsroom: Newsroom, rita: User, fable: Source) -> Capture:
    document = add_document(by=rita, newsroom=newsroom, publisher=fable, title="Bridge open")
    return upload_capture(document=document, by=rita, content=PAGE)


def damage(statement: str, pk: int) -> None:
    """What a failing disk or an administrator could do, and no code of ours."""
    with (
        pgtrigger.ignore("sources.Payload:refuse_rewriting", "sources.CapturedText:refuse_rewriting"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [pk])


def test_what_is_whole_passes(capture: Capture) -> None:
    check = check_hashes()
    assert (check.payloads, check.texts, check.mismatches) == (1, 1, 0)
    assert not HashFailure.objects.exists()


def test_one_flipped_byte_is_noticed(capture: Capture, caplog: pytest.LogCaptureFixture) -> None:
    flip = "UPDATE sources_payload SET content = set_byte(content, 50, get_byte(content, 50) # 1) WHERE id = %s"
    damage(flip, capture.payload_id or 0)
    with caplog.at_level(logging.ERROR):
        check = check_hashes()
    assert check.mismatches == 1
    assert HashFailure.objects.get().payload == capture.payload
    assert "1 rows" in caplog.text


def test_one_changed_letter_of_a_text_is_noticed(capture: Capture) -> None:
    damage(
        "UPDATE sources_capturedtext SET text = replace(text, 'opened', 'Opened') WHERE id = %s", capture.text_id or 0
    )
    assert check_hashes().mismatches == 1
    assert HashFailure.objects.get().text == capture.text
