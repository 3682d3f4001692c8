"""What every test stands on: real servers of its own, no network, no waiting."""

import os
import tempfile
from pathlib import Path

import django

from factcheck.embedded.joining import are_needed, join_servers
from factcheck.embedded.places import Places

# Before Django reads its settings: a data folder of this run alone, and servers in it unless others were named.
# Workers of xdist inherit both from the process that starts them.

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    os.environ["FACTCHECK_DATA"] = tempfile.mkdtemp(prefix="factcheck-test-")
    if are_needed():
        join_servers(Places(Path(os.environ["FACTCHECK_DATA"])), throwaway=True)
    os.environ["TEST_PREFIX"] = f"test-{os.getpid()}"
os.environ["REDIS_PREFIX"] = f"{os.environ['TEST_PREFIX']}{WORKER}"
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"


def pytest_configure() -> None:
    """Set Django up now that its settings can be read; warnings are errors from here on."""
    django.setup()
