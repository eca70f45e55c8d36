"""From what the user names to documents, one after the other, failures among them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources.build import Fields, document
from reportedly.sources.child import Child
from reportedly.sources.decode import bom_encoding, decode
from reportedly.sources.jsonl import read_lines
from reportedly.sources.options import Limits, Overrides
from reportedly.sources.sniff import Refused, kind_of
from reportedly.sources.wacz import read_wacz
from reportedly.sources.walk import files, reason, shown
from reportedly.sources.warc import read_warc
from reportedly.sources.ways import Held, Keep, Ways
from reportedly.sources.whole import read_entries, read_whole

STANDARD_INPUT: Final = "-"
_HEAD: Final = 65_536
_NO_OVERRIDES: Final = Overrides()
_LIMITS: Final = Limits()


def load(
    sources: Iterable[str | Path] | str | Path,
    *,
    overrides: Overrides = _NO_OVERRIDES,
    limits: Limits = _LIMITS,
    keep: Keep | None = None,
    held: Held | None = None,
) -> Iterator[Document | SourceError]:
    """Read files, folders and standard input (``-``) lazily, in the order given.

    Text, HTML, MHTML, PDF, JSON Lines, RSS and Atom files, WARC and WACZ are told apart by content
    and name; folders are read whole, sorted by name. A document's ``uri`` is the path as given with
    forward slashes (for a record, an entry or an archived page its own, else ``FILE#LINE``; None
    for standard input), ``snapshot_sha256`` is over the bytes as they came; ``keep`` is given that
    and the bytes. ``held`` may give the document of bytes that were read before: they are not
    parsed again.

    What cannot be read, a missing file too, is yielded as `SourceError` (`LimitExceeded` where it
    would cost too much) and the rest goes on. Nothing is raised.
    """
    named = [sources] if isinstance(sources, str | Path) else sources
    with Child(limits) as child:
        ways = Ways(overrides, limits, child, keep, held)
        for source in named:
            if source == STANDARD_INPUT:
                yield from _standard_input(ways)
                continue
            for item in files(Path(source)):
                if isinstance(item, SourceError):
                    yield item
                else:
                    yield from _file(item, ways)


def from_text(
    text: str, *, uri: str | None = None, overrides: Overrides = _NO_OVERRIDES
) -> Document:
    """Make a document of a text at hand.

    The text is kept as it is but for line ends (CR, CR LF become LF), a byte order mark at its
    start, and lone surrogates, each of which becomes U+FFFD.
    """
    return document(Fields(text), uri, None, overrides)


def _standard_input(ways: Ways) -> Iterator[Document | SourceError]:
    stream = sys.stdin.buffer
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(stream)
    yield from _stream(stream, Path(STANDARD_INPUT), ways)


def _file(path: Path, ways: Ways) -> Iterator[Document | SourceError]:
    try:
        with path.open("rb", buffering=_HEAD) as stream:
            yield from _stream(stream, path, ways)
    except (OSError, ValueError) as error:
        yield SourceError(shown(path), reason(error))


def _stream(stream: IO[bytes], path: Path, ways: Ways) -> Iterator[Document | SourceError]:
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
        yield from read_lines(stream, name, ways)
        return
    if kind == "warc":
        yield from read_warc(stream, name, ways)
        return
    if kind == "wacz" and stream.seekable():
        yield from read_wacz(stream, name, ways)
        return
    size = ways.limits.input_size
    data = stream.read(size + 1)
    if len(data) > size:
        yield LimitExceeded(name, f"larger than {size:,} bytes")
    elif kind == "jsonl":
        lines = io.BytesIO(decode(data).encode("utf-8", "replace"))
        yield from read_lines(lines, name, ways)
    elif kind == "wacz":
        yield from read_wacz(io.BytesIO(data), name, ways)
    elif kind == "feed":
        yield from read_entries(data, name, ways)
    else:
        yield read_whole(data, kind, name, None if name == STANDARD_INPUT else name, ways)
