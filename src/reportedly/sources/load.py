"""From what the user names to documents, one after the other, failures among them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources.build import Fields, build, document, fields_of
from reportedly.sources.child import Child
from reportedly.sources.decode import bom_encoding, decode
from reportedly.sources.jsonl import read_lines
from reportedly.sources.options import Limits, Overrides
from reportedly.sources.sniff import Kind, Refused, kind_of
from reportedly.sources.wacz import read_wacz
from reportedly.sources.walk import files, reason, shown
from reportedly.sources.warc import read_warc

STANDARD_INPUT: Final = "-"
_HEAD: Final = 65_536
_NO_OVERRIDES: Final = Overrides()
_LIMITS: Final = Limits()
#: Is given the SHA-256 of a document's bytes and the bytes, just before the document is yielded.
Keep = Callable[[str, bytes], None]


def load(
    sources: Iterable[str | Path] | str | Path,
    *,
    overrides: Overrides = _NO_OVERRIDES,
    limits: Limits = _LIMITS,
    keep: Keep | None = None,
) -> Iterator[Document | SourceError]:
    """Read files, folders and standard input (``-``) lazily, in the order given.

    Text, HTML, MHTML, PDF, JSON Lines, RSS and Atom files, WARC and WACZ are told apart by content
    and name; folders are read whole, sorted by name. A document's ``uri`` is the path as given with
    forward slashes (for a record, an entry or an archived page its own, else ``FILE#LINE``; None
    for standard input), ``snapshot_sha256`` is over the bytes as they came; ``keep`` is given that
    and the bytes.

    What cannot be read, a missing file too, is yielded as `SourceError` (`LimitExceeded` where it
    would cost too much) and the rest goes on. Nothing is raised.
    """
    named = [sources] if isinstance(sources, str | Path) else sources
    with Child(limits) as child:
        for source in named:
            if source == STANDARD_INPUT:
                yield from _standard_input(overrides, limits, child, keep)
                continue
            for item in files(Path(source)):
                if isinstance(item, SourceError):
                    yield item
                else:
                    yield from _file(item, overrides, limits, child, keep)


def from_text(
    text: str, *, uri: str | None = None, overrides: Overrides = _NO_OVERRIDES
) -> Document:
    """Make a document of a text at hand.

    The text is kept as it is but for line ends (CR, CR LF become LF), a byte order mark at its
    start, and lone surrogates, each of which becomes U+FFFD.
    """
    return document(Fields(text), uri, None, overrides)


def _standard_input(
    overrides: Overrides, limits: Limits, child: Child, keep: Keep | None
) -> Iterator[Document | SourceError]:
    stream = sys.stdin.buffer
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(stream)
    yield from _stream(stream, Path(STANDARD_INPUT), overrides, limits, child, keep)


def _file(
    path: Path, overrides: Overrides, limits: Limits, child: Child, keep: Keep | None
) -> Iterator[Document | SourceError]:
    try:
        with path.open("rb", buffering=_HEAD) as stream:
            yield from _stream(stream, path, overrides, limits, child, keep)
    except (OSError, ValueError) as error:
        yield SourceError(shown(path), reason(error))


def _stream(
    stream: IO[bytes],
    path: Path,
    overrides: Overrides,
    limits: Limits,
    child: Child,
    keep: Keep | None,
) -> Iterator[Document | SourceError]:
    name = shown(path)
    head = stream.peek(_HEAD)[:_HEAD]  # type: ignore[attr-defined]
    if not head:
        yield SourceError(name, "empty: no text in it")
        return
    try:
        kind = kind_of(head, path.suffix.lower())
    except Refused as refusal:
        yield SourceError(name, str(refusal))
        return
    if kind == "jsonl" and (bom_encoding(head) or "utf-8") == "utf-8":
        yield from read_lines(stream, name, overrides, limits, keep)
        return
    if kind == "warc":
        yield from read_warc(stream, name, overrides, limits, child, keep)
        return
    if kind == "wacz" and stream.seekable():
        yield from read_wacz(stream, name, overrides, limits, child, keep)
        return
    data = stream.read(limits.input_size + 1)
    if len(data) > limits.input_size:
        yield LimitExceeded(name, f"larger than {limits.input_size:,} bytes")
    elif kind == "jsonl":
        lines = io.BytesIO(decode(data).encode("utf-8", "replace"))
        yield from read_lines(lines, name, overrides, limits, keep)
    elif kind == "wacz":
        yield from read_wacz(io.BytesIO(data), name, overrides, limits, child, keep)
    elif kind == "feed":
        yield from _feed(data, name, overrides, limits, child, keep)
    else:
        uri = None if name == STANDARD_INPUT else name
        found = _one(data, kind, name, uri, overrides, limits, child)
        if keep is not None and isinstance(found, Document) and found.snapshot_sha256:
            keep(found.snapshot_sha256, data)
        yield found


def _feed(
    data: bytes,
    name: str,
    overrides: Overrides,
    limits: Limits,
    child: Child,
    keep: Keep | None,
) -> Iterator[Document | SourceError]:
    """Every entry a document; the bytes kept are the feed's."""
    entries = child.parse_many("feed", data, name)
    if isinstance(entries, SourceError):
        yield entries
        return
    digest = sha256(data).hexdigest()
    for number, entry in enumerate(entries, start=1):
        fields = fields_of(entry, "feed")
        place = f"{name}#{number}"
        found = build(
            fields, f"{name}, entry {number}", entry.uri or place, digest, overrides, limits
        )
        if keep is not None and isinstance(found, Document):
            keep(digest, data)
        yield found


def _one(
    data: bytes,
    kind: Kind,
    name: str,
    uri: str | None,
    overrides: Overrides,
    limits: Limits,
    child: Child,
) -> Document | SourceError:
    if kind == "text":
        fields = Fields(decode(data))
    else:
        parsed = child.parse(kind, data, name)
        if isinstance(parsed, SourceError):
            return parsed
        fields = fields_of(parsed, "page")
    return build(fields, name, uri, sha256(data).hexdigest(), overrides, limits)
