"""Who codes what: assignments out of the tables and into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, case, func, insert, select, update

from reportedly.errors import UsageError
from reportedly.store import journal
from reportedly.store.accounts import ROLES, by_id
from reportedly.store.deskdata import accounts, assignments
from reportedly.store.runs import now
from reportedly.store.tables import documents

#: ``blind``: the coder sees nothing of the machine; ``suggested``: starts from its claims.
MODES: Final = ("blind", "suggested")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One document for one coder. ``state``: open, done, or adjudicated.

    ``claims`` is how many the coder has written so far.
    """

    id: int
    document: str
    title: str | None
    coder: int
    coder_name: str
    mode: str
    state: str
    claims: int
    assigned_at: str
    done_at: str | None


def target(number: int) -> str:
    """What the journal calls an assignment."""
    return f"assignment:{number}"


def listed(
    connection: Connection, *, coder: int | None = None, document: str | None = None
) -> list[Assignment]:
    """Return assignments, the oldest first."""
    query = _query().order_by(assignments.c.id)
    if coder is not None:
        query = query.where(assignments.c.coder == coder)
    if document is not None:
        query = query.where(assignments.c.document == document)
    return [_assignment(row) for row in connection.execute(query)]


def one(connection: Connection, number: int) -> Assignment:
    """Return an assignment; raises `UsageError` where there is none."""
    row = connection.execute(_query().where(assignments.c.id == number)).first()
    if row is None:
        raise UsageError(f"no assignment {number}")
    return _assignment(row)


def make(connection: Connection, document: str, coder: int, mode: str, who: str) -> int:
    """Give a document to a coder and return the assignment; one that is there stays as it is."""
    if mode not in MODES:
        raise UsageError(f"no mode {mode!r}; choose of {', '.join(MODES)}")
    account = by_id(connection, coder)
    if not account.active or account.role == ROLES[0]:
        raise UsageError(f"{account.name} cannot code: enable the account, with the role coder")
    known = connection.execute(
        select(assignments.c.id).where(
            assignments.c.document == document, assignments.c.coder == coder
        )
    ).scalar()
    if known is not None:
        return int(known)
    row = {
        "document": document,
        "coder": coder,
        "mode": mode,
        "state": "open",
        "claims": 0,
        "assigned_at": now(),
        "done_at": None,
    }
    made = connection.execute(insert(assignments).values(**row).returning(assignments.c.id))
    number = int(made.scalar_one())
    body = {"document": document, "coder": coder, "mode": mode}
    journal.append(connection, who=who, kind="assign", target=target(number), body=body, why="")
    return number


def move(connection: Connection, held: Assignment, state: str, who: str, why: str) -> Assignment:
    """Put an assignment into another state."""
    kinds = {"done": "finish", "open": "reopen", "adjudicated": "adjudicated"}
    journal.append(connection, who=who, kind=kinds[state], target=target(held.id), body={}, why=why)
    done = {"done": now(), "open": None}.get(state, held.done_at)
    connection.execute(
        update(assignments).where(assignments.c.id == held.id).values(state=state, done_at=done)
    )
    return one(connection, held.id)


def counted(connection: Connection, number: int, claims: int) -> None:
    """Note how many claims the coder has written."""
    own = assignments.c.id == number
    connection.execute(update(assignments).where(own).values(claims=claims))


def ready(connection: Connection) -> list[str]:
    """Return the documents that at least two coders have finished and nobody still codes."""
    waiting = func.sum(case((assignments.c.state == "open", 1), else_=0))
    rows = connection.execute(
        select(assignments.c.document)
        .group_by(assignments.c.document)
        .having(func.count() > 1, waiting == 0)
        .order_by(func.min(assignments.c.id))
    )
    return list(rows.scalars())


def _query() -> Select[Any]:
    return (
        select(assignments, documents.c.title, accounts.c.name.label("coder_name"))
        .join(accounts, accounts.c.id == assignments.c.coder)
        .outerjoin(documents, documents.c.id == assignments.c.document)
    )


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        row.id,
        row.document,
        row.title,
        row.coder,
        row.coder_name,
        row.mode,
        row.state,
        row.claims,
        row.assigned_at,
        row.done_at,
    )
