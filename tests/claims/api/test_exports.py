"""An export is of one moment: what is written while it is read is in none of it."""

import json
import threading

import pytest
from django.db import connection

from claims.api.exports import as_of_one_moment
from claims.casefile.export import export_lines
from tests.claims.cast import Desk
from tests.newsrooms.cast import open_harbour_post


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_it_is_read_is_not_in_it() -> None:
    newsroom, olena = open_harbour_post()
    desk = Desk(newsroom, olena)
    desk.report(desk.claim("The weir broke."), "Gazette", ["Committee"])
    pieces = as_of_one_moment(export_lines(newsroom, title="one"))
    read = [next(pieces)]

    def write() -> None:
        desk.report(desk.claim("The ferry sank."), "Courier", ["Ministry"])
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    read += pieces
    text = "".join(read)
    assert "The weir broke." in text
    assert "The ferry sank." not in text
    assert "Courier" not in text
    assert all(json.loads(line) for line in text.splitlines())
