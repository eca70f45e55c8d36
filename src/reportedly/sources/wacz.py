"""Packed web archives (WACZ): a ZIP file with WARCs in it, read where it lies, never unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources.warc import read_warc
from reportedly.sources.ways import Ways

_MOST_ENTRIES: Final = 20_000
_MOST_BYTES: Final = 50_000_000_000
_MOST_RATIO: Final = 200
_SMALL: Final = 1_000_000
_WARC: Final = (".warc", ".warc.gz")


class _Unsafe(Exception):  # noqa: N818 - becomes a SourceError
    def __init__(self, reason: str, *, limit: bool = False) -> None:
        super().__init__(reason)
        self.limit = limit


def read_wacz(stream: IO[bytes], name: str, ways: Ways) -> Iterator[Document | SourceError]:
    """Read the WARCs in a WACZ, sorted by name; one unsafe entry and the whole file is refused.

    Unsafe is an entry with ``..``, an absolute path, a backslash or a drive in its name, a link or
    device, one that is encrypted or there twice, and what would unpack to far more than it is.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = _checked(archive)
            if not entries:
                yield SourceError(name, "a packed web archive without a WARC in it")
            for entry in entries:
                where = f"{name}/{entry.filename}"
                try:
                    with archive.open(entry) as warc:
                        yield from read_warc(warc, where, ways)
                except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                    yield SourceError(where, f"damaged: {error}")
    except _Unsafe as unsafe:
        yield (LimitExceeded if unsafe.limit else SourceError)(name, str(unsafe))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        yield SourceError(name, f"a damaged ZIP file: {error}")
    except NotImplementedError as error:
        yield SourceError(name, f"a ZIP file that cannot be read: {error}")


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the WARC entries, sorted; raises `_Unsafe` where any entry of the file is unsafe."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise _Unsafe(f"more than {_MOST_ENTRIES:,} entries", limit=True)
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _Unsafe(f"more than {_MOST_BYTES:,} bytes when unpacked", limit=True)
    seen: set[str] = set()
    for entry in entries:
        _check(entry)
        if entry.filename in seen:
            raise _Unsafe(f"the entry {entry.filename[:100]!r} is there twice")
        seen.add(entry.filename)
    wanted = [entry for entry in entries if entry.filename.lower().endswith(_WARC)]
    return sorted(wanted, key=lambda entry: entry.filename)


def _check(entry: zipfile.ZipInfo) -> None:
    # The name as it stands in the file: on Windows ``filename`` has its backslashes turned round.
    path = entry.orig_filename
    shown = repr(path[:100])
    parts = PurePosixPath(path).parts
    if ".." in parts or path.startswith("/") or "\\" in path or ":" in path or "\0" in path:
        raise _Unsafe(f"the entry {shown} points outside of the archive; it is not read")
    mode = entry.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _Unsafe(f"the entry {shown} is a link or a device; the archive is not read")
    if entry.flag_bits & 0x1:
        raise _Unsafe(f"the entry {shown} is encrypted")
    if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
        raise _Unsafe(
            f"the entry {shown} unpacks to more than {_MOST_RATIO} times its size", limit=True
        )
