"""A document: its words, where they came from, and its name for ever."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

PublishedSource = Literal["page", "feed", "record", "user"]


def text_digest(text: str) -> str:
    """SHA-256, hexadecimal; a lone surrogate counts as its three bytes instead of failing."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One published text with its metadata.

    ``text`` is what all spans count in; the title is metadata and no part of it. ``published`` is
    an ISO 8601 date or date-time, or None where neither the document nor the user says: never the
    day of the run.
    """

    text: str
    uri: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    snapshot_sha256: str | None = None
    published_source: PublishedSource | None = None
    text_sha256: str = field(init=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        digest = text_digest(self.text)
        object.__setattr__(self, "text_sha256", digest)
        object.__setattr__(self, "id", text_digest(f"{self.uri or ''}\n{digest}"))
