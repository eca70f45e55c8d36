"""What a database's error means, in plain words."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import StoreError

_KEPT: Final = "what was reported as stored is kept; the same command goes on from there"
_WORDS: Final = (
    ("disk is full", f"no space is left on the disk; free some ({_KEPT})"),
    ("no space left", f"no space is left on the disk; free some ({_KEPT})"),
    ("readonly database", "the file or its folder may not be written to; change its permissions"),
    ("read-only", "the database may not be written to"),
    ("unable to open database file", "cannot be opened: check the folder and its permissions"),
    ("database is locked", "another program keeps writing to it; try again when that has ended"),
    ("malformed", "the file is damaged; restore it from a copy"),
    ("not a database", "not a project of reportedly"),
    ("disk i/o error", f"the disk reports an error ({_KEPT})"),
    ("password authentication", "the server refuses the user or the password"),
    ("does not exist", "no such database, user or table on the server; create the database first"),
    ("no such table", "not a project of reportedly"),
    ("no such module: fts5", "this Python's SQLite has no full-text search (FTS5)"),
)
_GONE: Final = (
    "server closed the connection",
    "connection refused",
    "terminating connection",
    "consuming input failed",
    "connection failed",
    "connection is bad",
    "connection to server",
    "is not accepting",
    "the database system is",
    "connection is lost",
    "connection is closed",
    "connection timeout",
    "could not receive data",
    "sending query failed",
)


def explained(error: SQLAlchemyError, name: str) -> StoreError:
    """Return the error to raise for one of the database."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    detail = " ".join(str(cause).split()) or type(cause).__name__
    low = detail.lower()
    if any(words in low for words in _GONE) or getattr(error, "connection_invalidated", False):
        return StoreError(f"{name}: the database server went away or cannot be reached ({_KEPT})")
    for words, meaning in _WORDS:
        if words in low:
            return StoreError(f"{name}: {meaning}")
    return StoreError(f"{name}: the database refused: {detail[:300]}")


def is_lasting(error: StoreError) -> bool:
    """Whether the trouble lies with the whole project rather than with one document."""
    return "the database refused" not in str(error)
