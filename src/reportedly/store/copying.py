"""Finds the copies among all documents of a project, each new document once.

A new document is compared only with those that share marks with it, so that the cost grows with the
documents and not with their pairs. Passages of 25 words and more are found wherever they stand;
shorter ones are looked for among the documents of one event, when that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, select, update

from reportedly.events.copies import Copy, Prepared, compare_prepared, prepare
from reportedly.events.shingles import Marks, marks_of
from reportedly.records.document import Document
from reportedly.store.connect import reading, writing
from reportedly.store.copyrows import write_copies
from reportedly.store.locks import one_writer
from reportedly.store.rows import document_from
from reportedly.store.tables import copy_marks, documents

_BATCH: Final = 64
_PARAMETERS: Final = 500
#: A mark of so many documents tells little and gets no further ones: a footer, a standing phrase.
_CROWDED: Final = 100
#: Share of all marks that makes up for crowds.
_ALIKE: Final = 0.5
#: Comparisons of a new document at most, and documents held ready for them.
_MOST: Final = 50
_READY: Final = 300


def refresh(engine: Engine, name: str) -> int:
    """Look for copies of the documents that were not looked for yet; returns how many were found.

    Interrupted, it goes on from there at the next call. Several processes may do it at once.
    """
    found = 0
    while True:
        with reading(engine, name) as connection:
            batch = _unmarked(connection)
        if not batch:
            return found
        marked = {seq: (document, marks_of(document.text)) for seq, document in batch.items()}
        with writing(engine, name) as connection:
            one_writer(connection)
            still = _unmarked(connection, marked)
            found += _kept(connection, {seq: marked[seq] for seq in still})


def _unmarked(connection: Connection, among: Iterable[int] | None = None) -> dict[int, Document]:
    query = select(
        documents.c.seq, documents.c.text, documents.c.text_exact, documents.c.metadata
    ).where(documents.c.marked == False)  # noqa: E712 - a column
    if among is not None:
        query = query.where(documents.c.seq.in_(list(among)))
    rows = connection.execute(query.order_by(documents.c.seq).limit(_BATCH))
    return {row.seq: document_from(row.text, row.text_exact, row.metadata) for row in rows}


def _kept(connection: Connection, batch: dict[int, tuple[Document, Marks]]) -> int:
    """Compare the documents of a batch with those before them and note their marks."""
    wanted = {m for _, marks in batch.values() for m in (*marks.prints, *marks.bands)}
    holders = _holders(connection, wanted)
    rows: list[dict[str, int]] = []
    found: list[Copy] = []

    @lru_cache(maxsize=_READY)
    def ready(seq: int) -> Prepared:
        return prepare(batch[seq][0] if seq in batch else _document(connection, seq))

    for seq, (_, marks) in sorted(batch.items()):
        for other in _candidates(marks, holders):
            pair = sorted((ready(other), ready(seq)), key=lambda one: one.text.document.id)
            copy = compare_prepared(*pair)
            if copy is not None:
                found.append(copy)
        for mark in (*marks.prints, *marks.bands):
            held = holders.setdefault(mark, [])
            if len(held) < _CROWDED:
                held.append(seq)
                rows.append({"mark": mark, "document": seq})
    if rows:
        connection.execute(insert(copy_marks), rows)
    at = documents.c.seq.in_(list(batch))
    connection.execute(update(documents).where(at).values(marked=True))
    return write_copies(connection, found)


def _candidates(marks: Marks, holders: dict[int, list[int]]) -> list[int]:
    """Return the documents that are worth a comparison, those with most in common first.

    Shared words at a stretch have marks that follow each other in both texts; single ones are
    shared by chance.
    """
    shared: Counter[int] = Counter()
    worth = {seq for band in marks.bands for seq in holders.get(band, [])}
    before: set[int] = set()
    for mark in marks.prints:
        held = holders.get(mark, [])
        shared.update(held)
        telling = set(held) if len(held) < _CROWDED else set()
        worth |= telling & before if len(marks.prints) > 1 else telling
        before = telling
    worth |= {seq for seq, count in shared.items() if count >= _ALIKE * len(marks.prints)}
    return sorted(worth, key=lambda seq: (-shared[seq], seq))[:_MOST]


def _holders(connection: Connection, marks: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for batch in _batches(sorted(marks)):
        query = select(copy_marks).where(copy_marks.c.mark.in_(batch))
        for mark, seq in connection.execute(query.order_by(copy_marks.c.document)):
            found.setdefault(mark, []).append(seq)
    return found


def _document(connection: Connection, seq: int) -> Document:
    columns = (documents.c.text, documents.c.text_exact, documents.c.metadata)
    row = connection.execute(select(*columns).where(documents.c.seq == seq)).one()
    return document_from(row.text, row.text_exact, row.metadata)


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(items)
    while batch := list(islice(source, _PARAMETERS)):
        yield batch
