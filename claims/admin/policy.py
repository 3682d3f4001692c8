"""What a newsroom asks of evidence, in the admin: each change is a new version, and its progress can be watched."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.actions.policies import set_policy
from claims.models import EvidencePolicy
from claims.recomputing import progress_of
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.fields import NamesField
from sources.admin.forms import ActingForm
from sources.models import Source


class PolicyForm(ActingForm):
    """A policy with its accepted agencies by name."""

    agencies = NamesField(
        label="Accepted agencies",
        help_text="Sources, one to a line, whose word without attribution counts as their own reporting.",
    )

    class Meta:
        model = EvidencePolicy
        fields = (
            *("newsroom", "name", "least_to_corroborate", "least_to_confirm", "least_to_refute"),
            *("parties_count", "agencies", "most_days", "stale_after_days"),
        )

    def clean(self) -> dict[str, Any]:
        """The agencies as the sources they name."""
        cleaned = super().clean()
        newsroom, names = cleaned.get("newsroom"), cleaned.pop("agencies", None) or []
        found: list[Source] = []
        for name in names if newsroom else ():
            match list(Source.objects.named(name).filter(newsroom=newsroom, merged_into=None).distinct()[:2]):
                case [only]:
                    found.append(only)
                case []:
                    self.add_error("agencies", ValidationError(f"There is no source called {name!r}.", "unknown"))
                case _:
                    self.add_error("agencies", ValidationError(f"Two sources are called {name!r}.", "ambiguous"))
        cleaned["own_reporting_of"] = found
        return cleaned


@admin.register(EvidencePolicy)
class EvidencePolicyAdmin(ActingAdmin):
    """What a newsroom asks of evidence. A new version takes the place of the last; none is edited."""

    form = PolicyForm
    least_to_add = Role.ADMINISTRATOR
    list_display = ("name", "version", "newsroom", "set_by", "set_at", "why")
    list_select_related = ("newsroom", "set_by")
    list_filter = ("newsroom",)
    search_fields = ("name", "why")
    ordering = ("newsroom", "-version")
    fields_to_add = (
        *("newsroom", "name", "least_to_corroborate", "least_to_confirm", "least_to_refute"),
        *("parties_count", "agencies", "most_days", "stale_after_days"),
    )
    shown = (
        *("progress", "newsroom", "name", "version", "least_to_corroborate", "least_to_confirm", "least_to_refute"),
        *("parties_count", "trusted", "most_days", "stale_after_days", "why", "set_by", "set_at"),
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown if obj is not None else super().get_fields(request, obj)

    @admin.display(description="accepted agencies")
    def trusted(self, policy: EvidencePolicy) -> str:
        return ", ".join(Source.objects.filter(pk__in=policy.own_reporting_of).values_list("name", flat=True))

    @admin.display(description="claims computed by what is in force")
    def progress(self, policy: EvidencePolicy) -> SafeString:
        """A bar and the counts in words."""
        found = progress_of(policy.newsroom)
        bar = '<progress value="{}" max="{}" aria-label="Claims computed"></progress> {}'
        look_again = SafeString(' <a class="button-link" href="">Look again</a>' if found.waiting else "")
        return format_html(bar + "{}", found.done, max(found.claims, 1), str(found), look_again)

    def add(self, by: User, values: dict[str, Any], why: str) -> EvidencePolicy:
        return set_policy(by=by, why=why, **values)
