"""A lookup for many keys, ``Q(document__any_of=keys)``: ``= ANY(array)``, one value however many keys there are.

Django writes ``IN`` with a place for each key, which for a claim of a thousand reports costs more than its answer.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup


class AnyOf(Lookup):
    lookup_name = "any_of"
    prepare_rhs = False
    rhs: Iterable[int]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        keys = sorted(self.rhs)
        if not keys:
            raise EmptyResultSet
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s::bigint[])", (*params, keys)


for key in (models.ForeignKey, models.OneToOneField, models.AutoField, models.IntegerField):
    key.register_lookup(AnyOf)
