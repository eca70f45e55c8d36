"""Reads GeoNames dumps in their published format."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reportedly.errors import DataError
from reportedly.places.countries import load_countries
from reportedly.places.entries import PAST, Dated, Entry

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
COLUMNS = 19
NAME_COLUMNS = 10
_NAMES = "alternatenamesv2"
_NO_LANGUAGES = frozenset(
    ("link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "abbr", "phon", "piny")
)
# Sites where events are reported; of feature class S most are hotels, shops and farms.
_SITES = frozenset(
    ("AIRB", "AIRF", "AIRP", "AIRQ", "AIRS", "ATHF", "BDG", "CMP", "CMPMN", "CMPQ", "CMPRF", "CTRR",
     "DAM", "FT", "HSP", "INSM", "MILB", "MKT", "MNMT", "MSQE", "PRN", "PS", "SQR", "STDM", "PSN")
)  # fmt: skip
_BORDERS = frozenset(("CSTM", "PSTB", "PSTC", "PSTP"))
_NATURE = frozenset("HTLV")
_COUNTRIES = frozenset(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "TERR", "PCL"))


def is_names(path: Path) -> bool:
    """Whether a file holds alternate names, not places."""
    return path.stem.lower() == _NAMES


def read_dump(path: Path) -> Iterator[Entry]:
    """Places of a dump, divisions first so that towns find theirs.

    Reads the file twice. Raises `DataError` with the row for a wrong number of columns, for ids or
    people that are no numbers, and for coordinates out of range.
    """
    divisions: dict[tuple[str, ...], int] = {}
    for number, cells in _rows(path, COLUMNS):
        if cells[7] == "ADM1":
            divisions[cells[8], cells[10]] = _number(path, number, cells[0])
        elif cells[7] == "ADM2":
            divisions[cells[8], cells[10], cells[11]] = _number(path, number, cells[0])
    for number, cells in _rows(path, COLUMNS):
        if entry := _entry(path, number, cells, divisions):
            yield entry


def read_names(path: Path, wanted: Container[int]) -> Iterator[tuple[int, Dated]]:
    """Names for these ids, historic ones too; codes, links and the like left out.

    A name flagged as historic that has no last year is of the past without a year.
    """
    for number, cells in _rows(path, NAME_COLUMNS):
        id_ = _number(path, number, cells[1])
        if id_ in wanted and cells[2] not in _NO_LANGUAGES and cells[3]:
            since, until = _year(cells[8]), _year(cells[9])
            if since is not None and until is not None and until < since:
                since = until = None  # contributors' slips are no reason to refuse a dump
            if cells[7] == "1" and until is None:
                until = PAST
            yield id_, Dated(cells[3], since, until)


def _year(cell: str) -> int | None:
    """Return the year of a date as contributors write it: "1924", "2016-02-04", "19 May 2016"."""
    found = _YEAR.search(cell)
    return int(found[0]) if found else None


def _entry(
    path: Path, number: int, cells: list[str], divisions: dict[tuple[str, ...], int]
) -> Entry | None:
    level = _level(cells[6], cells[7])
    country = load_countries().of_iso2(cells[8]) if cells[8] else "XXX"
    if level is None or country is None:
        return None
    latitude, longitude = point(path, number, cells[4], cells[5])
    first = divisions.get((cells[8], cells[10]))
    second = divisions.get((cells[8], cells[10], cells[11]))
    id_ = _number(path, number, cells[0])
    return Entry(
        id_,
        level,
        country,
        cells[1],
        first if first != id_ else None,
        second if second != id_ else None,
        latitude,
        longitude,
        _number(path, number, cells[14] or "0"),
        names=tuple(n for n in cells[3].split(",") if n),
    )


def _level(feature_class: str, code: str) -> str | None:
    if feature_class == "A":
        if code in _COUNTRIES:
            return "c"
        return {"ADM1": "1", "ADM2": "2"}.get(code, "p" if code.startswith("ADM") else "r")
    if feature_class == "P":
        return "p"
    if feature_class in _NATURE or (feature_class == "S" and code in _SITES | _BORDERS):
        return "f"
    return None


def point(path: Path, row: int | str, latitude: str, longitude: str) -> tuple[float, float]:
    """Coordinates as numbers; raises `DataError` where they are none or out of range."""
    try:
        lat, lon = float(latitude), float(longitude)
    except ValueError as error:
        raise DataError(
            str(path),
            f"expected coordinates in degrees, found {latitude!r}, {longitude!r}",
            row=row,
        ) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DataError(str(path), f"coordinates out of range: {latitude}, {longitude}", row=row)
    return lat, lon


def _number(path: Path, row: int, cell: str) -> int:
    if not cell.isdecimal():
        raise DataError(str(path), f"expected a whole number, found {cell!r}", row=row)
    return int(cell)


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) != columns:
                    raise DataError(
                        str(path),
                        f"expected {columns} columns separated by tabs, found {len(cells)}",
                        row=number,
                    )
                yield number, cells
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise DataError(
            str(path), f"expected a whole GeoNames file in UTF-8 ({error}); download it again"
        ) from error


@contextmanager
def _open(path: Path) -> Iterator[TextIO]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        inside = next((n for n in archive.namelist() if Path(n).stem == path.stem), None)
        if inside is None:
            raise DataError(str(path), f"expected {path.stem}.txt in the archive")
        with archive.open(inside) as raw, io.TextIOWrapper(raw, "utf-8", newline="\n") as stream:
            yield stream
