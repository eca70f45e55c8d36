"""What lists and maps show without opening a record: bodies apart, places of events, indexes."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PLACE: Final = ("name", "country", "admin1", "latitude", "longitude", "precision")

#: Each holds all that a question needs, so that the rows stay closed.
_COVERING: Final = (
    ("blobs", ["size"]),
    ("claim_counts", ["what", "low", "high", "claim"]),
    ("claim_places", ["country", "claim"]),
    ("claim_places", ["latitude", "longitude", "claim"]),
    ("event_members", ["claim", "event"]),
)
_DROPPED: Final = (
    ("events", ["earliest"]),
    ("claim_places", ["country", "admin1"]),
    ("claim_places", ["latitude", "longitude"]),
    ("event_members", ["claim"]),
)


def upgrade() -> None:
    """Bring older tables up to this state."""
    _bodies()
    _places()
    _need()
    op.create_index(
        "ix_claims_listing",
        "claims",
        [
            "reading",
            "category",
            "mode",
            "status",
            "earliest",
            "latest",
            "verdict",
            "decided",
            "need",
        ],
    )
    for table, columns in _COVERING:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    _live()
    op.drop_index("ix_claims_reading", "claims")
    for table, columns in _DROPPED:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)


def _bodies() -> None:
    op.create_table(
        "event_bodies",
        sa.Column("event", _BIG, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_event_bodies_event"),
        sa.PrimaryKeyConstraint("event", name="pk_event_bodies"),
    )
    op.execute("INSERT INTO event_bodies (event, body) SELECT key, body FROM events")
    op.drop_column("events", "body")


def _places() -> None:
    for name, kind in (
        ("place_name", sa.Text()),
        ("country", sa.Text()),
        ("admin1", sa.Text()),
        ("latitude", sa.Float()),
        ("longitude", sa.Float()),
        ("precision", sa.Integer()),
    ):
        op.add_column("events", sa.Column(name, kind, nullable=True))
    columns = ", ".join("place_name" if name == "name" else name for name in _PLACE)
    values = ", ".join(f"p.{name}" for name in _PLACE)
    op.execute(
        f"UPDATE events SET ({columns}) = (SELECT {values} FROM claim_places p "  # noqa: S608
        "JOIN event_members m ON m.claim = p.claim WHERE m.event = events.key "
        "AND p.place = events.place ORDER BY p.claim, p.position LIMIT 1) "
        "WHERE place IS NOT NULL"
    )


def _need() -> None:
    op.add_column("claims", sa.Column("need", sa.Float(), nullable=False, server_default="0"))
    op.add_column(
        "claims", sa.Column("decided", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(
        "UPDATE claims SET need = CASE WHEN review IS NOT NULL THEN 1 + coalesce(1 - score, 0.5) "
        "WHEN score < 0.001 THEN 0.999 ELSE coalesce(1 - score, 0.5) END, "
        "decided = (verdict IS NOT NULL OR corrected IS NOT NULL OR decision IS NOT NULL)"
    )


def _live() -> None:
    """Make the index of live readings one that SQLite's planner takes for ``live = 1``."""
    op.drop_index("uq_readings_live", "readings")
    op.create_index(
        "uq_readings_live",
        "readings",
        ["run", "document"],
        unique=True,
        sqlite_where=sa.text("live = 1"),
        postgresql_where=sa.text("live"),
    )
