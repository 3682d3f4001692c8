"""The pages of one claim beside its form: the workspace."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from claims.dossier import open_dossier


class ClaimPages:
    """Mixed into the admin of claims."""

    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        see = self.admin_site.admin_view
        own = [path("<path:object_id>/workspace/", see(self.workspace_view), name="claims_claim_workspace")]
        return [*own, *super().get_urls()]  # type: ignore[misc]  # Django's admin has it

    def workspace_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One claim with all that is known of it, and all that can be done."""
        claim = self.row_or_404(request, object_id)  # type: ignore[attr-defined]  # an acting admin has it
        context = {
            **self.admin_site.each_context(request),
            "title": claim.statement,
            "claim": claim,
            "dossier": open_dossier(claim).as_json(),
        }
        return TemplateResponse(request, "desk/workspace.html", context)
