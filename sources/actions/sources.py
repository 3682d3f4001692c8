"""Entering and changing sources: their names, whose side they take, and how reliable an editor finds them."""

from collections.abc import Iterable

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import Newsroom, User
from sources.actions.entering import key_of_address, save_whole, set_fields, tell_upstairs
from sources.models import Alignment, Source, SourceAlias, SourceGrade
from sources.rules import why_not_enter, why_not_judge_ties
from sources.vocabulary import Reliability, SourceKind

# A change of these can move what a claim's evidence amounts to; the others are for reading only.
FIELDS_THAT_WEIGH = {"kind"}
FIELDS_SHOWN_IN_DOSSIERS = {"name", "kind", "country"}


def add_source(
    *,
    by: User | None,
    newsroom: Newsroom,
    name: str,
    kind: SourceKind | str,
    external_id: str = "",
    country: str = "",
    url: str = "",
    note: str = "",
    aliases: Iterable[str] = (),
    why: str = "",
) -> Source:
    """Enter a source. Without an ``external_id`` its public id serves as its natural key.

    Raises ``PermissionDenied`` below reporter, ``ValidationError`` by field.
    """
    refuse_if(why_not_enter(by, newsroom))
    source = Source(
        newsroom=newsroom, name=name.strip(), kind=kind, external_id=external_id, country=country, url=url, note=note
    )
    source.external_id = source.external_id or source.public_id
    key_of_address(url)
    with acting(by, why or "entered"):
        save_whole(source)
        set_aliases(by=by, source=source, aliases=aliases, why=why)
    return source


def change_source(*, by: User | None, source: Source, why: str, **changes: object) -> Source:
    """Change fields of a source (name, kind, country, url, note, external_id), with the reason."""
    refuse_if(why_not_enter(by, source.newsroom))
    key_of_address(str(changes.get("url", "")))
    with acting(by, why):
        changed = set_fields(source, changes)
        if changed:
            save_whole(source)
        if FIELDS_SHOWN_IN_DOSSIERS.intersection(changed):
            tell_upstairs(
                newsroom=source.newsroom, cause="source.changed", cause_id=source.public_id, sources=[source]
            )
    return source


def set_aliases(*, by: User | None, source: Source, aliases: Iterable[str], why: str = "") -> None:
    """Make these, and no others, the further names of a source; blanks and its own name are left out."""
    refuse_if(why_not_enter(by, source.newsroom))
    wanted = {alias.strip() for alias in aliases} - {"", source.name}
    with acting(by, why or "names"):
        source.aliases.exclude(name__in=wanted).delete()
        for name in sorted(wanted - set(source.aliases.values_list("name", flat=True))):
            save_whole(SourceAlias(source=source, name=name))


def align_source(*, by: User | None, source: Source, aligned_with: Source, reason: str, why: str = "") -> Alignment:
    """Declare whose side a source takes; ``why`` is for history alone.

    Raises ``ValidationError`` when it is declared already or of itself.
    """
    refuse_if(why_not_judge_ties(by, source.newsroom))
    alignment = Alignment(source=source, aligned_with=aligned_with, reason=reason)
    with acting(by, why or reason or "alignment declared"):
        save_whole(alignment)
        tell_upstairs(
            newsroom=source.newsroom, cause="alignment.declared", cause_id=source.public_id, sources=[source]
        )
    return alignment


def end_alignment(*, by: User | None, alignment: Alignment, why: str) -> None:
    """Take back a declared alignment; history keeps it."""
    source = alignment.source
    refuse_if(why_not_judge_ties(by, source.newsroom))
    with acting(by, why):
        alignment.delete()
        tell_upstairs(newsroom=source.newsroom, cause="alignment.ended", cause_id=source.public_id, sources=[source])


def grade_source(*, by: User | None, source: Source, letter: Reliability | str, reasons: str = "") -> SourceGrade:
    """Give a source an Admiralty letter (A to F), dated and with reasons; earlier letters stay."""
    refuse_if(why_not_judge_ties(by, source.newsroom))
    grade = SourceGrade(source=source, letter=letter, reasons=reasons, given_by=by)
    with acting(by, reasons or "graded"):
        save_whole(grade)
    return grade
