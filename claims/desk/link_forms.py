"""The form of a report's chain, link by link: whom the publisher credits, whom that one credits, to the origin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.actions.entering_reports import FoundLink, NewSource
from claims.actions.reports import Quote
from claims.admin.fields import read_figure
from claims.admin.picking import PickField, limit_picks
from claims.telling.words import RELATIONS
from claims.vocabulary import Relation
from newsrooms.models import Newsroom
from newsrooms.texts import plain_newlines
from newsrooms.vocabulary import as_choices
from sources.vocabulary import SourceKind

MOST_CHAINS = 6
MOST_LINKS = 40
KINDS = [("", "kind, if new"), *as_choices(SourceKind)]


class QuoteField(forms.CharField):
    """Words as they stand in a captured text, spaces too; a browser sends other newlines than are there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return plain_newlines(super().to_python(value) or "")


class LinkForm(forms.Form):
    """One link: whom the one before credits."""

    chain = forms.TypedChoiceField(coerce=int, choices=[(n, str(n)) for n in range(1, MOST_CHAINS + 1)], initial=1)
    relation = forms.ChoiceField(
        choices=[(word.value, RELATIONS[word]) for word in Relation], initial=Relation.SAYS.value
    )
    source = PickField("sources", or_new=True, required=False)
    kind = forms.ChoiceField(required=False, choices=KINDS)
    figure = forms.CharField(required=False, max_length=300, label="Figure in its words")
    hedge = forms.CharField(required=False, max_length=300)
    document = PickField("documents", required=False, label="In which document")
    quote = QuoteField(widget=forms.HiddenInput)

    def __init__(self, newsroom: Newsroom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newsroom = newsroom
        limit_picks(self, newsroom.pk)

    def has_changed(self) -> bool:
        """A link without a source is an empty line."""
        return bool(self["source"].data and any(self["source"].data))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        if isinstance(source, str):
            if not cleaned.get("kind"):
                self.add_error("kind", f"“{source}” is new: of what kind is it?")
            cleaned["source"] = NewSource(source, cleaned.get("kind", ""))
        if self._is_left_alone("figure"):
            cleaned["quantity"] = self.initial["held"].quantity
            return cleaned
        try:
            cleaned["quantity"] = read_figure(self.newsroom, cleaned.get("figure", ""))
        except ValidationError as error:
            self.add_error("figure", error)
        return cleaned

    def _is_left_alone(self, name: str) -> bool:
        """Whether a field of a link that is recorded already was not touched."""
        return "held" in self.initial and name not in self.changed_data

    def link(self) -> FoundLink:
        """The link; of one that is recorded already what was not touched stays, fields or not."""
        said = self.cleaned_data
        quote = Quote(said["quote"]) if said["quote"].strip() else None
        return FoundLink(
            source=said["source"],
            relation=said["relation"],
            hedge=said["hedge"],
            quantity=said["quantity"],
            of_claim=self.initial["held"].of_claim if self._is_left_alone("figure") else None,
            document=said["document"],
            quote=self.initial["held"].quote if self._is_left_alone("quote") else quote,
        )


class LinkFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's class takes no parameter at run time
    """The links of all chains, each chain's from whom the publisher credits to the origin."""

    def chains(self) -> list[list[FoundLink]]:
        """The chains as entered; numbers only tell them apart."""
        chains: dict[int, list[FoundLink]] = {}
        for form in self.forms:
            if form.has_changed() and form.cleaned_data.get("source"):
                chains.setdefault(form.cleaned_data["chain"], []).append(form.link())
        return [chains[number] for number in sorted(chains)]


Links = forms.formset_factory(LinkForm, formset=LinkFormSet, extra=2, max_num=MOST_LINKS, absolute_max=MOST_LINKS)
