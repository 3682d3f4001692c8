"""Signing in at the desk: tries are counted against the address and the user name, as at the API."""

from typing import Any, cast

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from newsrooms.api.callers import refuse_if_spent
from newsrooms.api.problems import ProblemError


class CountedSignIn(AdminAuthenticationForm):
    """The form of the sign-in page. Who has tried too often is told how long to wait, whatever the password."""

    def clean(self) -> dict[str, Any]:
        request = cast(HttpRequest, self.request)  # the sign-in page gives it
        try:
            refuse_if_spent(request, self.cleaned_data.get("username") or "")
        except ProblemError as problem:
            wait = problem.headers["Retry-After"]
            raise ValidationError(f"Too many tries. Wait {wait} seconds, then try again.", "too_many") from None
        return super().clean()
