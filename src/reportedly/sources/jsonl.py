"""JSON Lines of documents: one object a line, each a document or a failure of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any, Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document
from reportedly.sources.build import Fields, build
from reportedly.sources.dates import loose_date
from reportedly.sources.options import Limits, Overrides
from reportedly.sources.ways import Ways

_KEYS: Final = ("uri", "title", "author", "publisher", "published", "language", "text")
_BOM: Final = b"\xef\xbb\xbf"


def read_lines(stream: IO[bytes], name: str, ways: Ways) -> Iterator[Document | SourceError]:
    """Read a stream of records; blank lines are passed over, unknown keys ignored.

    The bytes kept of a document are its line.
    """
    found = False
    for number, line in _lines(stream, ways.limits.input_size):
        where = f"{name}, line {number}"
        if line is None:
            found = True
            yield LimitExceeded(where, f"longer than {ways.limits.input_size:,} bytes")
        elif line.strip():
            found = True
            yield read_line(line, f"{name}#{number}", where, ways)
    if not found:
        yield SourceError(name, "empty: no records in it")


def read_line(line: bytes, place: str, where: str, ways: Ways) -> Document | SourceError:
    """Read one record; ``place`` is its address where it names none."""
    record = _record(line, place, where, ways.overrides, ways.limits)
    ways.kept(record, line.rstrip(b"\r\n"), "line")
    return record


def _lines(stream: IO[bytes], longest: int) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(longest)
        yield number, None


def _record(
    line: bytes, place: str, where: str, overrides: Overrides, limits: Limits
) -> Document | SourceError:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return SourceError(where, f"not UTF-8 at byte {error.start}")
    except RecursionError:
        return SourceError(where, "JSON nested too deeply")
    except ValueError as error:
        return SourceError(where, f"not a JSON object on one line: {error}")
    if problem := _problem(record):
        return SourceError(where, problem)
    values = {key: record.get(key) or None for key in _KEYS}
    published = loose_date(values["published"]) if values["published"] else None
    if values["published"] and published is None and overrides.published is None:
        return SourceError(
            where, f"published {values['published'][:60]!r} is not a date; write it as 2024-05-31"
        )
    fields = Fields(
        text=values["text"] or "",
        title=values["title"],
        author=values["author"],
        publisher=values["publisher"],
        published=published,
        published_source="record",
        language=values["language"],
    )
    digest = sha256(line.rstrip(b"\r\n")).hexdigest()
    return build(fields, where, values["uri"] or place, digest, overrides, limits)


def _problem(record: Any) -> str | None:
    if not isinstance(record, dict):
        return "expected a JSON object with the key text"
    for key in _KEYS:
        if not isinstance(record.get(key), str | None):
            return f"{key}: expected text, found {type(record[key]).__name__}"
    return None if record.get("text") is not None else "no key text"
