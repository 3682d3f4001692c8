"""Going through captured texts for candidate reports: due rows, taken by a worker, and each text but once."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from claims.actions.captured import request_extractions
from claims.actions.name_keys import refresh_name_keys
from claims.extraction.articles import Article
from claims.extraction.candidates import Tier
from claims.extraction.interface import Extractor, check_places
from claims.matching.found import Found, read_found, split_candidate, write_found
from claims.matching.matches import Matches, match_all, write_matches
from claims.matching.weighing import POSSIBLE
from claims.models import Extraction, Report, Suggestion
from claims.vocabulary import Stance
from newsrooms.acting import acting
from newsrooms.actions.notification import notify
from newsrooms.vocabulary import NotificationKind
from sources.models import Capture

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
NOBODY_CAME_BACK = "Every worker that tried this died."
MOST_SUGGESTED = 200
POSITIONS = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.CANNOT_VERIFY})


def extract_due(*, limit: int = 50, now: datetime | None = None, extractor: Extractor | None = None) -> int:
    """Go through up to ``limit`` due texts; give how many were taken. Safe in any number of workers at once.

    Each attempt is counted before it is made, so that a text that kills its worker is parked in the end.
    """
    now, extractor = now or timezone.now(), extractor or choose_extractor()
    with transaction.atomic():
        due = Extraction.objects.filter(done_at=None, parked_at=None, due_at__lte=now).order_by("due_at", "pk")
        found = list(due.select_for_update(skip_locked=True)[:limit])
        while worn := [row.pk for row in found if row.attempts >= MOST_ATTEMPTS]:
            Extraction.objects.filter(pk__in=worn).update(parked_at=now, last_detail=NOBODY_CAME_BACK)
            found = list(due.select_for_update(skip_locked=True)[:limit])
        # One whose worker never came back is taken alone, lest others be blamed for it.
        taken = found[:1] if found and found[0].attempts else [row for row in found if not row.attempts]
        rows = Extraction.objects.filter(pk__in=[row.pk for row in taken])
        rows.update(attempts=F("attempts") + 1, due_at=now + LEASE)
    for row in taken:
        try:
            suggest_reports(capture=row.capture, extractor=extractor, now=now)
        except Exception as error:
            logger.exception("the text of capture %s could not be gone through", row.capture_id)
            attempts = row.attempts + 1
            Extraction.objects.filter(pk=row.pk, done_at=None).update(
                last_detail=repr(error)[:2000],
                due_at=now + timedelta(minutes=2**attempts),
                parked_at=now if attempts >= MOST_ATTEMPTS else None,
            )
    return len(taken)


def choose_extractor() -> Extractor:
    """The extractor this installation has chosen (``EXTRACTOR``): our rules, or a model behind the same interface.

    ``ImportError`` when there is none of that name: said before any text is taken, so that none is parked for it.
    """
    made: Extractor = import_string(settings.EXTRACTOR)()
    return made


def suggest_reports(
    *, capture: Capture, extractor: Extractor | None = None, now: datetime | None = None
) -> list[Suggestion]:
    """Read a captured text and leave what an editor may want to record as suggestions.

    The same text is gone through once for a newsroom, under whichever capture; and of a text that was changed only
    the passages its document did not have before are suggested. Gives the suggestions made.
    """
    if capture.text is None:
        return []
    now, extractor = now or timezone.now(), extractor or choose_extractor()
    request_extractions([capture], now=now)
    newsroom = capture.document.newsroom
    with acting(None, "candidate reports found"):
        run = Extraction.objects.select_for_update().get(newsroom=newsroom, text=capture.text)
        if run.done_at is not None:
            return []
        candidates = extractor.extract(article := make_article(capture))
        check_places(article, candidates)
        found = [one for candidate in candidates for one in split_candidate(candidate)]
        refresh_name_keys(newsroom.pk)
        made = keep_suggestions(capture, leave_out_known(capture, found))
        run.done_at, run.extractor = now, extractor.name
        run.candidates, run.suggested = len(candidates), len(made)
        run.save()
        tell_who_waits(capture, made)
    return made


def rematch_waiting(*, capture: Capture) -> None:
    """Compare what still waits of a capture with what is known by now: a claim just written is known to the next."""
    with acting(None, "matched again"):
        waiting = list(Suggestion.objects.waiting().filter(capture=capture).select_for_update())
        refresh_name_keys(capture.document.newsroom_id)
        found = [read_found(one.candidate) for one in waiting]
        for one, matches in zip(waiting, match_found(capture, found), strict=True):
            one.matches, one.score, one.claim = write_matches(matches), matches.score, matches.claim
        Suggestion.objects.bulk_update(waiting, ["matches", "score", "claim"])


def make_article(capture: Capture) -> Article:
    """The captured text as the extractor takes it. The page's own title finds the headline in it."""
    text = capture.text.text if capture.text else ""
    title = next((one for one in (capture.title, capture.document.title) if one and one in text), "")
    return Article(text, publisher=capture.document.publisher.name, title=title or capture.title)


def leave_out_known(capture: Capture, found: Sequence[Found]) -> list[Found]:
    """What this document has not been suggested for before, each passage once."""
    seen = set(Suggestion.objects.filter(document=capture.document).values_list("fingerprint", flat=True))
    fresh: list[Found] = []
    for one in found:
        if one.fingerprint not in seen:
            seen.add(one.fingerprint)
            fresh.append(one)
    return fresh


def match_found(capture: Capture, found: Sequence[Found]) -> list[Matches]:
    """The matches of each statement, as of when the document says it was published, or was captured."""
    document = capture.document
    earlier = Report.objects.filter(document=document).exclude(capture=None).exclude(capture__text=capture.text)
    revised = set(earlier.values_list("claim", flat=True))
    return match_all(document.newsroom_id, found, document.published or capture.published, revised)


def keep_suggestions(capture: Capture, found: Sequence[Found]) -> list[Suggestion]:
    """Match what was found and keep what is worth an editor's time."""
    rows = [
        Suggestion(
            newsroom_id=capture.document.newsroom_id,
            capture=capture,
            document=capture.document,
            start=min(span.start for span in one.content),
            end=max(span.end for span in one.content),
            fingerprint=one.fingerprint,
            candidate=write_found(one),
            matches=write_matches(matches),
            score=matches.score,
            claim=matches.claim,
        )
        for one, matches in zip(found, match_found(capture, found), strict=True)
        if one.content and is_worth_a_look(one, matches)
    ]
    return Suggestion.objects.bulk_create(rows[:MOST_SUGGESTED])


def is_worth_a_look(found: Found, matches: Matches) -> bool:
    """Whether an editor should see it: what is said by somebody, counted, denied, taken back, or about something
    known. Plain narrative that touches nothing known is left out."""
    if found.withdrawal is not None or matches.claim is not None:
        return True
    if found.quantity is not None and matches.question is not None:
        return True
    if found.spare or found.stance is Stance.NO_POSITION:
        return False
    if found.stance in POSITIONS:
        return True
    counted = found.quantity is not None and bool(found.quantity.counted or found.quantity.unit)
    if found.chains:
        return counted or found.tier is not Tier.LOW or matches.score >= POSSIBLE
    return counted and found.tier is not Tier.LOW


def tell_who_waits(capture: Capture, made: Sequence[Suggestion]) -> None:
    """Tell who asked for the page, and who is at work on a claim it may be about."""
    waiting_for = [capture.recorded_by, *(one.claim.assigned_to for one in made if one.claim is not None)]
    users = {user.pk: user for user in waiting_for if user is not None}
    if made and users:
        notify(
            users=users.values(),
            newsroom=capture.document.newsroom,
            kind=NotificationKind.SUGGESTIONS_FOUND,
            object_type="capture",
            object_id=capture.public_id,
            params={"title": capture.document.title},
        )
