"""Filters of the list of claims: where they are in hand, how they stand, and what their evidence shows."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from claims.models import PUBLIC_STATES, Claim
from claims.telling.words import STANDINGS
from claims.vocabulary import Standing, WorkflowState
from newsrooms.admin.permitted import person


class StateFilter(admin.SimpleListFilter):
    """Where claims are in the newsroom's hands; by itself, all that neither lie in the trash nor were merged."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        states = [(state.value, state.value.replace("_", " ").capitalize()) for state in WorkflowState]
        return [*states, ("public", "Public, in any state"), ("trash", "In the trash"), ("merged", "Merged")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        match self.value():
            case "trash":
                return queryset.filter(trashed_at__isnull=False)
            case "merged":
                return queryset.filter(merged_into__isnull=False)
        current = queryset.filter(trashed_at=None, merged_into=None)
        match self.value():
            case None:
                return current
            case "public":
                return current.filter(workflow_state__in=PUBLIC_STATES)
        return current.filter(workflow_state=self.value())


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(standing.value, str(STANDINGS[standing].label)) for standing in Standing]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        return queryset.filter(standing__status=self.value()) if self.value() else queryset


EVIDENCE: dict[str, tuple[str, Q]] = {
    "due": ("Due for review", Q(standing__due_since__isnull=False)),
    "one-voice": ("Hangs on one voice", Q(standing__single_voice=True)),
    "contradicted": ("Contradicted", Q(standing__contradicted=True)),
    "drift": ("Changed on the way", Q(standing__drifted=True)),
    "circular": ("Rests on itself", Q(standing__circular=True)),
    "no-figure": ("Without a figure", Q(quantity_low=None, quantity_high=None)),
}


class EvidenceFilter(admin.SimpleListFilter):
    """What the evidence of a claim shows."""

    title = "evidence"
    parameter_name = "evidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in EVIDENCE.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        chosen = EVIDENCE.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class AssignedFilter(admin.SimpleListFilter):
    title = "assigned"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "To me"), ("somebody", "To somebody"), ("nobody", "To nobody"), ("mine", "Written by me")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        match self.value():
            case "me":
                return queryset.filter(assigned_to=person(request))
            case "somebody":
                return queryset.filter(assigned_to__isnull=False)
            case "nobody":
                return queryset.filter(assigned_to=None)
            case "mine":
                return queryset.filter(created_by=person(request))
        return queryset
