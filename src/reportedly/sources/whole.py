"""Files that are read whole: a text, a page, a PDF, or a feed."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Literal

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.sources.build import Fields, build, fields_of
from reportedly.sources.decode import decode
from reportedly.sources.ways import Ways


def read_whole(
    data: bytes,
    kind: Literal["text", "html", "mhtml", "pdf"],
    name: str,
    uri: str | None,
    ways: Ways,
) -> Document | SourceError:
    """Read a file that is one document."""
    digest = sha256(data).hexdigest()
    found: Document | SourceError | None = ways.known(digest, uri, kind)
    if found is None:
        found = _parsed(data, kind, name, uri, ways)
    ways.kept(found, data, kind)
    return found


def read_entries(data: bytes, name: str, ways: Ways) -> Iterator[Document | SourceError]:
    """Read a feed: every entry a document; the bytes kept are the feed's."""
    entries = ways.child.parse_many("feed", data, name)
    if isinstance(entries, SourceError):
        yield entries
        return
    digest = sha256(data).hexdigest()
    for number, entry in enumerate(entries, start=1):
        fields, place = fields_of(entry, "feed"), f"{name}#{number}"
        where, uri = f"{name}, entry {number}", entry.uri or place
        found = build(fields, where, uri, digest, ways.overrides, ways.limits)
        ways.kept(found, data, "feed")
        yield found


def _parsed(
    data: bytes,
    kind: Literal["text", "html", "mhtml", "pdf"],
    name: str,
    uri: str | None,
    ways: Ways,
) -> Document | SourceError:
    if kind == "text":
        fields = Fields(decode(data))
    else:
        parsed = ways.child.parse(kind, data, name)
        if isinstance(parsed, SourceError):
            return parsed
        fields = fields_of(parsed, "page")
    digest = sha256(data).hexdigest()
    return build(fields, name, uri, digest, ways.overrides, ways.limits)
