"""Web archives (WARC): every archived page, PDF or text a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources.build import build, fields_of
from reportedly.sources.warc_split import Piece, split
from reportedly.sources.ways import Ways

_TYPE: Final = re.compile(rb"^WARC-Type:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_TARGET: Final = re.compile(rb"^WARC-Target-URI:[ \t]*<?([^\r\n>]{1,500})", re.I | re.M)
_OK: Final = re.compile(rb"^HTTP/[\d.]+ 200\b", re.MULTILINE)
_MEDIA: Final = re.compile(
    rb"^Content-Type:[ \t]*(?:text/html|application/xhtml\+xml|application/pdf|text/plain)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HOLDING: Final = frozenset({b"response", b"resource", b"conversion"})


def read_warc(stream: IO[bytes], name: str, ways: Ways) -> Iterator[Document | SourceError]:
    """Read a WARC, compressed or not; what is no page, PDF or text is passed over.

    A document's ``uri`` is the address that the record names, ``snapshot_sha256`` is over the
    uncompressed record. A bad record is one failure, and the rest goes on.
    """
    found = False
    for number, piece in enumerate(split(stream, ways.limits.input_size), start=1):
        for item in _piece(piece, f"{name}, record {number}", ways):
            found = True
            yield item
    if not found:
        yield SourceError(name, "a web archive without a page, PDF or text in it")


def read_one_record(data: bytes, place: str, ways: Ways) -> Iterator[Document | SourceError]:
    """Read one uncompressed record that may hold a document."""
    digest = sha256(data).hexdigest()
    held = ways.known(digest, None, "record")
    if held is not None:
        ways.kept(held, data, "record")
        yield held
        return
    parsed = ways.child.parse_many("record", data, place)
    if isinstance(parsed, SourceError):
        yield parsed
        return
    for one in parsed:
        fields = fields_of(one, "page")
        item = build(fields, place, one.uri, digest, ways.overrides, ways.limits)
        ways.kept(item, data, "record")
        yield item


def may_hold(data: bytes) -> bool:
    """Whether a record looks like one with a document in it, by its headers alone."""
    header = data[:16_384]
    named = _TYPE.search(header)
    if named is None or named[1].lower() not in _HOLDING:
        return False
    if named[1].lower() == b"response" and not _OK.search(header):
        return False
    return _MEDIA.search(header) is not None


def _piece(piece: Piece, place: str, ways: Ways) -> Iterator[Document | SourceError]:
    if piece.problem:
        kind = LimitExceeded if piece.limit else SourceError
        yield kind(place, piece.problem)
        return
    header = piece.data[:8192]
    if not piece.data.startswith(b"WARC/1."):
        yield SourceError(place, "no WARC record")
        return
    named = _TYPE.search(header)
    if named is None or named[1].lower() not in _HOLDING:
        if named is None:
            yield SourceError(place, "a record without a type")
        return
    if target := _TARGET.search(header):
        place = f"{place} ({target[1].decode('utf-8', 'replace')})"
    yield from read_one_record(piece.data, place, ways)
