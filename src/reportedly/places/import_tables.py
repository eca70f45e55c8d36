"""Reads places from tables with a header line and from GeoJSON."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportedly.errors import DataError
from reportedly.places.countries import load_countries
from reportedly.places.entries import CODES, Entry
from reportedly.places.import_geonames import point

Divisions = Callable[[str, str], int | None]
# Column names that are understood, the first that a table has; lower case.
_COLUMNS = {
    "name": ("name", "place", "placename", "asciiname", "name_en", "featurenam", "label"),
    "latitude": ("latitude", "lat", "y", "point_y", "lat_dd"),
    "longitude": ("longitude", "lon", "lng", "long", "x", "point_x", "lon_dd"),
    "country": ("country", "iso3", "adm0_pcode", "country_code", "iso2", "adm0_en", "admin0"),
    "level": ("level",),
    "id": ("id", "geonameid", "gazetteer_id", "pcode", "uid"),
    "aliases": ("aliases", "alternatenames", "names", "altnames"),
    "admin1": ("admin1", "adm1_en", "adm1_name", "province", "governorate", "state"),
    "population": ("population", "pop"),
}
_OCHA = re.compile(r"adm([1-4])_(?:en|name)$")
_SEPARATORS = re.compile(r"\s*[|;]\s*")
_FIRST_FREE = -(2**31)
_ROOM = 2**30


def read_csv(path: Path, divisions: Divisions | None = None) -> Iterator[Entry]:
    """Places of a table in UTF-8 with a header, separated by commas, semicolons or tabs.

    Needed are a name, latitude, longitude and country; also read are level, id, aliases (separated
    by ``|``), admin1, population. In an OCHA table the deepest ``ADMn_EN`` is the name and its
    ``ADMn_PCODE`` the id.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            start = stream.readline()
            stream.seek(0)
            separator = max(",;\t", key=start.count)
            for number, row in enumerate(csv.DictReader(stream, delimiter=separator), 2):
                cells = {str(k).strip().lower(): (v or "") for k, v in row.items() if k}
                yield _entry(path, number, cells, divisions)
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(str(path), f"expected a table in UTF-8: {error}") from error


def read_geojson(path: Path, divisions: Divisions | None = None) -> Iterator[Entry]:
    """Places of a GeoJSON FeatureCollection; a shape stands for its middle.

    ``properties`` carry what the columns of a table carry.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"expected a GeoJSON FeatureCollection: {error}") from error
    for number, feature in enumerate(features, 1):
        try:
            middle = _middle(feature["geometry"]["coordinates"])
            cells = {str(k).lower(): str(v) for k, v in feature["properties"].items() if v}
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise DataError(
                str(path), "expected geometry with coordinates and properties", row=number
            ) from error
        cells |= {"longitude": str(middle[0]), "latitude": str(middle[1])}
        yield _entry(path, number, cells, divisions)


def _middle(coordinates: Any) -> tuple[float, float]:
    points = list(_points(coordinates))
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)


def _entry(path: Path, number: int, cells: Mapping[str, str], divisions: Divisions | None) -> Entry:
    found = {k: _first(cells, names) for k, names in _COLUMNS.items()}
    level = _ocha(cells, found) or _level(path, number, found["level"])
    for column in ("name", "latitude", "longitude", "country"):
        if not found[column]:
            raise DataError(str(path), f"expected a value in a column {column!r}", row=number)
    latitude, longitude = point(path, number, found["latitude"], found["longitude"])
    country = _country(path, number, found["country"])
    admin1 = divisions(found["admin1"], country) if divisions and found["admin1"] else None
    people = found["population"].replace(",", "") or "0"
    if not people.isdecimal():
        raise DataError(str(path), f"expected people as a number, found {people!r}", row=number)
    own = found["id"] or f"{country}-{found['name']}-{latitude:.4f}-{longitude:.4f}"
    id_, gid = _ids(own)
    return Entry(
        id_,
        level,
        country,
        found["name"],
        admin1,
        None,
        latitude,
        longitude,
        int(people),
        gid=gid,
        trusted=tuple(n for n in _SEPARATORS.split(found["aliases"]) if n),
    )


def _first(cells: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((cells[n].strip() for n in names if cells.get(n, "").strip()), "")


def _ocha(cells: Mapping[str, str], found: dict[str, str]) -> str:
    """Fill name and id from an OCHA administrative table; returns the level."""
    depths = [int(m[1]) for k, v in cells.items() if v and (m := _OCHA.match(k))]
    if not depths or found["name"]:
        return ""
    deepest = max(depths)
    found["name"] = cells.get(f"adm{deepest}_en") or cells.get(f"adm{deepest}_name", "")
    found["id"] = cells.get(f"adm{deepest}_pcode", "")
    if deepest == 1:
        found["admin1"] = ""
    return {1: "1", 2: "2"}.get(deepest, "p")


def _level(path: Path, number: int, word: str) -> str:
    if word and word not in CODES:
        raise DataError(
            str(path), f"expected a level of {sorted(CODES)}, found {word!r}", row=number
        )
    return CODES[word or "place"]


def _country(path: Path, number: int, word: str) -> str:
    countries = load_countries()
    code = word if countries.get(word) or word == "XXX" else None
    code = code or countries.of_iso2(word) or countries.of_name(word)
    if code is None:
        raise DataError(str(path), f"expected a country (ISO 3166-1), found {word!r}", row=number)
    return code


def _ids(own: str) -> tuple[int, str | None]:
    """Return the number under which a place is stored, and its id, None for one of GeoNames."""
    number = own.removeprefix("geonames:")
    if number.isdecimal() and (own != number or len(number) > 4):
        return int(number), None
    gid = own if ":" in own else f"user:{own}"
    return _FIRST_FREE + zlib.crc32(gid.encode()) % _ROOM, gid
