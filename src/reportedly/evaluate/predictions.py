"""Where the claims under evaluation come from: a file, a second coder's folder, the reader."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from reportedly.errors import DataError
from reportedly.evaluate.coded import coded_gold
from reportedly.evaluate.gold_files import GoldDocument, load_gold
from reportedly.review.coded import Coded, coded_claim, coded_record
from reportedly.seams import Reader

Found = dict[str, list[Coded]]


def read_all(documents: Mapping[str, GoldDocument], reader: Reader) -> Found:
    """Read every gold document, without its coding, and return the claims by document."""
    return {
        key: [coded_claim(claim) for claim in reader.read(gold.document()).claims]
        for key, gold in documents.items()
    }


def load_folder(folder: Path) -> Found:
    """Return a second coder's documents in the gold format."""
    return {key: coded_gold(gold) for key, gold in load_gold(folder).items()}


def load_records(
    file: Path, documents: Mapping[str, GoldDocument], skipped: Collection[str] = ()
) -> Found:
    """Claim records, one JSON object a line; ``document.uri`` is ``gold:ID`` or ends in ID.EXT.

    Records of ``skipped`` documents are left out. Raises `DataError` (file, line) for a line that
    is no claim record, a document that is not among the gold ones, or a span whose words do not
    stand at its place in the text.
    """
    found: Found = {}
    for number, line in _lines(file):
        record = _parse(file, number, line)
        key = _document_id(file, number, record)
        if key in skipped:
            continue
        if key not in documents:
            uri = record["document"]["uri"]
            raise DataError(str(file), f"no gold document for uri {uri!r}", row=number)
        _check_spans(file, number, record, documents[key].content.text)
        try:
            found.setdefault(key, []).append(coded_record(record))
        except (KeyError, TypeError) as error:
            raise DataError(str(file), f"not a claim record: {error!r}", row=number) from error
    return found


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(file), f"expected claim records as JSON Lines: {error}") from error


def _parse(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(str(file), f"expected a JSON object: {error}", row=number) from error
    if not isinstance(record, dict):
        raise DataError(str(file), "expected a JSON object", row=number)
    return record


def _document_id(file: Path, number: int, record: dict[str, Any]) -> str:
    document = record.get("document")
    if not isinstance(document, dict) or "uri" not in document:
        raise DataError(str(file), "expected 'document' with 'uri'", row=number)
    return PurePosixPath(str(document["uri"] or "").removeprefix("gold:")).stem


def _check_spans(file: Path, number: int, record: dict[str, Any], text: str) -> None:
    for span in iter_spans(record):
        words = span["text"]
        if not words or text[span["start"] : span["end"]] != words:
            problem = f"{span['start']}-{span['end']} is not {words[:40]!r} in the document's text"
            raise DataError(str(file), f"span {problem}", row=number)


def iter_spans(value: object) -> Iterator[dict[str, Any]]:
    """Yield every ``{start, end, text}`` anywhere in a JSON value."""
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            yield value
        for inner in value.values():
            yield from iter_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from iter_spans(inner)
