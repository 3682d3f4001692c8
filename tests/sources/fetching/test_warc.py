"""What is archived can be checked and read by the tools of others."""

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from sources.fetching.client import fetch
from sources.fetching.fetched import Fetched, FetchReason, Hop
from sources.fetching.warc import UnfitForArchiveError, write_warc
from sources.vocabulary import CaptureOutcome
from tests.sources.fetching.raw_server import Reach, Serve

PLAIN = Fetched(
    url="https://news.example/é?a=b",
    final_url="https://news.example/%C3%A9?a=b",
    outcome=CaptureOutcome.CAPTURED,
    reason=FetchReason.ANSWERED,
    started_at=datetime(2025, 6, 15, 12, 0, 0, 250_000, tzinfo=UTC),
    ended_at=datetime(2025, 6, 15, 12, 0, 1, tzinfo=UTC),
    status=200,
    http_version="HTTP/1.1",
    phrase="OK",
    request_headers=(("Host", "news.example"), ("User-Agent", "FactcheckDesk/0.1")),
    headers=(("Content-Type", "text/html"), ("X-Name", "Zo\xeb"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    body=b"<p>Text</p>",
    wire_body=b"<p>Text</p>",
    hops=(Hop("http://news.example/", 301, "https://news.example/é?a=b", "93.184.216.34"),),
    address="93.184.216.34",
)


def passes_the_check(archive: bytes, folder: Path) -> bool:
    path = folder / "capture.warc.gz"
    path.write_bytes(archive)
    checking = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )  # our own interpreter on our own file
    assert "digest pass" in checking.stdout + checking.stderr
    return checking.returncode == 0


def test_a_written_fetch_passes_the_check_of_warcio_and_reads_back(tmp_path: Path) -> None:
    archive = write_warc(PLAIN)
    assert passes_the_check(archive, tmp_path)
    kinds = {}
    for record in ArchiveIterator(io.BytesIO(archive)):
        content = record.raw_stream.read() if record.http_headers is None else record.content_stream().read()
        kinds[record.rec_type] = (record, content)
    response, content = kinds["response"]
    assert content == b"<p>Text</p>"
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers.get_header("WARC-Target-URI") == "https://news.example/%C3%A9?a=b"
    assert response.rec_headers.get_header("WARC-IP-Address") == "93.184.216.34"
    assert response.rec_headers.get_header("WARC-Date") == "2025-06-15T12:00:00.250000Z"
    assert [value for name, value in response.http_headers.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    request, _ = kinds["request"]
    assert request.http_headers.protocol == "GET"
    assert request.http_headers.statusline == "/%C3%A9?a=b HTTP/1.1"
    named = response.rec_headers.get_header("WARC-Record-ID")
    assert request.rec_headers.get_header("WARC-Concurrent-To") == named
    _, about = kinds["metadata"]
    assert "via: 301 http://news.example/ at 93.184.216.34 to https://news.example/é?a=b" in about.decode()


def test_the_same_fetch_is_written_the_same_way() -> None:
    assert write_warc(PLAIN) == write_warc(PLAIN)


def test_a_chunked_and_compressed_answer_passes_too(serve: Serve, reach: Reach, tmp_path: Path) -> None:
    squeezed = gzip.compress(b"Text")
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    server = serve(head + f"{len(squeezed):x}\r\n".encode() + squeezed + b"\r\n0\r\n\r\n")
    fetched = fetch(server.url, policy=reach(server))
    assert passes_the_check(write_warc(fetched), tmp_path)
    (record, *_) = ArchiveIterator(io.BytesIO(write_warc(fetched)))
    assert record.http_headers.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"


@pytest.mark.parametrize(
    "changed",
    [
        {"headers": (("X-A", "b\r\nX-Evil: c"),)},
        {"headers": (("X-A\nX-B", "c"),)},
        {"phrase": "OK\r\n\r\nHTTP/1.1 200 OK"},
        {"http_version": "HTTP/1.1\n"},
        {"final_url": "https://news.example/\r\nWARC-Type: warcinfo"},
        {"url": "https://news.example/\x00"},
        {"request_headers": (("Host", "a\nb"),)},
        {"hops": (Hop("http://a.example/", 301, "/x\r\nevil: y", "93.184.216.34"),)},
        {"status": None},
    ],
)
def test_a_value_that_would_break_a_record_is_refused_first(changed: dict[str, object]) -> None:
    with pytest.raises(UnfitForArchiveError):
        write_warc(replace(PLAIN, **changed))  # type: ignore[arg-type]  # whatever field the row changes
