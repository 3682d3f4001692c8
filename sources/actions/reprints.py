"""Copies: proposed by likeness, decided by an editor."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.entering import save_whole, tell_upstairs
from sources.fetching.addresses import make_address_key
from sources.fetching.near_duplicates import compare_texts, without_quotes
from sources.models import Capture, CapturedText, Document, Reprint
from sources.rules import why_not_judge_ties
from sources.vocabulary import ReprintBasis, ReprintState

LIKELY = """
    SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;
    SELECT id FROM sources_capturedtext WHERE bands && %s::int[];
    SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on
"""
MOST_CANDIDATES = 200
MOST_PROPOSED = 5
COPIED_WORDS = 0.5  # of the words that are no quotation: two reports of one speech stay well below


def propose_reprints(*, capture: Capture) -> list[Reprint]:
    """Propose which documents of the same newsroom a captured one is a copy of, the likest first, five at most.

    The earlier published is taken for the original. Texts that share only quotations are not proposed.
    """
    ours = capture.text
    if ours is None:
        return []
    found: list[Reprint] = []
    candidates = find_like_texts(ours)
    holding = Document.objects.filter(newsroom=capture.document.newsroom, captures__text__in=candidates.values())
    pairs = holding.exclude(pk=capture.document_id).values_list("pk", "captures__text_id").distinct()
    for pk, text_id in pairs:
        if text_id in candidates:
            proposed = weigh(ours, candidates[text_id])
            if proposed is not None:
                proposed.original_id = pk
                found.append(proposed)
    alike = {one.original_id for one in found}
    found += [same for same in find_same_address(capture) if same.original_id not in alike]
    found.sort(key=lambda one: (one.beside_quotes, one.resemblance), reverse=True)
    return [kept for one in found[:MOST_PROPOSED] if (kept := keep_proposal(capture.document, one)) is not None]


def find_like_texts(text: CapturedText) -> dict[int, CapturedText]:
    """Texts that share a band with this one, itself included: candidates only, by primary key."""
    if not text.bands:
        return {text.pk: text}
    likely = find_likely(text.bands)
    others = [pk for pk in likely if pk != text.pk][-MOST_CANDIDATES:]
    return {**(CapturedText.objects.in_bulk(others) if others else {}), text.pk: text}


def find_likely(bands: list[int]) -> list[int]:
    """The keys of all texts with one of these bands, in order.

    PostgreSQL takes any 64 numbers to be in a quarter of all texts and would read the whole table, so every way but
    the index of the bands is put out of its reach for this one statement; and no LIMIT stands in it.
    """
    with connection.cursor() as cursor:
        cursor.execute(LIKELY, [bands])  # statements of one message are one transaction
        while cursor.description is None:
            cursor.nextset()
        return sorted(int(pk) for (pk,) in cursor.fetchall())


def weigh(ours: CapturedText, theirs: CapturedText) -> Reprint | None:
    """A reprint not saved yet, without its documents; ``None`` when the two are no copies."""
    if ours.pk == theirs.pk:
        return Reprint(basis=ReprintBasis.SAME_TEXT.value, resemblance=1.0, containment=1.0, beside_quotes=1.0)
    whole = compare_texts(ours.text, theirs.text)
    if not whole.is_reprint:
        return None
    beside = compare_texts(without_quotes(ours.text), without_quotes(theirs.text))
    if not (beside.containment >= COPIED_WORDS or beside.is_reworded):
        return None
    basis = ReprintBasis.SAME_TEXT if whole.resemblance == 1 else ReprintBasis.LIKE_TEXT
    return Reprint(
        basis=basis.value,
        resemblance=whole.resemblance,
        containment=whole.containment,
        beside_quotes=beside.containment,
    )


def find_same_address(capture: Capture) -> Iterable[Reprint]:
    """Documents at the address a redirect led to: the same page under another address."""
    key = make_address_key(capture.final_url) if capture.final_url else ""
    if not key or key == capture.document.address_key:
        return
    there = Document.objects.filter(newsroom=capture.document.newsroom, address_key=key)
    for document in there.exclude(pk=capture.document_id)[:MOST_PROPOSED]:
        yield Reprint(
            original=document,
            basis=ReprintBasis.SAME_ADDRESS.value,
            resemblance=1.0,
            containment=1.0,
            beside_quotes=1.0,
        )


def keep_proposal(document: Document, proposal: Reprint) -> Reprint | None:
    """Save a proposal, the later document as the copy; ``None`` when the two were proposed before, either way."""
    other = Document.objects.get(pk=proposal.original_id)
    pair = Q(document=document, original=other) | Q(document=other, original=document)
    if Reprint.objects.filter(pair).exists():
        return None
    proposal.document, proposal.original = (other, document) if is_earlier(document, other) else (document, other)
    with acting(None, "likely copy"):
        save_whole(proposal)
        _tell_of(proposal, "reprint.proposed")
    return proposal


def is_earlier(one: Document, other: Document) -> bool:
    """Whether ``one`` was published before ``other``; of two undated ones, the one entered first."""
    if one.published is not None and other.published is not None and one.published != other.published:
        return one.published < other.published
    return one.pk < other.pk


def decide_reprint(*, by: User, reprint: Reprint, accepted: bool, why: str = "") -> Reprint:
    """Say whether one document is a copy of the other. Claims that rest on either are computed again.

    Raises ``PermissionDenied`` below editor, ``ValidationError`` when it was decided already.
    """
    refuse_if(why_not_judge_ties(by, reprint.document.newsroom))
    with acting(by, why or ("a copy" if accepted else "no copy")):
        row = Reprint.objects.select_for_update().get(pk=reprint.pk)
        if row.state != ReprintState.PROPOSED.value:
            raise ValidationError("This was decided already.", code="decided")
        row.state = (ReprintState.ACCEPTED if accepted else ReprintState.REFUSED).value
        row.decided_by, row.decided_at, row.reason = by, timezone.now(), why.strip()
        save_whole(row)
        _tell_of(row, "reprint.accepted" if accepted else "reprint.refused")
    return row


def _tell_of(row: Reprint, cause: str) -> None:
    """Claims that rest on both are computed again: what looks copied, or is, counts otherwise."""
    newsroom, key = row.document.newsroom, row.document.public_id
    tell_upstairs(newsroom=newsroom, cause=cause, cause_id=key, documents=[row.document, row.original])
