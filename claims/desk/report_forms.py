"""The form in which a report is entered: where it was found, what it says in which words, and from whom it has it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.actions.entering_reports import FoundLink, NewDocument, NewSource, find_at_address
from claims.actions.reports import Quote, ReportEntry
from claims.admin.fields import FIGURE_HELP, NoticeField, read_figure
from claims.admin.picking import PickField, limit_picks
from claims.models import Claim
from claims.telling.words import RELATIONS, STANCES
from claims.vocabulary import Place, Relation, Stance
from newsrooms.models import Newsroom
from newsrooms.vocabulary import as_choices
from sources.admin.fields import MomentField, ReasonField
from sources.models import Document, Source
from sources.vocabulary import SourceKind

MOST_CHAINS = 6
MOST_LINKS = 40
KINDS = [("", "kind, if new"), *as_choices(SourceKind)]


class ReportForm(forms.Form):
    """Everything but the chain."""

    claim = PickField("claims")
    document = PickField("documents", required=False, help_text="One that is here already, by title or address.")
    address = forms.URLField(required=False, assume_scheme="https", label="Or its address", max_length=2000)
    title = forms.CharField(required=False, max_length=1000)
    publisher = PickField("sources", or_new=True, required=False)
    publisher_kind = forms.ChoiceField(required=False, choices=KINDS, label="Kind of publisher")
    published = MomentField()
    language = forms.CharField(required=False, max_length=35, label="Language", help_text="en, uk, ko …")
    quote_exact = forms.CharField(
        required=False,
        label="Quote",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="Word for word as it stands in the captured text.",
    )
    quote_prefix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quote_suffix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quote_start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote_end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    direct_quotation = forms.BooleanField(required=False, label="It quotes the words of whom it credits")
    place = forms.ChoiceField(
        required=False, choices=[("", "not noted"), *as_choices(Place)], label="Where it stands"
    )
    stance = forms.ChoiceField(
        choices=[(word.value, f"{word.value.replace('_', ' ')}: {STANCES[word]}") for word in Stance]
    )
    figure = forms.CharField(required=False, max_length=300, label="Figure", help_text=FIGURE_HELP)
    counted = forms.CharField(required=False, max_length=300, label="What is counted")
    unit = forms.CharField(required=False, max_length=100)
    of_claim = PickField("claims", required=False, label="Share of claim", help_text="Only for a share of another.")
    as_of = MomentField(label="As of")
    hedge = forms.CharField(required=False, max_length=300, help_text="“reportedly”, “is said to”, as it stands.")
    own_reporting = forms.BooleanField(required=False, label="The publisher’s own reporting: it credits nobody")
    material = PickField("sources", or_new=True, required=False, label="Had only the material of")
    material_kind = forms.ChoiceField(required=False, choices=KINDS, label="Kind of that source")
    why = ReasonField(required=False, label="Note")
    notice = NoticeField()

    def __init__(
        self, newsroom: Newsroom, *args: Any, superseding: bool = False, public: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.newsroom = newsroom
        limit_picks(self, newsroom.pk)
        if not public:
            del self.fields["notice"]
        if superseding:
            self.fields["why"].required = True
            self.fields["why"].label = "What was wrong with the report"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._read_figure(cleaned)
        if not cleaned.get("document"):
            self._read_document(cleaned)
        cleaned["material"] = self._source(cleaned, "material", "material_kind")
        return cleaned

    def _read_figure(self, cleaned: dict[str, Any]) -> None:
        try:
            cleaned["quantity"] = read_figure(
                self.newsroom,
                cleaned.get("figure", ""),
                counted=cleaned.get("counted", ""),
                unit=cleaned.get("unit", ""),
            )
        except ValidationError as error:
            self.add_error("figure", error)

    def _read_document(self, cleaned: dict[str, Any]) -> None:
        """A document at an address is found again; a new one needs a title and a publisher."""
        address = cleaned.get("address", "")
        if not address and not cleaned.get("title"):
            self.add_error("document", "Pick a document, or give its address, or at least its title and publisher.")
            return
        if address and find_at_address(self.newsroom, address) is not None:
            cleaned["document"] = find_at_address(self.newsroom, address)
            return
        publisher = self._source(cleaned, "publisher", "publisher_kind")
        for name in ("title", "publisher"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "A new document needs it.")
        cleaned["new_document"] = NewDocument(
            url=address,
            title=cleaned.get("title", ""),
            publisher=publisher,
            published=cleaned.get("published"),
            language=cleaned.get("language", ""),
        )

    def _source(self, cleaned: dict[str, Any], name: str, kind: str) -> Source | NewSource | None:
        picked = cleaned.get(name)
        if isinstance(picked, str):
            if not cleaned.get(kind):
                self.add_error(kind, f"“{picked}” is new: of what kind is it?")
            return NewSource(picked, cleaned.get(kind, ""))
        return picked if isinstance(picked, Source) else None

    def entry(self) -> ReportEntry:
        """The report as the action takes it, without its chains."""
        said = self.cleaned_data
        quote = None
        if said["quote_exact"].strip():
            quote = Quote(
                said["quote_exact"],
                said["quote_prefix"],
                said["quote_suffix"],
                said["quote_start"],
                said["quote_end"],
            )
        return ReportEntry(
            stance=said["stance"],
            own_reporting=said["own_reporting"],
            quantity=said.get("quantity"),
            of_claim=said["of_claim"],
            as_of=said["as_of"],
            quote=quote,
            hedge=said["hedge"],
            direct_quotation=said["direct_quotation"],
            place=said["place"],
        )

    def where(self) -> Document | NewDocument:
        """The document it was found in."""
        document: Document | NewDocument = self.cleaned_data.get("document") or self.cleaned_data["new_document"]
        return document


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
    quote = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

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
        try:
            cleaned["quantity"] = read_figure(self.newsroom, cleaned.get("figure", ""))
        except ValidationError as error:
            self.add_error("figure", error)
        return cleaned

    def link(self) -> FoundLink:
        said = self.cleaned_data
        return FoundLink(
            source=said["source"],
            relation=said["relation"],
            hedge=said["hedge"],
            quantity=said["quantity"],
            document=said["document"],
            quote=Quote(said["quote"]) if said["quote"].strip() else None,
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


@dataclass(frozen=True, slots=True)
class Opening:
    """With which values the form opens."""

    report: dict[str, Any]
    links: list[dict[str, Any]]


def open_with(claim: Claim | None, document: Document | None) -> Opening:
    """A fresh form on a claim, a document, or neither."""
    figure = {"counted": claim.quantity_counted, "unit": claim.quantity_unit} if claim and claim.quantity else {}
    return Opening({"claim": claim, "document": document, "stance": Stance.ASSERTS.value, **figure}, [])


def open_from(claim: Claim, document: Document, entry: ReportEntry) -> Opening:
    """A form filled with a recorded report, to correct one part of it."""
    figure, quote = entry.quantity, entry.quote
    report = {
        "claim": claim,
        "document": document,
        "stance": entry.stance,
        "own_reporting": entry.own_reporting,
        "figure": figure.worded if figure else "",
        "counted": figure.counted if figure else "",
        "unit": figure.unit if figure else "",
        "of_claim": entry.of_claim,
        "as_of": entry.as_of,
        "hedge": entry.hedge,
        "direct_quotation": entry.direct_quotation,
        "place": entry.place,
        "material": next(iter(entry.only_material_of), None),
    }
    if quote is not None:
        parts = ("exact", "prefix", "suffix", "start", "end")
        report |= {f"quote_{part}": getattr(quote, part) for part in parts}
    links = [
        {
            "chain": number,
            "source": link.source,
            "relation": link.relation,
            "hedge": link.hedge,
            "figure": link.quantity.worded if link.quantity else "",
            "document": link.document,
            "quote": link.quote.exact if link.quote else "",
        }
        for number, chain in enumerate(entry.chains, start=1)
        for link in chain
    ]
    return Opening(report, links)
