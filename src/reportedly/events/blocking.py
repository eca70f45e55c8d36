"""Which claims are compared at all: those that share a place and a day, a party, a name, a page.

A track is a key under which a claim is found, with the keys under which it looks for others. Two
claims are compared where one track of each leads to the other and neither key is crowded; that is
symmetric, and a property of the set of claims alone, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import floor
from typing import Final
from zlib import crc32

from reportedly.events.tellings import Telling, Where

Track = tuple[int, tuple[int, ...]]
#: A key with more claims than this says too little; others must bring them together.
CROWDED: Final = 250
#: Side of a cell in degrees of latitude: about 28 km.
_CELL: Final = 0.25
#: A claim that spans more days than this is found as an undated one is.
_DATED_DAYS: Final = 7
_PERIOD: Final = 16
_MONTH: Final = 31
_POINT: Final = 3

_DAY, _SEEK_MONTH, _MONTH_OF, _SEEK_ANY, _ANY = range(5)
_SEEK_WIDE, _WIDE_DAY, _NAMED, _PARTY, _PAGE = range(5, 10)
_PLACED_PARTY: Final = 10
_SPOT: Final = 11


def tracks(view: Telling) -> list[Track]:
    """Return the tracks of a claim."""
    kind = _code(view.kind)
    found: list[Track] = []
    points = [
        p for p in view.places if p.id and 0 < p.precision <= _POINT and p.latitude is not None
    ]
    wide = [p for p in view.places if not (p.id and 0 < p.precision <= _POINT)]
    for point in points:
        found += _of_point(view, kind, point)
    for area in wide:
        found += _of_area(view, kind, area)
    found += _of_names(view, kind)
    found += _of_parties(view, kind, placed=bool(points))
    page = _key(_PAGE, kind, _code(view.document_id))
    found.append((page, (page,)))
    return found


def _of_point(view: Telling, kind: int, point: Where) -> Iterator[Track]:
    row, column = _cell(point)
    around = [(r, c) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1)]
    if _dated(view):
        assert view.first is not None
        assert view.last is not None
        for day in range(view.first, view.last + 1):
            look = tuple(
                _key(_DAY, kind, r, c, d) for r, c in around for d in (day - 1, day, day + 1)
            )
            yield _key(_DAY, kind, row, column, day), look
        country = _code(point.country)
        yield (
            _key(_WIDE_DAY, kind, country, view.first),
            tuple(_key(_SEEK_WIDE, kind, country, view.first + d) for d in (-1, 0, 1)),
        )
        month = view.first // _MONTH
        seekers = tuple(_key(_SEEK_MONTH, kind, r, c, month) for r, c in around)
        yield _key(_MONTH_OF, kind, row, column, month), seekers
        anyone = tuple(_key(_SEEK_ANY, kind, r, c) for r, c in around)
        yield _key(_ANY, kind, row, column), anyone
    elif view.published is not None or view.first is not None:
        yield from _undated(view, kind, (row, column), around)
    else:
        look = tuple(_key(k, kind, r, c) for r, c in around for k in (_ANY, _SEEK_ANY))
        yield _key(_SEEK_ANY, kind, row, column), look


def _undated(
    view: Telling, kind: int, cell: tuple[int, int], around: list[tuple[int, int]]
) -> Iterator[Track]:
    """Look in the months before publication (or in those that the words span)."""
    last = view.last if view.last is not None else view.published
    first = view.first if view.first is not None else (view.published or 0) - _MONTH
    assert last is not None
    first = max(first, last - 4 * _MONTH)
    for month in range(first // _MONTH, last // _MONTH + 1):
        look = tuple(
            _key(k, kind, r, c, month) for r, c in around for k in (_MONTH_OF, _SEEK_MONTH)
        )
        yield _key(_SEEK_MONTH, kind, *cell, month), look
    anyone = tuple(_key(_SEEK_ANY, kind, r, c) for r, c in around)
    yield _key(_ANY, kind, *cell), anyone


def _of_area(view: Telling, kind: int, area: Where) -> Iterator[Track]:
    """An area (or unresolved words) is found by its own id and day, and finds points within."""
    name = _code(area.id or area.words)
    if view.first is None or not _dated(view):
        last = view.last if view.last is not None else view.published
        if last is not None:
            for month in ((last - _MONTH) // _MONTH, last // _MONTH):
                look = tuple(_key(k, kind, name, month) for k in (_MONTH_OF, _SEEK_MONTH))
                yield _key(_SEEK_MONTH, kind, name, month), look
        return
    day = view.first
    yield _key(_DAY, kind, name, day), tuple(_key(_DAY, kind, name, day + d) for d in (-1, 0, 1))
    month = day // _MONTH
    yield _key(_MONTH_OF, kind, name, month), (_key(_SEEK_MONTH, kind, name, month),)
    if area.country:
        country = _code(area.country)
        seek = _key(_SEEK_WIDE, kind, country, day)
        yield seek, tuple(_key(_WIDE_DAY, kind, country, day + d) for d in (-1, 0, 1))


def _of_names(view: Telling, kind: int) -> Iterator[Track]:
    day = view.first if view.first is not None else view.published
    if day is None:
        return
    week = day // 8
    near = (week - 1, week, week + 1)
    for name in view.names:
        code = _code(name)
        look = tuple(_key(_NAMED, kind, code, w) for w in near)
        if not view.places:
            look += tuple(_key(_SPOT, kind, code, w) for w in near)
        yield _key(_NAMED, kind, code, week), look
    for spot in view.spots:
        code = _code(spot)
        yield _key(_SPOT, kind, code, week), tuple(_key(_NAMED, kind, code, w) for w in near)


def _of_parties(view: Telling, kind: int, *, placed: bool) -> Iterator[Track]:
    """Claims without a place look for their parties; claims with one let themselves be found."""
    day = view.first if view.first is not None else view.published
    if day is None:
        return
    period = day // _PERIOD
    for party in dict.fromkeys((*view.actors, *view.recipients)):
        if not party.startswith("@") and placed:
            continue
        code = _code(party)
        near = (period - 1, period, period + 1)
        seek = tuple(_key(_PARTY, kind, code, p) for p in near)
        if placed:
            yield _key(_PLACED_PARTY, kind, code, period), seek
        else:
            look = tuple(_key(_PLACED_PARTY, kind, code, p) for p in near)
            yield _key(_PARTY, kind, code, period), seek + look


def _is_point(place: Where) -> bool:
    return 0 < place.precision <= _POINT and place.latitude is not None


def _dated(view: Telling) -> bool:
    return (
        view.first is not None and view.last is not None and view.last - view.first <= _DATED_DAYS
    )


def _cell(point: Where) -> tuple[int, int]:
    """Row and column of the cell; a column narrows towards the poles."""
    assert point.latitude is not None
    assert point.longitude is not None
    return floor(point.latitude / _CELL), floor(point.longitude / _CELL)


def _key(*parts: int) -> int:
    """Hash of integers: the same in every process."""
    return hash(parts)


@lru_cache(maxsize=1 << 20)
def _code(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
