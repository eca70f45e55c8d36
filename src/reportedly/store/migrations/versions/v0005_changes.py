"""Which claims changed since events were told last."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring older tables up to this state."""
    op.create_table(
        "claim_changes",
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("run", _BIG, nullable=False),
        sa.Column("claim", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_claim_changes_run"),
        sa.PrimaryKeyConstraint("seq", name="pk_claim_changes"),
    )
    op.create_index("ix_claim_changes_run_seq", "claim_changes", ["run", "seq"])
