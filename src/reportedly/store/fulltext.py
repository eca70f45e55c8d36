"""The indexes of words: FTS5 tables on SQLite, a tsvector beside each row on PostgreSQL.

They hold a document's title and text and a claim's quoted words. Both stem English and ignore
case; a phrase in double quotes must stand as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

#: PostgreSQL holds at most 1 MB of word positions a row; longer texts are searchable up to here.
_LONGEST: Final = 400_000
_PART: Final = re.compile(r'"([^"]*)"|(\S+)')


def add_document(connection: Connection, seq: int, title: str | None, body: str) -> None:
    """Index a document that was just added."""
    if connection.dialect.name == "sqlite":
        insert = "INSERT INTO documents_words (rowid, title, text) VALUES (:row, :title, :body)"
    else:
        insert = (
            "INSERT INTO documents_words (row, words) VALUES (:row, "
            "to_tsvector('english', :title || ' ' || :body))"
        )
        title, body = title or "", body[:_LONGEST]
    connection.execute(text(insert), {"row": seq, "title": title, "body": body})


def retitle_document(
    connection: Connection, seq: int, titles: tuple[str | None, str | None], body: str
) -> None:
    """Index a document anew under another title (before, after); call it before the row changes."""
    before, after = titles
    if before == after:
        return
    if connection.dialect.name == "sqlite":
        # FTS5 takes out the words that it is told, https://www.sqlite.org/fts5.html, 6.4.
        remove = (
            "INSERT INTO documents_words (documents_words, rowid, title, text) "
            "VALUES ('delete', :row, :title, :body)"
        )
        connection.execute(text(remove), {"row": seq, "title": before, "body": body})
    else:
        connection.execute(text("DELETE FROM documents_words WHERE row = :row"), {"row": seq})
    add_document(connection, seq, after, body)


def add_claims(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Index the quoted words of claims that were just added (``key``, ``evidence``)."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        insert = "INSERT INTO claims_words (rowid, evidence) VALUES (:key, :evidence)"
    else:
        insert = (
            "INSERT INTO claims_words (row, words) VALUES (:key, to_tsvector('english', :evidence))"
        )
    values = [{"key": row["key"], "evidence": row["evidence"]} for row in rows]
    connection.execute(text(insert), values)


def remove_claim(connection: Connection, key: int, evidence: str) -> None:
    """Take a claim out of the index; call it before its row is deleted."""
    if connection.dialect.name == "sqlite":
        remove = (
            "INSERT INTO claims_words (claims_words, rowid, evidence) "
            "VALUES ('delete', :row, :evidence)"
        )
        connection.execute(text(remove), {"row": key, "evidence": evidence})
    else:
        connection.execute(text("DELETE FROM claims_words WHERE row = :row"), {"row": key})


def matching(dialect: str, table: str, parameter: str) -> str:
    """Return SQL that lists the row numbers of ``documents`` or ``claims`` with the words."""
    if dialect == "sqlite":
        return f"SELECT rowid AS key FROM {table}_words WHERE {table}_words MATCH :{parameter}"  # noqa: S608
    return (
        f"SELECT row AS key FROM {table}_words "  # noqa: S608 - both names are ours
        f"WHERE words @@ websearch_to_tsquery('english', :{parameter})"
    )


def query(dialect: str, words: str) -> str | None:
    """Return the words as the database wants them, None where there is nothing to look for.

    All words must be there. Signs that mean something to either database are taken as words.
    """
    parts = [phrase or word for phrase, word in _PART.findall(words)]
    parts = [" ".join(re.findall(r"\w+", part)) for part in parts]
    parts = [part for part in parts if part]
    if not parts:
        return None
    return " ".join(f'"{part}"' for part in parts)
