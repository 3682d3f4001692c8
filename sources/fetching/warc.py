"""A fetch written down as web archives do (WARC 1.1, ISO 28500), so that other tools can read our evidence."""

import io
import re
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.fetching.fetched import Fetched

BREAK = re.compile(r"[\r\n\0]")
RENAMED = "X-Archive-Orig-"


class UnfitForArchiveError(ValueError):
    """A value that would break a record in two: it holds a line break or a NUL."""


def write_warc(fetched: Fetched) -> bytes:
    """A gzip-compressed response record, its request, and metadata with the redirects that led to it.

    The body is kept as sent (its content encoding untouched); since chunking was undone on the way, a
    ``Transfer-Encoding`` header is kept under another name. The same fetch gives the same bytes.
    """
    if fetched.status is None:
        raise UnfitForArchiveError("nothing was answered")
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=True, warc_version="WARC/1.1")
    date = format_date(fetched.started_at)
    names = {kind: f"<{make_record_id(fetched, kind).urn}>" for kind in ("response", "request", "metadata")}
    target = refuse_breaks(fetched.final_url)

    response = make_record(
        writer,
        target,
        "response",
        {"WARC-Record-ID": names["response"], "WARC-Date": date, "WARC-IP-Address": fetched.address},
        StatusAndHeaders(
            f"{fetched.status} {refuse_breaks(fetched.phrase)}".rstrip(),
            [(keep_name(name), refuse_breaks(value)) for name, value in fetched.headers],
            protocol=refuse_breaks(fetched.http_version),
        ),
        fetched.wire_body,
    )
    request_line = f"{fetched.method} {path_of(target)} HTTP/1.1"
    request = make_record(
        writer,
        target,
        "request",
        {
            "WARC-Record-ID": names["request"],
            "WARC-Date": date,
            "WARC-IP-Address": fetched.address,
            "WARC-Concurrent-To": names["response"],
        },
        StatusAndHeaders(
            request_line,
            [(refuse_breaks(name), refuse_breaks(value)) for name, value in fetched.request_headers],
            is_http_request=True,
        ),
        b"",
    )
    fields = [("requested-uri", refuse_breaks(fetched.url.strip()))]
    for hop in fetched.hops:
        fields.append(("via", refuse_breaks(f"{hop.status} {hop.url} at {hop.address} to {hop.location}")))
    fields.append(("fetch-ended", format_date(fetched.ended_at)))
    metadata = make_record(
        writer,
        target,
        "metadata",
        {"WARC-Record-ID": names["metadata"], "WARC-Date": date, "WARC-Concurrent-To": names["response"]},
        None,
        "".join(f"{name}: {value}\r\n" for name, value in fields).encode(),
        media_type="application/warc-fields",
    )
    for record in (response, request, metadata):
        writer.write_record(record)
    return written.getvalue()


def make_record(
    writer: WARCWriter,
    target: str,
    kind: str,
    warc_headers: dict[str, str],
    http_headers: StatusAndHeaders | None,
    payload: bytes,
    *,
    media_type: str = "",
) -> ArcWarcRecord:
    """One record of the given kind about ``target``."""
    return writer.create_warc_record(
        target,
        kind,
        payload=io.BytesIO(payload),
        length=len(payload),
        http_headers=http_headers,
        warc_headers_dict=warc_headers,
        warc_content_type=media_type,
    )


def make_record_id(fetched: Fetched, kind: str) -> UUID:
    """A name for a record that follows from the fetch itself."""
    return uuid5(NAMESPACE_URL, f"{kind} {fetched.started_at.isoformat()} {fetched.final_url} {fetched.sha256}")


def refuse_breaks(value: str) -> str:
    """The value, or ``UnfitForArchiveError`` when it would end its header line early."""
    if BREAK.search(value):
        raise UnfitForArchiveError("a line break or a NUL in a value")
    return value


def keep_name(name: str) -> str:
    refuse_breaks(name)
    return f"{RENAMED}{name}" if name.lower() == "transfer-encoding" else name


def path_of(url: str) -> str:
    """The path and query of an absolute URL, as a request line has them."""
    return "/" + url.split("://", 1)[1].partition("/")[2]


def format_date(moment: datetime) -> str:
    """A moment as WARC 1.1 writes it: UTC, with microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
