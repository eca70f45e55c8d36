"""A place with all its names on the way into an index, and the files that such places stand in.

Needs the standard library and PyYAML alone, because the index is built where nothing else is
installed.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from reportedly.errors import DataError
from reportedly.text.normalise import fold

LEVELS = {"c": "country", "1": "admin1", "2": "admin2", "p": "place", "f": "feature", "r": "region"}
CODES = {word: code for code, word in LEVELS.items()}
_COLUMNS = 11
_CONFLICT = -100_000


class Dated(NamedTuple):
    """A name with the first and the last year in which it held.

    None is open; `PAST` as the last year says that the name is historic, since when is not known.
    """

    name: str
    since: int | None
    until: int | None


PAST = -9999


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all its names, ready for the index. ``gid`` is None for a GeoNames id.

    ``trusted`` names are names even where they look like acronyms. ``dated`` says of names among
    them in which years they held.
    """

    id: int
    level: str
    country: str
    name: str
    admin1: int | None = None
    admin2: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    approximate: bool = False
    names: tuple[str, ...] = ()
    gid: str | None = None
    trusted: tuple[str, ...] = ()
    dated: tuple[Dated, ...] = ()


def read_table(path: Path) -> Iterator[Entry]:
    """Read the compressed table; raises `DataError` with the row where it is not as expected."""
    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                yield _entry(path, number, line.rstrip("\n").split("\t"))
    except (lzma.LZMAError, EOFError, UnicodeDecodeError, FileNotFoundError) as error:
        raise DataError(
            str(path), f"expected the compressed gazetteer table ({error}); restore the file"
        ) from error


def _entry(path: Path, number: int, cells: list[str]) -> Entry:
    if len(cells) != _COLUMNS or cells[1] not in LEVELS:
        raise DataError(str(path), f"expected 11 columns, found {len(cells)}", row=number)
    try:
        return Entry(
            int(cells[0]),
            cells[1],
            cells[2],
            cells[3],
            int(cells[4]) if cells[4] else None,
            int(cells[5]) if cells[5] else None,
            float(cells[6]) if cells[6] else None,
            float(cells[7]) if cells[7] else None,
            int(cells[8] or 0),
            bool(cells[9]),
            tuple(cells[10].split("|")) if cells[10] else (),
        )
    except ValueError as error:
        raise DataError(str(path), f"expected numbers: {error}", row=number) from error


def load_yaml(path: Path, *, strings: bool = False) -> Any:
    """Read a YAML data file; raises `DataError` where it is missing or broken.

    With ``strings`` every scalar stays a string: "no", "on" and "off" are words there.
    """
    kind = "BaseLoader" if strings else "SafeLoader"
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=getattr(yaml, f"C{kind}", getattr(yaml, kind)))  # noqa: S506
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"expected a YAML file: {error}") from error


def read_supplement(path: Path) -> tuple[list[Entry], dict[int, tuple[str, ...]]]:
    """Read our own places, and further names for places of the table, from the supplement."""
    data = load_yaml(path)
    entries: list[Entry] = []
    seen: set[str] = set()
    for number, item in enumerate(data.get("places") or (), 1):
        entry = _supplement_entry(path, number, item)
        if item["id"] in seen:
            raise DataError(str(path), f"the id {item['id']!r} stands twice", row=number)
        seen.add(item["id"])
        entries.append(entry)
    names = {int(k): tuple(str(n) for n in v) for k, v in (data.get("names") or {}).items()}
    return entries, names


def _supplement_entry(path: Path, number: int, item: dict[str, Any]) -> Entry:
    try:
        latitude, longitude = (float(x) for x in item["at"])
        code = CODES[item["level"]]
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"coordinates out of range: {item['at']}")
        return Entry(
            -number,
            code,
            item["country"],
            item["name"],
            item.get("admin1"),
            item.get("admin2"),
            latitude,
            longitude,
            int(item.get("population", 0)),
            gid=item["id"] if ":" in item["id"] else f"reportedly:{item['id']}",
            trusted=tuple(item.get("aliases") or ()),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            str(path), f"expected id, name, country, level, at: {error}", row=number
        ) from error


def read_conflict_places(path: Path, points: Mapping[int, Entry]) -> Iterator[Entry]:
    """Places of coded events, each at its division's point; ``points`` must hold the divisions."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or not cells[2].isdecimal():
            raise DataError(str(path), "expected name, country, admin1, admin2", row=number)
        name, country = cells[:2]
        first, second = int(cells[2]), int(cells[3]) if cells[3] else None
        area = points.get(second or first) or points.get(first)
        yield Entry(
            _CONFLICT - number,
            "p",
            country,
            name,
            first,
            second,
            area.latitude if area else None,
            area.longitude if area else None,
            approximate=True,
            gid=f"ucdp:{country}-{fold(name).replace(' ', '-')}",
        )
