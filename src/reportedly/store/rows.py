"""Readings as rows, and rows as readings.

A claim's row holds its whole record as JSON but for the document, and beside it the values that
are searched for. What the columns of a database cannot hold (NUL, lone surrogates) stands in the
JSON as an escape; in the columns for searching it is U+FFFD.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from reportedly.records.claim import SCHEMA_VERSION, Claim, Participant
from reportedly.records.document import Document
from reportedly.records.plain import to_plain
from reportedly.records.reading import Reading
from reportedly.records.serialise import claim_from_dict, dumps, reading_from_dict
from reportedly.store.held import held, held_row
from reportedly.store.tellings import telling_row

_LISTS: Final = ("times", "places", "actors", "voices", "warnings", "explanations")
#: A claim's key is its reading's id with its position in the reading below.
POSITION_BITS: Final = 20
_MOST: Final = 2**63 - 1  # what an integer column holds

Row = dict[str, Any]


@dataclass(slots=True)
class ClaimRows:
    """The rows of claims, by table."""

    claims: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    tellings: list[Row] = field(default_factory=list)


def pack(plain: Any) -> bytes:
    """Plain values as compressed JSON."""
    return zlib.compress(dumps(plain).encode("utf-8"), 1)


def unpack(data: bytes) -> Any:
    """The values that `pack` was given."""
    return json.loads(zlib.decompress(data))


def document_row(document: Document) -> Row:
    """The row of a document, but for when and by what it was made."""
    text = held(document.text)
    exact = None if text == document.text else document.text.encode("utf-8", "surrogatepass")
    return {
        "id": document.id,
        "uri": _held(document.uri),
        "title": _held(document.title),
        "publisher": _held(document.publisher),
        "published": document.published,
        "language": _held(document.language),
        "text": text,
        "text_exact": exact,
        "text_sha256": document.text_sha256,
        "metadata": metadata_of(document),
    }


def metadata_of(document: Document) -> str:
    """The document's metadata as JSON; two equal ones give the same characters."""
    plain = to_plain(document)
    del plain["text"]
    return dumps(plain)


def document_from(text: str, exact: bytes | None, metadata: str) -> Document:
    """The document of a row, with the metadata that a reading had."""
    if exact is not None:
        text = exact.decode("utf-8", "surrogatepass")
    return Document(text=text, **json.loads(metadata))


def reading_of(key: Any) -> Any:
    """The id of the reading that a claim's key belongs to; also for a column of keys."""
    return key // (1 << POSITION_BITS)


def reading_body(reading: Reading) -> bytes:
    """All of a reading but its document and claims."""
    return pack({name: to_plain(getattr(reading, name)) for name in _LISTS})


def reading_from(document: Document, body: bytes, claims: list[str], where: str) -> Reading:
    """The reading of its rows; raises `DataError` where they do not fit together."""
    lists = unpack(body)
    plain = {**to_plain(document), "id": document.id, "text_sha256": document.text_sha256}
    named = {"id": document.id}
    built = [{**json.loads(claim), "document": named} for claim in claims]
    whole = {"schema_version": SCHEMA_VERSION, "document": plain, "claims": built, **lists}
    return reading_from_dict(whole, where)


def claim_from(document: Document, body: str, where: str) -> Claim:
    """The claim of its row and its document."""
    return claim_from_dict({**json.loads(body), "document": {"id": document.id}}, document, where)


def add_reading_rows(rows: ClaimRows, reading: Reading, number: int) -> None:
    """Add the rows of a reading's claims, ``number`` being the reading's id."""
    for position, claim in enumerate(reading.claims):
        add_claim_rows(rows, claim, number, (number << POSITION_BITS) | position)


def add_claim_rows(rows: ClaimRows, claim: Claim, number: int, key: int) -> None:
    """Add the rows of one claim of a reading under its key."""
    rows.claims.append(held_row(_claim_row(claim, number, key)))
    rows.places.extend(map(held_row, _place_rows(claim, key)))
    rows.parties.extend(map(held_row, _party_rows(claim, key)))
    rows.counts.extend(_count_rows(claim, key))
    rows.tellings.append(telling_row(claim, key))


def claim_body(claim: Claim) -> str:
    """The claim as JSON without its document, as the store keeps it."""
    hints = {"schema_version": SCHEMA_VERSION, "claim_id": claim.claim_id}
    values = {
        name: to_plain(getattr(claim, name))
        for name in Claim.__dataclass_fields__
        if name not in ("document", "claim_id")
    }
    return dumps(hints | values)


def _claim_row(claim: Claim, reading: int, key: int) -> Row:
    time = claim.time
    score = claim.score if claim.score is not None else claim.event.score
    return {
        "key": key,
        "reading": reading,
        "id": claim.claim_id,
        "category": claim.event.plover,
        "mode": claim.event.mode,
        "status": claim.status,
        "earliest": time.earliest.isoformat() if time and time.earliest else None,
        "latest": time.latest.isoformat() if time and time.latest else None,
        "score": score,
        "review": "\n".join(claim.review) or None,
        "evidence": claim.evidence.text,
        "body": claim_body(claim),
        "shown": claim.claim_id,
        "need": need_of(score, marked=bool(claim.review)),
    }


def need_of(score: float | None, *, marked: bool) -> float:
    """How much a person's look is needed: from 1 to 2 where the reading marked it, else below 1."""
    lacking = 0.5 if score is None else min(max(1 - score, 0.0), 1.0)
    return 1 + lacking if marked else min(lacking, 0.999)


def _place_rows(claim: Claim, key: int) -> Iterator[Row]:
    for position, place in enumerate(claim.places):
        found = place.resolved
        yield {
            "claim": key,
            "position": position,
            "words": place.span.text,
            "place": found and found.gazetteer_id,
            "name": found and found.name,
            "country": found and found.country,
            "admin1": found and found.admin1,
            "admin2": found and found.admin2,
            "latitude": found and found.latitude,
            "longitude": found and found.longitude,
            "precision": found and found.precision,
        }


def _party_rows(claim: Claim, key: int) -> Iterator[Row]:
    speakers = [link.speaker for link in claim.attribution if link.speaker is not None]
    parties = (
        [("actor", party) for party in claim.actors]
        + [("recipient", party) for party in claim.recipients]
        + [("speaker", party) for party in speakers]
    )
    for position, (role, party) in enumerate(parties):
        yield _party_row(key, position, role, party)


def _party_row(key: int, position: int, role: str, party: Participant) -> Row:
    words = (party.antecedent or party.span).text
    if party.antecedent is not None and party.antecedent.text != party.span.text:
        words = f"{party.span.text} ({party.antecedent.text})"
    return {
        "claim": key,
        "position": position,
        "role": role,
        "words": words,
        "actor": party.resolved and party.resolved.id,
        "name": party.resolved and party.resolved.name,
        "private": party.person == "private",
    }


def _count_rows(claim: Claim, key: int) -> Iterator[Row]:
    for position, count in enumerate(claim.counts):
        yield {
            "claim": key,
            "position": position,
            "what": count.what,
            "low": None if count.low is None else min(count.low, _MOST),
            "high": None if count.high is None else min(count.high, _MOST),
        }


def _held(value: str | None) -> str | None:
    return None if value is None else held(value)
