"""The log of people's decisions: append-only, each row holding the digest of the row before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, Table, insert, select

from reportedly.errors import ConflictError, UsageError
from reportedly.records.plain import from_plain, to_plain
from reportedly.records.serialise import dumps
from reportedly.store.held import held_row
from reportedly.store.locks import one_writer
from reportedly.store.prefixes import begins
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
    "withdraw",
]
FIRST: Final = "0" * 64
#: Stands for "whatever has been decided before".
ANY: Final = "any"
_BATCH: Final = 400
_SHORTEST: Final = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a decision is about, with what stands before and after them.

    ``start`` and ``end`` are the offsets in the document at the time; the trigger stands
    ``trigger`` characters after ``start`` and reads ``trigger_words``. ``claim`` is the id of the
    claim then; ``read`` quotes it as it was read, where a correction had made it another by then;
    ``added`` is the id of the decision that added it, for claims of people.
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
    read: Quote | None = None
    added: str | None = None


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

    ``target`` is the id of the claim, event or (``reanchor``, ``withdraw``) decision; ``seen`` the
    id of the last decision on the target that the person saw, None for none, `ANY` to decide in any
    case.
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
    """Write the decision at the end of the log, whatever ``seen`` says."""
    one_writer(connection)
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
        "quotes": dumps([_plain(quote) for quote in draft.quotes]),
    }
    values = held_row(values)
    values["id"] = digest(values)
    row = connection.execute(insert(decisions).values(**values).returning(decisions)).one()
    return decision_from(row)


def _plain(quote: Quote) -> dict[str, Any]:
    """Without what is seldom there, as logs of older versions are."""
    plain: dict[str, Any] = to_plain(quote)
    return {k: v for k, v in plain.items() if v is not None or k not in ("read", "added")}


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
        yield decision_from(row)


def by_seq(connection: Connection, numbers: Iterable[int]) -> list[Decision]:
    """Return the decisions with these numbers, the oldest first."""
    found: list[Decision] = []
    source = iter(sorted(set(numbers)))
    while batch := list(islice(source, _BATCH)):
        query = select(decisions).where(decisions.c.seq.in_(batch)).order_by(decisions.c.seq)
        found += [decision_from(row) for row in connection.execute(query)]
    return found


def by_id(connection: Connection, decision_id: str) -> Decision:
    """Return a decision by its id or six or more characters that it starts with."""
    if len(decision_id) < _SHORTEST or not decision_id.isalnum():
        raise UsageError(f"{decision_id!r} is no id of a decision: give {_SHORTEST} or more of it")
    begin = begins(decisions.c.id, decision_id, connection.dialect.name)
    rows = connection.execute(select(decisions).where(begin).limit(2)).all()
    if len(rows) != 1:
        what = "several decisions have" if rows else "no decision has"
        raise UsageError(f"{what} an id that starts with {decision_id!r}")
    return decision_from(rows[0])


def last_on(connection: Connection, target: str) -> Decision | None:
    """Return the last decision with this target."""
    query = select(decisions).where(decisions.c.target == target)
    row = connection.execute(query.order_by(decisions.c.seq.desc()).limit(1)).first()
    return None if row is None else decision_from(row)


def check_seen(seen: str | None, last: Decision | None) -> None:
    """Raise `ConflictError` with the last decision where the person has not seen it."""
    if seen == ANY or last is None or last.id == seen:
        return
    raise ConflictError(
        f"{last.who} decided on this in the meantime ({last.kind}, {last.at}): look at it first",
        last,
    )


def broken_links(connection: Connection, table: Table, what: str) -> Iterator[str]:
    """Yield, in words, each place where a chain was changed after it was written."""
    previous, expected = FIRST, 1
    for row in connection.execute(select(table).order_by(table.c.seq)):
        values = dict(row._mapping)
        if row.seq != expected:
            yield f"{what} {expected} is missing"
        if row.previous != previous:
            yield f"{what} {row.seq} does not follow from the one before it"
        if digest(values) != row.id:
            yield f"{what} {row.seq} was changed after it was written"
        previous, expected = row.id, row.seq + 1


def decision_from(row: Row[Any]) -> Decision:
    """Return the decision of a row."""
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
