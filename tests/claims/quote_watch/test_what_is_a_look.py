"""What counts as a look at a page: what the site itself gives, read as it stands there now."""

from sources.actions.captures import upload_capture
from tests.claims.quote_watch.conftest import FURTHER, REST, SENTENCE, URL, Watch, losses
from tests.sources.fake_web import Page, write_page


def test_a_page_that_was_not_found_once_and_has_not_changed_since_is_not_gone(watch: Watch) -> None:
    good = watch.web.pages[URL]
    watch.web.pages[URL] = Page(status=404)
    watch.look(days=1)
    watch.web.pages[URL] = Page(status=304)
    watch.look(hours=9)
    assert watch.outcomes(watch.boats_report) == ["gone", "present"]
    assert losses() == []
    watch.web.pages[URL] = good
    watch.look(days=1)
    assert losses() == []


def test_a_copy_that_an_editor_hands_in_is_no_look_at_the_site(watch: Watch) -> None:
    watch.web.pages[URL] = Page(status=410)
    watch.look(days=1)
    saved = write_page(SENTENCE, FURTHER, *REST, title="Storm damages fishing fleet")
    upload_capture(document=watch.document, by=watch.desk.by, content=saved)
    watch.look(hours=1)
    assert losses() == [("deleted", "page")]
    half = write_page("The port of Tamra has an old breakwater, as everybody there knows well.", *REST)
    upload_capture(document=watch.document, by=watch.desk.by, content=half)
    watch.look(hours=1)
    assert losses() == [("deleted", "page")]
    assert watch.outcomes(watch.boats_report) == ["gone"]
