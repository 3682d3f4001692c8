"""Undoing a content encoding piece by piece, so that a small body cannot grow past its limit in memory."""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

from sources.fetching.fetched import FetchReason
from sources.fetching.wire import FetchError

ACCEPTED = "gzip, deflate, br"
PIECE = 65_536
GZIP_WINDOW = zlib.MAX_WBITS | 16
GZIP_MEMBER = b"\x1f\x8b"


class Undo(Protocol):
    """Takes encoded bytes piece by piece, gives decoded pieces of bounded size, and knows whether it is complete."""

    @property
    def complete(self) -> bool: ...

    def feed(self, encoded: bytes) -> Iterator[bytes]: ...


class UndoNothing:
    complete = True

    def feed(self, encoded: bytes) -> Iterator[bytes]:
        yield encoded


class UndoZlib:
    """gzip of any number of members (RFC 1952, 2.2), or deflate with its zlib frame or (as some send it) without."""

    def __init__(self, window: int) -> None:
        self.window = window
        self.inflate = zlib.decompressobj(window)
        self.started = False
        self.held = b""  # half of what may be the mark of another member

    @property
    def complete(self) -> bool:
        return self.inflate.eof or not self.started

    def feed(self, encoded: bytes) -> Iterator[bytes]:
        encoded, self.held = self.held + encoded, b""
        if not self.started and encoded:
            self.started = True
            if self.window == zlib.MAX_WBITS and encoded[0] & 0x0F != 8:  # RFC 1950: a zlib frame says method 8
                self.inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        while encoded:
            if self.inflate.eof and not self.begin_another(encoded):
                return
            yield self.inflate.decompress(encoded, PIECE)
            encoded = self.inflate.unconsumed_tail or self.inflate.unused_data

    def begin_another(self, encoded: bytes) -> bool:
        """Whether another gzip member begins here; what else follows an end is padding, and is left alone."""
        if self.window == GZIP_WINDOW and encoded == GZIP_MEMBER[:1]:
            self.held = encoded
            return False
        begins = self.window == GZIP_WINDOW and encoded.startswith(GZIP_MEMBER)
        if begins:
            self.inflate = zlib.decompressobj(self.window)
        return begins


class UndoBrotli:
    def __init__(self) -> None:
        self.inflate = brotli.Decompressor()
        self.started = False

    @property
    def complete(self) -> bool:
        return bool(self.inflate.is_finished()) or not self.started

    def feed(self, encoded: bytes) -> Iterator[bytes]:
        self.started = self.started or bool(encoded)
        piece = self.inflate.process(encoded, output_buffer_limit=PIECE)
        while piece:
            yield piece
            piece = b"" if self.inflate.is_finished() else self.inflate.process(b"", output_buffer_limit=PIECE)


UNDOING: dict[str, Callable[[], Undo]] = {
    "": UndoNothing,
    "identity": UndoNothing,
    "gzip": lambda: UndoZlib(GZIP_WINDOW),
    "x-gzip": lambda: UndoZlib(GZIP_WINDOW),
    "deflate": lambda: UndoZlib(zlib.MAX_WBITS),
    "br": UndoBrotli,
}


def choose_undoing(encoding: str) -> Undo:
    """The way to undo a ``Content-Encoding``. One only: stacked encodings multiply what a few bytes can become."""
    undoing = UNDOING.get(encoding.strip().lower())
    if undoing is None:
        raise FetchError(FetchReason.BAD_ENCODING, f"content encoding {encoding[:80]!r}")
    return undoing()


def undo(chunks: Iterator[bytes], encoding: str, max_bytes: int) -> tuple[bytes, bytes]:
    """Read a body: (as sent, decoded). ``FetchError`` if it is damaged, cut short or decodes past ``max_bytes``."""
    undoing = choose_undoing(encoding)
    sent, decoded = bytearray(), bytearray()
    try:
        for chunk in chunks:
            sent += chunk
            for piece in undoing.feed(chunk):
                decoded += piece
                if len(decoded) > max_bytes:
                    raise FetchError(FetchReason.TOO_LARGE, f"more than {max_bytes} bytes decoded")
    except (zlib.error, brotli.error) as error:
        raise FetchError(FetchReason.BAD_ENCODING, f"{encoding}: {error}") from error
    if not undoing.complete:
        raise FetchError(FetchReason.BAD_ENCODING, f"{encoding}: the body ends before its encoding does")
    return bytes(sent), bytes(decoded)
