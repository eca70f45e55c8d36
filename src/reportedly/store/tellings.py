"""Claims as clustering sees them, kept beside the claims so that they are made once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, select

from reportedly.events.tellings import Telling, from_row, telling, to_row
from reportedly.records.claim import Claim
from reportedly.store.tables import tellings

_BATCH: Final = 400


def telling_row(claim: Claim, key: int) -> dict[str, Any]:
    """Return the row of a claim's telling."""
    return {"claim": key, "body": json.dumps(to_row(telling(claim)), separators=(",", ":"))}


def load(connection: Connection, keys: Iterable[int]) -> Iterator[Telling]:
    """Yield the tellings of the claims with these keys."""
    source = iter(keys)
    while batch := list(islice(source, _BATCH)):
        query = select(tellings.c.body).where(tellings.c.claim.in_(batch))
        for body in connection.execute(query).scalars().all():
            yield from_row(json.loads(body))
