"""The policy of this installation: the public one, with where to complain."""

from django.conf import settings

from sources.fetching.policy import Policy


def make_policy() -> Policy:
    """By what rules this installation dials.

    ``FETCH_PERMITTED`` (address and port pairs) is for a demonstration on one machine; only the settings file can
    set it, and it means nothing in production.
    """
    permitted = frozenset() if getattr(settings, "PRODUCTION", True) else getattr(settings, "FETCH_PERMITTED", ())
    return Policy(contact=getattr(settings, "SITE_URL", ""), permitted=frozenset(permitted))
