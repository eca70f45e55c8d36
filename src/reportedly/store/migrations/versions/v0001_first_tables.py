"""The first tables, with the indexes of words."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE documents_words USING fts5(title, text, content='documents', "
        "content_rowid='seq', tokenize='porter unicode61')",
        "CREATE VIRTUAL TABLE claims_words USING fts5(evidence, content='claims', "
        "content_rowid='key', tokenize='porter unicode61')",
    ),
    "postgresql": (
        "CREATE TABLE documents_words (row BIGINT PRIMARY KEY REFERENCES documents (seq), "
        "words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_documents_words ON documents_words USING gin (words)",
        "CREATE TABLE claims_words (row BIGINT PRIMARY KEY REFERENCES claims (key), "
        "words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_claims_words ON claims_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    _blobs()
    _copies()
    _decisions()
    _documents()
    _profiles()
    _runs()
    _settings()
    _anchors()
    _captures()
    _events()
    _failures()
    _jobs()
    _readings()
    _claims()
    _claim_counts()
    _claim_parties()
    _claim_places()
    _event_members()
    _tellings()
    for statement in _WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _blobs() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blobs")),
    )


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("left", sa.String(length=64), nullable=False),
        sa.Column("right", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left_share", sa.Float(), nullable=False),
        sa.Column("right_share", sa.Float(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_right"), "copies", ["right"], unique=False)


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", _BIG, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
        sa.UniqueConstraint("previous", name=op.f("uq_decisions_previous")),
    )
    op.create_index(op.f("ix_decisions_target"), "decisions", ["target"], unique=False)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_exact", sa.LargeBinary(), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index(op.f("ix_documents_published"), "documents", ["published"], unique=False)
    op.create_index(op.f("ix_documents_publisher"), "documents", ["publisher"], unique=False)
    op.create_index(op.f("ix_documents_text_sha256"), "documents", ["text_sha256"], unique=False)


def _profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("set_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("publisher", name=op.f("pk_profiles")),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digests", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("digest", name=op.f("uq_runs_digest")),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _anchors() -> None:
    op.create_table(
        "anchors",
        sa.Column("decision", _BIG, autoincrement=False, nullable=False),
        sa.Column("run", _BIG, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.seq"], name=op.f("fk_anchors_decision")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_anchors_run")),
        sa.PrimaryKeyConstraint("decision", "run", name=op.f("pk_anchors")),
    )


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("document", _BIG, nullable=False),
        sa.Column("blob", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("captured_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blobs.sha256"], name=op.f("fk_captures_blob")),
        sa.ForeignKeyConstraint(["document"], ["documents.seq"], name=op.f("fk_captures_document")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_captures")),
        sa.UniqueConstraint(
            "document",
            "sha256",
            "name",
            "reader",
            name=op.f("uq_captures_document_sha256_name_reader"),
        ),
    )
    op.create_index(op.f("ix_captures_document"), "captures", ["document"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("key", _BIG, nullable=False),
        sa.Column("run", _BIG, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("earliest", sa.String(length=10), nullable=True),
        sa.Column("latest", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("denied_by", sa.Integer(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_events_run")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_events")),
        sa.UniqueConstraint("run", "id", name=op.f("uq_events_run_id")),
    )
    op.create_index(op.f("ix_events_earliest"), "events", ["earliest"], unique=False)


def _failures() -> None:
    op.create_table(
        "failures",
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("run", _BIG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.Text(), nullable=False),
        sa.Column("resolved_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_failures_run")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_failures")),
        sa.UniqueConstraint("run", "source", name=op.f("uq_failures_run_source")),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("run", _BIG, nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("touched_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_jobs_run")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_jobs")),
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("run", _BIG, nullable=False),
        sa.Column("document", _BIG, nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.seq"], name=op.f("fk_readings_document")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_readings_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_document"), "readings", ["document"], unique=False)
    op.create_index(
        "uq_readings_live",
        "readings",
        ["run", "document"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("key", _BIG, autoincrement=False, nullable=False),
        sa.Column("reading", _BIG, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("earliest", sa.String(length=10), nullable=True),
        sa.Column("latest", sa.String(length=10), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("shown", sa.String(length=64), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("decision", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["decision"], ["decisions.seq"], name=op.f("fk_claims_decision")),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name=op.f("fk_claims_reading")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_earliest"), "claims", ["earliest"], unique=False)
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_index(op.f("ix_claims_reading"), "claims", ["reading"], unique=False)
    op.create_index(op.f("ix_claims_shown"), "claims", ["shown"], unique=False)


def _claim_counts() -> None:
    op.create_table(
        "claim_counts",
        sa.Column("claim", _BIG, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("low", _BIG, nullable=True),
        sa.Column("high", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_claim_counts_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_counts")),
    )


def _claim_parties() -> None:
    op.create_table(
        "claim_parties",
        sa.Column("claim", _BIG, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_claim_parties_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_parties")),
    )
    op.create_index(op.f("ix_claim_parties_actor"), "claim_parties", ["actor"], unique=False)


def _claim_places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("claim", _BIG, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("admin2", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_claim_places_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_claim_places")),
    )
    op.create_index(
        op.f("ix_claim_places_country_admin1"), "claim_places", ["country", "admin1"], unique=False
    )
    op.create_index(
        op.f("ix_claim_places_latitude_longitude"),
        "claim_places",
        ["latitude", "longitude"],
        unique=False,
    )
    op.create_index(op.f("ix_claim_places_place"), "claim_places", ["place"], unique=False)


def _event_members() -> None:
    op.create_table(
        "event_members",
        sa.Column("event", _BIG, autoincrement=False, nullable=False),
        sa.Column("claim", _BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_event_members_claim")),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_event_members_event")),
        sa.PrimaryKeyConstraint("event", "claim", name=op.f("pk_event_members")),
    )
    op.create_index(op.f("ix_event_members_claim"), "event_members", ["claim"], unique=False)


def _tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("claim", _BIG, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_tellings_claim")),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_tellings")),
    )
