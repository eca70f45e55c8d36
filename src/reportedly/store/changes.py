"""Which claims changed since events were told last, so that little has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from reportedly.store.tables import claim_changes, readings

#: The readings of a run and the last change of its claims: changes when events have to.
Mark = tuple[int, int, int]


def note(connection: Connection, run: int, keys: Iterable[int | None]) -> None:
    """Note that events with these claims have to be looked at; None stands for all events."""
    rows = [{"run": run, "claim": key} for key in keys]
    if rows:
        connection.execute(insert(claim_changes), rows)


def last(connection: Connection, run: int) -> int:
    """Return the number of the last change in a run, 0 for none."""
    query = select(func.max(claim_changes.c.seq)).where(claim_changes.c.run == run)
    return int(connection.execute(query).scalar() or 0)


def mark(connection: Connection, run: int) -> Mark:
    """Return what two moments have to share for events to be the same."""
    row = connection.execute(
        select(func.coalesce(func.max(readings.c.id), 0), func.count()).where(
            readings.c.run == run, readings.c.live
        )
    ).one()
    return int(row[0]), int(row[1]), last(connection, run)


def since(connection: Connection, run: int, number: int) -> set[int] | None:
    """Return the keys of the claims that changed after change ``number``; None for all."""
    query = select(claim_changes.c.claim).where(
        claim_changes.c.run == run, claim_changes.c.seq > number
    )
    keys = set(connection.execute(query.distinct()).scalars())
    return None if None in keys else keys
