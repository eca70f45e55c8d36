"""Copies into the tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from reportedly.events.copies import Copy
from reportedly.store.tables import copies

_BATCH: Final = 400


def write_copies(connection: Connection, found: Iterable[Copy]) -> int:
    """Put in the copies that are not there yet; returns how many these were."""
    given = iter({(c.left_document, c.right_document): c for c in found}.values())
    written = 0
    while batch := list(islice(given, _BATCH)):
        lefts = {copy.left_document for copy in batch}
        known = connection.execute(
            select(copies.c.left, copies.c.right).where(copies.c.left.in_(lefts))
        )
        there = set(known.tuples().all())
        new = [c for c in batch if (c.left_document, c.right_document) not in there]
        if new:
            connection.execute(insert(copies), [_copy_row(copy) for copy in new])
        written += len(new)
    return written


def _copy_row(copy: Copy) -> dict[str, Any]:
    spans = [[p.left.start, p.left.end, p.right.start, p.right.end] for p in copy.passages]
    return {
        "left": copy.left_document,
        "right": copy.right_document,
        "kind": copy.kind,
        "left_share": copy.left_share,
        "right_share": copy.right_share,
        "likeness": copy.likeness,
        "passages": json.dumps(spans),
    }
