"""Which newsroom a command is about."""

from django.core.management.base import CommandError

from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom


def choose_newsroom(slug: str, *, open_first: bool = False) -> Newsroom:
    """The newsroom of that slug, or the only one there is. ``open_first`` opens one where there is none yet."""
    if slug:
        found = Newsroom.objects.filter(slug=slug).first()
    else:
        newsrooms = list(Newsroom.objects.order_by("pk")[:2])
        if not newsrooms and open_first:
            return open_newsroom(by=None, slug="desk", name="Fact-checking desk")
        found = newsrooms[0] if len(newsrooms) == 1 else None
    if found is None:
        known = ", ".join(Newsroom.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"Name one newsroom with --newsroom SLUG. There are: {known}.")
    return found
