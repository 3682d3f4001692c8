"""The web door for gunicorn. Web processes keep a pool of database connections, and no statement of theirs runs on
for ever; nothing else does."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
# Compose hands on an empty text for what nobody set.
for name, number in (("DATABASE_POOL", "10"), ("DATABASE_STATEMENT_SECONDS", "20")):
    os.environ[name] = os.environ.get(name) or number

application = get_wsgi_application()
