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
#: Side of a cell in degrees: about 28 km from north to south.
_CELL: Final = 0.25
#: A claim that spans more days than this is found as an undated one is.
_DATED_DAYS: Final = 7
_PERIOD: Final = 16
_WEEK: Final = 8
_MONTH: Final = 31
_POINT: Final = 3

_DAY, _SEEK_MONTH, _MONTH_OF, _SEEK_ANY, _ANY = range(5)
_SEEK_WIDE, _WIDE_DAY, _NAMED, _PARTY, _PAGE, _PLACED_PARTY, _SPOT = range(5, 12)
_TWO_SIDED: Final = (_MONTH_OF, _SEEK_MONTH)
#: Odd, so that the days of one base never meet within 64 bits.
_STEP: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 61) - 1


def tracks(view: Telling) -> list[Track]:
    """Return the tracks of a claim."""
    kind = view.kind
    found: list[Track] = []
    placed = False
    for place in view.places:
        if _is_point(place):
            placed = True
            found += _of_point(view, kind, place)
        else:
            found += _of_area(view, kind, place)
    found += _of_names(view, kind)
    found += _of_parties(view, kind, placed=placed)
    page = _base(_PAGE, kind, view.document_id)
    found.append((page, (page,)))
    return found


def _of_point(view: Telling, kind: str, point: Where) -> Iterator[Track]:
    assert point.latitude is not None
    assert point.longitude is not None
    cell = floor(point.latitude / _CELL), floor(point.longitude / _CELL)
    if _dated(view):
        assert view.first is not None
        assert view.last is not None
        own, around = _cells(_DAY, kind, *cell)
        for day in range(view.first, view.last + 1):
            yield _at(own, day), _near(around, day)
        wide, seekers = (
            _base(_WIDE_DAY, kind, point.country),
            _base(_SEEK_WIDE, kind, point.country),
        )
        yield _at(wide, view.first), _near((seekers,), view.first)
        month = view.first // _MONTH
        own, _ = _cells(_MONTH_OF, kind, *cell)
        yield _at(own, month), tuple(_at(b, month) for b in _cells(_SEEK_MONTH, kind, *cell)[1])
        yield _cells(_ANY, kind, *cell)[0], _cells(_SEEK_ANY, kind, *cell)[1]
    elif view.published is not None or view.first is not None:
        yield from _months(view, kind, cell)
        yield _cells(_ANY, kind, *cell)[0], _cells(_SEEK_ANY, kind, *cell)[1]
    else:
        look = _cells(_ANY, kind, *cell)[1] + _cells(_SEEK_ANY, kind, *cell)[1]
        yield _cells(_SEEK_ANY, kind, *cell)[0], look


def _months(view: Telling, kind: str, cell: tuple[int, int]) -> Iterator[Track]:
    """Look in the months before publication (or in those that the words span)."""
    last = view.last if view.last is not None else view.published
    assert last is not None
    first = view.first if view.first is not None else last - _MONTH
    first = max(first, last - 4 * _MONTH)
    own, around = _cells(_SEEK_MONTH, kind, *cell)
    dated = _cells(_MONTH_OF, kind, *cell)[1]
    for month in range(first // _MONTH, last // _MONTH + 1):
        yield _at(own, month), tuple(_at(b, month) for b in (*dated, *around))


def _of_area(view: Telling, kind: str, area: Where) -> Iterator[Track]:
    """An area (or unresolved words) is found by its own id and day, and finds points within."""
    name = area.id or area.words
    bases = tuple(_base(k, kind, name) for k in _TWO_SIDED)
    if not _dated(view):
        last = view.last if view.last is not None else view.published
        if last is not None:
            for month in ((last - _MONTH) // _MONTH, last // _MONTH):
                yield _at(bases[1], month), tuple(_at(b, month) for b in bases)
        return
    assert view.first is not None
    day, month = view.first, view.first // _MONTH
    own = _base(_DAY, kind, name)
    yield _at(own, day), _near((own,), day)
    yield _at(bases[0], month), (_at(bases[1], month),)
    if area.country:
        seek, points = _base(_SEEK_WIDE, kind, area.country), _base(_WIDE_DAY, kind, area.country)
        yield _at(seek, day), _near((points,), day)


def _of_names(view: Telling, kind: str) -> Iterator[Track]:
    day = view.first if view.first is not None else view.published
    if day is None:
        return
    week = day // _WEEK
    for name in view.names:
        own = _base(_NAMED, kind, name)
        bases = (own,) if view.places else (own, _base(_SPOT, kind, name))
        yield _at(own, week), _near(bases, week)
    for spot in view.spots:
        yield _at(_base(_SPOT, kind, spot), week), _near((_base(_NAMED, kind, spot),), week)


def _of_parties(view: Telling, kind: str, *, placed: bool) -> Iterator[Track]:
    """Claims without a place look for their parties; claims with one let themselves be found."""
    day = view.first if view.first is not None else view.published
    if day is None:
        return
    period = day // _PERIOD
    for party in dict.fromkeys((*view.actors, *view.recipients)):
        if not party.startswith("@") and placed:
            continue
        open_, set_ = _base(_PARTY, kind, party), _base(_PLACED_PARTY, kind, party)
        if placed:
            yield _at(set_, period), _near((open_,), period)
        else:
            yield _at(open_, period), _near((open_, set_), period)


def _is_point(place: Where) -> bool:
    return 0 < place.precision <= _POINT and place.latitude is not None


def _dated(view: Telling) -> bool:
    return (
        view.first is not None and view.last is not None and view.last - view.first <= _DATED_DAYS
    )


def _at(base: int, step: int) -> int:
    """Key of a day, week or month under a base."""
    return (base + step * _STEP) & _MASK


def _near(bases: tuple[int, ...], step: int) -> tuple[int, ...]:
    """Keys of a day, week or month and of those before and after."""
    before, at, after = (step - 1) * _STEP, step * _STEP, (step + 1) * _STEP
    return tuple([(b + s) & _MASK for b in bases for s in (before, at, after)])


@lru_cache(maxsize=1 << 18)
def _cells(track: int, kind: str, row: int, column: int) -> tuple[int, tuple[int, ...]]:
    """Base of the cell, and the bases of it and the eight cells around."""
    code = crc32(kind.encode())
    around = tuple(
        hash((track, code, r, c)) & _MASK
        for r in (row - 1, row, row + 1)
        for c in (column - 1, column, column + 1)
    )
    return around[4], around


@lru_cache(maxsize=1 << 18)
def _base(track: int, kind: str, name: str) -> int:
    """Base of a name: a hash of integers, the same in every process."""
    codes = crc32(kind.encode()), crc32(name.encode("utf-8", "surrogatepass"))
    return hash((track, *codes)) & _MASK
