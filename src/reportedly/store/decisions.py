"""The log of people's decisions: append-only, each row holding the digest of the row before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, insert, select

from reportedly.errors import ConflictError
from reportedly.records.plain import from_plain, to_plain
from reportedly.records.serialise import dumps
from reportedly.store.held import held_row
from reportedly.store.locks import one_writer
from reportedly.store.runs import now
from reportedly.store.tables import decisions

Kind = Literal[
    "accept",
    "reject",
    "correct",
    "add_claim",
    "merge",
    "split",
    "pin",
    "restore_name",
    "reanchor",
]
FIRST: Final = "0" * 64
#: Stands for "whatever has been decided before".
ANY: Final = "any"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a decision is about, with what stands before and after them.

    ``start`` and ``end`` are the offsets in the document at the time; the trigger stands
    ``trigger`` characters after ``start`` and reads ``trigger_words``. ``claim`` is the id of the
    claim then.
    """

    document: str
    start: int
    end: int
    words: str
    prefix: str
    suffix: str
    claim: str | None = None
    category: str | None = None
    trigger: int | None = None
    trigger_words: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log. ``id`` is the SHA-256 over all the rest, ``previous`` included."""

    seq: int
    id: str
    previous: str
    at: str
    who: str
    kind: Kind
    target: str
    document: str | None
    before: Any
    after: Any
    why: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is not yet in the log.

    ``target`` is the id of the claim, event or (``reanchor``) decision; ``seen`` the id of the last
    decision on the target that the person saw, None for none, `ANY` to decide in any case.
    """

    kind: Kind
    who: str
    why: str
    target: str
    document: str | None = None
    before: Any = None
    after: Any = None
    quotes: tuple[Quote, ...] = ()
    seen: str | None = ANY


def append(connection: Connection, draft: Draft) -> Decision:
    """Write the decision at the end of the log.

    Raises `ConflictError` with the other's decision where the target was decided on since.
    """
    one_writer(connection)
    _check_seen(connection, draft)
    last = connection.execute(
        select(decisions.c.seq, decisions.c.id).order_by(decisions.c.seq.desc()).limit(1)
    ).first()
    values: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1,
        "previous": last.id if last else FIRST,
        "at": now(),
        "who": draft.who,
        "kind": draft.kind,
        "target": draft.target,
        "document": draft.document,
        "before": None if draft.before is None else dumps(draft.before),
        "after": None if draft.after is None else dumps(draft.after),
        "why": draft.why,
        "quotes": dumps(to_plain(draft.quotes)),
    }
    values = held_row(values)
    values["id"] = digest(values)
    row = connection.execute(insert(decisions).values(**values).returning(decisions)).one()
    return _decision(row)


def digest(values: dict[str, Any]) -> str:
    """SHA-256 over the row's values but its id, as JSON with sorted names in UTF-8."""
    plain = {name: value for name, value in values.items() if name != "id"}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def log(connection: Connection, target: str | None = None) -> Iterator[Decision]:
    """Yield the decisions, the oldest first; those on one target where it is given."""
    query = select(decisions).order_by(decisions.c.seq)
    if target is not None:
        query = query.where(decisions.c.target == target)
    for row in connection.execute(query):
        yield _decision(row)


def broken_links(connection: Connection) -> Iterator[str]:
    """Yield, in words, each place where the log was changed after it was written."""
    previous, expected = FIRST, 1
    for row in connection.execute(select(decisions).order_by(decisions.c.seq)):
        values = dict(row._mapping)
        if row.seq != expected:
            yield f"decision {expected} is missing"
        if row.previous != previous:
            yield f"decision {row.seq} does not follow from the one before it"
        if digest(values) != row.id:
            yield f"decision {row.seq} was changed after it was written"
        previous, expected = row.id, row.seq + 1


def _check_seen(connection: Connection, draft: Draft) -> None:
    if draft.seen == ANY:
        return
    row = connection.execute(
        select(decisions)
        .where(decisions.c.target == draft.target)
        .order_by(decisions.c.seq.desc())
        .limit(1)
    ).first()
    if row is not None and row.id != draft.seen:
        raise ConflictError(
            f"{row.who} decided on this in the meantime ({row.kind}, {row.at}): look at it first",
            _decision(row),
        )


def _decision(row: Row[Any]) -> Decision:
    quotes = from_plain(json.loads(row.quotes), tuple[Quote, ...], f"decision {row.seq}")
    return Decision(
        row.seq,
        row.id,
        row.previous,
        row.at,
        row.who,
        row.kind,
        row.target,
        row.document,
        None if row.before is None else json.loads(row.before),
        None if row.after is None else json.loads(row.after),
        row.why,
        quotes,
    )
