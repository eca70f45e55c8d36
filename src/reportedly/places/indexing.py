"""Builds the indexed, read-only form of a gazetteer: one SQLite file.

``place`` holds a row for each place, ``name`` every folded name with the packed places that bear
it, ``sound`` the folded names of a country under their consonant key, ``meta`` format and digest.
Runs where only the standard library and PyYAML are installed.
"""

from __future__ import annotations

import hashlib
import lzma
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import DataError
from reportedly.places.keys import base, skeleton
from reportedly.text.normalise import fold

FORMAT = "1"
INPUTS = ("supplement.yaml", "affixes.yaml", "countries.yaml", "ucdp-places.tsv")
_CONFLICT = -100_000
LEVELS = {"c": "country", "1": "admin1", "2": "admin2", "p": "place", "f": "feature", "r": "region"}
CODES = {word: code for code, word in LEVELS.items()}
# How a place bears a name: its own, another name, its own without an affix, an acronym.
OWN, OTHER, BASE, ACRONYM = range(4)
PACKED = struct.Struct("<iB")
_ORDER = {"c": 0, "r": 1, "1": 2, "p": 3, "2": 4, "f": 5}
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, gid TEXT, level TEXT NOT NULL, country TEXT NOT NULL,
  name TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, latitude REAL, longitude REAL,
  population INTEGER NOT NULL, approximate INTEGER NOT NULL);
CREATE TABLE name (fold TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (key TEXT PRIMARY KEY, folds TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all its names, ready for the index. ``gid`` is None for a GeoNames id.

    ``trusted`` names are names even where they look like acronyms.
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
    if len(cells) != 11 or cells[1] not in LEVELS:
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


def build(table: Path, supplement: Path, target: Path) -> None:
    """Build the index of the embedded gazetteer; the target appears whole or not at all."""
    affixes = load_yaml(supplement.with_name("affixes.yaml"))
    ours, names = read_supplement(supplement)
    for item in load_yaml(supplement.with_name("countries.yaml")):
        own = int(item["geonames"])
        names[own] = names.get(own, ()) + tuple(item.get("aliases") or ())
    sources = (table, *(supplement.with_name(n) for n in INPUTS))
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sources if p.exists())).hexdigest()
    points: dict[int, Entry] = {}
    entries = (_remember(_with_names(e, names), points) for e in read_table(table))
    conflict = read_conflict_places(supplement.with_name("ucdp-places.tsv"), points)
    write_index(chain(entries, ours, conflict), target, digest, affixes)


def _remember(entry: Entry, points: dict[int, Entry]) -> Entry:
    if entry.level in "12":
        points[entry.id] = entry
    return entry


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


def _with_names(entry: Entry, names: dict[int, tuple[str, ...]]) -> Entry:
    if entry.id not in names:
        return entry
    fields = {f: getattr(entry, f) for f in Entry.__slots__}
    fields["names"], fields["trusted"] = entry.names, names[entry.id]
    return Entry(**fields)


def write_index(
    entries: Iterable[Entry], target: Path, digest: str, affixes: dict[str, Any]
) -> None:
    """Write entries as an index, through a temporary file beside the target."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    base_ = sqlite3.connect(part)
    try:
        base_.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + _SCHEMA)
        _fill(base_, entries, affixes)
        base_.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("digest", digest)]
        )
        base_.commit()
    finally:
        base_.close()
    part.replace(target)


def _fill(index: sqlite3.Connection, entries: Iterable[Entry], affixes: dict[str, Any]) -> None:
    prefixes, suffixes = frozenset(affixes["prefixes"]), frozenset(affixes["suffixes"])
    names: dict[str, dict[int, int]] = defaultdict(dict)
    sounds: dict[str, set[str]] = defaultdict(set)
    rank: dict[int, tuple[int, int, int]] = {}
    for e in entries:
        rank[e.id] = (-e.population, _ORDER[e.level], e.id)
        index.execute(
            "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (e.id, e.gid, e.level, e.country, e.name, e.admin1, e.admin2, e.latitude, e.longitude,
             e.population, int(e.approximate)),
        )  # fmt: skip
        for folded, kind in _folded(e, prefixes, suffixes):
            bearers = names[folded]
            bearers[e.id] = min(kind, bearers.get(e.id, ACRONYM))
            if kind != ACRONYM and (key := skeleton(folded)):
                sounds[e.country + key].add(folded)
    rows = (
        (
            folded,
            b"".join(PACKED.pack(i, bearers[i]) for i in sorted(bearers, key=rank.__getitem__)),
        )
        for folded, bearers in sorted(names.items())
    )
    index.executemany("INSERT INTO name VALUES (?, ?)", rows)
    index.executemany(
        "INSERT INTO sound VALUES (?, ?)",
        ((key, "\n".join(sorted(folds))) for key, folds in sorted(sounds.items())),
    )


def _folded(
    e: Entry, prefixes: frozenset[str], suffixes: frozenset[str]
) -> Iterator[tuple[str, int]]:
    for position, name in enumerate((e.name, *e.trusted, *e.names)):
        folded = fold(name)
        if not folded:
            continue
        acronym = position > len(e.trusted) and len(name) < 5 and name.isupper()
        kind = ACRONYM if acronym else OTHER if position else OWN
        yield folded, kind
        if (bare := base(folded, prefixes, suffixes)) and len(bare) > 2:
            yield bare, max(kind, BASE)
