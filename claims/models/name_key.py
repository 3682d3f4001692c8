"""How the names of sources sound in plain letters, so that a name is found in any script and spelling."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from claims.vocabulary import NameForm
from newsrooms.models import Newsroom
from newsrooms.vocabulary import as_choices
from sources.models import Source


class NameKey(models.Model):
    """One name of a source (its own or an alias) in plain Latin letters, or its initials. Derived, never edited."""

    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="name_keys")
    name = models.CharField(max_length=300, help_text="The name as it is written.")
    form = models.CharField(max_length=8, choices=as_choices(NameForm))
    key = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "name", "form"], name="name_has_one_key_of_each_form"),
        ]
        indexes = [
            models.Index(fields=["newsroom", "key"], name="name_key_exactly"),
            GinIndex(OpClass("key", name="gin_trgm_ops"), name="name_key_by_likeness"),
        ]

    def __str__(self) -> str:
        return self.key
