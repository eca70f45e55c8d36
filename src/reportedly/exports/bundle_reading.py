"""Evidence bundles back: nothing is written to disk, every digest is checked first."""

from __future__ import annotations

import json
import zipfile
import zlib
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO, Any, Final

from reportedly.errors import DataError
from reportedly.exports.bundle import SUMS, Bundle
from reportedly.records.serialise import reading_from_dict

_MOST: Final = 4_000_000_000
_NEEDED: Final = ("readings.jsonl", "events.jsonl", "decisions.jsonl")


def read(stream: IO[bytes], where: str) -> Bundle:
    """Check and read a bundle; raises `DataError`."""
    files = _files(stream, where)
    problems = tampered(files)
    if problems:
        raise DataError(where, problems[0])
    for name in _NEEDED:
        if name not in files:
            raise DataError(where, f"no {name} in it")
    readings = (
        reading_from_dict(plain, f"{where}, readings.jsonl, line {number}")
        for number, plain in enumerate(_lines(files["readings.jsonl"], where), start=1)
    )
    return Bundle(
        tuple(readings),
        tuple(_lines(files["events.jsonl"], where)),
        tuple(_lines(files["decisions.jsonl"], where)),
        files,
    )


def tampered(files: dict[str, bytes]) -> list[str]:
    """Say what does not fit the list of digests: changed, missing and unlisted files."""
    listed: dict[str, str] = {}
    for line in files.get(SUMS, b"").decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    problems = [] if listed else [f"no list of digests ({SUMS}) in it"]
    for name, digest in listed.items():
        if name not in files:
            problems.append(f"{name} is listed but missing")
        elif sha256(files[name]).hexdigest() != digest:
            problems.append(f"{name} was changed: its SHA-256 is not the one listed")
    problems += [f"{name} is not listed" for name in files if name not in listed and name != SUMS]
    return problems


def _files(stream: IO[bytes], where: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MOST:
                raise DataError(where, f"unpacks to more than {_MOST:,} bytes")
            for entry in entries:
                path = PurePosixPath(entry.filename)
                if path.is_absolute() or ".." in path.parts or "\\" in entry.orig_filename:
                    raise DataError(where, f"the entry {entry.filename[:100]!r} points outside")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise DataError(where, f"no ZIP file, or a damaged one: {error}") from error


def _lines(data: bytes, where: str) -> list[Any]:
    try:
        return [json.loads(line) for line in data.decode("utf-8").split("\n") if line]
    except ValueError as error:
        raise DataError(where, f"expected JSON, one object a line: {error}") from error
