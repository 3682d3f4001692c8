"""Finding sources and documents by what they are called: own names and further names, in any script."""

from django.db.models import Q, QuerySet

from sources.models import Document, Source


def find_sources(rows: QuerySet[Source], text: str) -> QuerySet[Source]:
    """Those of ``rows`` that go by a name with ``text`` in it, or have it as their external id."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(aliases__name__icontains=word) | Q(external_id=word))
    return rows.distinct()


def find_documents(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Those of ``rows`` with these words in title, address or publisher's name."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(url__icontains=word) | Q(publisher__name__icontains=word))
    return rows
