"""Inserts that leave alone what is there already, in both databases."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.store.held import held_row


def insert_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert the row unless one with the same key is there; return whether it was inserted."""
    statement = _statement(table, connection.dialect.name, None)
    return connection.execute(statement, held_row(row)).rowcount > 0


def insert_key(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> int | None:
    """Insert as `insert_new` and return the column ``key`` of the row, None where it was there."""
    statement = _statement(table, connection.dialect.name, key)
    found = connection.execute(statement, held_row(row)).scalar()
    return None if found is None else int(found)


def upsert(
    connection: Connection, table: Table, row: dict[str, Any], keys: tuple[str, ...]
) -> None:
    """Insert the row, or set its other columns where one with the same ``keys`` is there."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = held_row(row)
    changed = {name: value for name, value in row.items() if name not in keys}
    statement = made(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=changed))


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: str, key: str | None) -> Executable:
    """Made once, so that the database library compiles it once."""
    made = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = made(table).on_conflict_do_nothing()
    return statement if key is None else statement.returning(table.c[key])
