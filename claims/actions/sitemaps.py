"""Cutting the sitemap into files of a bearable size."""

from django.db import transaction

from claims.models import SitemapPart
from claims.sitemap_parts import KINDS, cuts_of


def cut_sitemap() -> None:
    """Let every file of the sitemap begin where so many public pages are in the one before it."""
    with transaction.atomic():
        for kind in KINDS:
            wanted = list(enumerate(cuts_of(kind), start=2))
            held = SitemapPart.objects.filter(kind=kind)
            if wanted != list(held.order_by("number").values_list("number", "first")):
                held.delete()
                SitemapPart.objects.bulk_create(
                    SitemapPart(kind=kind, number=number, first=first) for number, first in wanted
                )
