"""The deed of a source that turns out to be two: which names, documents and reports go to the other."""

from typing import Any

from django import forms
from django.db.models import Q

from claims.actions.splitting import split_source
from claims.admin.fields import NoticeField
from claims.models import PUBLIC_STATES, Report
from newsrooms.models import User
from sources.admin.deeds import AboutForm, Deed
from sources.admin.fields import ReasonField
from sources.admin.source import SourceAdmin
from sources.models import Document, Source, SourceAlias
from sources.rules import why_not_judge_ties

MOST_SHOWN = 200


class SplitForm(AboutForm):
    """What the other source is called, what goes with it, and what readers of public claims are told."""

    name = forms.CharField(max_length=300, label="What the other source is called")
    aliases = forms.ModelMultipleChoiceField(
        SourceAlias.objects.none(), required=False, label="Names it goes by", widget=forms.CheckboxSelectMultiple
    )
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(), required=False, label="Documents it published", widget=forms.CheckboxSelectMultiple
    )
    reports = forms.ModelMultipleChoiceField(
        Report.objects.none(), required=False, label="Reports that quote it", widget=forms.CheckboxSelectMultiple
    )
    why = ReasonField(help_text="How you know that they are two.")
    notice = NoticeField()

    def about(self, row: Source, user: User) -> None:
        quoting = Report.objects.live().filter(Q(attributions__source=row) | Q(materials__source=row))
        quoting = quoting.select_related("document__publisher", "claim")
        fields: dict[str, Any] = self.fields
        fields["aliases"].queryset = row.aliases.all()
        fields["documents"].queryset = Document.objects.filter(publisher=row).order_by("-id")
        fields["reports"].queryset = quoting.distinct().order_by("-id")
        for name, rows in (("documents", Document.objects.filter(publisher=row)), ("reports", quoting.distinct())):
            fields[name].choices = [(one.pk, str(one)) for one in rows.order_by("-id")[:MOST_SHOWN]]
            fields[name].help_text = f"The newest {MOST_SHOWN}." if rows.count() > MOST_SHOWN else ""
        for name in ("aliases", "documents", "reports"):
            if not fields[name].queryset.exists():
                del fields[name]
        quoting_or_own = Q(pk__in=quoting.values("pk")) | Q(document__publisher=row)
        if not Report.objects.live().filter(quoting_or_own, claim__workflow_state__in=PUBLIC_STATES).exists():
            del fields["notice"]


def why_not_split(user: User, source: Source) -> str | None:
    """Why this person may not split this source."""
    if source.merged_into_id is not None:
        return "This source was merged into another: undo the merge instead."
    return why_not_judge_ties(user, source.newsroom)


def split(by: User, source: Source, said: dict[str, Any]) -> Source:
    return split_source(
        by=by,
        source=source,
        name=said["name"],
        aliases=[alias.name for alias in said.get("aliases", ())],
        documents=said.get("documents", ()),
        reports=said.get("reports", ()),
        why=said["why"],
        notice=said.get("notice", ""),
    )


# The ground floor does not know of reports, so its page of a source is given this deed from here.
SourceAdmin.deeds = (
    *SourceAdmin.deeds,
    Deed(
        "split",
        "Split in two",
        split,
        why_not_split,
        form=SplitForm,
        explanation="Some of what stands under this source is another's. A new source takes what you choose; reports "
        "are superseded by ones that name it. To undo it, merge the new source into this one.",
        grave=True,
    ),
)
