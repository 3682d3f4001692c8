"""The form in which a suggestion is amended: what it is about, what it says, and its chain, link by link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.admin.fields import FIGURE_HELP, read_figure
from claims.admin.picking import PickField, limit_picks
from claims.matching.plan import Plan, PlannedLink
from claims.models import Suggestion
from claims.telling.words import RELATIONS
from claims.vocabulary import Relation, Stance, WithdrawalKind
from newsrooms.models import Newsroom
from newsrooms.vocabulary import as_choices
from sources.admin.fields import MomentField, ReasonField
from sources.models import Source
from sources.vocabulary import SourceKind

MOST_CHAINS, MOST_LINKS = 6, 24
STANCE_CHOICES = [(word.value, word.value.replace("_", " ").capitalize()) for word in Stance]
TAKEN_BACK = [("", "It is a report"), *((word.value, f"It was {word.value}") for word in WithdrawalKind)]
REFUSALS = (
    "Not worth recording",
    "Background, no claim of ours",
    "Recorded already",
    "Misread: who says it",
    "Misread: what is said",
    "Misread: the figure",
)


class AmendForm(forms.Form):
    """Everything but the chain. A claim is picked, or a new one is worded."""

    claim = PickField("claims", required=False, label="About the claim", help_text="Empty for a new claim.")
    statement = forms.CharField(
        required=False,
        max_length=1000,
        label="Or a new claim, which says",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    question = PickField("questions", required=False, label="Question that a new claim answers")
    stance = forms.ChoiceField(choices=STANCE_CHOICES)
    figure = forms.CharField(required=False, max_length=300, help_text=FIGURE_HELP)
    counted = forms.CharField(required=False, max_length=300, label="What is counted")
    unit = forms.CharField(required=False, max_length=100)
    as_of = MomentField(label="As of")
    hedge = forms.CharField(required=False, max_length=300, help_text="“reportedly”, “is said to”, as it stands.")
    own_reporting = forms.BooleanField(required=False, label="The publisher’s own reporting: it credits nobody")
    withdrawal = forms.ChoiceField(required=False, choices=TAKEN_BACK, label="Or something was taken back")
    remember_names = forms.BooleanField(
        required=False, initial=True, label="Remember names given to known sources as further names of theirs"
    )
    why = ReasonField(required=False, label="Note")

    def __init__(self, suggestion: Suggestion, plan: Plan, data: Any = None) -> None:
        super().__init__(data, initial=opening_of(plan))
        self.newsroom: Newsroom = suggestion.newsroom
        self.plan = plan
        limit_picks(self, suggestion.newsroom_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("claim") and not cleaned.get("statement", "").strip() and "claim" not in self.errors:
            self.add_error("statement", "Pick a claim, or say what a new one states.")
        try:
            cleaned["quantity"] = self._read_figure(cleaned)
        except ValidationError as error:
            self.add_error("figure", error)
        return cleaned

    def _read_figure(self, cleaned: dict[str, Any]) -> Any:
        """A figure that was not touched stays as it was read in its sentence; another is read by the hedge table."""
        opened = opening_of(self.plan)
        if all(cleaned.get(name, "") == opened[name] for name in ("figure", "counted", "unit")):
            return self.plan.quantity
        said = cleaned.get("figure", "")
        if not said.strip():
            return None
        return read_figure(self.newsroom, said, counted=cleaned.get("counted", ""), unit=cleaned.get("unit", ""))

    def amended(self, chains: tuple[tuple[PlannedLink, ...], ...]) -> Plan:
        """The plan as the editor has it."""
        said = self.cleaned_data
        return Plan(
            claim=said["claim"],
            statement=said["statement"].strip(),
            question=None if said["claim"] else said["question"],
            quantity=said["quantity"],
            stance=Stance(said["stance"]),
            chains=chains,
            hedge=said["hedge"],
            own_reporting=said["own_reporting"],
            as_of=said["as_of"],
            withdrawal=WithdrawalKind(said["withdrawal"]) if said["withdrawal"] else None,
        )


class ChipForm(forms.Form):
    """One link of a chain, shown as a chip: whom, how, and for a new source its kind. Emptied, it is taken out."""

    chain = forms.TypedChoiceField(coerce=int, choices=[(n, str(n)) for n in range(1, MOST_CHAINS + 1)], initial=1)
    relation = forms.ChoiceField(
        choices=[(word.value, RELATIONS[word]) for word in Relation], initial=Relation.SAYS.value
    )
    source = PickField("sources", or_new=True, required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "kind, if new"), *as_choices(SourceKind)])

    def __init__(self, newsroom: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_picks(self, newsroom)

    def has_changed(self) -> bool:
        """A chip without a name is none."""
        return bool(self["source"].data and any(self["source"].data))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        if isinstance(source, str) and not cleaned.get("kind"):
            self.add_error("kind", f"“{source}” is new: of what kind is it?")
        return cleaned

    def link(self) -> PlannedLink:
        said = self.cleaned_data
        relation, source = Relation(said["relation"]), said["source"]
        if isinstance(source, Source):
            return PlannedLink(relation, source)
        return PlannedLink(relation, None, source, SourceKind(said["kind"]))


class ChipFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """The links of all chains, in the order in which they stand on the page."""

    def chains(self) -> tuple[tuple[PlannedLink, ...], ...]:
        chains: dict[int, list[PlannedLink]] = {}
        for form in self.forms:
            if form.has_changed() and form.cleaned_data.get("source"):
                chains.setdefault(form.cleaned_data["chain"], []).append(form.link())
        return tuple(tuple(chains[number]) for number in sorted(chains))


Chips = forms.formset_factory(ChipForm, formset=ChipFormSet, extra=1, max_num=MOST_LINKS, absolute_max=MOST_LINKS)


def opening_of(plan: Plan) -> dict[str, Any]:
    """The values the form opens with."""
    figure = plan.quantity
    return {
        "claim": plan.claim,
        "statement": plan.statement,
        "question": plan.question,
        "stance": plan.stance.value,
        "figure": figure.worded if figure else "",
        "counted": figure.counted if figure else "",
        "unit": figure.unit if figure else "",
        "as_of": plan.as_of,
        "hedge": plan.hedge,
        "own_reporting": plan.own_reporting,
        "withdrawal": plan.withdrawal.value if plan.withdrawal else "",
        "remember_names": True,
    }


def chips_of(plan: Plan) -> list[dict[str, Any]]:
    """The chips the form opens with."""
    return [
        {
            "chain": number,
            "relation": link.relation.value,
            "source": link.source or link.name,
            "kind": "" if link.source else link.kind.value,
        }
        for number, chain in enumerate(plan.chains, start=1)
        for link in chain
    ]
