"""What is needed to make documents anew of the bytes that were kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring older tables up to this state."""
    op.add_column("captures", sa.Column("form", sa.Text(), nullable=True))
    op.add_column("captures", sa.Column("options", sa.Text(), nullable=True))
    op.create_index("ix_captures_sha256", "captures", ["sha256"])
