"""Splitting a source that turns out to be two: what was the other's all along goes to a new one."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import Q

from claims.actions.entered import entry_of
from claims.actions.notices import tell_all_readers
from claims.actions.reports import supersede_report
from claims.models import Report
from claims.shown_on import claims_told_by, with_what_they_became
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from sources.actions.documents import change_document
from sources.actions.sources import add_source, set_aliases
from sources.models import Document, Source
from sources.rules import why_not_judge_ties
from sources.vocabulary import SourceKind


def split_source(
    *,
    by: User | None,
    source: Source,
    name: str,
    why: str,
    kind: SourceKind | str = "",
    aliases: Iterable[str] = (),
    documents: Iterable[Document] = (),
    reports: Iterable[Report] = (),
    notice: str = "",
) -> Source:
    """Judge that some of what stands under a source is another's: give the new one, which takes what is named.

    ``aliases``: further names that go with it; ``documents``: those it published; ``reports``: live ones whose chains
    or material name the source and mean the new one. Each of these is superseded by one that says so, so that the
    entry stays on record. The old source keeps its id and all else. To undo it, merge the new one into the old.
    Readers of a public claim of which a report goes, or the document of one, get a ``notice``. Raises
    ``PermissionDenied`` below editor and ``ValidationError`` by field.
    """
    refuse_if(why_not_judge_ties(by, source.newsroom))
    going, published, told = set(aliases), list(documents), list(reports)
    if not why.strip():
        raise ValidationError({"why": "Say how you know that they are two."}, "required")
    if source.merged_into_id is not None:
        raise ValidationError("This source was merged into another: undo the merge instead.", "merged")
    if not (going or published or told):
        raise ValidationError({"aliases": "Choose what goes: names, documents or reports."}, "required")
    had = set(source.aliases.values_list("name", flat=True))
    if going - had:
        message = f"{source.name} does not go by {', '.join(sorted(going - had))}."
        raise ValidationError({"aliases": message}, "unknown_id")
    if any(document.publisher_id != source.pk for document in published):
        raise ValidationError({"documents": f"Only documents of {source.name} can go."}, "unknown_id")
    named = Q(attributions__source=source) | Q(materials__source=source)
    if Report.objects.live().filter(named, pk__in=[report.pk for report in told]).distinct().count() != len(told):
        message = f"Only live reports that name {source.name} in a chain can go; to move a document, name that."
        raise ValidationError({"reports": message}, "unknown_id")
    with acting(by, why):
        set_aliases(by=by, source=source, aliases=had - going, why=why)
        new = add_source(
            by=by,
            newsroom=source.newsroom,
            name=name,
            kind=kind or source.kind,
            country=source.country,
            aliases=going,
            why=why,
        )
        renamed = with_what_they_became({report.claim_id for report in told})
        tell_all_readers(by=by, claims=claims_told_by(published) | renamed, notice=notice)
        for document in published:
            change_document(by=by, document=document, why=why, publisher=new)
        for report in told:
            _rename(by, report, source, new, why)
    return new


def _rename(by: User | None, report: Report, source: Source, new: Source, why: str) -> None:
    entry = entry_of(report)
    meant = replace(
        entry,
        chains=[[replace(link, source=_of(link.source, source, new)) for link in chain] for chain in entry.chains],
        only_material_of=[_of(supplier, source, new) for supplier in entry.only_material_of],
    )
    supersede_report(by=by, report=report, entry=meant, why=why, told=True)


def _of(named: Source, source: Source, new: Source) -> Source:
    return new if named.pk == source.pk else named
