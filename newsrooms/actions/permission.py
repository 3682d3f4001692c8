"""How an action turns a reason into a refusal."""

from django.core.exceptions import PermissionDenied


def refuse_if(reason: str | None) -> None:
    """Raise ``PermissionDenied`` with the reason, when there is one."""
    if reason:
        raise PermissionDenied(reason)
