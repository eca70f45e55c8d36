"""Makes the tables, brings older ones up to date, and refuses what is not a project."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect

from reportedly.errors import StoreError, UsageError
from reportedly.store.connect import Target, reading, writing
from reportedly.store.locks import one_writer
from reportedly.store.tables import HEAD

#: "RPTD", the mark in the header of our SQLite files (PRAGMA application_id).
APPLICATION_ID: Final = 0x52505444
_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100  # bytes, https://www.sqlite.org/fileformat.html, section 1.3
#: Revisions before `HEAD` that this version brings up to date.
_OLDER: Final = ("0001", "0002", "0003", "0004", "0005")


def create(target: Target) -> None:
    """Make an empty project; the file appears whole or not at all.

    Raises `StoreError` where something is there already or the place cannot be written.
    """
    if target.path is None:
        _create_on_server(target)
        return
    path = target.path
    if os.path.lexists(path):
        raise StoreError(f"{path}: is there already; open it, or name another file")
    log = Path(f"{path}-wal")
    if log.exists():  # SQLite would take it for the new file's and damage that
        raise StoreError(f"{log}: is left of another project; put that back, or move this away")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _create_file(made, path)
        _place(made, path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{path}: cannot be made: {reason}") from error
    finally:
        _remove(made)


def check(target: Target, engine: Engine) -> None:
    """Raise `StoreError` unless a project is there; bring it up to this version's tables."""
    if target.path is not None:
        check_file(target.path)
    with reading(engine, target.name) as connection:
        revision = _revision(connection)
    if revision is None:
        raise StoreError(
            f"{target.name}: not a project of reportedly; make one with: reportedly init"
        )
    if revision == HEAD:
        return
    if revision not in _OLDER:
        raise StoreError(
            f"{target.name}: was written by a newer version of reportedly (tables {revision}; this "
            f"version knows up to {HEAD}); update reportedly"
        )
    with writing(engine, target.name) as connection:
        one_writer(connection)
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that are still to run, in the connection's transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_file(path: Path) -> None:
    """Refuse what is no SQLite file, not ours, or cut short; nothing is written."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEADER)
    except FileNotFoundError:
        raise StoreError(f"{path}: no such project; make it with: reportedly init {path}") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{path}: cannot be read: {reason}") from error
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        what = "an empty or truncated file" if len(head) < _HEADER else "a file of another kind"
        raise StoreError(f"{path}: {what}, not a project of reportedly")
    (mark,) = struct.unpack_from(">I", head, 68)
    if mark != APPLICATION_ID:
        raise StoreError(f"{path}: a SQLite file of another program, not a project of reportedly")
    if size < _expected(head) and not _has_log(path):
        raise StoreError(
            f"{path}: truncated: {size:,} bytes, its header says {_expected(head):,}; "
            "restore it from a copy"
        )


def _expected(head: bytes) -> int:
    (page,) = struct.unpack_from(">H", head, 16)
    (pages,) = struct.unpack_from(">I", head, 28)
    return int(pages) * (65_536 if page == 1 else int(page))


def _has_log(path: Path) -> bool:
    """Whether a write-ahead log is there, which may hold the pages that the file lacks."""
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _remove(made: Path) -> None:
    """Take away an unfinished file and what SQLite puts beside it."""
    for path in (made, *(Path(f"{made}{end}") for end in ("-wal", "-shm", "-journal"))):
        with suppress(OSError):
            path.unlink()


def _create_file(made: Path, path: Path) -> None:
    _remove(made)
    target = Target(made)
    engine = target.engine()
    try:
        with writing(engine, str(path)) as connection:
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        with engine.connect() as plain:
            raw = plain.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA journal_mode = WAL")
    finally:
        engine.dispose()


def _place(made: Path, path: Path) -> None:
    """Give the finished file its name; what another process put there first is not replaced."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise StoreError(f"{path}: is there already; open it, or name another file") from None
    except OSError:  # a file system without links
        made.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _create_on_server(target: Target) -> None:
    engine = target.engine()
    try:
        with writing(engine, target.name) as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
            if _revision(connection) is not None:
                raise StoreError(f"{target.name}: a project is there already; open it")
            if inspect(connection).get_table_names():
                raise UsageError(
                    f"{target.name}: the database holds other tables; name an empty database"
                )
            upgrade(connection)
    finally:
        engine.dispose()
