"""Reads an indexed gazetteer on demand: nothing is loaded, unpacked or written."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.errors import DataError
from reportedly.places.entries import LEVELS
from reportedly.places.geometry import unit_vector
from reportedly.places.indexing import FORMAT, PACKED
from reportedly.records.claim import Level

_HEADER = b"SQLite format 3\x00"
_CACHED = 20_000
_MOST = 200  # bearers of one name, those with most people first
_SELECT = (
    "SELECT id, gid, level, country, name, admin1, admin2, latitude, longitude, population, "
    "approximate FROM place"
)
_NAMES = "SELECT id, name FROM place"


class PlaceRow(NamedTuple):
    """A row of the gazetteer. ``admin1`` and ``admin2`` are ids of rows; degrees, WGS 84.

    ``point`` is the place as a unit vector, for fast distances.
    """

    id: int
    gid: str
    level: Level
    country: str
    name: str
    admin1: int | None
    admin2: int | None
    latitude: float | None
    longitude: float | None
    population: int
    approximate: bool
    point: tuple[float, float, float] | None = None


def _row(r: Sequence[Any]) -> PlaceRow:
    level: Any = LEVELS[r[2]]
    point = None if r[7] is None or r[8] is None else unit_vector(r[7], r[8])
    return PlaceRow(
        r[0],
        r[1] or f"geonames:{r[0]}",
        level,
        r[3],
        r[4],
        r[5],
        r[6],
        r[7],
        r[8],
        r[9],
        bool(r[10]),
        point,
    )


class Bearer(NamedTuple):
    """A place that bears the name asked for, and how: see ``indexing.OWN`` and its kin.

    ``since`` and ``until`` are the first and last year of the name: see `entries.Dated`.
    """

    place: PlaceRow
    kind: int
    since: int | None = None
    until: int | None = None


class Store:
    """One index file, opened read-only by each thread that asks.

    Raises `DataError` where the file is missing, truncated or of another format.
    """

    def __init__(self, path: Path, *, without: Collection[str] = ()) -> None:
        self.path = path
        self._without = tuple(without)
        self._local = threading.local()
        self._check_size()
        meta = dict(self._query("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise DataError(
                str(path),
                f"expected gazetteer format {FORMAT}, found {meta.get('format')}; build it again",
            )
        self._has_dated = bool(
            self._query("SELECT 1 FROM sqlite_master WHERE name = 'dated'")
        ) and (bool(self._query("SELECT 1 FROM dated LIMIT 1")))
        self.digest: str = meta["digest"]
        self.place = lru_cache(maxsize=_CACHED)(self._place)
        self.bearers = lru_cache(maxsize=_CACHED)(self._bearers)

    def __reduce__(self) -> tuple[partial[Store], tuple[Path]]:
        return partial(type(self), without=self._without), (self.path,)

    def _check_size(self) -> None:
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as stream:
                header = stream.read(100)
        except OSError as error:
            raise DataError(
                str(self.path),
                "no such gazetteer. One of your own is made by: reportedly gazetteer add SOURCE "
                "--to FILE. If it is the program's own: install the program again, or in a source "
                "checkout run: python tools/build_gazetteer.py --index",
            ) from error
        pages = int.from_bytes(header[28:32], "big") * int.from_bytes(header[16:18], "big")
        if not header.startswith(_HEADER) or size != pages:
            raise DataError(
                str(self.path),
                "no gazetteer, or one that is damaged or cut short; make it again with: "
                "reportedly gazetteer add SOURCE --to FILE",
            )

    def _query(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        # A connection must not cross a fork.
        if connection is None or self._local.process != os.getpid():
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
            self._local.connection, self._local.process = connection, os.getpid()
        try:
            return connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise DataError(
                str(self.path), f"the gazetteer's index is damaged ({error}); build it again"
            ) from error

    def close(self) -> None:
        """Close this thread's connection."""
        if connection := getattr(self._local, "connection", None):
            connection.close()
            self._local.connection = None

    def _place(self, id_: int) -> PlaceRow | None:
        rows = self._query(f"{_SELECT} WHERE id = ?", (id_,))
        return _row(rows[0]) if rows and not self._left_out(rows[0][1]) else None

    def names(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the names of the places with these ids."""
        found: dict[int, str] = {}
        for start in range(0, len(ids), _MOST):
            some = ids[start : start + _MOST]
            marks = ",".join("?" * len(some))
            found.update(self._query(f"{_NAMES} WHERE id IN ({marks})", some))
        return found

    def _left_out(self, gid: str | None) -> bool:
        return gid is not None and gid.startswith(self._without) if self._without else False

    def _bearers(self, folded: str) -> tuple[Bearer, ...]:
        rows = self._query("SELECT places FROM name WHERE fold = ?", (folded,))
        if not rows:
            return ()
        packed = list(PACKED.iter_unpack(rows[0][0]))[:_MOST]
        if len(packed) == 1:
            place = self.place(packed[0][0])
            return self._with_years(folded, (Bearer(place, packed[0][1]),)) if place else ()
        marks = ",".join("?" * len(packed))
        found = self._query(f"{_SELECT} WHERE id IN ({marks})", [i for i, _ in packed])
        places = {r[0]: _row(r) for r in found if not self._left_out(r[1])}
        bearers = tuple(Bearer(places[i], kind) for i, kind in packed if i in places)
        return self._with_years(folded, bearers)

    def _with_years(self, folded: str, bearers: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
        if not self._has_dated:
            return bearers
        out = []
        for b in bearers:
            years = self._query(
                "SELECT since, until FROM dated WHERE id = ? AND fold = ?", (b.place.id, folded)
            )
            out.append(b._replace(since=years[0][0], until=years[0][1]) if years else b)
        return tuple(out)

    def alike(self, country: str, key: str) -> list[str]:
        """Folded names of a country that share a consonant key."""
        rows = self._query("SELECT folds FROM sound WHERE key = ?", (country + key,))
        return rows[0][0].split("\n") if rows else []
