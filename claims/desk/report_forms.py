"""The form in which a report is entered: where it was found, what it says in which words, and from whom it has it."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from claims.actions.entering_reports import NewDocument, NewSource, find_at_address
from claims.actions.reports import Quote, ReportEntry
from claims.admin.fields import FIGURE_HELP, NoticeField, read_figure, say_interval
from claims.admin.picking import PickField, limit_picks
from claims.desk.link_forms import KINDS, QuoteField
from claims.models import Claim
from claims.telling.words import STANCES
from claims.vocabulary import Place, Stance
from newsrooms.models import Newsroom
from newsrooms.vocabulary import as_choices
from sources.admin.fields import MomentField, ReasonField
from sources.models import Document, Source


class ReportForm(forms.Form):
    """Everything but the chain."""

    # As which field the form shows what the action says of another.
    refused_as: ClassVar[dict[str, str]] = {"quote": "quote_exact"}

    claim = PickField("claims")
    document = PickField("documents", required=False, help_text="One that is here already, by title or address.")
    address = forms.URLField(required=False, assume_scheme="https", label="Or its address", max_length=2000)
    title = forms.CharField(required=False, max_length=1000)
    publisher = PickField("sources", or_new=True, required=False)
    publisher_kind = forms.ChoiceField(required=False, choices=KINDS, label="Kind of publisher")
    published = MomentField()
    language = forms.CharField(required=False, max_length=35, label="Language", help_text="en, uk, ko …")
    quote_exact = QuoteField(
        label="Quote",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="Word for word as it stands in the captured text.",
    )
    quote_prefix = QuoteField(widget=forms.HiddenInput)
    quote_suffix = QuoteField(widget=forms.HiddenInput)
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
        self, newsroom: Newsroom, *args: Any, held: ReportEntry | None = None, public: bool = False, **kwargs: Any
    ) -> None:
        """``held``: what is recorded of the report that this one takes the place of; what is left alone stays so."""
        super().__init__(*args, **kwargs)
        self.newsroom = newsroom
        self.held = held
        self.others = list(held.only_material_of)[1:] if held is not None else []
        if self.others:
            others = [(str(source.pk), source.name) for source in self.others]
            self.fields["also_material"] = forms.MultipleChoiceField(
                required=False,
                choices=others,
                initial=[key for key, _ in others],
                label="And of",
                widget=forms.CheckboxSelectMultiple,
            )
        limit_picks(self, newsroom.pk)
        if not public:
            del self.fields["notice"]
        if held is not None:
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
        """A figure that is left alone keeps its bounds: it may have been entered with others than its words say."""
        counted, unit = cleaned.get("counted", "").strip(), cleaned.get("unit", "").strip()
        held = self.held.quantity if self.held is not None else None
        if held is not None and "figure" not in self.changed_data:
            cleaned["quantity"] = replace(held, counted=counted, unit=unit)
            return
        try:
            cleaned["quantity"] = read_figure(self.newsroom, cleaned.get("figure", ""), counted=counted, unit=unit)
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

    def materials(self) -> list[Source | NewSource]:
        """Whose material alone the origin had."""
        first = [self.cleaned_data["material"]] if self.cleaned_data["material"] else []
        kept = self.cleaned_data.get("also_material", [])
        return [*first, *(source for source in self.others if str(source.pk) in kept)]

    def where(self) -> Document | NewDocument:
        """The document it was found in."""
        document: Document | NewDocument = self.cleaned_data.get("document") or self.cleaned_data["new_document"]
        return document


@dataclass(frozen=True, slots=True)
class Opening:
    """With which values the form opens."""

    report: dict[str, Any]
    links: list[dict[str, Any]]
    held: ReportEntry | None = None


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
        "figure": (figure.worded or say_interval(figure)) if figure else "",
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
            "figure": (link.quantity.worded or say_interval(link.quantity)) if link.quantity else "",
            "document": link.document,
            "quote": link.quote.exact if link.quote else "",
            "held": link,
        }
        for number, chain in enumerate(entry.chains, start=1)
        for link in chain
    ]
    return Opening(report, links, entry)
