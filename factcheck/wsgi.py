"""The web door for gunicorn. Web processes keep a pool of database connections; nothing else does."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("DATABASE_POOL", "10")

application = get_wsgi_application()
