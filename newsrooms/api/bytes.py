"""Values as the bytes of an answer: JSON, its strong entity tag, and the answer not given again (304)."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

JSON = "application/json"
SPARSE = "application/vnd.factcheck.sparse+json"


def write_json(value: Any) -> bytes:
    """Compact JSON in UTF-8; a whole ``Decimal`` without a point."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{type(value)} does not belong in an answer")


def etag_of(body: bytes) -> str:
    """The strong entity tag of a representation: it changes when any byte does."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def answer_json(
    value: Any,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    tagged: bool = True,
    media: str = JSON,
) -> HttpResponse:
    """A value as an answer with its entity tag."""
    body = write_json(value)
    answer = HttpResponse(body, status=status, content_type=media, headers=dict(headers or {}))
    if tagged:
        answer["ETag"] = etag_of(body)
    return answer


def answer_bytes(body: bytes, media: str) -> HttpResponse:
    """Bytes of another kind as an answer with their entity tag."""
    return HttpResponse(body, content_type=media, headers={"ETag": etag_of(body)})


def has_it_already(request: HttpRequest, etag: str) -> bool:
    """Whether ``If-None-Match`` names this representation (weak comparison, RFC 9110, 13.1.2)."""
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if not asked:
        return False
    known = [tag.removeprefix("W/") for tag in parse_etags(asked)]
    return known == ["*"] or etag in known
