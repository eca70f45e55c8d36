"""The two calls that most programs need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reportedly import sources
from reportedly.pipeline import Engine
from reportedly.records.document import Document
from reportedly.records.reading import Reading


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine()


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    title: str | None = None,
    uri: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read one text and return the document with its claims.

    ``published`` is an ISO 8601 date or date-time; without it relative dates stay unresolved.
    Offsets count Unicode code points of ``reading.document.text``. Raises `UnsupportedLanguage`
    for a text that is not English and `UsageError` for a date that is none.
    """
    overrides = sources.Overrides(
        published=published, publisher=publisher, author=author, title=title, language=language
    )
    return _engine().read(sources.from_text(text, uri=uri, overrides=overrides))


def load(source: str | Path) -> Iterator[Document]:
    """Yield the documents of a file or folder; raises the first `SourceError` met."""
    for found in sources.load([source]):
        if not isinstance(found, Document):
            raise found
        yield found
