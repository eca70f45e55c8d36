"""One writer at a time, for what has to be numbered without gaps."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

_KEY: Final = 0x52505445


def one_writer(connection: Connection) -> None:
    """Wait until no other transaction holds this; it is let go when the transaction ends.

    On SQLite a writing transaction holds it already.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KEY})")
