"""What lists are asked for: the filters of the store, how rows are sorted, which page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query

from reportedly.desk.access import At
from reportedly.desk.models.base import Day, EventId, Id
from reportedly.desk.problems import Refused
from reportedly.store import Filters

Short = Annotated[str, Query(min_length=1, max_length=200)]
Code = Annotated[str, Query(pattern=r"^[A-Za-z_-]{1,40}$")]
Country = Annotated[str, Query(pattern=r"^[A-Za-z]{3}$")]
BoxText = Annotated[str, Query(description="W,S,E,N in degrees", max_length=100)]
Number = Annotated[int, Query(ge=0, le=10**12)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
Limit = Annotated[int, Query(ge=1, le=1_000)]


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list."""

    offset: int = 0
    limit: int = 100
    descending: bool = False


def window(offset: Offset = 0, limit: Limit = 100, *, descending: bool = False) -> Window:
    """Read which rows are wanted."""
    return Window(offset, limit, descending)


def filters(  # noqa: PLR0913 - one a field of the filters
    at: At,
    *,
    words: Short | None = None,
    actor: Short | None = None,
    recipient: Short | None = None,
    speaker: Short | None = None,
    place: Short | None = None,
    country: Country | None = None,
    box: BoxText | None = None,
    since: Day | None = None,
    until: Day | None = None,
    category: Code | None = None,
    mode: Code | None = None,
    status: Code | None = None,
    source: Short | None = None,
    document: Id | None = None,
    event: EventId | None = None,
    counted: Code | None = None,
    at_least: Number | None = None,
    at_most: Number | None = None,
    review: bool | None = None,
    verdict: Literal["accept", "reject", "none"] | None = None,
) -> Filters:
    """Read the filters; what the person may not see is left out."""
    return Filters(
        words=words,
        actor=actor,
        recipient=recipient,
        speaker=speaker,
        place=place,
        country=country,
        box=None if box is None else _box(box),
        since=_day(since),
        until=_day(until),
        category=category,
        mode=mode,
        status=status,
        source=source,
        document=document,
        event=event,
        counted=counted,
        at_least=at_least,
        at_most=at_most,
        review=review,
        verdict=verdict,
    )


def words_filter(at: At, words: Short | None = None) -> Filters:
    """Read the words that are looked for in documents."""
    filters = Filters()
    return filters if words is None else replace(filters, words=words, anywhere=True)


Asked = Annotated[Filters, Depends(filters)]
AskedWords = Annotated[Filters, Depends(words_filter)]
Rows = Annotated[Window, Depends(window)]


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise Refused(422, f"{value}: no day of the calendar") from None


def _box(value: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise Refused(422, f"box {value!r}: expected west,south,east,north in degrees") from None
    return west, south, east, north
