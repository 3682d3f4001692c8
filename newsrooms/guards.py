"""Guards that PostgreSQL itself keeps: rows that are never rewritten, and a history no code path can forget.

A refusal is SQLSTATE 23001 (restrict_violation), which Django raises as ``IntegrityError``. Nothing in the
application switches a guard off.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

M = TypeVar("M", bound=type[models.Model])
# From so many rows of a statement on, planning the look at them anew costs nothing beside it.
MANY = 500
REFUSE = "RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation';"


def refusing(message: str) -> str:
    """PL/pgSQL that refuses with ``message``."""
    return REFUSE.format(message=message.replace("'", "''").replace("%", "%%"))


class RefuseRewriting(pgtrigger.Trigger):
    """Refuses an UPDATE of a row, but for columns that may be filled in once and columns a machine derives."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, once: Iterable[str] = (), derived: Iterable[str] = ()) -> None:
        self.once = tuple(once)
        self.derived = tuple(derived)
        super().__init__(name="refuse_rewriting")

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # the stubs say instance, it is given the class
        noun = model._meta.verbose_name
        free = {*self.once, *self.derived}
        # A generated column follows from the others, and PostgreSQL computes it only after this guard has looked.
        kept = [str(f.column) for f in model._meta.local_concrete_fields if f.name not in free and not f.generated]
        parts = [
            f"IF ({_columns('NEW', kept)}) IS DISTINCT FROM ({_columns('OLD', kept)}) THEN "
            + refusing(f"A recorded {noun} is never changed: record a new one that supersedes it.")
            + " END IF;"
        ]
        for name in self.once:
            column = model._meta.get_field(name).column  # type: ignore[union-attr]  # a concrete field by construction
            parts.append(
                f"""IF OLD."{column}" IS NOT NULL AND OLD."{column}"::text <> '' """
                f"""AND NEW."{column}" IS DISTINCT FROM OLD."{column}" THEN """
                + refusing(f"The “{name}” of a recorded {noun} is set once and never changed.")
                + " END IF;"
            )
        return " ".join([*parts, "RETURN NEW;"])


class RefuseRemoving(pgtrigger.Trigger):
    """Refuses a DELETE of a row."""

    when = pgtrigger.Before
    operation = pgtrigger.Delete

    def __init__(self) -> None:
        super().__init__(name="refuse_removing")

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # as above
        return refusing(f"A recorded {model._meta.verbose_name} is never deleted.")


class RefuseEmptying(pgtrigger.Trigger):
    """Refuses a TRUNCATE of the table, which row triggers would not see."""

    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate

    def __init__(self) -> None:
        super().__init__(name="refuse_emptying")

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # as above
        return refusing(f"The table of {model._meta.verbose_name_plural} is never emptied.")


class RefuseStrangers(pgtrigger.Trigger):
    """Refuses rows whose relations lead into another newsroom than their own, or than one another.

    ``agrees``: names of two relations that also have one in common ("claim": "report" for a row whose claim is the
    claim of its report). Looks once at all rows of a statement, so that bulk work pays one join, which is planned
    anew for many rows: the plan that a session keeps may be from when the tables were empty.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(self, operation: pgtrigger.Operation, *, agrees: Mapping[str, str]) -> None:
        self.agrees = dict(agrees)
        said = str(operation).lower()
        written = pgtrigger.Referencing(new="written")  # type: ignore[no-untyped-call]  # it has no types
        super().__init__(
            name=f"refuse_strangers_by_{said}",
            operation=operation,
            referencing=written,
            declare=[("strange", "boolean")],
        )

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # as above
        fields = {field.name: field for field in model._meta.concrete_fields}
        housed = [name for name, field in fields.items() if name != "newsroom" and _has_newsroom(field.related_model)]
        joins = " ".join(
            f'LEFT JOIN "{fields[name].related_model._meta.db_table}" AS "{name}" '  # type: ignore[union-attr]  # all of them are relations
            f'ON "{name}"."id" = written."{fields[name].column}"'
            for name in dict.fromkeys([*housed, *self.agrees.values()])
        )
        housed.sort(key=lambda name: fields[name].null)  # what every row has comes first
        home, others = ("written", housed) if "newsroom" in fields else (f'"{housed[0]}"', housed[1:])
        strange = [f'"{name}"."newsroom_id" <> {home}."newsroom_id"' for name in others]
        strange += [f'"{by}"."{name}_id" <> written."{name}_id"' for name, by in self.agrees.items()]
        refusal = refusing(f"A {model._meta.verbose_name} stays within one newsroom, and its parts belong together.")
        found = f"SELECT EXISTS (SELECT 1 FROM written {joins} WHERE {' OR '.join(strange)})"  # noqa: S608 - tables and columns of models
        return (
            f"IF EXISTS (SELECT FROM written OFFSET {MANY}) THEN EXECUTE $many${found}$many$ INTO strange;"
            f" ELSE strange := ({found}); END IF; IF strange THEN {refusal} END IF; RETURN NULL;"
        )


class RefuseMoving(pgtrigger.Trigger):
    """Refuses that a row goes over to another newsroom, for those that lead to it would stay behind."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Q(old__newsroom__df=pgtrigger.F("new__newsroom"))

    def __init__(self) -> None:
        super().__init__(name="refuse_moving")

    def get_func(self, model: type[models.Model]) -> str:  # type: ignore[override]  # as above
        return refusing(f"A {model._meta.verbose_name} never goes over to another newsroom.")


def keep_within_newsroom(**agrees: str) -> Callable[[M], M]:
    """Class decorator: what a row leads to is of its own newsroom. ``agrees``: see ``RefuseStrangers``."""

    def guard(model: M) -> M:
        triggers: list[pgtrigger.Trigger] = [
            RefuseStrangers(operation, agrees=agrees) for operation in (pgtrigger.Insert, pgtrigger.Update)
        ]
        if _has_newsroom(model):
            triggers.append(RefuseMoving())
        pgtrigger.register(*triggers)(model)
        return model

    return guard


def append_only(*, except_fields: Iterable[str] = (), derived_fields: Iterable[str] = ()) -> list[pgtrigger.Trigger]:
    """Triggers for ``Meta.triggers`` of an append-only noun: UPDATE, DELETE and TRUNCATE are refused.

    ``except_fields`` may be filled in once, while NULL or empty. ``derived_fields`` (search vectors and the
    like, recomputed by machine) may change at any time.
    """
    return [RefuseRewriting(once=except_fields, derived=derived_fields), RefuseRemoving(), RefuseEmptying()]


def never_deleted() -> list[pgtrigger.Trigger]:
    """Triggers for ``Meta.triggers`` of an editable noun whose rows are put in the trash, never deleted."""
    return [RefuseRemoving(), RefuseEmptying()]


def keep_history(*, exclude: Iterable[str] = ()) -> Callable[[M], M]:
    """Class decorator: every INSERT, UPDATE and DELETE of the noun is written to ``<Noun>History`` by trigger.

    A history row carries the row as it then was, ``pgh_created_at``, ``pgh_label`` (insert, update, delete) and
    ``pgh_context`` (what `newsrooms.acting` said: user, name, why, via) in the row itself, and is never rewritten.
    An update that changes nothing that is kept leaves no row. A TRUNCATE, which no row trigger sees, is refused.
    ``exclude``: fields not kept (secrets, caches).
    From a row of the noun its history is ``row.history``, oldest first by ``pgh_id``.
    """

    def track(model: M) -> M:
        if not any(isinstance(trigger, RefuseEmptying) for trigger in getattr(model._meta, "triggers", ())):
            pgtrigger.register(RefuseEmptying())(model)
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            model_name=f"{model.__name__}History",
            meta={
                "triggers": append_only(),
                "ordering": ["pgh_id"],
                "verbose_name": f"history of {model._meta.verbose_name}",
                "verbose_name_plural": f"history of {model._meta.verbose_name_plural}",
            },
        )(model)
        return model

    return track


def _has_newsroom(model: object) -> bool:
    return isinstance(model, type) and any(field.name == "newsroom" for field in model._meta.concrete_fields)  # type: ignore[attr-defined]  # a model


def _columns(row: str, columns: list[str]) -> str:
    return ", ".join(f'{row}."{column}"' for column in columns)
