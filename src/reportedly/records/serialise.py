"""Claims and readings as JSON, and back.

The shapes are those of ``claim.schema.json`` and ``reading.schema.json`` in this folder. The same
record gives the same characters on every run and machine.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from reportedly.errors import DataError
from reportedly.records.claim import SCHEMA_VERSION, Claim
from reportedly.records.document import Document
from reportedly.records.mentions import ActorMention, PlaceMention, TimeMention, Voice
from reportedly.records.plain import from_plain, to_plain
from reportedly.records.reading import Explanation, Reading

#: Lone surrogates, which UTF-8 cannot hold, and characters that some readers take for line ends.
_ESCAPED: Final = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
_LISTS: Final[dict[str, Any]] = {
    "times": tuple[TimeMention, ...],
    "places": tuple[PlaceMention, ...],
    "actors": tuple[ActorMention, ...],
    "voices": tuple[Voice, ...],
    "warnings": tuple[str, ...],
    "explanations": tuple[Explanation, ...],
}


def document_to_dict(document: Document) -> dict[str, Any]:
    """Return the document's metadata with ``id`` and ``text_sha256``, without its text."""
    plain: dict[str, Any] = to_plain(document)
    del plain["text"]
    return {"id": document.id, **plain, "text_sha256": document.text_sha256}


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """Return the claim as ``claim.schema.json`` has it, every optional field included."""
    plain: dict[str, Any] = to_plain(claim)
    head = {"schema_version": SCHEMA_VERSION, "claim_id": claim.claim_id}
    return head | plain | {"document": document_to_dict(claim.document)}


def claim_from_dict(plain: dict[str, Any], document: Document, where: str = "claim") -> Claim:
    """Build the claim on its document.

    ``where`` names the file for messages. Raises `DataError` where a field is missing, unknown or
    of another type, where the record is of another version or of another document, where a span is
    not the document's own words, or where the claim's id does not follow from its content.
    """
    record = _object(plain, where)
    if record.pop("schema_version", None) != SCHEMA_VERSION:
        raise DataError(where, f"expected a record of schema_version {SCHEMA_VERSION}")
    claim_id = record.pop("claim_id", None)
    named = record.pop("document", None)
    if not isinstance(named, dict) or named.get("id") != document.id:
        raise DataError(where, f"the claim is not one of document {document.id}")
    claim = _claim(record, document, where)
    if claim.claim_id != claim_id:
        raise DataError(where, f"claim_id is {claim_id!r}, its content gives {claim.claim_id}")
    return claim


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return the reading as ``reading.schema.json`` has it, the document's text included."""
    document = {**document_to_dict(reading.document), "text": reading.document.text}
    lists = {name: to_plain(getattr(reading, name)) for name in _LISTS}
    return {
        "schema_version": SCHEMA_VERSION,
        "document": document,
        "claims": [claim_to_dict(claim) for claim in reading.claims],
        **lists,
    }


def reading_from_dict(plain: dict[str, Any], where: str = "reading") -> Reading:
    """Build the reading; raises `DataError` as `claim_from_dict` does."""
    record = _object(plain, where)
    if record.pop("schema_version", None) != SCHEMA_VERSION:
        raise DataError(where, f"expected a record of schema_version {SCHEMA_VERSION}")
    document = _document(record.pop("document", None), where)
    claims = record.pop("claims", None)
    if not isinstance(claims, list):
        raise DataError(where, "expected a list of claims", row="$.claims")
    unknown = sorted(set(record) - set(_LISTS))
    if unknown:
        raise DataError(where, f"unknown field {unknown[0]!r}")
    built = tuple(claim_from_dict(c, document, f"{where}, claim {i}") for i, c in enumerate(claims))
    lists = {
        name: from_plain(record.get(name, []), kind, f"{where}, {name}")
        for name, kind in _LISTS.items()
    }
    return Reading(document, built, **lists)


def dumps(plain: Any, *, indent: int | None = None) -> str:
    r"""Write plain values as JSON that UTF-8 can hold, on one line where ``indent`` is None.

    Letters of all scripts stay readable; a lone surrogate is written as its ``\u`` escape. (Two
    surrogates that stand as separate characters next to each other are one character for every
    JSON reader; the document's digest then tells that the text is not the same.)
    """
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _object(plain: Any, where: str) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise DataError(where, "expected an object")
    return dict(plain)


def _claim(record: dict[str, Any], document: Document, where: str) -> Claim:
    claim = from_plain({"document": document, **record}, Claim, where)
    assert isinstance(claim, Claim)
    return claim


def _document(plain: Any, where: str) -> Document:
    record = _object(plain, where)
    digests = {name: record.pop(name, None) for name in ("text_sha256", "id")}
    document = from_plain(record, Document, where)
    assert isinstance(document, Document)
    for name, digest in digests.items():
        if getattr(document, name) != digest:
            raise DataError(
                where, f"{name} is {digest!r}, its text gives {getattr(document, name)}"
            )
    return document
