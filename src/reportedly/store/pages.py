"""What lists, maps and timelines show of events, claims and documents: light rows, page by page.

Quoted words and titles may name private persons: mask them before they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, func, select

from reportedly.errors import UsageError

Row = TypeVar("Row")
Step = Literal["day", "month", "year"]
#: Rows that one page holds at most.
MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows from ``offset`` on, of ``total`` that there are in this order."""

    total: int
    offset: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list.

    Days are ISO 8601 text, inclusive. The place is the one that its claims agree on; without one
    ``country`` and ``admin1`` are set where all places share them. Degrees are WGS 84 and stand
    for the middle of the place: only ``precision`` 1 and 2 are a point. ``reviewed`` of its
    ``claims`` were decided on by a person: accepted, rejected, corrected or added.
    """

    id: str
    category: str
    mode: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    place_name: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    sources: int
    denied_by: int
    contradictions: int
    claims: int
    wording: str
    reviewed: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, as people corrected it.

    ``need`` of a person's look: what the score lacks to 1, and 1 more where the reading marked it
    for the reasons in ``review``. The place is the first one. ``verdict`` is accept or reject;
    ``decided`` also where a person corrected the claim or added it.
    """

    id: str
    document_id: str
    title: str | None
    uri: str | None
    publisher: str | None
    published: str | None
    evidence: str
    status: str
    category: str
    mode: str | None
    earliest: str | None
    latest: str | None
    place_words: str | None
    place_name: str | None
    country: str | None
    score: float | None
    need: float
    review: tuple[str, ...]
    verdict: str | None
    decided: bool
    event_id: str | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list; ``need`` is the highest of its claims that nobody has decided on.

    ``reviewed`` of its ``claims`` are decided on; None of both where the run has not read it.
    """

    id: str
    title: str | None
    uri: str | None
    publisher: str | None
    published: str | None
    language: str | None
    added_at: str
    claims: int | None
    reviewed: int | None
    need: float | None


class EventPoint(NamedTuple):
    """An event on a map; see `EventRow`. Degrees are None where its claims agree on no place."""

    id: str
    latitude: float | None
    longitude: float | None
    precision: int | None
    place: str | None
    country: str | None
    admin1: str | None
    category: str
    earliest: str | None
    latest: str | None
    contradictions: int


class EventDays(NamedTuple):
    """Events by the step of time (``2024-05-31``, ``2024-05``, ``2024``) that they begin in.

    ``within`` end in it, ``beyond`` last longer or are told no more exactly. ``start`` is None for
    the events that no day is told of.
    """

    start: str | None
    within: int
    beyond: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page of which order; `UsageError` where it is none."""

    sort: str
    descending: bool
    offset: int
    limit: int

    def __post_init__(self) -> None:
        if not 0 < self.limit <= MOST or self.offset < 0:
            raise UsageError(f"a page has 1 to {MOST} rows and starts at 0 or later")


def keys_of(
    connection: Connection, asked: Asked, query: Select[Any], key: Any, sorts: dict[str, Any]
) -> tuple[int, list[Any]]:
    """Return how many rows match, and the keys of the page; the unknown is at the end.

    ``query`` selects nothing yet: the ``key`` and the column to sort by are added to it. Equals
    are in the order of the key.
    """
    if asked.sort not in sorts:
        raise UsageError(f"cannot sort by {asked.sort!r}; choose one of {', '.join(sorts)}")
    columns = query.with_only_columns(key.label("key"), sorts[asked.sort].label("by"))
    matched = columns.cte("matched")  # named twice below, so that it is looked for once
    total = select(func.count()).select_from(matched).scalar_subquery()
    by = matched.c.by.desc() if asked.descending else matched.c.by.asc()
    page = select(matched.c.key, total).order_by(by.nulls_last(), matched.c.key)
    rows = connection.execute(page.limit(asked.limit).offset(asked.offset)).all()
    if rows:
        return int(rows[0][1]), [row[0] for row in rows]
    return int(connection.execute(select(total)).scalar_one()), []
