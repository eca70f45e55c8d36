"""Texts of public corpora as documents, whatever shape the corpus has."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from reportedly.errors import DataError
from reportedly.records.document import Document

#: Field names under which corpora keep the publication date and the text.
_DATES: Final = ("dct", "date", "published")
_TEXTS: Final = ("text", "sentence")
_IDS: Final = ("id", "doc_id")
#: Texts shorter than this many characters are read together, a blank line between them.
_SHORT: Final = 400
_BUNDLE: Final = 6000

#: One text: its key in the file, its characters, the publication date where the corpus has one.
Row = tuple[str, str, str | None]


def corpus_files(folder: Path) -> Iterator[tuple[str, Iterator[Document]]]:
    """Yield each corpus file below a folder, by its relative path, with its texts.

    Reads JSON Lines, JSON lists, CSV and TSV with a column ``text``, and token XML. Files without
    texts give none. Single sentences are bundled. Raises `DataError` for a file that cannot be
    parsed.
    """
    if not folder.is_dir():
        raise DataError(str(folder), "expected a folder of corpora")
    for file in sorted(folder.rglob("*")):
        rows = _FORMATS.get(file.suffix.lower())
        if rows is not None and file.is_file():
            name = file.relative_to(folder).as_posix()
            yield name, _documents(name, _guarded(file, rows))


def _documents(name: str, rows: Iterable[Row]) -> Iterator[Document]:
    for key, text, published in _bundled(rows):
        uri = f"corpus:{name}#{key}"
        yield Document(text, uri=uri, published=published, language="en")


def _bundled(rows: Iterable[Row]) -> Iterator[Row]:
    waiting: list[str] = []
    first, size = "", 0
    for key, text, published in rows:
        if len(text) >= _SHORT:
            yield key, text, published
            continue
        first = first if waiting else key
        waiting.append(text)
        size += len(text)
        if size >= _BUNDLE:
            yield first, "\n\n".join(waiting), None
            waiting, size = [], 0
    if waiting:
        yield first, "\n\n".join(waiting), None


def _guarded(file: Path, rows: Callable[[Path], Iterator[Row]]) -> Iterator[Row]:
    try:
        yield from (row for row in rows(file) if row[1].strip())
    except (ValueError, csv.Error, ElementTree.ParseError) as error:
        raise DataError(str(file), f"cannot be parsed: {error}") from error


def _json_lines(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _row(json.loads(line), number)


def _json_list(file: Path) -> Iterator[Row]:
    content = json.loads(file.read_text("utf-8"))
    if isinstance(content, list):
        yield from (_row(value, number) for number, value in enumerate(content, start=1))


def _csv(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=1):
            yield _row(row, number)


def _tsv(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            yield str(number), line.split("\t")[0], None


def _token_xml(file: Path) -> Iterator[Row]:
    root = ElementTree.fromstring(file.read_bytes())  # noqa: S314 - a corpus on the user's disk
    sentences: dict[str, list[str]] = {}
    for token in root.iter("token"):
        sentences.setdefault(token.get("sentence", "0"), []).append(token.text or "")
    yield file.stem, "\n".join(" ".join(words) for words in sentences.values()), None


def _row(value: Any, number: int) -> Row:
    if not isinstance(value, dict):
        return str(number), "", None
    key = next((value[k] for k in _IDS if value.get(k)), number)
    published = next((value[k] for k in _DATES if isinstance(value.get(k), str)), None)
    text = next((value[k] for k in _TEXTS if isinstance(value.get(k), str)), None)
    if text is None:
        tokens = value.get("tokens")
        text = " ".join(map(str, tokens)) if isinstance(tokens, list) else ""
    return str(key), text, _iso(published)


def _iso(published: str | None) -> str | None:
    """Only full ISO days: some corpora hold placeholders such as 20000101."""
    if published is None or len(published) < 10 or published[4] != "-" or published[7] != "-":
        return None
    return published[:10]


_FORMATS: Final[dict[str, Callable[[Path], Iterator[Row]]]] = {
    ".jsonl": _json_lines,
    ".json": _json_list,
    ".csv": _csv,
    ".tsv": _tsv,
    ".xml": _token_xml,
}
