"""The tables, the same on SQLite and PostgreSQL.

Days are ISO 8601 text (``2024-05-31``), moments are ISO 8601 text in UTC, digests are SHA-256 in
hexadecimal. What was read is never deleted: a reading that was replaced is no longer ``live``. What
follows from it (tellings, copies, events) is made anew as needed.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

#: The revision of the migrations that makes these tables.
HEAD: Final = "0006"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
#: SQLite knows 64-bit integers by the name INTEGER alone.
BIG: Final = BigInteger().with_variant(Integer(), "sqlite")
DIGEST: Final = String(64)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("publisher", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("party", Text),
    Column("country", Text),
    Column("origin", Text, nullable=False),
    Column("set_at", Text, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", DIGEST, primary_key=True),
    Column("size", BIG, nullable=False, index=True),
    Column("bytes", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", BIG, primary_key=True),
    Column("id", DIGEST, nullable=False, unique=True),
    Column("uri", Text),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("published", Text, index=True),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("text_exact", LargeBinary),  # only where ``text`` cannot hold a character of it
    Column("text_sha256", DIGEST, nullable=False, index=True),
    Column("metadata", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    # Whether it was looked for in the other documents, and stands in ``copy_marks``.
    Column("marked", Boolean, nullable=False, server_default=false()),
    Index("ix_documents_marked", "marked", "seq"),
)

captures = Table(
    "captures",
    metadata,
    Column("seq", BIG, primary_key=True),
    Column("document", BIG, ForeignKey("documents.seq"), nullable=False, index=True),
    Column("blob", DIGEST, ForeignKey("blobs.sha256")),
    Column("sha256", DIGEST, index=True),
    Column("name", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("captured_at", Text, nullable=False),
    # What the bytes are and the values that the user gave with them; None where that is not known.
    Column("form", Text),
    Column("options", Text),
    UniqueConstraint("document", "sha256", "name", "reader"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", BIG, primary_key=True),
    Column("digest", DIGEST, nullable=False, unique=True),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("digests", Text, nullable=False),
    Column("started_at", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", BIG, primary_key=True),
    Column("run", BIG, ForeignKey("runs.id"), nullable=False),
    Column("document", BIG, ForeignKey("documents.seq"), nullable=False, index=True),
    Column("live", Boolean, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("read_at", Text, nullable=False),
    Index(
        "uq_readings_live",
        "run",
        "document",
        unique=True,
        sqlite_where=text("live = 1"),  # as queries have it, or it is not used for them
        postgresql_where=text("live"),
    ),
)

claims = Table(
    "claims",
    metadata,
    Column("key", BIG, primary_key=True, autoincrement=False),
    Column("reading", BIG, ForeignKey("readings.id"), nullable=False),
    Column("id", DIGEST, nullable=False, index=True),
    Column("category", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("earliest", String(10), index=True),
    Column("latest", String(10)),
    Column("score", Float),
    Column("review", Text),
    Column("evidence", Text, nullable=False),
    Column("body", Text, nullable=False),
    # What people decided: the claim as corrected and its id, accept or reject, who added it.
    Column("shown", DIGEST, nullable=False, index=True),
    Column("corrected", Text),
    Column("verdict", Text),
    Column("decision", BIG, ForeignKey("decisions.seq")),
    # A number for what people made of it, see `applying.edition`; 0 stands for what was read.
    Column("edition", BIG, nullable=False, server_default="0"),
    # How much a person's look is needed, see `reportedly.store.rows.need_of`.
    Column("need", Float, nullable=False, server_default="0"),
    # Whether a person accepted, rejected, corrected or added it.
    Column("decided", Boolean, nullable=False, server_default=false()),
    # All that lists are narrowed and sorted by, so that they need not open the rows.
    Index(
        "ix_claims_listing",
        "reading",
        "category",
        "mode",
        "status",
        "earliest",
        "latest",
        "verdict",
        "decided",
        "need",
    ),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", BIG, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    Column("place", Text, index=True),
    Column("name", Text),
    Column("country", Text),
    Column("admin1", Text),
    Column("admin2", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Integer),
    Index(None, "country", "claim"),
    Index(None, "latitude", "longitude", "claim"),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", BIG, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),  # actor, recipient, speaker
    Column("words", Text, nullable=False),
    Column("actor", Text, index=True),
    Column("name", Text),
    Column("private", Boolean, nullable=False),
)

claim_counts = Table(
    "claim_counts",
    metadata,
    Column("claim", BIG, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("what", Text, nullable=False),
    Column("low", BIG),
    Column("high", BIG),
    Index(None, "what", "low", "high", "claim"),
)

failures = Table(
    "failures",
    metadata,
    Column("seq", BIG, primary_key=True),
    Column("run", BIG, ForeignKey("runs.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("failed_at", Text, nullable=False),
    Column("resolved_at", Text),
    UniqueConstraint("run", "source"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("seq", BIG, primary_key=True),
    Column("run", BIG, ForeignKey("runs.id"), nullable=False),
    Column("sources", Text, nullable=False),
    Column("total", Integer),
    Column("done", Integer, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("touched_at", Text, nullable=False),
    Column("finished_at", Text),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("id", DIGEST, nullable=False, unique=True),
    Column("previous", DIGEST, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("target", Text, nullable=False, index=True),
    Column("document", DIGEST),
    Column("before", Text),
    Column("after", Text),
    Column("why", Text, nullable=False),
    Column("quotes", Text, nullable=False),
)

anchors = Table(
    "anchors",
    metadata,
    Column("decision", BIG, ForeignKey("decisions.seq"), primary_key=True, autoincrement=False),
    Column("run", BIG, ForeignKey("runs.id"), primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),  # see `Anchored`
    Column("targets", Text, nullable=False),
    Column("reason", Text),
    Column("at", Text, nullable=False),
)

#: For each quote of a decision: the reading of the run in which its words were looked for, and the
#: claim that they stand for there.
anchor_parts = Table(
    "anchor_parts",
    metadata,
    Column("decision", BIG, ForeignKey("decisions.seq"), primary_key=True, autoincrement=False),
    Column("run", BIG, ForeignKey("runs.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("reading", BIG, ForeignKey("readings.id"), nullable=False, index=True),
    Column("claim", BIG, ForeignKey("claims.key"), index=True),
)

#: Claims whose events have to be looked at again, in the order of the changes; None for all.
claim_changes = Table(
    "claim_changes",
    metadata,
    Column("seq", BIG, primary_key=True),
    Column("run", BIG, ForeignKey("runs.id"), nullable=False),
    Column("claim", BIG),
    Index(None, "run", "seq"),
)

tellings = Table(
    "tellings",
    metadata,
    Column("claim", BIG, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("left", DIGEST, primary_key=True),
    Column("right", DIGEST, primary_key=True, index=True),
    Column("kind", Text, nullable=False),
    Column("left_share", Float, nullable=False),
    Column("right_share", Float, nullable=False),
    Column("likeness", Float, nullable=False),
    Column("passages", Text, nullable=False),  # [[left start, end, right start, end], ...]
)

#: By which documents that share text find each other, see `reportedly.events.shingles`.
copy_marks = Table(
    "copy_marks",
    metadata,
    Column("mark", BIG, primary_key=True, autoincrement=False),
    Column("document", BIG, ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("key", BIG, primary_key=True),
    Column("run", BIG, ForeignKey("runs.id"), nullable=False),
    Column("id", DIGEST, nullable=False),
    Column("category", Text, nullable=False),
    Column("mode", Text),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("place", Text),
    Column("sources", Integer, nullable=False),
    Column("denied_by", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("wording", Text, nullable=False),
    # Of the place that the claims agree on; without one, the country and division that they share.
    Column("place_name", Text),
    Column("country", Text),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Integer),
    UniqueConstraint("run", "id"),
)

#: The records of events, apart from them so that going through all events stays cheap.
event_bodies = Table(
    "event_bodies",
    metadata,
    Column("event", BIG, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)

event_members = Table(
    "event_members",
    metadata,
    Column("event", BIG, ForeignKey("events.key"), primary_key=True, autoincrement=False),
    Column("claim", BIG, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    # The edition of the claim that the event was told with.
    Column("edition", BIG, nullable=False, server_default="0"),
    Index(None, "claim", "event"),
)
