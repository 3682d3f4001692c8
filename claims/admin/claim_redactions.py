"""Redacting words of a claim that was published: what the deed asks."""

from django import forms

from claims.actions.redactions import LONGEST, redact_words, why_not_redact
from claims.admin.fields import NoticeField
from newsrooms.vocabulary import Role
from sources.admin.deeds import Deed
from sources.admin.fields import ReasonField


class RedactForm(forms.Form):
    """Which words must go, what readers are told, and why."""

    words = forms.CharField(
        max_length=LONGEST,
        help_text="Exactly as they stand. Struck from every page, version, feed and export of this newsroom.",
    )
    notice = NoticeField(
        required=True, help_text="Public: that something was removed, and why, without repeating it."
    )
    why = ReasonField(label="Why", help_text="For the house.")


REDACT = Deed(
    "redact",
    "Redact words",
    lambda by, claim, said: redact_words(
        by=by, claim=claim, words=said["words"], notice=said["notice"], why=said["why"]
    ),
    why_not_redact,
    least=Role.PUBLISHER,
    form=RedactForm,
    explanation="For what must not be shown any more, also not in the past: the name of a private person, say. "
    "First correct what the claim says today. This is not undone.",
    done="The words are struck, and readers are told that something was removed.",
    grave=True,
)
