"""Opens the house for a benchmark: servers in a throwaway folder, or those of FACTCHECK_DATA. Import it first."""

import os
import tempfile
from pathlib import Path

import django

from factcheck.embedded.joining import join_servers
from factcheck.embedded.places import Places

KEPT = "FACTCHECK_DATA" in os.environ
if not KEPT:
    os.environ["FACTCHECK_DATA"] = tempfile.mkdtemp(prefix="factcheck-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
os.environ["LOG_LEVEL"] = "ERROR"
join_servers(Places(Path(os.environ["FACTCHECK_DATA"])), throwaway=not KEPT)
django.setup()
