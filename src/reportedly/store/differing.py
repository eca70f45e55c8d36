"""What two runs say differently of the same documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from reportedly.store.runs import claim_ids
from reportedly.store.tables import documents, readings

#: Differs in every claim of two runs, and says nothing.
_PASSED_OVER: Final = ("produced_by",)


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that only one run makes (``gone``, ``new``), or that they make differently.

    ``fields`` are the names of the fields that differ, ``before`` and ``after`` the claims as in
    ``claim.schema.json`` without their document; None where a run does not make it.
    """

    kind: str
    claim_id: str
    document: str | None
    fields: tuple[str, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs compared over the documents that both have read."""

    left: int
    right: int
    documents: int
    only_left: int
    only_right: int
    same: int
    changes: tuple[Change, ...]


def diff(connection: Connection, left: int, right: int) -> Difference:
    """Compare the claims of two runs by their ids."""
    read_left, read_right = _read(connection, left), _read(connection, right)
    both = read_left.keys() & read_right.keys()
    told_left, told_right = claim_ids(connection, left), claim_ids(connection, right)
    changes: list[Change] = []
    same = 0
    for document in sorted(both):
        name = read_left[document]
        found, alike = _of_document(name, told_left.get(document, {}), told_right.get(document, {}))
        changes += found
        same += alike
    return Difference(
        left,
        right,
        len(both),
        len(read_left) - len(both),
        len(read_right) - len(both),
        same,
        tuple(changes),
    )


def _of_document(
    name: str | None, left: dict[str, str], right: dict[str, str]
) -> tuple[list[Change], int]:
    changes, same = [], 0
    for claim in [*left, *(c for c in right if c not in left)]:
        before = json.loads(left[claim]) if claim in left else None
        after = json.loads(right[claim]) if claim in right else None
        if before is None or after is None:
            kind = "new" if before is None else "gone"
            changes.append(Change(kind, claim, name, (), before, after))
            continue
        fields = tuple(
            field
            for field in before
            if field not in _PASSED_OVER and before[field] != after.get(field)
        )
        if fields:
            changes.append(Change("changed", claim, name, fields, before, after))
        else:
            same += 1
    return changes, same


def _read(connection: Connection, run: int) -> dict[int, str | None]:
    rows = connection.execute(
        select(readings.c.document, documents.c.uri)
        .join(documents, documents.c.seq == readings.c.document)
        .where(readings.c.run == run, readings.c.live)
    )
    return dict(rows.tuples().all())
