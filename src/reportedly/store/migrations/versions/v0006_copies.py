"""By which documents of a project that share text find each other."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring older tables up to this state; documents are looked for at the next import."""
    op.create_table(
        "copy_marks",
        sa.Column("mark", _BIG, autoincrement=False, nullable=False),
        sa.Column("document", _BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.seq"], name="fk_copy_marks_document"),
        sa.PrimaryKeyConstraint("mark", "document", name="pk_copy_marks"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "documents", sa.Column("marked", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index("ix_documents_marked", "documents", ["marked", "seq"])
