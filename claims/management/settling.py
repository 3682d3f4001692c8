"""Computing what is due at the end of a command, and saying what could not be."""

from collections.abc import Callable

from django.core.management.base import CommandError

from claims.actions.standings import settle_all
from claims.models import DueClaim


def settle_or_say(on_progress: Callable[[int], None] | None = None) -> None:
    """Compute all that is due; ``CommandError`` names what went wrong with what is left."""
    settle_all(on_progress)
    failed = DueClaim.objects.exclude(last_error="").order_by("claim").select_related("claim").first()
    if failed is not None:
        raise CommandError(f"The standing of {failed.claim.external_id} cannot be computed: {failed.last_error}")
