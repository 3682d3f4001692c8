"""The web door for gunicorn. Web processes keep a pool of database connections, and no statement of theirs runs on
for ever; nothing else does."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("DATABASE_POOL", "10")
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "20")

application = get_wsgi_application()
