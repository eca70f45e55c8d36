"""What decisions do to claims: accept, reject, correct, add. The reading itself stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.errors import DataError, UsageError
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.plain import from_plain, to_plain
from reportedly.store import fulltext
from reportedly.store.decisions import Decision
from reportedly.store.keeping import insert_parts
from reportedly.store.lookup import Stored
from reportedly.store.rows import (
    POSITION_BITS,
    ClaimRows,
    add_claim_rows,
    claim_body,
    claim_from,
    document_from,
)
from reportedly.store.tables import (
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    documents,
    readings,
    tellings,
)

#: Fields of a claim that a person may correct.
CORRECTABLE: Final = (
    "event",
    "status",
    "actors",
    "recipients",
    "places",
    "time",
    "counts",
    "attribution",
    "score",
    "review",
    "inferences",
    "relations",
    "trigger",
    "evidence",
)
#: Columns of a claim that stay what was read.
_AS_READ: Final = ("key", "reading", "id", "body", "evidence")


def judge(connection: Connection, key: int, verdict: str) -> str | None:
    """Accept or reject a claim; returns the verdict before."""
    own = claims.c.key == key
    before = connection.execute(select(claims.c.verdict).where(own)).scalar()
    connection.execute(update(claims).where(own).values(verdict=verdict, decided=True))
    return before


def correct(connection: Connection, key: int, after: dict[str, Any], where: str) -> None:
    """Show a claim with other values.

    Raises `UsageError` where they do not fit, or make it the same as another of the document.
    """
    stored = claim_at(connection, key, where)
    changed = corrected(stored.claim, after)
    check_alone(connection, changed, stored.reading, key)
    _replace(connection, stored, changed)


def add(connection: Connection, decision: Decision, reading: int, shift: int, where: str) -> int:
    """Put a person's claim beside those of a reading and return its key.

    Where the reading now tells the same, what the person wrote takes its place.
    """
    document = document_of(connection, reading)
    claim = claim_of(document, shifted(decision.after, shift))
    same = connection.execute(
        select(claims.c.key, claims.c.decision).where(
            claims.c.reading == reading, claims.c.shown == claim.claim_id
        )
    ).first()
    if same is not None:
        if same.decision is not None:
            raise UsageError("the same claim has been added to the document already")
        _replace(connection, claim_at(connection, same.key, where), claim)
        return int(same.key)
    last = select(func.max(claims.c.key)).where(claims.c.reading == reading)
    key = (connection.execute(last).scalar() or (reading << POSITION_BITS) - 1) + 1
    rows = ClaimRows()
    add_claim_rows(rows, claim, reading, key)
    rows.claims[0] |= {
        "decision": decision.seq,
        "decided": True,
        "edition": edition(rows.claims[0]["body"]),
    }
    connection.execute(insert(claims), rows.claims)
    insert_parts(connection, rows)
    fulltext.add_claims(connection, rows.claims)
    return key


def check_alone(connection: Connection, claim: Claim, reading: int, key: int | None = None) -> None:
    """Raise `UsageError` where another claim of the reading says the same by the same words."""
    query = select(claims.c.key).where(
        claims.c.reading == reading, claims.c.shown == claim.claim_id, claims.c.key != (key or 0)
    )
    if connection.execute(query).first():
        raise UsageError(
            f"{claim.trigger.text!r} has a claim of that category and voice already "
            f"({claim.claim_id[:12]}): change that one, or reject it"
        )


def claim_at(connection: Connection, key: int, where: str) -> Stored:
    """Return a claim, as it is shown, by its key."""
    row = connection.execute(
        select(claims.c.reading, claims.c.body, claims.c.corrected).where(claims.c.key == key)
    ).one()
    document = document_of(connection, row.reading)
    return Stored(claim_from(document, row.corrected or row.body, where), key, row.reading)


def start_of(connection: Connection, key: int, where: str) -> int:
    """Return where the evidence of a claim begins."""
    return claim_at(connection, key, where).claim.evidence.start


def edition(body: str) -> int:
    """Return a number for what people made of a claim; 0 stands for what was read."""
    return int.from_bytes(sha256(body.encode("utf-8", "surrogatepass")).digest()[:6], "big") or 1


def corrected(claim: Claim, after: dict[str, Any]) -> Claim:
    """Return the claim with other values; its id follows from them.

    Raises `UsageError` for fields that cannot be corrected and for values that are none.
    """
    wrong = [name for name in after if name not in CORRECTABLE]
    if wrong:
        raise UsageError(f"{wrong[0]!r} cannot be corrected; choose of {', '.join(CORRECTABLE)}")
    plain = {name: to_plain(getattr(claim, name)) for name in Claim.__dataclass_fields__}
    plain.pop("claim_id")
    plain["document"] = to_plain(claim.document)
    return _built(plain | after, "the correction")


def values_of(claim: Claim, fields: Iterable[str]) -> dict[str, Any]:
    """Return the plain values of some fields of a claim."""
    return {name: to_plain(getattr(claim, name)) for name in fields}


def claim_of(document: Document, plain: dict[str, Any]) -> Claim:
    """Return a claim that a person made: the fields of ``claim.schema.json`` on the document."""
    known = {k: v for k, v in plain.items() if k not in ("schema_version", "claim_id", "document")}
    return _built({**known, "document": to_plain(document)}, "the added claim")


def shifted(value: Any, by: int) -> Any:
    """Move every span of plain values by so many characters."""
    if by == 0:
        return value
    if isinstance(value, list):
        return [shifted(item, by) for item in value]
    if isinstance(value, dict):
        out = {name: shifted(item, by) for name, item in value.items()}
        if value.keys() == {"start", "end", "text"}:
            out["start"], out["end"] = value["start"] + by, value["end"] + by
        return out
    return value


def _built(plain: dict[str, Any], what: str) -> Claim:
    try:
        claim = from_plain(plain, Claim, what)
    except DataError as error:
        raise UsageError(str(error)) from error
    assert isinstance(claim, Claim)
    return claim


def _replace(connection: Connection, stored: Stored, claim: Claim) -> None:
    """Show the corrected claim in place of the one that was read."""
    rows = replace_parts(connection, stored, claim)
    body = claim_body(claim)
    connection.execute(
        update(claims)
        .where(claims.c.key == stored.key)
        .values(**rows, corrected=body, edition=edition(body), decided=True)
    )


def replace_parts(connection: Connection, stored: Stored, claim: Claim) -> dict[str, Any]:
    """Put the claim's places, parties and counts into the tables; return its other columns."""
    rows = ClaimRows()
    add_claim_rows(rows, claim, stored.reading, stored.key)
    (row,) = rows.claims
    for table in (claim_places, claim_parties, claim_counts, tellings):
        connection.execute(delete(table).where(table.c.claim == stored.key))
    insert_parts(connection, rows)
    return {k: v for k, v in row.items() if k not in _AS_READ}


def document_of(connection: Connection, reading: int) -> Document:
    """Return the document of a reading, with the metadata that it was read with."""
    row = connection.execute(
        select(readings.c.metadata, documents.c.text, documents.c.text_exact)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.id == reading)
    ).one()
    return document_from(row.text, row.text_exact, row.metadata)
