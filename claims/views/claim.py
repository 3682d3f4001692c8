"""The claim page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims.models import Claim


def show_claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """One public claim at its permanent address."""
    claim = get_object_or_404(Claim.objects.public(), public_id=public_id)
    return render(request, "claims/claim.html", {"claim": claim})
