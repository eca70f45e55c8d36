"""The tables of people at the desk: accounts, their sessions, what they were given to code.

What people do there but for decisions goes into ``journal``, a chain like that of the decisions.
``flags`` and ``assignments`` hold what follows from it and can be made anew.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from reportedly.store.tables import BIG, DIGEST, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", BIG, primary_key=True),
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
    Column("digest", DIGEST, primary_key=True),  # of the secret, which is kept nowhere
    Column("account", BIG, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("expires_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("account", BIG, ForeignKey("accounts.id"), index=True),
    Column("started_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("idle", Integer, nullable=False),  # minutes
    Column("touched_at", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("id", DIGEST, nullable=False, unique=True),
    Column("previous", DIGEST, nullable=False, unique=True),
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
    Column("document", DIGEST, primary_key=True),
    Column("flags", Text, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", BIG, primary_key=True),
    Column("document", DIGEST, nullable=False, index=True),
    Column("coder", BIG, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("mode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("assigned_at", Text, nullable=False),
    Column("done_at", Text),
    UniqueConstraint("document", "coder"),
)
