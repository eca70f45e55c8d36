"""What lists are asked for: the filters of the store, how rows are sorted, which page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.desk.access import At, Caller
from reportedly.desk.models.base import Day, EventId, Id
from reportedly.desk.problems import Refused
from reportedly.store import Filters

Short = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z_-]{1,40}$")]
Country = Annotated[str, Field(pattern=r"^[A-Za-z]{3}$", description="ISO 3166-1 alpha-3")]
BoxText = Annotated[str, Field(max_length=100, description="W,S,E,N in degrees")]
Number = Annotated[int, Field(ge=0, le=10**12)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
Limit = Annotated[int, Query(ge=1, le=1_000)]
#: The number of an account or an assignment.
Key = Annotated[int, Path(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list."""

    offset: int = 0
    limit: int = 100
    descending: bool = False


def window(offset: Offset = 0, limit: Limit = 100, *, descending: bool = False) -> Window:
    """Read which rows are wanted."""
    return Window(offset, limit, descending)


class Fields(BaseModel):
    """The fields of `reportedly.store.Filters` as a query has them."""

    model_config = ConfigDict(extra="forbid")

    words: Short | None = None
    actor: Short | None = None
    recipient: Short | None = None
    speaker: Short | None = None
    place: Short | None = None
    country: Country | None = None
    box: BoxText | None = None
    since: Day | None = None
    until: Day | None = None
    category: Code | None = None
    mode: Code | None = None
    status: Code | None = None
    source: Short | None = None
    document: Id | None = None
    event: EventId | None = None
    counted: Code | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    review: bool | None = None
    verdict: Literal["accept", "reject", "none"] | None = None


class Query_(Fields):  # noqa: N801 - the fields beside those of the route itself
    """The same in the address, where routes have further names."""

    model_config = ConfigDict(extra="ignore")


def filters(at: At, fields: Annotated[Query_, Query()]) -> Filters:
    """Read the filters of an address; what the person may not see is left out."""
    return _built(at, fields)


def filters_of(at: Caller, query: dict[str, Any]) -> Filters:
    """Read filters that stand in a message, as in an address."""
    try:
        return _built(at, Fields.model_validate(query))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(422, f"query.{where}: {first['msg']}") from None


def words_filter(at: At, words: Annotated[Short | None, Query()] = None) -> Filters:
    """Read the words that are looked for in documents."""
    return Filters() if words is None else replace(Filters(), words=words, anywhere=True)


Asked = Annotated[Filters, Depends(filters)]
AskedWords = Annotated[Filters, Depends(words_filter)]
Rows = Annotated[Window, Depends(window)]


def _built(at: Caller, fields: Fields) -> Filters:
    given = fields.model_dump(exclude_none=True)
    for name in ("since", "until"):
        if name in given:
            given[name] = _day(given[name])
    if "box" in given:
        given["box"] = _box(given["box"])
    return Filters(**given, without=tuple(sorted(at.hidden)))


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused(422, f"{value}: no day of the calendar") from None


def _box(value: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise Refused(422, f"box {value!r}: expected west,south,east,north in degrees") from None
    return west, south, east, north
