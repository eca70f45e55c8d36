"""Which decisions hold once those that were taken back are left out.

A withdrawal is a decision that names an earlier one. It can be withdrawn itself, which brings back
what it took away.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.store import decisions as logged
from reportedly.store.decisions import Decision
from reportedly.store.tables import decisions


def withdrawn(connection: Connection) -> dict[str, str]:
    """Return the ids of the decisions that do not hold, with the withdrawal that holds for each."""
    rows = connection.execute(
        select(decisions.c.id, decisions.c.target)
        .where(decisions.c.kind == "withdraw")
        .order_by(decisions.c.seq.desc())
    )
    found: dict[str, str] = {}
    for withdrawal, target in rows:  # the newest first: nothing later can undo what holds here
        if withdrawal not in found:
            found.setdefault(target, withdrawal)
    return found


def subject(connection: Connection, decision: Decision) -> Decision:
    """Return what a withdrawal is about in the end: a decision that is none itself."""
    while decision.kind == "withdraw":
        decision = logged.by_id(connection, decision.target)
    return decision
