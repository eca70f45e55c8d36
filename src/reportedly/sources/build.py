"""From what a source says and what the user says to a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportedly.errors import LimitExceeded, SourceError
from reportedly.records.document import Document, PublishedSource
from reportedly.sources.decode import tidy
from reportedly.sources.options import Limits, Overrides
from reportedly.sources.parsed import Parsed

_LONGEST_VALUE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Fields:
    """What was found in a source. ``published`` is already an ISO date or date-time."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_source: PublishedSource | None = None
    language: str | None = None


def fields_of(parsed: Parsed, source: PublishedSource) -> Fields:
    """Return what a parser found; ``source`` says where a date of publication comes from."""
    return Fields(
        parsed.text,
        parsed.title,
        parsed.author,
        parsed.publisher,
        parsed.published,
        source if parsed.published else None,
    )


def build(
    fields: Fields,
    name: str,
    uri: str | None,
    digest: str | None,
    overrides: Overrides,
    limits: Limits,
) -> Document | SourceError:
    """Make the document; a text that is empty or too long is a failure named ``name``."""
    if not fields.text.strip():
        return SourceError(name, "empty: no text in it")
    if len(fields.text) > limits.output_size:
        return LimitExceeded(name, f"more than {limits.output_size:,} characters of text")
    return document(fields, uri, digest, overrides)


def document(fields: Fields, uri: str | None, digest: str | None, overrides: Overrides) -> Document:
    """Make the document; the user's values win."""
    published, source = fields.published, fields.published_source
    if overrides.published is not None:
        published, source = overrides.published, "user"
    return Document(
        text=tidy(fields.text),
        uri=tidy(uri) if uri else None,
        title=_clean(overrides.title or fields.title),
        author=_clean(overrides.author or fields.author),
        publisher=_clean(overrides.publisher or fields.publisher),
        published=published,
        language=_clean(overrides.language or fields.language),
        snapshot_sha256=digest,
        published_source=source if published else None,
    )


def _clean(value: str | None) -> str | None:
    """Make one line of a value, without NUL and not endless, or None where nothing is left."""
    if value is None:
        return None
    return " ".join(tidy(value).replace("\x00", "").split())[:_LONGEST_VALUE] or None
