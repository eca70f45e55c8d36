"""Documents of bytes that are kept: not parsed twice in one run, made anew in the next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, get_args

from sqlalchemy import Connection, Engine, Row, select

from reportedly.errors import SourceError
from reportedly.records.document import Document
from reportedly.sources import Limits, Overrides
from reportedly.sources.again import extractor, make_again
from reportedly.sources.child import Child
from reportedly.sources.ways import Form, Ways
from reportedly.store import reads
from reportedly.store.connect import reading
from reportedly.store.rows import document_from
from reportedly.store.snapshots import Raw, Snapshots
from reportedly.store.tables import blobs, captures, documents, readings

_FORMS: Final = get_args(Form)


class Held:
    """Gives the document that a run made of the same bytes, with the same parsers and options.

    ``start`` is cut off an address, as it was when the document was stored.
    """

    def __init__(self, engine: Engine, name: str, run: int, options: str, start: str = "") -> None:
        self._engine = engine
        self._name = name
        self._run = run
        self._options = options
        self._start = start

    def __call__(self, sha256: str, uri: str | None, form: Form) -> Document | None:
        """Return it, None where the run has read no such document."""
        if form == "text":
            return None
        same = (
            captures.c.sha256 == sha256,
            captures.c.reader == extractor(),
            captures.c.options == self._options,
            captures.c.form == form,
            captures.c.blob.is_not(None),
        )
        query = (
            select(documents.c.text, documents.c.text_exact, readings.c.metadata)
            .join(captures, captures.c.document == documents.c.seq)
            .join(readings, readings.c.document == documents.c.seq)
            .where(*same, readings.c.run == self._run, readings.c.live)
            .order_by(documents.c.seq.desc())
        )
        if form != "record":
            query = query.where(captures.c.name == (uri or "").removeprefix(self._start))
        with reading(self._engine, self._name) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return replace(
            document_from(row.text, row.text_exact, row.metadata), snapshot_sha256=sha256
        )


class Anew:
    """Makes every document of a project anew of its bytes; ``warnings`` say where that fails."""

    def __init__(self, engine: Engine, name: str, snapshots: Snapshots) -> None:
        self.warnings: list[str] = []
        self._engine = engine
        self._name = name
        self._snapshots = snapshots
        self._last: tuple[Any, list[Document | SourceError]] = (None, [])

    def documents(self) -> Iterator[Document]:
        """Yield them in the order they came; one without bytes as it is stored."""
        last = 0
        with Child(Limits()) as child:
            while True:
                with reading(self._engine, self._name) as connection:
                    batch = reads.documents_after(connection, last)
                    found = _captures(connection, [seq for seq, _ in batch])
                if not batch:
                    return
                last = batch[-1][0]
                for seq, document in batch:
                    yield self._made(document, found.get(seq), child)

    def _made(self, document: Document, capture: Row[Any] | None, child: Child) -> Document:
        if capture is None:
            return document
        with reading(self._engine, self._name) as connection:
            data = connection.execute(
                select(blobs.c.bytes).where(blobs.c.sha256 == capture.blob)
            ).scalar()
        if data is None or capture.form not in _FORMS:
            return document
        raw = Raw(bytes(data), capture.form, capture.options)
        made = self._same(self._parsed(raw, document, child), document)
        if made.snapshot_sha256 is not None:
            self._snapshots.put(made.snapshot_sha256, raw)
        return made

    def _parsed(self, raw: Raw, document: Document, child: Child) -> list[Document | SourceError]:
        """Parse the bytes; those of a feed, which many documents share, once for all."""
        key = (document.snapshot_sha256, raw.options) if raw.form == "feed" else None
        if key is None or self._last[0] != key:
            assert raw.form is not None
            ways = Ways(Overrides(**json.loads(raw.options or "{}")), Limits(), child)
            self._last = key, list(make_again(raw.data, raw.form, document.uri, ways))
        return self._last[1]

    def _same(self, made: list[Document | SourceError], document: Document) -> Document:
        """Return the one at the document's address, and the stored one where there is none."""
        found = [one for one in made if isinstance(one, Document) and one.uri == document.uri]
        if found:
            return found[0]
        failed = next((one.reason for one in made if isinstance(one, SourceError)), None)
        name = document.uri or document.title or "standard input"
        self.warnings.append(
            f"{name}: its bytes no longer give it ({failed or 'it is not in them'}); "
            "the text that was kept is read"
        )
        return document


def _captures(connection: Connection, numbers: list[int]) -> dict[int, Row[Any]]:
    """Return the newest capture with bytes of each document."""
    rows = connection.execute(
        select(captures.c.document, captures.c.blob, captures.c.form, captures.c.options)
        .where(captures.c.document.in_(numbers), captures.c.blob.is_not(None))
        .where(captures.c.options.is_not(None))
        .order_by(captures.c.seq)
    )
    return {row.document: row for row in rows}
