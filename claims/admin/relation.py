"""What is declared about claims, in the admin: stakes, exclusions, parts; and what was made of what was raised."""

from typing import Any

from django.contrib import admin

from claims.actions.claims import declare_part, declare_stake, end_exclusion, end_part, end_stake, exclude_claim
from claims.actions.second_looks import raise_again
from claims.admin.standing import link_to_claim
from claims.models import Acknowledgement, Claim, Exclusion, Part, SecondLook, Stake
from claims.rules import why_not_judge
from newsrooms.admin.filters import HappenedFilter
from newsrooms.models import User
from newsrooms.vocabulary import Role
from sources.admin.acting_admin import ActingAdmin
from sources.admin.deeds import Deed
from sources.admin.forms import ActingForm


class DeclarationForm(ActingForm):
    """A declaration about claims: what it would do can be seen beforehand."""

    may_move_standings = True


class StakeDeclarationForm(DeclarationForm):
    """A stake, whose reason is printed: the note for the house is another field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:  # where the stake is only looked at there is no field
            self.fields[
                "reason"
            ].help_text = "Readers see this beside the source, on the claim's page and in exports."
            self.fields["why"].help_text = "Kept in history, for the house only."


@admin.register(Stake)
class StakeAdmin(ActingAdmin):
    form = StakeDeclarationForm
    newsroom_path = "claim__newsroom"
    least_to_add = Role.EDITOR
    list_display = ("about", "source", "interest", "reason")
    list_display_links = ("interest",)
    list_select_related = ("claim", "source")
    list_filter = ("interest", "claim__newsroom")
    search_fields = ("claim__statement", "source__name", "source__aliases__name", "reason")
    autocomplete_fields = ("claim", "source")
    ordering = ("-id",)
    fields_to_add = ("claim", "source", "interest", "reason")
    shown = ("about", "source", "interest", "reason", "created_at")
    deeds = (
        Deed(
            "end",
            "Take back this stake",
            lambda by, stake, said: end_stake(by=by, stake=stake, why=said["why"]),
            lambda user, stake: why_not_judge(user, stake.claim.newsroom),
            bulk=True,
            grave=True,
        ),
    )

    @admin.display(description="claim")
    def about(self, stake: Stake) -> Any:
        return link_to_claim(stake.claim)

    def add(self, by: User, values: dict[str, Any], why: str) -> Stake:
        return declare_stake(by=by, why=why, **values)


@admin.register(Exclusion)
class ExclusionAdmin(ActingAdmin):
    form = DeclarationForm
    newsroom_path = "claim__newsroom"
    least_to_add = Role.EDITOR
    list_display = ("claim", "excludes", "reason")
    list_select_related = ("claim", "excludes")
    list_filter = ("claim__newsroom",)
    search_fields = ("claim__statement", "excludes__statement", "reason")
    autocomplete_fields = ("claim", "excludes")
    ordering = ("-id",)
    fields_to_add = ("claim", "excludes", "reason")
    shown = ("claim", "excludes", "reason", "created_at")
    deeds = (
        Deed(
            "end",
            "Take back this exclusion",
            lambda by, exclusion, said: end_exclusion(by=by, exclusion=exclusion, why=said["why"]),
            lambda user, exclusion: why_not_judge(user, exclusion.claim.newsroom),
            bulk=True,
            grave=True,
        ),
    )

    def add(self, by: User, values: dict[str, Any], why: str) -> Exclusion:
        claim, other = values["claim"], values["excludes"]
        return exclude_claim(by=by, claim=claim, other=other, reason=values["reason"], why=why)


@admin.register(Part)
class PartAdmin(ActingAdmin):
    form = DeclarationForm
    newsroom_path = "total__newsroom"
    least_to_add = Role.EDITOR
    list_display = ("part", "total", "reason")
    list_select_related = ("part", "total")
    list_filter = ("total__newsroom",)
    search_fields = ("part__statement", "total__statement", "reason")
    autocomplete_fields = ("part", "total")
    ordering = ("-id",)
    fields_to_add = ("total", "part", "reason")
    shown = ("total", "part", "reason", "created_at")
    deeds = (
        Deed(
            "end",
            "Take back this part",
            lambda by, part, said: end_part(by=by, part=part, why=said["why"]),
            lambda user, part: why_not_judge(user, part.total.newsroom),
            bulk=True,
            grave=True,
        ),
    )

    def add(self, by: User, values: dict[str, Any], why: str) -> Part:
        return declare_part(by=by, why=why, **values)


@admin.register(SecondLook)
class SecondLookAdmin(ActingAdmin):
    newsroom_path = "claim__newsroom"
    list_display = ("about", "why", "looked_by", "looked_at", "taken_back_at")
    list_display_links = ("why",)
    list_select_related = ("claim", "looked_by")
    list_filter = (("taken_back_at", HappenedFilter), "claim__newsroom")
    search_fields = ("claim__statement", "why")
    ordering = ("-id",)
    shown = ("about", "key", "why", "looked_by", "looked_at", "taken_back_at")
    deeds = (
        Deed(
            "raise-again",
            "Raise this contradiction again",
            lambda by, look, said: raise_again(by=by, look=look, why=said["why"]),
            lambda user, look: (
                "It was taken back already." if look.taken_back_at else why_not_judge(user, look.claim.newsroom)
            ),
        ),
    )

    @admin.display(description="claim")
    def about(self, look: SecondLook) -> Any:
        return link_to_claim(look.claim)


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ActingAdmin):
    newsroom_path = "step__claim__newsroom"
    list_display = ("claim", "step", "note", "acknowledged_by", "acknowledged_at")
    list_display_links = ("step",)
    list_select_related = ("step__claim", "acknowledged_by")
    list_filter = ("step__claim__newsroom",)
    search_fields = ("step__claim__statement", "note")
    ordering = ("-id",)
    shown = ("claim", "step", "note", "acknowledged_by", "acknowledged_at")

    @admin.display(description="claim")
    def claim(self, row: Acknowledgement) -> Any:
        claim: Claim = row.step.claim
        return link_to_claim(claim)
