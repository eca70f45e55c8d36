"""The tables of people at the desk: accounts, their sessions, what they were given to code.

What people do there but for decisions goes into ``journal``, a chain like that of the decisions.
``flags`` and ``assignments`` hold what follows from it and can be made anew.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from reportedly.store.tables import metadata

_BIG: Final = BigInteger().with_variant(Integer(), "sqlite")
_DIGEST: Final = String(64)

accounts = Table(
    "accounts",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text),  # argon2id, with its parameters and salt
    Column("active", Boolean, nullable=False),
    Column("created_at", Text, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("digest", _DIGEST, primary_key=True),  # of the secret, which is kept nowhere
    Column("account", _BIG, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("expires_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("account", _BIG, ForeignKey("accounts.id"), index=True),
    Column("started_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("idle", Integer, nullable=False),  # minutes
    Column("touched_at", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", _BIG, primary_key=True, autoincrement=False),
    Column("id", _DIGEST, nullable=False, unique=True),
    Column("previous", _DIGEST, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("why", Text, nullable=False),
)

flags = Table(
    "flags",
    metadata,
    Column("document", _DIGEST, primary_key=True),
    Column("flags", Text, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("document", _DIGEST, nullable=False, index=True),
    Column("coder", _BIG, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("mode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("assigned_at", Text, nullable=False),
    Column("done_at", Text),
    UniqueConstraint("document", "coder"),
)
