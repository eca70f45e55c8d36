"""Inserts that leave alone what is there already, in both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.store.held import held_row


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert the row unless one with the same key is there; return whether it was inserted."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    result = connection.execute(made(table).values(**held_row(row)).on_conflict_do_nothing())
    return result.rowcount > 0


def insert_key(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> int | None:
    """Insert as `insert_new` and return the column ``key`` of the row, None where it was there."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = made(table).values(**held_row(row)).on_conflict_do_nothing().returning(table.c[key])
    found = connection.execute(statement).scalar()
    return None if found is None else int(found)


def upsert(
    connection: Connection, table: Table, row: dict[str, Any], keys: tuple[str, ...]
) -> None:
    """Insert the row, or set its other columns where one with the same ``keys`` is there."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = held_row(row)
    changed = {name: value for name, value in row.items() if name not in keys}
    statement = made(table).values(**held_row(row))
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=changed))
