"""A web process for tests to kill: the house's own application, on the database that the test names."""

import os

from django.db import connections

from factcheck.wsgi import application

connections.settings["default"]["NAME"] = os.environ["DOOMED_DATABASE"]
__all__ = ["application"]
