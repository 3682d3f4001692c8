"""What a page of the desk without a form of Django's was sent."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict:
    """What was typed and chosen, without NULs: PostgreSQL keeps none in a text, and nobody means to type one."""
    said = request.POST.copy()
    for name, values in request.POST.lists():
        said.setlist(name, [value.replace("\x00", "") for value in values])
    return said
