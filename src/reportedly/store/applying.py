"""What decisions do to claims: accept, reject, correct, add. The reading itself stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.errors import DataError, UsageError
from reportedly.records.claim import Claim
from reportedly.records.document import Document
from reportedly.records.plain import from_plain, to_plain
from reportedly.store import fulltext
from reportedly.store.anchors import find
from reportedly.store.deciding import Anchored, reading_in_run
from reportedly.store.keeping import insert_parts
from reportedly.store.lookup import Stored, claim_by_id
from reportedly.store.rows import (
    POSITION_BITS,
    ClaimRows,
    add_claim_rows,
    claim_body,
    document_from,
)
from reportedly.store.tables import (
    claim_counts,
    claim_parties,
    claim_places,
    claims,
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


def apply(connection: Connection, held: Anchored, where: str) -> None:
    """Bring the tables into the state that a decision, as it stands in a run, asks for."""
    kind = held.decision.kind
    if kind == "add_claim":
        _add(connection, held)
        return
    if kind not in ("accept", "reject", "correct"):
        return
    for claim_id in held.claims:
        stored = claim_by_id(connection, held.run, claim_id, where)
        if kind == "correct":
            changed = corrected(stored.claim, moved(held, stored.claim))
            _replace(connection, stored, changed)
        else:
            connection.execute(
                update(claims).where(claims.c.key == stored.key).values(verdict=kind, decided=True)
            )


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


def moved(held: Anchored, claim: Claim) -> dict[str, Any]:
    """The values of a correction, with its spans where the words stand now."""
    quote = held.decision.quotes[0]
    return dict(shifted(held.decision.after, claim.evidence.start - quote.start))


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
    rows = ClaimRows()
    add_claim_rows(rows, claim, stored.reading, stored.key)
    (row,) = rows.claims
    values = {k: v for k, v in row.items() if k not in ("key", "reading", "id", "body", "evidence")}
    for table in (claim_places, claim_parties, claim_counts, tellings):
        connection.execute(delete(table).where(table.c.claim == stored.key))
    connection.execute(
        update(claims)
        .where(claims.c.key == stored.key)
        .values(**values, corrected=claim_body(claim), decided=True)
    )
    insert_parts(connection, rows)


def _add(connection: Connection, held: Anchored) -> None:
    """Put a person's claim beside those of the document's reading."""
    quote = held.decision.quotes[0]
    row = reading_in_run(connection, quote, held.run)
    if row is None:
        return
    document = document_from(row.text, row.text_exact, row.metadata)
    start = _start(held, document.text)
    claim = claim_of(document, shifted(held.decision.after, start - quote.start))
    known = select(claims.c.key).where(
        claims.c.reading == row.id, claims.c.decision == held.decision.seq
    )
    if connection.execute(known).first():
        return
    last = select(func.max(claims.c.key)).where(claims.c.reading == row.id)
    key = (connection.execute(last).scalar() or (row.id << POSITION_BITS) - 1) + 1
    rows = ClaimRows()
    add_claim_rows(rows, claim, row.id, key)
    rows.claims[0] |= {"decision": held.decision.seq, "decided": True}
    connection.execute(insert(claims), rows.claims)
    insert_parts(connection, rows)
    fulltext.add_claims(connection, rows.claims)


def _start(held: Anchored, text: str) -> int:
    found = find(held.decision.quotes[0], text)
    if found is None:
        raise UsageError("the words of the added claim are not in the document")
    return found
