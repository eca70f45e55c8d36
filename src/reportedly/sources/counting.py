"""How many documents sources hold, counted without parsing them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from reportedly.errors import SourceError
from reportedly.sources.sniff import Kind, Refused, kind_of
from reportedly.sources.walk import files
from reportedly.sources.warc import may_hold
from reportedly.sources.warc_split import split

_CHUNK: Final = 1 << 20
_HEAD: Final = 65_536
_ENTRY: Final = re.compile(rb"<(?:[\w-]+:)?(?:item|entry)[\s>]")
_SHAPES: Final = (
    ".jsonl",
    ".ndjson",
    ".json",
    ".rss",
    ".atom",
    ".xml",
    ".warc",
    ".gz",
    ".wacz",
    "",
)
#: Of a web archive so many bytes are looked at; the rest is taken to be like them.
_LOOK: Final = 20 * _CHUNK
_LONGEST: Final = 60 * _CHUNK


def expected(sources: Iterable[str | Path]) -> int | None:
    """How many documents the sources hold, None where standard input is among them or nothing.

    Lines and entries of feeds are counted, pages of large web archives estimated.
    """
    named = list(sources)
    if not named or "-" in named:
        return None
    items = [item for source in named for item in files(Path(source))]
    return sum(1 if isinstance(item, SourceError) else _documents(item) for item in items)


def _documents(path: Path) -> int:
    if path.suffix.lower() not in _SHAPES:
        return 1
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            return max(1, _counted(stream, kind_of(head, path.suffix.lower()), path))
    except (OSError, Refused, zipfile.BadZipFile, NotImplementedError, EOFError):
        return 1


def _counted(stream: IO[bytes], kind: Kind, path: Path) -> int:
    if kind == "jsonl":
        return _lines(stream)
    if kind == "feed":
        return len(_ENTRY.findall(stream.read(_LONGEST)))
    if kind == "warc":
        return _pages(stream, path.stat().st_size)
    if kind == "wacz":
        return sum(_in_wacz(path))
    return 1


def _lines(stream: IO[bytes]) -> int:
    """Count the lines that are not blank; a line of any length takes little memory."""
    count, blank = 0, True
    for part in iter(lambda: stream.readline(_CHUNK), b""):
        blank = blank and part.isspace()
        if part.endswith(b"\n"):
            count, blank = count + (not blank), True
    return count + (not blank)


def _pages(stream: IO[bytes], size: int) -> int:
    """Count the records that look like pages; beyond a limit by the share of the file seen."""
    count, seen = 0, _Seen(stream)
    for piece in split(seen, _LONGEST):  # type: ignore[arg-type]
        count += bool(piece.problem) or may_hold(piece.data)
        if seen.bytes >= _LOOK:
            return max(1, round(count * size / seen.bytes))
    return count


def _in_wacz(path: Path) -> Iterator[int]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".warc", ".warc.gz")):
                with archive.open(entry) as stream:
                    yield _pages(stream, entry.file_size)


class _Seen:
    """A stream that counts what was read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes += len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        data = self._stream.readline(size)
        self.bytes += len(data)
        return data
