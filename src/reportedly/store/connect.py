"""Connections to a project: one SQLite file, or a PostgreSQL database by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from reportedly.errors import UsageError
from reportedly.store.failures import explained

#: Seconds that a writer waits for another writer of the same file.
PATIENCE: Final = 120
_WRITES: Final = "reportedly_writes"
Context = AbstractContextManager[Connection]


class Target:
    """Where a project lives: ``path`` for a SQLite file, None for a server; ``name`` for people."""

    def __init__(self, path_or_url: str | Path) -> None:
        self.url, self.path = _parsed(path_or_url)
        shown = self.url.render_as_string(hide_password=True)
        self.name = str(self.path) if self.path is not None else shown

    def engine(self) -> Engine:
        """Make an engine; nothing is opened yet."""
        if self.path is not None:
            return _sqlite(self.url)
        return create_engine(self.url, pool_pre_ping=True, pool_size=2, max_overflow=8)


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection in one transaction that sees one state; database errors are explained."""
    with _explained(name), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection whose writes are on disk, all of them, when the block ends.

    On SQLite writers wait for each other here, before they have read anything.
    """
    with _explained(name), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise explained(error, name) from error


def _parsed(path_or_url: str | Path) -> tuple[URL, Path | None]:
    given = str(path_or_url)
    if not given:
        raise UsageError("an empty project name: name a file, as project.rptd")
    if "://" not in given:
        return URL.create("sqlite+pysqlite", database=given), Path(given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise UsageError(
            f"{given.split('://', maxsplit=1)[0]}://…: not a database URL; expected "
            "postgresql://user@host/database"
        ) from None
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg"), None
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite+pysqlite"), Path(url.database)
    raise UsageError(f"{backend}://…: only SQLite files and postgresql:// URLs hold projects")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys = ON",
            f"busy_timeout = {PATIENCE * 1000}",
            "synchronous = FULL",
            "trusted_schema = OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
