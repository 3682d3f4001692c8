"""The pages of deeds: one row or many, a form with the reason, a look ahead, and the refusal where there is one."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from newsrooms.acting import through
from newsrooms.admin.permitted import person, roles_here
from sources.acting_site import ActingSite, Foresight
from sources.admin.deeds import WORDS, Deed, as_if_said, refusal_of
from sources.admin.forms import show_refusal
from sources.admin.roles import newsrooms_with

MOST_AT_ONCE = 500


class DeedPages:
    """Mixed into a noun's admin: its deeds as pages, as offers on its page, and as actions of its list."""

    deeds: ClassVar[tuple[Deed, ...]] = ()
    admin_site: ActingSite
    opts: Any

    def deeds_for(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """What this person may do to this row now, with the address of its page."""
        by = person(request)
        return [
            {"deed": deed, "url": self.deed_url(row, deed.name)}
            for deed in self.deeds
            if not deed.quiet and deed.why_not(by, row) is None
        ]

    def deed_url(self, row: models.Model, name: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[row.pk])

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<path:object_id>/{deed.name}/",
                self.admin_site.admin_view(self._page_of(deed)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{deed.name}",
            )
            for deed in self.deeds
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # Django's admin has it

    def _page_of(self, deed: Deed) -> Callable[..., HttpResponse]:
        def show_deed(request: HttpRequest, object_id: str) -> HttpResponse:
            return self.deed_view(request, object_id, deed)

        return show_deed

    def row_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """The row if it is in one's newsrooms; for anything else there is no such page."""
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]  # Django's admin has it
        if row is None:
            raise Http404("There is no such object.")
        return row

    def deed_view(self, request: HttpRequest, object_id: str, deed: Deed) -> HttpResponse:
        """Ask for what the deed takes; look ahead when asked to; do it, or say why not."""
        row = self.row_or_404(request, object_id)
        by = person(request)
        if request.method != "POST":
            reason = deed.why_not(by, row)
            if reason is not None:
                return self._show_deed(request, row, deed, None, refusal=reason, status=403)
            return self._show_deed(request, row, deed, deed.form_for(row, by))
        form = asked = deed.form_for(row, by, request.POST)
        if "_foresee" in request.POST:
            asked = deed.form_for(row, by, as_if_said(request.POST))
            for name in WORDS:
                form.errors.pop(name, None)
        if not asked.is_valid():
            return self._show_deed(request, row, deed, form, status=422)
        began = timezone.now()
        try:
            with through("admin"), transaction.atomic():
                deed.run(by, row, asked.cleaned_data)
                if "_foresee" in request.POST:
                    foresight = self.admin_site.foresee()
                    transaction.set_rollback(True)
        except PermissionDenied as error:
            show_refusal(form, error)
            return self._show_deed(request, row, deed, form, status=403)
        except ValidationError as error:
            show_refusal(form, error)
            return self._show_deed(request, row, deed, form, status=422)
        except IntegrityError:
            form.add_error(None, "Somebody else has just done the same. Look again.")
            return self._show_deed(request, row, deed, form, status=409)
        if "_foresee" in request.POST:
            return self._show_deed(request, row, deed, form, foresight=foresight)
        self.admin_site.settle(roles_here(request), began)
        messages.success(request, deed.done or f"{deed.label}: done.")
        return HttpResponseRedirect(self.after_deed(request, row, deed))

    def after_deed(self, request: HttpRequest, row: Any, deed: Deed) -> str:
        """Where a person goes from here: back to where they came from, else to the row."""
        back = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            return back
        if self.get_object(request, str(row.pk)) is None:  # type: ignore[attr-defined]  # Django's admin has it
            return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return self.url_of(row)

    def url_of(self, row: Any) -> str:
        """The page on which a row is worked with."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def _show_deed(
        self,
        request: HttpRequest,
        row: Any,
        deed: Deed,
        form: Any,
        *,
        refusal: str = "",
        foresight: Foresight | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": deed.label,
            "deed": deed,
            "row": row,
            "opts": self.opts,
            "form": form,
            "refusal": refusal,
            "shown": deed.shows(person(request), row) if deed.shows else [],
            "foresight": foresight,
            "back": self.url_of(row),
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "media": form.media if form else "",
        }
        return TemplateResponse(request, "admin/deed.html", context, status=status)

    # The same for many rows at once

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        offered = super().get_actions(request)  # type: ignore[misc]  # Django's admin has it
        offered.pop("delete_selected", None)
        for deed in self.deeds:
            if deed.bulk and newsrooms_with(request, deed.least):
                offered[deed.name] = (self._action_of(deed), deed.name, deed.label)
        return dict(offered)

    def why_not_together(self, request: HttpRequest) -> str:
        """Why what was asked of the chosen rows is not done, where it is not even offered; empty where it is."""
        name = request.POST.get("action", "")
        if not name or name in self.get_actions(request):
            return ""
        deed = next((deed for deed in self.deeds if deed.bulk and deed.name == name), None)
        if deed is None:
            return "Nothing is deleted here." if name == "delete_selected" else "There is no such action here."
        chosen = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if key.isascii() and key.isdigit()]
        rows = self.get_queryset(request).filter(pk__in=[key for key in chosen if len(key) < 19])  # type: ignore[attr-defined]  # as above
        reasons = {deed.why_not(person(request), row) or "" for row in rows[:MOST_AT_ONCE]} - {""}
        return " ".join(sorted(reasons)) or "Nothing of your newsrooms was chosen."

    def _action_of(self, deed: Deed) -> Callable[..., HttpResponse | None]:
        def do_to_many(page: DeedPages, request: HttpRequest, rows: models.QuerySet[Any]) -> HttpResponse | None:
            return page.do_to_many(request, rows, deed)

        return do_to_many

    def do_to_many(self, request: HttpRequest, rows: models.QuerySet[Any], deed: Deed) -> HttpResponse | None:
        """Ask once for what the deed takes, then do it row by row; each refusal is named, none stops the others."""
        chosen = list(rows[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            messages.error(request, f"At most {MOST_AT_ONCE} at once; narrow the list first.")
            return None
        by = person(request)
        data: QueryDict | None = request.POST if "_deed" in request.POST else None
        form = deed.form_for(chosen[0], by, data) if chosen else None
        if form is None:
            return None
        if data is None or not form.is_valid():
            return self._ask_for_many(request, chosen, deed, form)
        began = timezone.now()
        done, refused = 0, []
        for row in chosen:
            try:
                with through("admin"), transaction.atomic():
                    deed.run(by, row, form.cleaned_data)
                done += 1
            except (PermissionDenied, ValidationError) as error:
                refused.append((row, refusal_of(error)))
        self.admin_site.settle(roles_here(request), began)
        if done:
            messages.success(request, f"{deed.label}: {done} done.")
        for row, reason in refused[:20]:
            messages.error(request, f"{row}: {reason}")
        if len(refused) > 20:
            messages.error(request, f"… and {len(refused) - 20} more were refused.")
        return None

    def _ask_for_many(self, request: HttpRequest, chosen: list[Any], deed: Deed, form: Any) -> HttpResponse:
        by = person(request)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{deed.label}: {len(chosen)} chosen",
            "deed": deed,
            "opts": self.opts,
            "form": form,
            "rows": [(row, deed.why_not(by, row)) for row in chosen],
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "media": form.media,
        }
        return TemplateResponse(request, "admin/deed_for_many.html", context)
