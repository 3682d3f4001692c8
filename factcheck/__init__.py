"""The roof: settings, addresses, the Celery app and its clock, and the embedded servers."""

from factcheck.celery import app as celery_app

__all__ = ("celery_app",)
