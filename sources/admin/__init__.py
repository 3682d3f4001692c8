"""The ground floor in the admin: sources, what ties them, documents, and what was captured."""

from sources.admin import captures, document, feeds, source, tie

__all__ = ["captures", "document", "feeds", "source", "tie"]
