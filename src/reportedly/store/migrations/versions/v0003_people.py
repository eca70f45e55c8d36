"""People at the desk: accounts, sessions, assignments; which claims decisions hold for."""

from __future__ import annotations

import json
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DIGEST: Final = sa.String(length=64)


def upgrade() -> None:
    """Bring older tables up to this state."""
    op.add_column("claims", sa.Column("edition", _BIG, nullable=False, server_default="0"))
    op.add_column("event_members", sa.Column("edition", _BIG, nullable=False, server_default="0"))
    op.create_index("ix_decisions_kind", "decisions", ["kind"])
    _parts()
    _fill_parts(op.get_bind())
    _accounts()
    _journal()
    _assignments()


def _parts() -> None:
    op.create_table(
        "anchor_parts",
        sa.Column("decision", _BIG, autoincrement=False, nullable=False),
        sa.Column("run", _BIG, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reading", _BIG, nullable=False),
        sa.Column("claim", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["decision"], ["decisions.seq"], name="fk_anchor_parts_decision"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_anchor_parts_run"),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_anchor_parts_reading"),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name="fk_anchor_parts_claim"),
        sa.PrimaryKeyConstraint("decision", "run", "position", name="pk_anchor_parts"),
    )
    op.create_index("ix_anchor_parts_reading", "anchor_parts", ["reading"])
    op.create_index("ix_anchor_parts_claim", "anchor_parts", ["claim"])


def _fill_parts(connection: sa.Connection) -> None:
    """Name the claims that the decisions so far hold for, and the readings of the others."""
    rows = connection.execute(
        sa.text(
            "SELECT a.decision, a.run, a.targets, d.quotes, d.kind FROM anchors a "
            "JOIN decisions d ON d.seq = a.decision"
        )
    ).all()
    for row in rows:
        ids = json.loads(row.targets)
        found: list[tuple[int, int | None] | None]
        found = [_claim(connection, row, claim) for claim in ids]
        if not ids:
            found = [_reading(connection, row, q["document"]) for q in json.loads(row.quotes)]
        values = [
            {"d": row.decision, "r": row.run, "p": position, "reading": reading, "claim": claim}
            for position, (reading, claim) in enumerate(filter(None, found))
        ]
        if values:
            insert = "INSERT INTO anchor_parts VALUES (:d, :r, :p, :reading, :claim)"
            connection.execute(sa.text(insert), values)


def _claim(connection: sa.Connection, row: Any, claim: str) -> tuple[int, int | None] | None:
    query = (
        "SELECT c.reading, c.key FROM claims c JOIN readings r ON r.id = c.reading "
        "WHERE r.run = :run AND r.live AND (c.decision = :d OR c.shown = :id OR c.id = :id) "
        "ORDER BY CASE WHEN c.decision = :d THEN 0 ELSE 1 END LIMIT 1"
    )
    added = row.decision if row.kind == "add_claim" else -1
    found = connection.execute(sa.text(query), {"run": row.run, "d": added, "id": claim}).first()
    return None if found is None else (found.reading, found.key)


def _reading(connection: sa.Connection, row: Any, document: str) -> tuple[int, int | None] | None:
    query = (
        "SELECT r.id FROM readings r JOIN documents d ON d.seq = r.document "
        "WHERE r.run = :run AND r.live AND d.id = :document"
    )
    found = connection.execute(sa.text(query), {"run": row.run, "document": document}).first()
    return None if found is None else (found.id, None)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("folded", name="uq_accounts_folded"),
    )
    op.create_table(
        "links",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("account", _BIG, nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_links_account"),
        sa.PrimaryKeyConstraint("digest", name="pk_links"),
    )
    op.create_index("ix_links_account", "links", ["account"])
    op.create_table(
        "sessions",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("account", _BIG, nullable=True),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("idle", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account"),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", _BIG, autoincrement=False, nullable=False),
        sa.Column("id", _DIGEST, nullable=False),
        sa.Column("previous", _DIGEST, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("id", name="uq_journal_id"),
        sa.UniqueConstraint("previous", name="uq_journal_previous"),
    )
    op.create_index("ix_journal_target", "journal", ["target"])
    op.create_table(
        "flags",
        sa.Column("document", _DIGEST, nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_flags"),
    )


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("document", _DIGEST, nullable=False),
        sa.Column("coder", _BIG, nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["coder"], ["accounts.id"], name="fk_assignments_coder"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sa.UniqueConstraint("document", "coder", name="uq_assignments_document_coder"),
    )
    op.create_index("ix_assignments_document", "assignments", ["document"])
    op.create_index("ix_assignments_coder", "assignments", ["coder"])
