"""The history of one row in the admin: every step field by field, and any two moments compared."""

from dataclasses import replace
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from newsrooms.history import changes_between, steps_of


class HistoryPages:
    """Mixed into a noun's admin: Django's history page, told from what PostgreSQL wrote."""

    admin_site: Any
    opts: Any
    model: Any

    def hidden_in_history(self, request: HttpRequest, row: Any) -> frozenset[str]:
        """The fields of a row that this person is not told of."""
        return frozenset()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]  # Django's admin has it
        if row is None:
            raise Http404("There is no such object.")
        steps = steps_of(row) if hasattr(row, "history") else []
        first, second = request.GET.get("from", ""), request.GET.get("to", "")
        compared = None
        if first.isascii() and first.isdigit() and second.isascii() and second.isdigit():
            compared = changes_between(row, int(first), int(second))
        hidden = self.hidden_in_history(request, row)
        steps = [
            replace(step, changes=tuple(one for one in step.changes if one.name not in hidden)) for step in steps
        ]
        compared = compared and [one for one in compared if one.name not in hidden]
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "opts": self.opts,
            "row": row,
            "object": row,
            "steps": steps,
            "tracked": hasattr(row, "history"),
            "compared": compared,
            "first": first,
            "second": second,
        }
        return TemplateResponse(request, "admin/row_history.html", context)
