"""A web archive's records as bytes, cut apart without trusting what they say.

Only lengths are looked at here and only bounded amounts are held; what is in a record is parsed in
the child process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

_CHUNK: Final = 65_536
_LINE: Final = 65_536
_HEADER_LINES: Final = 1_000
_GZIP: Final = b"\x1f\x8b\x08"
_VERSION: Final = re.compile(rb"WARC/1\.[01]\s*$")
_LENGTH: Final = re.compile(rb"Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One record, uncompressed, or why there is none; ``limit`` where it would be too large."""

    data: bytes
    problem: str | None = None
    limit: bool = False


def is_warc(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a WARC, compressed or not."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 1_000)
        except zlib.error:
            return False
    return head.startswith((b"WARC/1.0", b"WARC/1.1"))


def split(stream: IO[bytes], longest: int) -> Iterator[Piece]:
    """Yield the records of a WARC in order; a damaged one is a piece with its problem.

    After a damaged record the reading goes on at the next place that looks like a record's start.
    ``longest`` bounds the bytes of one record.
    """
    head = stream.read(len(_GZIP))
    if head == _GZIP:
        yield from _members(stream, head, longest)
    else:
        yield from _plain(_Ahead(stream, head), longest)


def _members(stream: IO[bytes], data: bytes, longest: int) -> Iterator[Piece]:
    """Yield the members of a compressed file; each is one record."""
    while data or (data := stream.read(_CHUNK)):
        if not data.startswith(_GZIP):
            data = _next_member(stream, data)
            continue
        unpack, out, size = zlib.decompressobj(31), [], 0
        problem: str | None = None
        while not unpack.eof:
            try:
                part = unpack.decompress(data, _CHUNK * 16)
            except zlib.error as error:
                problem, data = f"damaged compression ({error})", data[1:]
                break
            data = unpack.unconsumed_tail
            size += len(part)
            if size <= longest:
                out.append(part)
            if not data and not unpack.eof and not (data := stream.read(_CHUNK)):
                problem = "ends in the middle of a record"
                break
        data = unpack.unused_data if unpack.eof else data
        if size > longest:
            yield Piece(b"", f"larger than {longest:,} bytes when unpacked", limit=True)
        elif problem or size:
            yield Piece(b"".join(out), problem)


def _next_member(stream: IO[bytes], data: bytes) -> bytes:
    while True:
        at = data.find(_GZIP)
        if at >= 0:
            return data[at:]
        more = stream.read(_CHUNK)
        if not more:
            return b""
        data = data[-2:] + more


class _Ahead:
    """A stream with some bytes put back."""

    def __init__(self, stream: IO[bytes], head: bytes) -> None:
        self._stream = stream
        self._head = head

    def readline(self) -> bytes:
        if b"\n" in self._head:
            line, _, self._head = self._head.partition(b"\n")
            return line + b"\n"
        head, self._head = self._head, b""
        return head + self._stream.readline(_LINE)

    def read(self, size: int) -> bytes:
        head, self._head = self._head[:size], self._head[size:]
        return head + self._stream.read(size - len(head))


def _plain(stream: _Ahead, longest: int) -> Iterator[Piece]:
    lost = False
    while line := stream.readline():
        if not line.strip():
            continue
        if not _VERSION.match(line):
            if not lost:
                yield Piece(b"", "no record starts where one should; going on at the next")
            lost = True
            continue
        lost = False
        yield _one(stream, line, longest)


def _one(stream: _Ahead, first: bytes, longest: int) -> Piece:
    header, length = [first], None
    for _ in range(_HEADER_LINES):
        line = stream.readline()
        header.append(line)
        if found := _LENGTH.match(line):
            length = int(found[1])
        if not line.strip():
            break
    if length is None:
        return Piece(b"", "a record without a length")
    if length > longest:
        left = length
        while left and (part := stream.read(min(left, _CHUNK))):
            left -= len(part)
        return Piece(b"", f"larger than {longest:,} bytes", limit=True)
    body = stream.read(length)
    problem = "ends in the middle of a record" if len(body) < length else None
    return Piece(b"".join(header) + body + b"\r\n\r\n", problem)
